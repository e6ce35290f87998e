#include "ui/ledger/grid/filter_header.h"

#include "ui/ledger/grid/frozen_table_view.h"
#include "ui/look/theme.h"

#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

namespace coop
{

FilterHeader::FilterHeader(FrozenTableView& view)
    : QHeaderView(Qt::Horizontal, &view)
    , table(view)
{
    setSectionsClickable(true);
    setSectionsMovable(true);
    setHighlightSections(false);
    setMinimumSectionSize(48);
    setMouseTracking(true);
}

void FilterHeader::setFiltered(const QList<int>& columns)
{
    filtered = columns;
    viewport()->update();
}

QRect FilterHeader::sectionRect(int column) const
{
    return {table.columnLeft(column), 0, sectionSize(column), viewport()->height()};
}

int FilterHeader::columnAt(int x) const
{
    return logicalIndexAt(x < table.frozenWidth() ? x - offset() : x);
}

bool FilterHeader::isOnButton(const QPoint& place) const
{
    constexpr int grip = 4; // the edge belongs to the one who drags it
    const int column = columnAt(place.x());
    if (column < 0)
        return false;
    const int right = sectionRect(column).right();
    return place.x() > right - buttonWidth - grip && place.x() <= right - grip;
}

void FilterHeader::paintEvent(QPaintEvent* event)
{
    QHeaderView::paintEvent(event);
    if (offset() == 0)
        return;
    QPainter painter(viewport());
    for (const int column : table.frozenColumns())
        paintSection(&painter, sectionRect(column), column);
    if (const int edge = table.frozenWidth() - 1; edge > 0) {
        painter.setPen(theme::strongLine);
        painter.drawLine(edge, 0, edge, height());
    }
}

void FilterHeader::paintSection(QPainter* painter, const QRect& rect, int column) const
{
    if (!rect.isValid() || !model())
        return;
    const bool isFiltered = filtered.contains(column);
    const bool isSorted = sortIndicatorSection() == column;
    painter->save();
    painter->fillRect(rect, theme::page);
    painter->setPen(theme::line);
    painter->drawLine(rect.bottomLeft(), rect.bottomRight());
    painter->drawLine(rect.topRight(), rect.bottomRight());

    // ▾, and above it which way the rows are sorted.
    const QPoint middle(rect.right() - buttonWidth / 2 - 2, rect.center().y());
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(isFiltered ? theme::accent : theme::disabledText);
    if (isFiltered) { // a funnel: not by its colour alone
        QPainterPath funnel;
        funnel.addPolygon(QPolygonF({QPointF(-5, -5), QPointF(5, -5), QPointF(1.2, 0), QPointF(1.2, 5),
            QPointF(-1.2, 3.5), QPointF(-1.2, 0)}));
        funnel.closeSubpath();
        painter->drawPath(funnel.translated(middle));
    } else {
        painter->drawPolygon(
            QPolygonF({QPointF(-3.5, -2), QPointF(3.5, -2), QPointF(0, 2.5)}).translated(middle));
    }
    int right = rect.right() - buttonWidth;
    if (isSorted) {
        const bool up = sortIndicatorOrder() == Qt::AscendingOrder;
        const QPointF at(right - 4, rect.center().y());
        painter->setBrush(theme::accent);
        const double tip = up ? -4 : 4;
        painter->drawPolygon(
            QPolygonF({QPointF(-4, -tip / 2), QPointF(4, -tip / 2), QPointF(0, tip)}).translated(at));
        right -= 12;
    }
    painter->setPen(theme::secondText);
    const QRect text(rect.left() + theme::grid, rect.top(), right - rect.left() - theme::grid, rect.height());
    const auto alignment
        = Qt::Alignment(model()->headerData(column, Qt::Horizontal, Qt::TextAlignmentRole).toInt());
    painter->drawText(text, int(alignment) | Qt::TextSingleLine,
        painter->fontMetrics().elidedText(
            model()->headerData(column, Qt::Horizontal).toString(), Qt::ElideRight, text.width()));
    painter->restore();
}

QMouseEvent FilterHeader::unscrolled(const QMouseEvent& event) const
{
    const QPointF place = event.position() - (fromFrozen ? QPointF(offset(), 0) : QPointF());
    return {event.type(), place, event.globalPosition(), event.button(), event.buttons(), event.modifiers()};
}

void FilterHeader::mousePressEvent(QMouseEvent* event)
{
    const QPoint place = event->position().toPoint();
    onButton = event->button() == Qt::LeftButton && isOnButton(place);
    if (onButton)
        return;
    fromFrozen = place.x() < table.frozenWidth();
    QMouseEvent moved = unscrolled(*event);
    QHeaderView::mousePressEvent(&moved);
}

void FilterHeader::mouseMoveEvent(QMouseEvent* event)
{
    if (onButton)
        return;
    if (event->buttons() == Qt::NoButton)
        fromFrozen = event->position().x() < table.frozenWidth();
    QMouseEvent moved = unscrolled(*event);
    QHeaderView::mouseMoveEvent(&moved);
}

void FilterHeader::mouseReleaseEvent(QMouseEvent* event)
{
    if (onButton) {
        onButton = false;
        const QPoint place = event->position().toPoint();
        if (isOnButton(place))
            Q_EMIT filterRequested(columnAt(place.x()));
        return;
    }
    QMouseEvent moved = unscrolled(*event);
    QHeaderView::mouseReleaseEvent(&moved);
}

void FilterHeader::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (isOnButton(event->position().toPoint()))
        return;
    fromFrozen = event->position().x() < table.frozenWidth();
    QMouseEvent moved = unscrolled(*event);
    QHeaderView::mouseDoubleClickEvent(&moved);
}

} // namespace coop
