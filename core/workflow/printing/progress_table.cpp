#include "core/workflow/printing/progress_table.h"

#include "core/domain/plan/percent_text.h"
#include "core/domain/plan/shortfall.h"

#include <algorithm>

namespace coop
{

namespace
{
QString shareOf(const Reading& part, const Reading& whole)
{
    if (!part.value || !whole.value || *whole.value == 0)
        return QStringLiteral("—");
    return percentText(double(*part.value) / double(*whole.value));
}

} // namespace

SheetTable progressTable(
    const QString& district, const QList<Reading>& areas, const Reading& whole, Breakdown breakdown)
{
    const Indicator& indicator = *whole.indicator;
    const bool townships = breakdown == Breakdown::byTownship;
    const bool targets = std::any_of(
        areas.begin(), areas.end(), [](const Reading& each) { return each.target.has_value(); });
    SheetTable table{.title = townships ? QStringLiteral("分镇街进度") : QStringLiteral("分片区进度"),
        .unit = QStringLiteral("单位：%1").arg(indicator.unit),
        .headings = {townships ? QStringLiteral("镇街") : QStringLiteral("农合联"), QStringLiteral("实绩")},
        .lastRowIsTotal = true};
    table.headings += targets ? QStringList{QStringLiteral("目标"), QStringLiteral("完成率"), behindHeading(),
                          missingHeading(indicator), QStringLiteral("状态")}
                              : QStringList{QStringLiteral("占全区")};
    const auto add = [&](const QString& name, const Reading& reading) {
        QStringList row{name, roundedValueText(reading)};
        if (targets)
            row += {figureOrDash(indicator, reading.target), percentText(reading.completion),
                behindText(reading), missingText(reading), standingText(reading)};
        else
            row += shareOf(reading, whole);
        table.rows += row;
    };
    for (const Reading& reading : areas)
        add(reading.area.name, reading);
    add(district, whole);
    return table;
}

} // namespace coop
