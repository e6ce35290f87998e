#include "ui/tasks/task_row_delegate.h"

#include "ui/look/light_mark.h"
#include "ui/look/theme.h"
#include "ui/tasks/task_list.h"

#include <QPainter>

namespace coop
{

namespace
{
void write(QPainter& painter, const QRect& box, const QString& text, const QColor& colour,
    Qt::Alignment alignment = Qt::AlignLeft)
{
    painter.setPen(colour);
    painter.drawText(box, int(alignment | Qt::AlignVCenter),
        painter.fontMetrics().elidedText(text, Qt::ElideRight, box.width()));
}

/// A text, and behind it a second one in the room that is left.
void writeTwo(
    QPainter& painter, QRect box, const QString& first, const QString& second, const QColor& secondColour)
{
    write(painter, box, first, theme::text);
    box.setLeft(box.left() + painter.fontMetrics().horizontalAdvance(first) + theme::gap);
    if (box.width() > 40)
        write(painter, box, second, secondColour);
}

TaskLight lightAt(const QModelIndex& index)
{
    return TaskLight(index.data(TaskList::lightRole).toInt());
}

void paintLight(QPainter& painter, QRect box, const QModelIndex& index)
{
    const QString mark = lightMark(lightAt(index));
    write(painter, box, mark, lightColour(lightAt(index)));
    box.setLeft(box.left() + painter.fontMetrics().horizontalAdvance(u'国') + 4);
    write(painter, box, index.data().toString(), theme::text);
}

void paintProgress(QPainter& painter, const QRect& box, const QModelIndex& index)
{
    const QVariant percent = index.data(TaskList::percentRole);
    const int figure = painter.fontMetrics().horizontalAdvance(QStringLiteral("100%")) + theme::grid;
    write(painter, box, index.data().toString(), percent.isValid() ? theme::text : theme::disabledText,
        Qt::AlignRight);
    if (!percent.isValid())
        return;
    QRectF bar(box.left(), box.center().y() - 2.5, box.width() - figure, 6);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme::line);
    painter.drawRoundedRect(bar, 3, 3);
    const qreal done = bar.width() * percent.toInt() / 100;
    if (done < 1)
        return;
    painter.setBrush(lightColour(lightAt(index)));
    painter.drawRoundedRect(QRectF(bar.topLeft(), QSizeF(std::max(done, 6.0), bar.height())), 3, 3);
}
} // namespace

void TaskRowDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRect box = option.rect.adjusted(theme::grid, 0, -theme::grid, 0);
    if (index.data(TaskList::taskRole).toInt() == 0) {
        painter->fillRect(option.rect, theme::page);
        painter->setFont(theme::font(theme::textPoints, true));
        write(*painter, box, index.data().toString(), theme::secondText);
        painter->restore();
        return;
    }
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, theme::accentSoft);
    else if (option.state & QStyle::State_MouseOver)
        painter->fillRect(option.rect, theme::hover);
    painter->setFont(theme::font());
    switch (index.column()) {
    case TaskList::lightColumn:
        paintLight(*painter, box, index);
        break;
    case TaskList::numberColumn:
        write(*painter, box, index.data().toString(), theme::secondText, Qt::AlignRight);
        break;
    case TaskList::textColumn:
        writeTwo(*painter, box, index.data().toString(), index.data(TaskList::secondRole).toString(),
            theme::secondText);
        break;
    case TaskList::dueColumn:
        writeTwo(*painter, box, index.data().toString(), index.data(TaskList::secondRole).toString(),
            index.data(TaskList::urgentRole).toBool() ? lightColour(lightAt(index)).darker(115)
                                                      : theme::secondText);
        break;
    case TaskList::progressColumn:
        paintProgress(*painter, box, index);
        break;
    default:
        write(*painter, box, index.data().toString(), theme::text);
    }
    painter->setPen(theme::hover);
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    if (index.column() == 0 && (option.state & QStyle::State_HasFocus))
        painter->fillRect(QRect(option.rect.topLeft(), QSize(3, option.rect.height())), theme::accent);
    painter->restore();
}

QSize TaskRowDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const
{
    return {option.rect.width(), std::max(theme::rowHeight, option.fontMetrics.height() + 8)};
}

} // namespace coop
