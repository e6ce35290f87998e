#pragma once
#include "core/base/period.h"
#include "core/base/row_id.h"
#include "core/domain/plan/indicator.h"
#include "core/domain/plan/plan.h"

#include <optional>

namespace coop
{

enum class TargetStatus { met, ahead, watch, behind, noTarget, noData };

QString statusId(TargetStatus status); ///< met, ahead, watch, behind, no-target, no-data: JSON
QString statusWord(TargetStatus status); ///< 达标, 领先, 关注, 滞后, 无目标, 未报: screen and paper
QString statusMark(TargetStatus status); ///< ✔ ▲ ◆ ▼ — ○

/// Whose figure: a row of `federations` or `townships`; `id` 0 is the whole district.
struct Area {
    QString registry;
    RowId id = 0;
    QString code, name;
};

/// One indicator at one period's end in one area: what tables, charts, maps and JSON show.
struct Reading {
    const Indicator* indicator = nullptr; ///< of the plan that it was read for: lives as long as that plan
    Period period = Period::ofYear(2024);
    Area area{};
    std::optional<qint64> value{}; ///< smallest unit; nothing: 未报, or 不适用
    std::optional<qint64> target{}; ///< smallest unit; nothing: no target in this year
    std::optional<double> completion{}; ///< value ÷ target
    std::optional<double> pace{}; ///< 序时进度, 0 … 1
    TargetStatus status = TargetStatus::noTarget;
    bool applicable = true; ///< false: no such figure is kept for areas of this kind (不适用)
};

/// The ranks of one indicator's areas, beside `readings`: by completion where it can be told of any, else by
/// value; equal ones share a rank and the next ones are left out (1, 2, 2, 4); nothing for 未报 and 不适用.
QList<std::optional<int>> ranksOf(const QList<Reading>& readings);

/// Completion, pace and status of a value against the target of the period's year (contract “Status of a
/// target”). Flows: pace is linear over the year, or by the indicator's quarter weights, from
/// Indicator::paceFrom on where that lies in the year. Stocks and
/// cumulative targets: before the target's due date the pace is what the last target already due demands
/// (its share of this one, 0 when none), from the due date on it is 1.
Reading judge(const Indicator& indicator, const Period& period, const Area& area, std::optional<qint64> value,
    std::optional<qint64> target, const StatusThresholds& thresholds);

/// A value in the indicator's unit, "25.3"; exact, without trailing zeros.
QString figure(const Indicator& indicator, qint64 value, bool grouped = true);
/// The same rounded to the indicator's own decimals, "25.30": for maps and printed tables.
QString roundedFigure(const Indicator& indicator, qint64 value);
/// The same in a sentence, where no column of figures asks for zeros: 25.3 beside 25.30. Exact where rounding
/// would make nothing of it, or the figure `beside` which it is not (a target that is missed by little).
QString figureInSentence(
    const Indicator& indicator, qint64 value, std::optional<qint64> beside = std::nullopt);
/// 未报 for nothing handed in, — for no target, else the figure.
QString figureOrUnreported(const Indicator& indicator, const std::optional<qint64>& value);
QString figureOrDash(const Indicator& indicator, const std::optional<qint64>& target);
/// What a reading has for a value: the figure, 0, 未报 or 不适用, which never look alike.
QString valueText(const Reading& reading);
QString roundedValueText(const Reading& reading); ///< the same for maps, cards and printed tables
/// 达标 … 未报 or 不适用, with its mark: ▲领先. What was not handed in is said before whether a target is
/// set.
QString standingText(const Reading& reading);
/// The same number for JSON.
double figureAsDouble(const Indicator& indicator, qint64 value);

} // namespace coop
