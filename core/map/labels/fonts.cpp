#include "core/map/labels/fonts.h"

#include <QFontDatabase>
#include <QGuiApplication>
#include <array>
#include <stdexcept>

namespace coop
{

namespace
{
QStringList candidates(FontRole role)
{
    switch (role) {
    case FontRole::title:
        return {QStringLiteral("方正小标宋简体"), QStringLiteral("FZXiaoBiaoSong-B05S"),
            QStringLiteral("方正小标宋_GBK"), QStringLiteral("华文中宋"), QStringLiteral("STZhongsong"),
            QStringLiteral("Noto Serif CJK SC"), QStringLiteral("Source Han Serif SC"),
            QStringLiteral("Noto Sans CJK SC")};
    case FontRole::text:
        return {QStringLiteral("仿宋"), QStringLiteral("FangSong"), QStringLiteral("仿宋_GB2312"),
            QStringLiteral("Noto Serif CJK SC"), QStringLiteral("Source Han Serif SC"),
            QStringLiteral("Noto Sans CJK SC")};
    case FontRole::table:
        return {QStringLiteral("宋体"), QStringLiteral("SimSun"), QStringLiteral("Noto Serif CJK SC"),
            QStringLiteral("Source Han Serif SC"), QStringLiteral("Noto Sans CJK SC")};
    case FontRole::label:
    case FontRole::labelBold:
        break;
    }
    return {QStringLiteral("Microsoft YaHei UI"), QStringLiteral("Microsoft YaHei"),
        QStringLiteral("微软雅黑"), QStringLiteral("Noto Sans CJK SC"), QStringLiteral("Source Han Sans SC"),
        QStringLiteral("Noto Sans SC"), QStringLiteral("WenQuanYi Micro Hei")};
}

QString familyFor(FontRole role)
{
    for (const QString& family : candidates(role))
        if (QFontDatabase::hasFamily(family))
            return family;
    return {};
}

bool isBold(FontRole role, const QString& family)
{
    // The title faces of offices are heavy by design; a text face needs its bold cut.
    return role == FontRole::labelBold
        || (role == FontRole::title && family.startsWith(QStringLiteral("Noto")))
        || (role == FontRole::title && family.startsWith(QStringLiteral("Source")));
}

QFont made(FontRole role)
{
    if (!qGuiApp) // Qt would end the program
        throw std::logic_error("letters without QGuiApplication; a subcommand: CommandLine::addDrawing");
    const QString family = familyFor(role);
    QFont font;
    font.setFamilies({family.isEmpty() ? font.family() : family, marksFamily()});
    font.setBold(isBold(role, family));
    font.setHintingPreference(QFont::PreferNoHinting);
    // Shaping gives digits beside Latin letters glyphs that no character has: a PDF could not be searched for
    // them. Chinese and Latin need none.
    font.setStyleStrategy(QFont::StyleStrategy(QFont::PreferAntialias | QFont::PreferNoShaping));
    return font;
}
} // namespace

QString marksFamily()
{
    static const QString family = QFontDatabase::applicationFontFamilies(
        QFontDatabase::addApplicationFont(QStringLiteral(":/marks/marks.ttf")))
                                      .value(0);
    return family;
}

QFont fontFor(FontRole role, double pixelSize)
{
    static const std::array<QFont, 5> fonts{made(FontRole::title), made(FontRole::text),
        made(FontRole::table), made(FontRole::label), made(FontRole::labelBold)};
    QFont font = fonts[size_t(role)];
    font.setPixelSize(qMax(1, qRound(pixelSize)));
    return font;
}

} // namespace coop
