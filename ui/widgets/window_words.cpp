#include "ui/widgets/window_words.h"

#include <QRegularExpression>
#include <utility>

namespace coop
{

QString inWindowWords(QString text)
{
    // In this order: the longer ones first.
    static constexpr std::pair<const char16_t*, const char16_t*> words[] = {
        {u"用 --swap-axes 对调（窗口里在“坐标系”选“纬度在前”或“X、Y 对调”）",
            u"在“坐标系”里选“纬度在前”或“X、Y 对调”"},
        {u"用 --crs 或 --datum ", u"在“坐标系”里"},
        {u"--crs EPSG:", u"EPSG:"},
        {u"用 --crs ", u"在“坐标系”里"},
        {u"请指明坐标来源：", u"请在“坐标系”里选："},
        {u"--datum gcj02", u"GCJ-02"},
        {u"--datum bd09", u"BD-09"},
        {u"--datum wgs84", u"WGS84"},
        {u"或用 --sheet 指明", u"或换一张工作表"},
        {u"请去掉 --example", u"请不要填入示例台账"},
    };
    for (const auto& [option, shown] : words)
        text.replace(QString::fromUtf16(option), QString::fromUtf16(shown));
    static const QRegularExpression besides(QStringLiteral("（--[a-z-]+）"));
    return text.remove(besides);
}

} // namespace coop
