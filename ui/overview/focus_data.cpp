#include "ui/overview/focus_data.h"

#include "core/domain/plan/percent_text.h"
#include "core/store/figures/composition.h"
#include "core/store/workspace.h"
#include "core/workflow/mapping/map_content.h"

namespace coop
{

namespace
{
/// One indicator of one area, read at the ends of several periods.
struct AreaFigures {
    const Workspace& workspace;
    const Indicator& indicator;
    const Area scope;

    Result<Reading> at(const Period& period) const
    {
        const auto readings = readIndicator(workspace, indicator.id, period, breakdownOf(scope));
        COOP_TRY(readings);
        for (const Reading& reading : *readings)
            if (reading.area.id == scope.id)
                return reading;
        return Reading{.indicator = &indicator, .period = period, .area = scope};
    }
};

std::optional<double> asDouble(const Indicator& indicator, const std::optional<qint64>& value)
{
    return value ? std::optional(figureAsDouble(indicator, *value)) : std::nullopt;
}

QString scopeName(const Area& scope)
{
    return scope.id == 0 ? QStringLiteral("全区") : scope.name;
}

Result<> addYears(FocusData& into, const AreaFigures& figures, const Period& period)
{
    const Indicator& indicator = figures.indicator;
    const Plan& plan = figures.workspace.plan();
    ColumnChartData::Series targets{.title = QStringLiteral("目标")};
    ColumnChartData::Series actuals{.title = QStringLiteral("实际")};
    into.years.title = indicator.title + QStringLiteral("逐年目标与实际");
    into.years.unit = indicator.unit;
    into.yearTable.title
        = QStringLiteral("%1（%2）%3").arg(into.years.title, indicator.unit, scopeName(figures.scope));
    into.yearTable.headings = {QStringLiteral("年度"), QStringLiteral("目标"), QStringLiteral("实际"),
        QStringLiteral("完成率"), QStringLiteral("状态")};
    for (int year = plan.firstYear; year <= plan.lastYear; ++year) {
        const Period upTo = year == period.year() ? period : Period::ofYear(year);
        const bool begun = year <= period.year();
        const auto reading = figures.at(upTo);
        COOP_TRY(reading);
        const bool running = year == period.year() && upTo.lastDay() < Period::ofYear(year).lastDay();
        into.years.categories += running ? upTo.shortTitle() : QString::number(year);
        into.yearEnds += upTo;
        targets.values += asDouble(indicator, reading->target);
        targets.texts += targetText(indicator, reading->target);
        actuals.values += begun ? asDouble(indicator, reading->value) : std::nullopt;
        actuals.texts += begun ? roundedValueText(*reading) : QString();
        into.yearTable.rows += QStringList{into.years.categories.last(), targets.texts.last(),
            begun ? actuals.texts.last() : QStringLiteral("—"),
            begun ? percentText(reading->completion) : QStringLiteral("—"),
            begun ? standingText(*reading) : QStringLiteral("—")};
    }
    into.years.targets += targets;
    into.years.actuals += actuals;
    return {};
}

Result<> addCourse(FocusData& into, const AreaFigures& figures, const Period& period)
{
    const Indicator& indicator = figures.indicator;
    ColumnChartData::Series actuals{.title = QStringLiteral("实际")};
    ColumnChartData::Series pace{.title = QStringLiteral("序时进度")};
    ColumnChartData::Series target{.title = QStringLiteral("年度目标")};
    into.course.title = QStringLiteral("%1%2年逐季进度").arg(indicator.title).arg(period.year());
    into.course.unit = indicator.unit;
    into.courseTable.title
        = QStringLiteral("%1（%2）%3").arg(into.course.title, indicator.unit, scopeName(figures.scope));
    into.courseTable.headings = {QStringLiteral("季度"), QStringLiteral("实际"), QStringLiteral("序时应完成"),
        QStringLiteral("年度目标"), QStringLiteral("完成率"), QStringLiteral("序时进度"),
        QStringLiteral("状态")};
    for (int number = 1; number <= 4; ++number) {
        const Period quarter = Period::ofQuarter(period.year(), number);
        const bool begun = number <= period.quarter();
        const auto reading = figures.at(quarter);
        COOP_TRY(reading);
        into.course.categories += quarter.shortTitle();
        actuals.values += begun ? asDouble(indicator, reading->value) : std::nullopt;
        actuals.texts += begun ? roundedValueText(*reading) : QString();
        const std::optional<double> goal = asDouble(indicator, reading->target);
        target.values += goal;
        target.texts += targetText(indicator, reading->target);
        const bool paced = goal && reading->pace;
        pace.values += paced ? std::optional(*goal * *reading->pace) : std::nullopt;
        pace.texts
            += paced ? QString::number(*goal * *reading->pace, 'f', indicator.decimals) : QStringLiteral("—");
        into.courseTable.rows += QStringList{quarter.shortTitle(),
            begun ? actuals.texts.last() : QStringLiteral("—"), pace.texts.last(), target.texts.last(),
            begun ? percentText(reading->completion) : QStringLiteral("—"), percentText(reading->pace),
            begun ? standingText(*reading) : QStringLiteral("—")};
    }
    into.course.actuals += actuals;
    if (std::any_of(target.values.begin(), target.values.end(), [](const auto& each) { return !!each; }))
        into.course.lines = {pace, target};
    return {};
}

/// What the shares of the parts are made of.
double wholeOf(const Composition& composition, const Reading& reading)
{
    if (!reading.indicator->measure.addsUp())
        return double(reading.value.value_or(0));
    double sum = 0;
    for (const Composition::Part& part : composition.parts)
        sum += double(part.value);
    return sum;
}

Result<> addParts(FocusData& into, const AreaFigures& figures, const Period& period)
{
    const Indicator& indicator = figures.indicator;
    const auto compositions = readCompositions(figures.workspace, indicator.id, period, figures.scope);
    COOP_TRY(compositions);
    const auto reading = figures.at(period);
    COOP_TRY(reading);
    for (const Composition& composition : *compositions) {
        FocusData::Parts parts{.field = composition.field, .label = composition.label};
        parts.chart.title = QStringLiteral("%1构成（按%2）").arg(indicator.title, composition.label);
        parts.chart.unit = indicator.unit;
        parts.table.title
            = QStringLiteral("%1（%2）%3 %4")
                  .arg(parts.chart.title, indicator.unit, period.title(), scopeName(figures.scope));
        parts.table.headings = {composition.label, QStringLiteral("实际"), QStringLiteral("占比")};
        const double whole = wholeOf(composition, *reading);
        for (const Composition::Part& part : composition.parts) {
            const QString name = part.choice.isEmpty() ? QStringLiteral("未填") : part.choice;
            const QString value = roundedFigure(indicator, part.value);
            const QString share = whole > 0 ? percentText(double(part.value) / whole) : QStringLiteral("—");
            parts.chart.parts += {part.choice, name, figureAsDouble(indicator, part.value),
                part.value == 0 ? value : value + QStringLiteral("　") + share};
            parts.table.rows += QStringList{name, value, share};
        }
        into.parts += parts;
    }
    return {};
}

} // namespace

QString targetText(const Indicator& indicator, const std::optional<qint64>& target)
{
    if (!target)
        return figureOrDash(indicator, target);
    const QString exact = figure(indicator, *target);
    const QString cut = roundedFigure(indicator, *target);
    return exact.size() < cut.size() ? exact : cut;
}

Result<FocusData> readFocus(
    const Workspace& workspace, const QString& id, const Period& period, const Area& scope)
{
    const Indicator* indicator = workspace.plan().indicator(id);
    if (!indicator)
        return fail(ErrorKind::notFound, QStringLiteral("方案里没有指标“%1”").arg(id));
    FocusData result{.indicator = id, .title = indicator->title, .unit = indicator->unit};
    const AreaFigures figures{workspace, *indicator, scope};
    COOP_TRY(addYears(result, figures, period));
    COOP_TRY(addCourse(result, figures, period));
    COOP_TRY(addParts(result, figures, period));
    auto basis = basisLines(workspace, *indicator, period);
    COOP_TRY(basis);
    if (scope.id != 0) { // its own target, not the whole district's
        const auto reading = figures.at(period);
        COOP_TRY(reading);
        Indicator own = *indicator;
        own.targets.clear();
        if (reading->target)
            own.targets += IndicatorTarget{.year = period.year(), .value = *reading->target};
        basis->first() = basisLine(own, period);
    }
    result.basis = *basis;
    result.yearTable.notes = result.courseTable.notes = *basis;
    for (FocusData::Parts& each : result.parts)
        each.table.notes = *basis;
    return result;
}

} // namespace coop
