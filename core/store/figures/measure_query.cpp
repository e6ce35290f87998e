#include "core/store/figures/measure_query.h"

#include "core/store/figures/measure_clauses.h"
#include "core/store/layout/table_layout.h"
#include "core/store/tables/area_sql.h"

#include <algorithm>

namespace coop
{

namespace
{
const RegistrySpec* parentOf(const RegistrySpec& spec, const Registries& registries)
{
    return spec.parent.isEmpty() ? nullptr : registries.find(spec.parent);
}

/// SQL of the area that a row belongs to; empty when the ledger knows none. `p` is the row's parent and `t`
/// the township.
struct AreaOfRow {
    QString expression;
    bool ofParent = false;
    bool overTownship = false;
};

AreaOfRow townshipOf(const RegistrySpec& spec, const Registries& registries)
{
    const RegistrySpec* parent = parentOf(spec, registries);
    const QString own = townshipSql(spec, QStringLiteral("r"));
    if (!own.isEmpty() || !parent)
        return {own};
    const QString parents = townshipSql(*parent, QStringLiteral("p"));
    return {parents, !parents.isEmpty()};
}

AreaOfRow federationOf(const RegistrySpec& spec, const Registries& registries)
{
    if (const QString own = federationSql(spec, QStringLiteral("r")); !own.isEmpty())
        return {own};
    AreaOfRow area = townshipOf(spec, registries);
    area.overTownship = !area.expression.isEmpty();
    return area;
}

AreaOfRow areaOf(const RegistrySpec& spec, const Registries& registries, Grouping grouping)
{
    if (grouping == Grouping::none)
        return {QStringLiteral("0")};
    return grouping == Grouping::township ? townshipOf(spec, registries) : federationOf(spec, registries);
}

/// FROM with its joins, and what rows are grouped by.
struct Source {
    QString from, area;
};

Source sourceOf(const RegistrySpec& spec, const Registries& registries, Grouping grouping, bool withParent)
{
    const AreaOfRow area = areaOf(spec, registries, grouping);
    QString from = quoted(spec.id) + QStringLiteral(" r");
    if (area.ofParent || withParent)
        from += QStringLiteral(" LEFT JOIN %1 p ON p.id = %2")
                    .arg(quoted(spec.parent), column(spec.parentField));
    if (area.overTownship)
        return {from + QStringLiteral(" LEFT JOIN townships t ON t.id = ") + area.expression,
            QStringLiteral("t.federation")};
    return {from, area.expression.isEmpty() ? QStringLiteral("NULL") : area.expression};
}

/// The column of a field of the ledger itself or of its parent.
QString partColumn(const RegistrySpec& spec, const QString& field)
{
    return spec.field(field) ? column(field) : QStringLiteral("p.") + quoted(field);
}
} // namespace

bool groupsBy(const Indicator& indicator, const Registries& registries, Grouping grouping)
{
    if (indicator.measure.isEntered()) // for a federation or for all
        return grouping != Grouping::township;
    const RegistrySpec* spec = registries.find(indicator.measure.registry);
    return spec && !areaOf(*spec, registries, grouping).expression.isEmpty();
}

MeasureQuery measureQuery(const MeasuredAt& at, Grouping grouping)
{
    const RegistrySpec& spec = *at.registries.find(at.indicator.measure.registry);
    MeasureClauses builder(at.indicator, spec, at.period);
    const Source source = sourceOf(spec, at.registries, grouping, false);
    const QString figure = builder.figureOf(builder.counts());
    const QString sql = QStringLiteral("SELECT %1 AS grp, %2, count(*) FROM %3 WHERE %4 GROUP BY grp")
                            .arg(source.area, figure, source.from, builder.scope(at.firstYear));
    return {sql, builder.values};
}

bool flowsByTownship(const Indicator& indicator, const Registries& registries)
{
    const Measure& measure = indicator.measure;
    const RegistrySpec* spec = registries.find(measure.registry);
    return spec && measure.addsUp() && !measure.when.isEmpty() && spec->area.by == AreaBy::township;
}

MeasureQuery monthsQuery(const Indicator& indicator, const Registries& registries, int year)
{
    const RegistrySpec& spec = *registries.find(indicator.measure.registry);
    const Period period = Period::ofYear(year);
    MeasureClauses builder(indicator, spec, period);
    const QStringList conditions = builder.conditions();
    const QString figure = builder.figureOf(
        conditions.isEmpty() ? QStringLiteral("1") : conditions.join(QStringLiteral(" AND ")));
    return {QStringLiteral("SELECT substr(%1, 1, 7) AS m, %6 AS t, %2, count(*) FROM %3 r WHERE %4"
                           " GROUP BY %5, t")
                .arg(column(indicator.measure.when), figure, quoted(spec.id), builder.scope(year),
                    // By the column itself the index is in order, and nothing is sorted.
                    builder.isMonth(indicator.measure.when) ? column(indicator.measure.when)
                                                            : QStringLiteral("m"),
                    townshipSql(spec, QStringLiteral("r"))),
        builder.values};
}

MeasureQuery partsQuery(const MeasuredAt& at, Grouping grouping, const QStringList& fields)
{
    const RegistrySpec& spec = *at.registries.find(at.indicator.measure.registry);
    MeasureClauses builder(at.indicator, spec, at.period);
    const bool ofParent
        = std::any_of(fields.begin(), fields.end(), [&](const QString& field) { return !spec.field(field); });
    const Source source = sourceOf(spec, at.registries, grouping, ofParent);
    QStringList parts;
    for (const QString& field : fields)
        parts += partColumn(spec, field);
    const QString figure = builder.figureOf(builder.counts());
    const QString sql = QStringLiteral("SELECT %1 AS grp, %2, count(*), %3 FROM %4 WHERE %5 GROUP BY grp, %3")
                            .arg(source.area, figure, parts.join(QStringLiteral(", ")), source.from,
                                builder.scope(at.firstYear));
    return {sql, builder.values};
}

MeasureQuery rowsQuery(const MeasuredAt& at, const RowsOf& of)
{
    const RegistrySpec& spec = *at.registries.find(at.indicator.measure.registry);
    MeasureClauses builder(at.indicator, spec, at.period);
    const Source source
        = sourceOf(spec, at.registries, of.grouping, !of.field.isEmpty() && !spec.field(of.field));
    QStringList all{builder.counts(), builder.scope(at.firstYear)};
    if (of.grouping != Grouping::none)
        all += QStringLiteral("%1 = %2").arg(source.area, builder.bind(of.area));
    if (!of.field.isEmpty())
        all += QStringLiteral("%1 = %2").arg(partColumn(spec, of.field), builder.bind(of.choice));
    const QString id = at.indicator.measure.distinct.isEmpty() ? QStringLiteral("r.id")
                                                               : column(at.indicator.measure.distinct);
    return {QStringLiteral("SELECT DISTINCT %1 AS row FROM %2 WHERE %3 ORDER BY row")
                .arg(id, source.from, all.join(QStringLiteral(" AND "))),
        builder.values};
}

const RegistrySpec& rowsRegistry(const Indicator& indicator, const Registries& registries)
{
    const RegistrySpec& spec = *registries.find(indicator.measure.registry);
    const FieldSpec* counted = spec.field(indicator.measure.distinct);
    if (counted && counted->registries.size() == 1)
        if (const RegistrySpec* parent = registries.find(counted->registries.first()))
            return *parent;
    return spec;
}

QList<const FieldSpec*> partFields(const Indicator& indicator, const Registries& registries)
{
    const Measure& measure = indicator.measure;
    QList<const FieldSpec*> fields;
    const RegistrySpec* spec = registries.find(measure.registry);
    if (!spec || measure.isEntered())
        return fields;
    const auto isHeld = [&](const QString& field) {
        return std::any_of(measure.where.begin(), measure.where.end(),
            [&](const Measure::Condition& one) { return one.field == field && one.anyOf.size() == 1; });
    };
    const auto addFrom = [&](const RegistrySpec& from) {
        for (const FieldSpec& field : from.fields)
            if (field.type == FieldType::choice && !isHeld(field.id)
                && (&from == spec || !spec->field(field.id)))
                fields += &field;
    };
    addFrom(*spec);
    if (const RegistrySpec* parent = parentOf(*spec, registries))
        addFrom(*parent);
    std::stable_partition(
        fields.begin(), fields.end(), [&](const FieldSpec* field) { return field->id == measure.split; });
    return fields;
}

MeasureQuery lastDateQuery(const Indicator& indicator, const RegistrySpec& spec, const Period& period)
{
    const Measure& measure = indicator.measure;
    MeasureClauses builder(indicator, spec, period);
    QStringList dates;
    for (const QString& field : {measure.when, measure.from, measure.until})
        if (!field.isEmpty())
            dates += QStringLiteral("SELECT max(%1) AS d FROM %2 r WHERE %1 <= %3")
                         .arg(column(field), quoted(spec.id), builder.bind(builder.end(field)));
    if (dates.isEmpty())
        return {QStringLiteral("SELECT NULL"), {}};
    return {QStringLiteral("SELECT max(d) FROM (%1)").arg(dates.join(QStringLiteral(" UNION ALL "))),
        builder.values};
}

} // namespace coop
