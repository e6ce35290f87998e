// The mouse in the grid: press, drag over a block, double click.
#include "ui/ledger/grid/cell_editing.h"
#include "ui/ledger/grid/record_grid.h"
#include "ui/ledger/grid/record_table_model.h"

#include <QMouseEvent>
#include <QScrollBar>
#include <algorithm>

namespace coop
{

void RecordGrid::mousePressEvent(QMouseEvent* event)
{
    const QPersistentModelIndex cell(indexAt(event->position().toPoint()));
    if (!cellEditing->settle() || !cell.isValid())
        return;
    tabbedFrom = -1;
    if (event->button() != Qt::LeftButton) {
        if (!selectionModel()->isSelected(cell))
            moveTo(cell);
        return;
    }
    if (event->modifiers() & Qt::ShiftModifier) {
        extendTo(cell);
    } else if (event->modifiers() & Qt::ControlModifier) {
        if (!rows.isNewRow(cell.row()) && !mayLeaveNewRow())
            return;
        farCorner = QPersistentModelIndex();
        selectionModel()->setCurrentIndex(cell, QItemSelectionModel::Toggle);
        return;
    } else {
        moveTo(cell);
    }
    dragging = true;
}

void RecordGrid::dragTo(const QPoint& place)
{
    const QRect view = viewport()->rect();
    const QModelIndex cell = indexAt(QPoint(
        std::clamp(place.x(), view.left(), view.right()), std::clamp(place.y(), view.top(), view.bottom())));
    if (cell.isValid() && cell != corner())
        extendTo(cell);
}

void RecordGrid::mouseMoveEvent(QMouseEvent* event)
{
    if (!dragging || !(event->buttons() & Qt::LeftButton))
        return;
    dragPlace = event->position().toPoint();
    dragTo(dragPlace);
    constexpr int pause = 50; // ms between two steps while the mouse is held outside
    if (viewport()->rect().contains(dragPlace))
        dragScroll.stop();
    else if (!dragScroll.isActive())
        dragScroll.start(pause, this);
}

void RecordGrid::timerEvent(QTimerEvent* event)
{
    if (event->timerId() != dragScroll.timerId())
        return FrozenTableView::timerEvent(event);
    const QRect view = viewport()->rect();
    const auto pull = [](QScrollBar* bar, int low, int at, int high) {
        if (at < low || at > high)
            bar->setValue(bar->value() + (at < low ? -1 : 1) * std::max(1, bar->singleStep()));
    };
    pull(verticalScrollBar(), view.top(), dragPlace.y(), view.bottom());
    pull(horizontalScrollBar(), view.left(), dragPlace.x(), view.right());
    dragTo(dragPlace);
}

void RecordGrid::mouseReleaseEvent(QMouseEvent* event)
{
    Q_UNUSED(event)
    dragging = false;
    dragScroll.stop();
}

void RecordGrid::mouseDoubleClickEvent(QMouseEvent* event)
{
    const QModelIndex cell = indexAt(event->position().toPoint());
    if (event->button() == Qt::LeftButton && cell.isValid())
        cellEditing->begin(cell, CellEditing::Start::keep);
}

} // namespace coop
