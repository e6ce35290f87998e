#pragma once
#include "core/base/period.h"
#include "core/domain/field_value.h"
#include "core/domain/plan/indicator.h"
#include "core/domain/registry_spec.h"

#include <QList>
#include <QString>

namespace coop
{

/// What a figure is grouped by.
enum class Grouping { none, federation, township };

/// Whether rows of the indicator can belong to areas of this kind at all; where not, a figure is 不适用.
bool groupsBy(const Indicator& indicator, const Registries& registries, Grouping grouping);

/// One statement for one indicator: rows of (group, figure, rows in scope). A group without rows in scope
/// does not come out at all; one whose rows do not count comes out with 0.
struct MeasureQuery {
    QString sql;
    QList<FieldValue> values;
};

/// Which figure at which period's end. The measure's registry must exist; all of it outlives the call.
struct MeasuredAt {
    const Indicator& indicator;
    const Registries& registries;
    const Period& period;
    int firstYear = 0; ///< where cumulative figures begin
};

/// A stock with Measure::when counts the rows of the period's last month.
MeasureQuery measureQuery(const MeasuredAt& at, Grouping grouping);

/// Whether the indicator is a flow that adds up, of a ledger whose rows each name their township: then all
/// its figures of a year follow from one statement.
bool flowsByTownship(const Indicator& indicator, const Registries& registries);
/// That statement: rows of (yyyy-MM, township or null, figure, rows) of one year.
MeasureQuery monthsQuery(const Indicator& indicator, const Registries& registries, int year);

/// The figure broken down by choice fields at once: rows of (group, figure, rows in scope, choices …), one
/// for each combination.
MeasureQuery partsQuery(const MeasuredAt& at, Grouping grouping, const QStringList& fields);

/// The ids of the rows that make a figure, in the registry that rowsRegistry() names, the oldest first.
/// `area`: id of the group, any without grouping; `choice`: of the field `field`, unless that is empty.
struct RowsOf {
    Grouping grouping = Grouping::none;
    qint64 area = 0;
    QString field{}, choice{};
};
MeasureQuery rowsQuery(const MeasuredAt& at, const RowsOf& of);

/// The ledger in which the rows behind an indicator are seen: the measure's own or, where different parents
/// are counted, their registry.
const RegistrySpec& rowsRegistry(const Indicator& indicator, const Registries& registries);

/// The choice fields by which a figure can be broken down, of the measure's registry and of its parent, but
/// for those that the measure itself holds to one choice.
QList<const FieldSpec*> partFields(const Indicator& indicator, const Registries& registries);

/// The last month or date in the ledger behind the indicator that is not after the period: one row with
/// yyyy-MM, yyyy-MM-dd or null.
MeasureQuery lastDateQuery(const Indicator& indicator, const RegistrySpec& spec, const Period& period);

} // namespace coop
