#include "ui/overview/overview_data.h"

#include "core/domain/plan/percent_text.h"
#include "core/domain/plan/shortfall.h"
#include "core/exchange/offices.h"
#include "core/store/figures/composition.h"
#include "core/store/figures/frozen_figures.h"
#include "core/store/figures/indicator_reader.h"
#include "core/store/workspace.h"
#include "core/workflow/mapping/map_content.h"

#include <algorithm>
#include <limits>

namespace coop
{

namespace
{

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
        .value = roundedValueText(reading),
        .target = targetText(indicator, reading.target),
        .basis = basisName(indicator.basis),
        .split = split,
        .clause = indicator.clause,
        .completion = reading.completion,
        .pace = reading.pace,
        .status = reading.status,
        .applicable = reading.applicable};
    result.exact = QStringLiteral("实际 %1，目标 %2（%3）")
                       .arg(valueText(reading), figureOrDash(indicator, reading.target), indicator.unit);
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
    COOP_TRY(frozen);
    if (!*frozen)
        return figures;
    const auto live = readIndicators(workspace, period, breakdownOf(scope), Figures::live);
    COOP_TRY(live);
    for (const Reading& reading : ofScope(*live, scope))
        figures.insert(reading.indicator->id, reading.value);
    return figures;
}

Result<QString> splitText(const Workspace& workspace, const Reading& reading)
{
    const Indicator& indicator = *reading.indicator;
    if (indicator.measure.split.isEmpty())
        return QString();
    const auto compositions = readCompositions(workspace, indicator.id, reading.period, reading.area);
    COOP_TRY(compositions);
    QStringList words;
    for (const Composition& composition : *compositions)
        if (composition.field == indicator.measure.split)
            for (const Composition::Part& part : composition.parts)
                words += QStringLiteral("%1 %2").arg(part.choice, figure(indicator, part.value));
    return words.join(QStringLiteral(" · "));
}

/// Best first; equal ones share a rank; what handed in nothing at the end.
QList<std::pair<std::optional<int>, Reading>> ranked(const QList<Reading>& readings)
{
    const QList<std::optional<int>> ranks = ranksOf(readings);
    QList<std::pair<std::optional<int>, Reading>> sorted;
    for (qsizetype i = 0; i < readings.size(); ++i)
        sorted += {ranks[i], readings[i]};
    const auto place = [](const auto& each) { return each.first.value_or(std::numeric_limits<int>::max()); };
    std::stable_sort(
        sorted.begin(), sorted.end(), [&](const auto& a, const auto& b) { return place(a) < place(b); });
    return sorted;
}

RankingData ranking(const QList<Reading>& readings, const Area& scope)
{
    qint64 longest = 1;
    for (const Reading& reading : readings)
        longest = std::max({longest, reading.value.value_or(0), reading.target.value_or(0)});
    RankingData result;
    for (const auto& [rank, reading] : ranked(readings)) {
        const Indicator& indicator = *reading.indicator;
        result.heading = indicator.unit;
        RankingData::Row row{.id = reading.area.id,
            .rank = rank.value_or(0),
            .name = reading.area.name,
            .value = roundedValueText(reading),
            .target = targetText(indicator, reading.target),
            .completion = percentText(reading.completion),
            .behind = behindText(reading),
            .missing = missingText(reading),
            .status = reading.value ? reading.status : TargetStatus::noData,
            .applicable = reading.applicable};
        if (reading.value)
            row.valueShare = double(*reading.value) / double(longest);
        if (reading.target)
            row.targetShare = double(*reading.target) / double(longest);
        row.chosen = scope.id != 0 && reading.area.id == scope.id;
        result.rows += row;
    }
    return result;
}

FigureTable rankingTable(const Indicator& indicator, const Period& period, const RankingData& ranking)
{
    FigureTable table{.title
        = QStringLiteral("%1（%2）片区农合联排名 %3").arg(indicator.title, indicator.unit, period.title()),
        .headings
        = {QStringLiteral("农合联"), QStringLiteral("名次"), QStringLiteral("实际"), QStringLiteral("目标"),
            QStringLiteral("完成率"), behindHeading(), missingHeading(indicator), QStringLiteral("状态")},
        .rows = {}};
    for (const RankingData::Row& row : ranking.rows)
        table.rows += QStringList{row.name, row.rank > 0 ? QString::number(row.rank) : QStringLiteral("—"),
            row.value, row.target, row.completion, row.behind, row.missing,
            row.applicable ? statusMark(row.status) + statusWord(row.status) : row.value};
    return table;
}

} // namespace

Result<OverviewData> readOverview(
    const Workspace& workspace, const Period& period, const Area& scope, const QString& chosen)
{
    OverviewData result{.period = period, .scope = scope};
    const auto readings = readIndicators(workspace, period, breakdownOf(scope));
    COOP_TRY(readings);
    const auto corrected = correctedFigures(workspace, period, scope);
    COOP_TRY(corrected);
    for (const Reading& reading : ofScope(*readings, scope)) {
        QString split;
        if (scope.id == 0) {
            const auto parts = splitText(workspace, reading);
            COOP_TRY(parts);
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

    const auto office = officeSelf(workspace); // a township has figures of its own only
    const auto federations = readIndicators(workspace, period, Breakdown::byFederation);
    COOP_TRY(federations);
    for (const Indicator& indicator : workspace.plan().indicators) {
        QList<Reading> own;
        for (const Reading& reading : *federations)
            if (reading.indicator == &indicator && (!office || reading.area.id == office->federation))
                own += reading;
        result.rankings[indicator.id] = ranking(own, scope);
        FigureTable table = rankingTable(indicator, period, result.rankings[indicator.id]);
        const auto basis = basisLines(workspace, indicator, period);
        COOP_TRY(basis);
        table.notes = *basis;
        result.rankingTables[indicator.id] = table;
    }
    const bool known = workspace.plan().indicator(chosen) != nullptr;
    if (!result.cards.isEmpty()) {
        auto focus = readFocus(workspace, known ? chosen : result.cards.first().id, period, scope);
        COOP_TRY(focus);
        result.focus = std::move(*focus);
    }
    const auto next
        = nextSteps(workspace, Period::ofQuarter(period.year(), period.quarter()), QDate::currentDate());
    COOP_TRY(next);
    result.next = *next;
    return result;
}

} // namespace coop
