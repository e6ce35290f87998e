#include "core/map/sheet/sheet.h"

#include "core/map/sheet/sheet_layout.h"

namespace coop
{

QList<MissingElement> missingElements(const Sheet& sheet)
{
    QList<MissingElement> missing;
    const auto need = [&](bool there, const char* field, const QString& text) {
        if (!there)
            missing.append({QString::fromLatin1(field), text});
    };
    const SheetSettings& s = sheet.settings;
    const MapContent& map = sheet.map.content();
    const auto filled = [](const QString& text) { return !text.trimmed().isEmpty(); };
    const bool hasLegend = !map.theme.classes.isEmpty() || !map.points.isEmpty() || !map.groups.isEmpty();
    need(filled(s.title), "title", QStringLiteral("缺图名，请填写图名。"));
    need(filled(s.period), "period", QStringLiteral("缺期间，请填写数据所属的期间，例如 2024年第四季度。"));
    need(filled(s.producer), "producer", QStringLiteral("缺制图单位，请填写制图单位。"));
    need(s.made.isValid(), "made", QStringLiteral("缺制图日期，请填写制图日期。"));
    need(s.dataUntil.isValid(), "dataUntil", QStringLiteral("缺数据截止日期，请填写数据截止日期。"));
    need(!s.made.isValid() || !s.dataUntil.isValid() || s.dataUntil <= s.made, "dataUntil",
        QStringLiteral("数据截止日期晚于制图日期，请核对这两个日期。"));
    need(!s.basis.isEmpty() || !map.theme.basis.isEmpty(), "basis",
        QStringLiteral("缺口径，请写明指标的统计口径，例如 年度发生额。"));
    need(!map.theme.uses(AreaMark::unreported) || !s.unreported.isEmpty(), "unreported",
        QStringLiteral("图上有未报的单位，请在未报单位里逐个列出。"));
    for (const QString& complaint : SheetLayout(sheet).complaints())
        missing.append({QStringLiteral("layout"), complaint});
    if (sheet.tableOnly) {
        need(!sheet.table.rows.isEmpty(), "table", QStringLiteral("表格是空的，没有可以印的内容。"));
        return missing;
    }
    need(!sheet.map.isEmpty(), "map", QStringLiteral("地图是空的，请先导入区域边界图层。"));
    need(hasLegend, "legend", QStringLiteral("缺图例，请选择专题或者要显示的网点。"));
    need(
        !map.allCredits().isEmpty(), "credits", QStringLiteral("缺资料来源，请在图层里填写数据来源和许可。"));
    return missing;
}

} // namespace coop
