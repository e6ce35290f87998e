#include "core/map/sheet/sheet_elements.h"

#include "core/map/sheet/elements/imprint.h"
#include "core/map/sheet/elements/legend.h"
#include "core/map/sheet/elements/table_block.h"
#include "core/map/sheet/elements/text_block.h"
#include "core/map/sheet/elements/title_block.h"
#include "core/map/sheet/sheet_layout.h"

#include <algorithm>

namespace coop
{

namespace
{
std::unique_ptr<SheetItem> words(const Sheet& sheet, double factor)
{
    const SheetSettings& s = sheet.settings;
    QStringList basis = sheet.map.content().theme.basis;
    for (const QString& line : s.basis)
        if (!basis.contains(line))
            basis.append(line);
    QList<TextBlock::Paragraph> paragraphs{{QStringLiteral("口径"), basis},
        {QStringLiteral("未报单位"),
            {s.unreported.isEmpty() ? QStringLiteral("无") : s.unreported.join(QStringLiteral("、"))}}};
    if (!s.notes.isEmpty())
        paragraphs.append({QStringLiteral("说明"), s.notes});
    return std::make_unique<TextBlock>(paragraphs, TextStyle{FontRole::text, 9 * factor, sheetInk});
}

/// A complaint about a text that is empty.
auto filled(QString SheetSettings::*text, const QString& sentence)
{
    return
        [=](const Sheet& sheet) { return (sheet.settings.*text).trimmed().isEmpty() ? sentence : QString(); };
}

auto unless(auto fine, const QString& sentence)
{
    return [=](const Sheet& sheet) { return fine(sheet) ? QString() : sentence; };
}

QString dataUntilComplaint(const Sheet& sheet)
{
    const SheetSettings& s = sheet.settings;
    if (!s.dataUntil.isValid())
        return QStringLiteral("缺数据截止日期，请填写数据截止日期。");
    return s.made.isValid() && s.made < s.dataUntil
        ? QStringLiteral("数据截止日期晚于制图日期，请核对这两个日期。")
        : QString();
}

bool hasLegend(const Sheet& sheet)
{
    const MapContent& map = sheet.map.content();
    return !map.theme.classes.isEmpty() || !map.points.isEmpty() || !map.groups.isEmpty();
}
} // namespace

const QList<SheetElement>& sheetElements()
{
    using enum SheetRoom;
    using enum Required;
    static const QList<SheetElement> all{
        {QStringLiteral("title"), QStringLiteral("图名"), top, always,
            [](const Sheet& s, double factor) { return std::make_unique<TitleBlock>(s.settings, factor); },
            filled(&SheetSettings::title, QStringLiteral("缺图名，请填写图名。"))},
        {QStringLiteral("period"), QStringLiteral("期间"), within, always, {},
            filled(&SheetSettings::period,
                QStringLiteral("缺期间，请填写数据所属的期间，例如 2024年第四季度。"))},
        {QStringLiteral("map"), QStringLiteral("镇街边界"), within, onMaps, {},
            unless([](const Sheet& s) { return !s.map.isEmpty(); },
                QStringLiteral("地图是空的，请先导入区域边界图层。"))},
        {QStringLiteral("legend"), QStringLiteral("图例"), panel, onMaps,
            [](const Sheet& s, double factor) {
                return s.tableOnly ? nullptr
                                   : std::make_unique<Legend>(s.map, factor, s.settings.blackAndWhite);
            },
            unless(hasLegend, QStringLiteral("缺图例，请选择专题或者要显示的网点。"))},
        {QStringLiteral("table"), QStringLiteral("表格"), beside, no,
            [](const Sheet& s, double factor) {
                return s.tableOnly ? nullptr : std::make_unique<TableBlock>(s.table, factor);
            },
            unless([](const Sheet& s) { return !s.tableOnly || !s.table.rows.isEmpty(); },
                QStringLiteral("表格是空的，没有可以印的内容。"))},
        {QStringLiteral("words"), QStringLiteral("口径和说明"), panel, no, words},
        {QStringLiteral("scale"), QStringLiteral("比例尺"), corner, onMaps},
        {QStringLiteral("north"), QStringLiteral("指北针"), corner, onMaps},
        {QStringLiteral("producer"), QStringLiteral("制图单位"), within, always, {},
            filled(&SheetSettings::producer, QStringLiteral("缺制图单位，请填写制图单位。"))},
        {QStringLiteral("made"), QStringLiteral("制图日期"), within, always, {},
            unless([](const Sheet& s) { return s.settings.made.isValid(); },
                QStringLiteral("缺制图日期，请填写制图日期。"))},
        {QStringLiteral("dataUntil"), QStringLiteral("数据截止日期"), within, always, {}, dataUntilComplaint},
        {QStringLiteral("crs"), QStringLiteral("坐标系"), within, onMaps},
        {QStringLiteral("basis"), QStringLiteral("口径"), within, always, {},
            unless(
                [](const Sheet& s) {
                    return !s.settings.basis.isEmpty() || !s.map.content().theme.basis.isEmpty();
                },
                QStringLiteral("缺口径，请写明指标的统计口径，例如 年度发生额。"))},
        {QStringLiteral("unreported"), QStringLiteral("未报单位"), within, always, {},
            unless(
                [](const Sheet& s) {
                    return !s.map.content().theme.uses(AreaMark::unreported)
                        || !s.settings.unreported.isEmpty();
                },
                QStringLiteral("图上有未报的单位，请在未报单位里逐个列出。"))},
        {QStringLiteral("credits"), QStringLiteral("图层来源"), within, onMaps, {},
            unless([](const Sheet& s) { return !s.map.content().allCredits().isEmpty(); },
                QStringLiteral("缺资料来源，请在图层里填写数据来源和许可。"))},
        {QStringLiteral("reviewNumber"), QStringLiteral("审图号"), within, always},
        {QStringLiteral("imprint"), QStringLiteral("图廓注记"), foot, no,
            [](const Sheet& s, double factor) { return std::make_unique<Imprint>(s, factor); }},
    };
    return all;
}

const SheetElement& sheetElement(const QString& id)
{
    const QList<SheetElement>& all = sheetElements();
    return *std::find_if(all.begin(), all.end(), [&](const SheetElement& each) { return each.id == id; });
}

QList<MissingElement> missingElements(const Sheet& sheet)
{
    QList<MissingElement> missing;
    for (const SheetElement& element : sheetElements())
        if (element.complaint && !(sheet.tableOnly && element.required == Required::onMaps))
            if (const QString text = element.complaint(sheet); !text.isEmpty())
                missing.append({element.id, text});
    for (const QString& complaint : SheetLayout(sheet).complaints())
        missing.append({QStringLiteral("layout"), complaint});
    return missing;
}

} // namespace coop
