#pragma once
#include "core/base/period.h"
#include "core/domain/field_value.h"
#include "core/domain/plan/indicator.h"
#include "core/domain/registry_spec.h"

#include <QList>

namespace coop
{

/// A column of the measure's ledger, which every statement calls r.
QString column(const QString& field);

/// The clauses of a statement about one indicator at a period's end; values are bound where they stand in
/// `values`. What it is made from must outlive it.
class MeasureClauses
{
public:
    MeasureClauses(const Indicator& figure, const RegistrySpec& registry, const Period& at)
        : indicator(figure)
        , measure(figure.measure)
        , spec(registry)
        , period(at)
    {
    }

    /// Rows that count whenever they are from.
    QStringList conditions();
    /// Rows that count, among those in scope.
    QString counts();
    QString figureOf(const QString& counted) const;
    /// Rows by which a figure is handed in: of a flow those of its year, of a stock all.
    QString scope(int firstYear);

    QString bind(const FieldValue& value);
    /// The period's end as the field writes it.
    QString end(const QString& field) const;
    bool isMonth(const QString& field) const;

    QList<FieldValue> values;

private:
    QString matches(const Measure::Condition& condition);
    QString lastMonthBegins() const;

    const Indicator& indicator;
    const Measure& measure;
    const RegistrySpec& spec;
    const Period period;
};

} // namespace coop
