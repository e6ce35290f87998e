#pragma once
#include "core/base/period.h"
#include "core/domain/field_value.h"
#include "core/domain/indicator.h"
#include "core/domain/registry_spec.h"

#include <QList>
#include <QString>

namespace coop
{

/// What a figure is grouped by.
enum class Grouping { none, federation, township, split };

/// One statement for one indicator: rows of (group, figure, rows in scope). A group without rows in scope
/// does not come out at all; one whose rows do not count comes out with 0.
struct MeasureQuery {
    QString sql;
    QList<FieldValue> values;
};

/// `firstYear`: where cumulative figures begin. A stock with Measure::when counts the rows of the period's
/// last month. The measure's registry must exist.
MeasureQuery measureQuery(const Indicator& indicator, const Registries& registries, const Period& period,
    int firstYear, Grouping grouping);

/// The last month or date in the ledger behind the indicator that is not after the period: one row with
/// yyyy-MM, yyyy-MM-dd or null.
MeasureQuery lastDateQuery(const Indicator& indicator, const RegistrySpec& spec, const Period& period);

} // namespace coop
