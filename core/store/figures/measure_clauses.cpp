#include "core/store/figures/measure_clauses.h"

#include "core/store/layout/table_layout.h"

namespace coop
{

QString column(const QString& field)
{
    return QStringLiteral("r.") + quoted(field);
}

QStringList MeasureClauses::conditions()
{
    QStringList all;
    for (const Measure::Condition& condition : measure.where)
        all += matches(condition);
    return all;
}

QString MeasureClauses::counts()
{
    QStringList all = conditions();
    if (!measure.when.isEmpty()) {
        // A stock that is reported month by month is what the period's last month says, not a sum.
        if (indicator.basis == Basis::stock)
            all += QStringLiteral("%1 >= %2").arg(column(measure.when), bind(lastMonthBegins()));
        all += QStringLiteral("%1 <= %2").arg(column(measure.when), bind(end(measure.when)));
    } else {
        if (!measure.from.isEmpty()) {
            const QString begun
                = QStringLiteral("%1 <= %2").arg(column(measure.from), bind(end(measure.from)));
            all += measure.fromRequired
                ? begun
                : QStringLiteral("(%1 IS NULL OR %2)").arg(column(measure.from), begun);
        }
        if (!measure.until.isEmpty())
            all += QStringLiteral("(%1 IS NULL OR %1 > %2)")
                       .arg(column(measure.until), bind(end(measure.until)));
    }
    return all.isEmpty() ? QStringLiteral("1") : all.join(QStringLiteral(" AND "));
}

QString MeasureClauses::figureOf(const QString& counted) const
{
    switch (measure.aggregate) {
    case Measure::Aggregate::sum:
        return QStringLiteral("sum(CASE WHEN %1 THEN coalesce(%2, 0) ELSE 0 END)")
            .arg(counted, column(measure.field));
    case Measure::Aggregate::count:
        return measure.distinct.isEmpty() ? QStringLiteral("count(CASE WHEN %1 THEN 1 END)").arg(counted)
                                          : QStringLiteral("count(DISTINCT CASE WHEN %1 THEN %2 END)")
                                                .arg(counted, column(measure.distinct));
    case Measure::Aggregate::entered:
        break; // no rows of a ledger
    }
    return QStringLiteral("NULL");
}

QString MeasureClauses::scope(int firstYear)
{
    if (measure.when.isEmpty())
        return QStringLiteral("1");
    const int year = indicator.basis == Basis::cumulative ? firstYear : period.year();
    const QString first
        = isMonth(measure.when) ? Month{year, 1}.toString() : QDate(year, 1, 1).toString(Qt::ISODate);
    const QString last = isMonth(measure.when) ? Month{period.year(), 12}.toString()
                                               : QDate(period.year(), 12, 31).toString(Qt::ISODate);
    return QStringLiteral("%1 BETWEEN %2 AND %3").arg(column(measure.when), bind(first), bind(last));
}

QString MeasureClauses::bind(const FieldValue& value)
{
    values += value;
    return QStringLiteral("?%1").arg(values.size());
}

QString MeasureClauses::end(const QString& field) const
{
    return isMonth(field) ? period.lastMonth().toString() : period.lastDay().toString(Qt::ISODate);
}

bool MeasureClauses::isMonth(const QString& field) const
{
    const FieldSpec* known = spec.field(field);
    return known && known->type == FieldType::month;
}

QString MeasureClauses::matches(const Measure::Condition& condition)
{
    const FieldSpec* field = spec.field(condition.field);
    QStringList marks;
    for (const QString& value : condition.anyOf)
        marks
            += bind(field && field->type == FieldType::yesNo ? FieldValue(int(value == QStringLiteral("是")))
                                                             : FieldValue(value));
    return QStringLiteral("%1 IN (%2)").arg(column(condition.field), marks.join(u','));
}

QString MeasureClauses::lastMonthBegins() const
{
    return isMonth(measure.when) ? period.lastMonth().toString()
                                 : period.lastMonth().firstDay().toString(Qt::ISODate);
}

} // namespace coop
