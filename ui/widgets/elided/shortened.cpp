#include "ui/widgets/elided/shortened.h"

#include <QApplication>
#include <QFontMetrics>
#include <QRegularExpression>

namespace coop
{

QString shortened(const QString& text, const QFontMetrics& metrics, int width)
{
    QString cut = metrics.elidedText(text, Qt::ElideRight, width);
    if (cut == text || cut.isEmpty())
        return cut;
    qsizetype kept = cut.size() - 1;
    // 1 250.5%, with whatever space stands between thousands
    static const QRegularExpression figure(
        QStringLiteral("\\d(?:[.,:∶\\s\\x{00A0}\\x{2009}\\x{202F}]?\\d)*[%％]?"));
    for (auto each = figure.globalMatch(text); each.hasNext();) {
        const auto match = each.next();
        if (match.capturedStart() < kept && kept < match.capturedEnd())
            kept = match.capturedStart();
    }
    return text.first(kept).trimmed() + u'…';
}

void ShortenedItems::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    const QStyle* style = option->widget ? option->widget->style() : QApplication::style();
    const int margin = style->pixelMetric(QStyle::PM_FocusFrameHMargin, option, option->widget) + 1;
    const QRect room = style->subElementRect(QStyle::SE_ItemViewItemText, option, option->widget);
    option->text = shortened(option->text, option->fontMetrics,
        std::min(room.right(), option->rect.right()) - room.left() + 1 - 2 * margin);
}

} // namespace coop
