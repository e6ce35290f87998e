#include "core/map/classes.h"
#include "core/store/sqlite_error.h"
#include "core/store/stored_targets.h"
#include "core/store/workspace.h"
#include "core/workflow/decisions.h"
#include "core/workflow/map_content.h"

namespace coop
{

namespace
{
QString signOf(const Indicator& indicator)
{
    return indicator.strict ? QStringLiteral("＞") : QStringLiteral("≥");
}

QString percent(double ratio)
{
    return QString::number(ratio * 100, 'f', 1) + u'%';
}

/// Completion is read against what should be done by now: half way through the year the best class begins at
/// 50 %.
ClassBreaks paceBreaks(double pace)
{
    ClassBreaks breaks = completionBreaks();
    if (pace <= 0 || pace >= 1)
        return breaks;
    QStringList limits;
    for (double& limit : breaks.limits) {
        limit *= pace;
        limits += QString::number(limit * 100, 'f', 1).remove(QStringLiteral(".0")) + u'%';
    }
    breaks.labels = {u'<' + limits.first()};
    for (qsizetype i = 1; i < limits.size(); ++i)
        breaks.labels += QStringLiteral("%1–%2").arg(limits[i - 1], limits[i]);
    breaks.labels += QStringLiteral("≥%1（达到序时）").arg(limits.last());
    return breaks;
}

Result<AreaTheme> byServiceArea(const Workspace& workspace)
{
    const auto federations = workspace.rows({.registry = QStringLiteral("federations")});
    const auto townships = workspace.rows({.registry = QStringLiteral("townships")});
    if (!federations)
        return fail(federations.error());
    if (!townships)
        return fail(townships.error());
    QStringList names;
    QList<RowId> ids;
    for (const Record& federation : *federations) {
        const bool serves = std::any_of(townships->begin(), townships->end(),
            [&](const Record& row) { return row[u"federation"].number() == federation.id; });
        if (!serves)
            continue;
        names += federation.title();
        ids += federation.id;
    }
    AreaTheme theme{
        .title = QStringLiteral("农合联片区"), .level = AreaTheme::Level::group, .categorical = true};
    theme.classes = categoryClasses(names);
    for (int i = 0; i < ids.size(); ++i)
        theme.marks.insert(ids[i], AreaMark{i, {}});
    return theme;
}

AreaMark withoutValue(const Reading& reading)
{
    return {reading.applicable ? AreaMark::unreported : AreaMark::notApplicable, valueText(reading)};
}

AreaTheme completionTheme(const Indicator& indicator, const QList<Reading>& readings)
{
    QList<qint64> ids;
    QList<std::optional<double>> values;
    QStringList texts;
    for (const Reading& reading : readings) {
        ids += reading.area.id;
        values += reading.completion;
        texts += reading.completion ? percent(*reading.completion) : QString();
    }
    const double pace = readings.isEmpty() ? 1 : readings.first().pace.value_or(1);
    AreaTheme theme
        = classedTheme(paceBreaks(indicator.basis == Basis::stock ? 1 : pace), ids, values, texts);
    for (const Reading& reading : readings)
        if (!reading.completion)
            theme.marks.insert(reading.area.id,
                reading.value ? AreaMark{AreaMark::noTarget, QStringLiteral("—")} : withoutValue(reading));
    theme.title = QStringLiteral("%1完成率").arg(indicator.title);
    return theme;
}

AreaTheme valueTheme(const Indicator& indicator, const QList<Reading>& readings)
{
    QList<qint64> ids;
    QList<std::optional<double>> values;
    QList<double> known;
    QStringList texts;
    for (const Reading& reading : readings) {
        ids += reading.area.id;
        const bool has = reading.value.has_value();
        values += has ? std::optional(figureAsDouble(indicator, *reading.value)) : std::nullopt;
        texts += roundedValueText(reading);
        if (has)
            known += *values.last();
    }
    AreaTheme theme = classedTheme(equalIntervalBreaks(known), ids, values, texts);
    if (known.isEmpty())
        theme.classes.clear(); // nothing but 未报
    for (const Reading& reading : readings)
        if (!reading.applicable)
            theme.marks.insert(reading.area.id, withoutValue(reading));
    theme.title = indicator.title;
    theme.unit = indicator.unit;
    return theme;
}
} // namespace

QString basisLine(const Indicator& indicator, const Period& period)
{
    QString line = basisName(indicator.basis);
    switch (indicator.basis) {
    case Basis::yearFlow:
        line
            += QStringLiteral("（%1年1月至%2月发生额之和）").arg(period.year()).arg(period.lastMonth().month);
        break;
    case Basis::cumulative:
        line += QStringLiteral("（截至%1）").arg(dateInWords(period.lastDay()));
        break;
    case Basis::stock:
        line += QStringLiteral("（%1）").arg(dateInWords(period.lastDay()));
        break;
    }
    if (const IndicatorTarget* target = indicator.target(period.year()))
        line += QStringLiteral("；%1年目标%2%3%4")
                    .arg(period.year())
                    .arg(signOf(indicator), figure(indicator, target->value), indicator.unit);
    else
        line += QStringLiteral("；%1年方案未设目标").arg(period.year());
    return line;
}

Result<QStringList> basisLines(const Workspace& workspace, const Indicator& indicator, const Period& period)
{
    const auto stated = guarded(workspace.path(),
        [&]() -> Result<Indicator> { return StoredTargets(workspace).withStoredTargets(indicator); });
    if (!stated)
        return fail(stated.error());
    return QStringList{basisLine(*stated, period)} + notesFor(workspace.plan(), indicator, period);
}

Result<AreaTheme> areaTheme(const Workspace& workspace, const MapTheme& wanted)
{
    if (wanted.indicator.isEmpty())
        return byServiceArea(workspace);
    const auto readings = readIndicator(workspace, wanted.indicator, wanted.period, wanted.breakdown);
    if (!readings)
        return fail(readings.error());
    const Indicator* indicator = workspace.plan().indicator(wanted.indicator);
    const bool targets = std::any_of(
        readings->begin(), readings->end(), [](const Reading& each) { return each.target.has_value(); });
    AreaTheme theme = targets ? completionTheme(*indicator, *readings) : valueTheme(*indicator, *readings);
    theme.level
        = wanted.breakdown == Breakdown::byTownship ? AreaTheme::Level::area : AreaTheme::Level::group;
    const auto basis = basisLines(workspace, *indicator, wanted.period);
    if (!basis)
        return fail(basis.error());
    theme.basis = *basis;
    return theme;
}

} // namespace coop
