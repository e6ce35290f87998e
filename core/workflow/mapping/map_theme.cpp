#include "core/map/theme/classes.h"
#include "core/store/figures/stored_targets.h"
#include "core/store/workspace.h"
#include "core/workflow/mapping/map_content.h"
#include "core/workflow/targets/decisions.h"

#include <cmath>
#include <tuple>

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
    COOP_TRY(federations);
    COOP_TRY(townships);
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

/// The circles say it: areas that have a value are plain, the others keep their patterns.
void withoutColours(AreaTheme& theme)
{
    theme.classes.clear();
    for (AreaMark& mark : theme.marks)
        if (mark.classIndex >= 0)
            mark.classIndex = AreaMark::plain;
}

ClassBreaks breaksFor(const ThemeChoice& choice, const QList<double>& known)
{
    switch (choice.method) {
    case ThemeChoice::Method::quantile:
        return quantileBreaks(known, choice.classes);
    case ThemeChoice::Method::natural:
        return naturalClassBreaks(known, choice.classes);
    case ThemeChoice::Method::manual:
        return manualBreaks(choice.limits);
    default:
        return equalIntervalBreaks(known, choice.classes);
    }
}

/// 达标, 领先, 关注, 滞后 as everywhere else on the screen.
AreaTheme lightsTheme(const Indicator& indicator, const QList<Reading>& readings)
{
    AreaTheme theme{.title = QStringLiteral("%1进度").arg(indicator.title), .categorical = true};
    const std::tuple<TargetStatus, QColor, Hatch> lights[]
        = {{TargetStatus::met, QColor(0x00, 0x72, 0xB2), Hatch::dense},
            {TargetStatus::ahead, QColor(0x00, 0x9E, 0x73), Hatch::cross},
            {TargetStatus::watch, QColor(0xE6, 0x9F, 0x00), Hatch::horizontal},
            {TargetStatus::behind, QColor(0xD5, 0x5E, 0x00), Hatch::none}};
    for (const auto& [status, colour, hatch] : lights)
        theme.classes += ThemeClass{
            statusMark(status) + QStringLiteral(" ") + statusWord(status), colour.lighter(135), hatch};
    for (const Reading& reading : readings) {
        AreaMark mark = withoutValue(reading);
        for (int i = 0; i < 4; ++i)
            if (reading.status == std::get<0>(lights[i]))
                mark = {i, statusWord(reading.status)};
        if (reading.status == TargetStatus::noTarget && reading.value)
            mark = {AreaMark::noTarget, QStringLiteral("—")};
        theme.marks.insert(reading.area.id, mark);
    }
    return theme;
}

AreaTheme valueTheme(const Indicator& indicator, const QList<Reading>& readings, const ThemeChoice& choice)
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
    const ClassBreaks breaks = breaksFor(choice, known);
    AreaTheme theme = classedTheme(breaks, ids, values, texts);
    theme.classes = rampClasses(breaks.labels, choice.ramp);
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
    const auto targets = storedTargets(workspace);
    COOP_TRY(targets);
    return QStringList{basisLine(targets->withStoredTargets(indicator), period)}
    + notesFor(workspace.plan(), indicator, period);
}

Result<AreaTheme> areaTheme(const Workspace& workspace, const MapTheme& wanted)
{
    if (wanted.indicator.isEmpty())
        return byServiceArea(workspace);
    const auto readings = readIndicator(workspace, wanted.indicator, wanted.period, wanted.breakdown);
    COOP_TRY(readings);
    const Indicator* indicator = workspace.plan().indicator(wanted.indicator);
    const bool targets = std::any_of(
        readings->begin(), readings->end(), [](const Reading& each) { return each.target.has_value(); });
    using Method = ThemeChoice::Method;
    AreaTheme theme = wanted.choice.method == Method::lights ? lightsTheme(*indicator, *readings)
        : targets && wanted.choice.method == Method::automatic && !wanted.choice.symbols
        ? completionTheme(*indicator, *readings)
        : valueTheme(*indicator, *readings, wanted.choice);
    if (wanted.choice.symbols && wanted.choice.method != Method::lights)
        withoutColours(theme);
    theme.level
        = wanted.breakdown == Breakdown::byTownship ? AreaTheme::Level::area : AreaTheme::Level::group;
    const auto basis = basisLines(workspace, *indicator, wanted.period);
    COOP_TRY(basis);
    theme.basis = *basis;
    return theme;
}

Result<QList<PointLayer>> valueCircles(
    const Workspace& workspace, const MapTheme& theme, const MapDocument& document)
{
    if (theme.indicator.isEmpty() || !theme.choice.symbols)
        return QList<PointLayer>();
    const auto readings = readIndicator(workspace, theme.indicator, theme.period, theme.breakdown);
    COOP_TRY(readings);
    const Indicator& indicator = *workspace.plan().indicator(theme.indicator);
    constexpr double largestMm = 14;
    double most = 0;
    QHash<qint64, double> values;
    for (const Reading& reading : *readings)
        if (reading.value && *reading.value > 0) {
            values.insert(reading.area.id, figureAsDouble(indicator, *reading.value));
            most = std::max(most, values[reading.area.id]);
        }
    PointLayer layer{.id = QStringLiteral("values"),
        .title = QStringLiteral("圆面积＝数值，最大 %1%2").arg(QString::number(most, 'g', 4), indicator.unit),
        .symbol = QStringLiteral("outlet"),
        .colour = QColor(0x2B, 0x8C, 0x6B, 150),
        .sizeMm = 3.5};
    const MapContent& content = document.content();
    const auto add = [&](qint64 id, const QString& name, MapPoint at) {
        if (const auto value = values.constFind(id); value != values.constEnd())
            layer.points += PointFeature{
                .id = id, .name = name, .at = at, .sizeMm = largestMm * std::sqrt(*value / most)};
    };
    if (theme.breakdown == Breakdown::byTownship)
        for (int i = 0; i < content.areas.size(); ++i)
            add(content.areas[i].id, content.areas[i].name, document.labelPoint(i));
    else
        for (int i = 0; i < content.groups.size(); ++i)
            add(content.groups[i].id, content.groups[i].name, document.groupLabelPoint(i));
    return QList<PointLayer>{layer};
}

} // namespace coop
