#include "ui/overview/overview_data.h"

#include "core/base/decimal.h"
#include "core/store/frozen_figures.h"
#include "core/store/indicator_reader.h"
#include "core/store/workspace.h"
#include "ui/widgets/percent_text.h"

#include <algorithm>

namespace coop
{

namespace
{

QString rounded(const Indicator& indicator, qint64 value)
{
    return formatDecimalFixed(value, indicator.exponent, indicator.decimals);
}

/// Targets are round numbers: 27, not 27.00; one that an allocation made uneven is rounded like a value.
QString targetText(const Indicator& indicator, const std::optional<qint64>& target)
{
    if (!target)
        return figureOrDash(indicator, target);
    const QString exact = figure(indicator, *target);
    const QString cut = rounded(indicator, *target);
    return exact.size() < cut.size() ? exact : cut;
}

QString roundedOr(const Indicator& indicator, const std::optional<qint64>& value, const QString& missing)
{
    return value ? rounded(indicator, *value) : missing;
}

Breakdown breakdownOf(const Area& scope)
{
    if (scope.id == 0)
        return Breakdown::district;
    return scope.registry == QStringLiteral("townships") ? Breakdown::byTownship : Breakdown::byFederation;
}

/// The readings of one area out of those of all areas of its kind.
QList<Reading> ofScope(const QList<Reading>& readings, const Area& scope)
{
    if (scope.id == 0)
        return readings;
    QList<Reading> result;
    std::copy_if(readings.begin(), readings.end(), std::back_inserter(result),
        [&](const Reading& reading) { return reading.area.id == scope.id; });
    return result;
}

CardData card(const Reading& reading, const QString& split)
{
    const Indicator& indicator = *reading.indicator;
    CardData result{.id = indicator.id,
        .title = indicator.title,
        .unit = indicator.unit,
        .headline = indicator.headline,
        .value = roundedOr(indicator, reading.value, figureOrUnreported(indicator, {})),
        .target = targetText(indicator, reading.target),
        .basis = basisName(indicator.basis),
        .split = split,
        .clause = indicator.clause,
        .completion = reading.completion,
        .pace = reading.pace,
        .status = reading.status};
    result.exact = QStringLiteral("实际 %1，目标 %2（%3）")
                       .arg(figureOrUnreported(indicator, reading.value),
                           figureOrDash(indicator, reading.target), indicator.unit);
    if (const IndicatorTarget* target = indicator.target(reading.period.year());
        target && !target->clause.isEmpty())
        result.clause = target->clause;
    return result;
}

/// What the ledgers have now for a quarter that was closed; empty for one that is open.
Result<QHash<QString, std::optional<qint64>>> correctedFigures(
    const Workspace& workspace, const Period& period, const Area& scope)
{
    QHash<QString, std::optional<qint64>> figures;
    const auto frozen = frozenQuarter(workspace, period);
    if (!frozen)
        return fail(frozen.error());
    if (!*frozen)
        return figures;
    const auto live = readIndicators(workspace, period, breakdownOf(scope), Figures::live);
    if (!live)
        return fail(live.error());
    for (const Reading& reading : ofScope(*live, scope))
        figures.insert(reading.indicator->id, reading.value);
    return figures;
}

Result<QString> splitText(const Workspace& workspace, const Indicator& indicator, const Period& period)
{
    if (indicator.measure.split.isEmpty())
        return QString();
    const auto parts = readSplit(workspace, indicator.id, period);
    if (!parts)
        return fail(parts.error());
    QStringList words;
    for (const auto& [part, value] : *parts)
        words += QStringLiteral("%1 %2").arg(part, figure(indicator, value));
    return words.join(QStringLiteral(" · "));
}

Result<TargetChartData> chart(
    const Workspace& workspace, const Indicator& indicator, const Period& period, const Area& scope)
{
    TargetChartData result{indicator.title, indicator.unit, basisName(indicator.basis), {}};
    const Plan& plan = workspace.plan();
    for (int year = plan.firstYear; year <= plan.lastYear; ++year) {
        const bool running = year == period.year() && period.quarter() < 4;
        const Period upTo = year == period.year() ? period : Period::ofYear(year);
        const auto readings = readIndicator(workspace, indicator.id, upTo, breakdownOf(scope));
        if (!readings)
            return fail(readings.error());
        TargetChartData::Year column{.title = running ? period.shortTitle() : QString::number(year)};
        column.past = year <= period.year();
        const QList<Reading> own = ofScope(*readings, scope);
        if (!own.isEmpty()) {
            const Reading& reading = own.first();
            if (reading.target) {
                column.target = figureAsDouble(indicator, *reading.target);
                column.targetText = targetText(indicator, reading.target);
            }
            if (reading.value && column.past) {
                column.actual = figureAsDouble(indicator, *reading.value);
                column.actualText = rounded(indicator, *reading.value);
            }
        }
        result.years += column;
    }
    return result;
}

/// Best first: by completion where targets are set, else by value; equal ones share a rank; 未报 at the end.
RankingData ranking(const QList<Reading>& readings, const Area& scope)
{
    const bool byCompletion = std::any_of(readings.begin(), readings.end(),
        [](const Reading& reading) { return reading.completion.has_value(); });
    const auto worth = [byCompletion](const Reading& reading) {
        return byCompletion ? reading.completion.value_or(-1) : double(reading.value.value_or(-1));
    };
    QList<Reading> sorted = readings;
    std::stable_sort(sorted.begin(), sorted.end(), [&](const Reading& a, const Reading& b) {
        if (a.value.has_value() != b.value.has_value())
            return a.value.has_value();
        return worth(a) > worth(b);
    });

    qint64 longest = 1;
    for (const Reading& reading : std::as_const(sorted))
        longest = std::max({longest, reading.value.value_or(0), reading.target.value_or(0)});
    RankingData result;
    for (int i = 0; i < sorted.size(); ++i) {
        const Reading& reading = sorted[i];
        const Indicator& indicator = *reading.indicator;
        result.heading = indicator.unit;
        RankingData::Row row{.id = reading.area.id,
            .name = reading.area.name,
            .value = roundedOr(indicator, reading.value, figureOrUnreported(indicator, {})),
            .target = targetText(indicator, reading.target),
            .completion = percentText(reading.completion),
            .status = reading.value ? reading.status : TargetStatus::noData};
        if (reading.value) {
            const bool tie = i > 0 && worth(sorted[i - 1]) == worth(reading);
            row.rank = tie ? result.rows.last().rank : i + 1;
            row.valueShare = double(*reading.value) / double(longest);
        }
        if (reading.target)
            row.targetShare = double(*reading.target) / double(longest);
        row.chosen = scope.id != 0 && reading.area.id == scope.id;
        result.rows += row;
    }
    return result;
}

} // namespace

Result<OverviewData> readOverview(const Workspace& workspace, const Period& period, const Area& scope)
{
    OverviewData result{.period = period, .scope = scope};
    const auto readings = readIndicators(workspace, period, breakdownOf(scope));
    if (!readings)
        return fail(readings.error());
    const auto corrected = correctedFigures(workspace, period, scope);
    if (!corrected)
        return fail(corrected.error());
    for (const Reading& reading : ofScope(*readings, scope)) {
        QString split;
        if (scope.id == 0) {
            const auto parts = splitText(workspace, *reading.indicator, period);
            if (!parts)
                return fail(parts.error());
            split = *parts;
        }
        result.cards += card(reading, split);
        const auto now = corrected->constFind(reading.indicator->id);
        if (now != corrected->constEnd() && *now != reading.value)
            result.cards.last().basis
                += QStringLiteral(" · 更正后 ") + figureOrUnreported(*reading.indicator, *now);
    }
    std::stable_sort(result.cards.begin(), result.cards.end(),
        [](const CardData& a, const CardData& b) { return a.headline && !b.headline; });

    const auto federations = readIndicators(workspace, period, Breakdown::byFederation);
    if (!federations)
        return fail(federations.error());
    for (const Indicator& indicator : workspace.plan().indicators) {
        QList<Reading> own;
        for (const Reading& reading : *federations)
            if (reading.indicator == &indicator)
                own += reading;
        result.rankings[indicator.id] = ranking(own, scope);
        if (!indicator.headline)
            continue;
        const auto years = chart(workspace, indicator, period, scope);
        if (!years)
            return fail(years.error());
        result.charts += *years;
    }
    const auto next
        = nextSteps(workspace, Period::ofQuarter(period.year(), period.quarter()), QDate::currentDate());
    if (!next)
        return fail(next.error());
    result.next = *next;
    return result;
}

} // namespace coop
