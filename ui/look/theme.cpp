#include "ui/look/theme.h"

#include "core/map/labels/fonts.h"
#include "ui/look/enter_presses.h"
#include "ui/look/plain_text.h"
#include "ui/look/qt_texts.h"
#include "ui/look/window_room.h"

#include <QApplication>
#include <QFile>
#include <QFontDatabase>
#include <QHash>
#include <QIcon>
#include <QPalette>
#include <QStyleFactory>
#include <QToolTip>
#include <memory>

namespace coop::theme
{

namespace
{

QStringList installedFamilies()
{
    const QStringList wanted{QStringLiteral("Microsoft YaHei UI"), QStringLiteral("Microsoft YaHei"),
        QStringLiteral("Noto Sans CJK SC"), QStringLiteral("Source Han Sans SC"),
        QStringLiteral("WenQuanYi Micro Hei")};
    QStringList found;
    for (const QString& family : wanted)
        if (QFontDatabase::hasFamily(family))
            found += family;
    return found;
}

QPalette palette()
{
    QPalette result;
    result.setColor(QPalette::Window, page);
    result.setColor(QPalette::WindowText, text);
    result.setColor(QPalette::Base, pane);
    result.setColor(QPalette::AlternateBase, page);
    result.setColor(QPalette::Text, text);
    result.setColor(QPalette::PlaceholderText, disabledText);
    result.setColor(QPalette::Button, pane);
    result.setColor(QPalette::ButtonText, text);
    result.setColor(QPalette::Highlight, accent);
    result.setColor(QPalette::HighlightedText, pane);
    result.setColor(QPalette::Link, accent);
    result.setColor(QPalette::LinkVisited, accent);
    result.setColor(QPalette::ToolTipBase, text);
    result.setColor(QPalette::ToolTipText, pane);
    result.setColor(QPalette::Mid, line);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        result.setColor(QPalette::Disabled, role, disabledText);
    return result;
}

QIcon programIcon()
{
    QIcon icon;
    for (const int size : {16, 24, 32, 48, 64, 128, 256})
        icon.addFile(QStringLiteral(":/program/%1.png").arg(size));
    return icon;
}

/// The style sheet with the palette's names replaced by its colours, the longest name first.
QString styleSheet()
{
    const std::pair<const char*, QColor> names[]
        = {{"@accentHover", accentHover}, {"@accentSoft", accentSoft}, {"@accent", accent},
            {"@danger", danger}, {"@disabledText", disabledText}, {"@secondText", secondText},
            {"@strongLine", strongLine}, {"@text", text}, {"@page", page}, {"@pane", pane}, {"@line", line},
            {"@hover", hover}, {"@pressed", pressed}};
    QFile file(QStringLiteral(":/style.qss"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("style.qss is not among the resources");
    QString sheet = QString::fromUtf8(file.readAll());
    for (const auto& [name, colour] : names)
        sheet.replace(QLatin1String(name), colour.name());
    return sheet;
}

} // namespace

QFont font(double points, bool bold)
{
    QFont result = QApplication::font();
    if (!result.families().contains(marksFamily())) // coopctl, where apply() was not called
        result.setFamilies(result.families() + QStringList{marksFamily()});
    result.setPointSizeF(points);
    result.setBold(bold);
    return result;
}

QColor statusColour(TargetStatus status)
{
    switch (status) {
    case TargetStatus::met:
        return {0x00, 0x72, 0xB2};
    case TargetStatus::ahead:
        return {0x00, 0x9E, 0x73};
    case TargetStatus::watch:
        return {0xE6, 0x9F, 0x00};
    case TargetStatus::behind:
        return {0xD5, 0x5E, 0x00};
    case TargetStatus::noTarget:
    case TargetStatus::noData:
        break;
    }
    return {0x8A, 0x8F, 0x98};
}

QBrush statusBrush(TargetStatus status)
{
    return {statusColour(status), status == TargetStatus::noData ? Qt::BDiagPattern : Qt::SolidPattern};
}

void apply(QApplication& application)
{
    QApplication::setWindowIcon(programIcon());
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QFont base = QApplication::font();
    const QStringList families = installedFamilies();
    base.setFamilies(
        (families.isEmpty() ? QStringList{base.family()} : families) + QStringList{marksFamily()});
    base.setPointSizeF(textPoints);
    base.setHintingPreference(QFont::PreferNoHinting);
    QApplication::setFont(base);
    QApplication::setPalette(palette());
    QToolTip::setPalette(palette());
    application.setStyleSheet(styleSheet());
    showTextsPlain(application);
    keepDialogsOnScreen(application);
    letEnterPress(application);
    loadQtTexts(application);
}

} // namespace coop::theme
