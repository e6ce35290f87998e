#include "ui/ledger/grid/frozen_table_view.h"

#include "ui/look/theme.h"

#include <QHeaderView>
#include <QPainter>
#include <QScrollBar>

namespace coop
{

void FrozenTableView::setFrozen(int columns)
{
    wanted = columns;
    viewport()->update();
    horizontalHeader()->viewport()->update();
    Q_EMIT columnsShifted();
}

QList<int> FrozenTableView::frozenColumns() const
{
    QList<int> columns;
    int width = 0;
    const QHeaderView& header = *horizontalHeader();
    for (int visual = 0; visual < header.count() && columns.size() < wanted; ++visual) {
        const int column = header.logicalIndex(visual);
        if (header.isSectionHidden(column))
            continue;
        columns += column;
        width += header.sectionSize(column);
    }
    // The other columns need room to be seen.
    return width <= viewport()->width() * 2 / 3 ? columns : QList<int>();
}

int FrozenTableView::frozenWidth() const
{
    int width = 0;
    for (const int column : frozenColumns())
        width += columnWidth(column);
    return width;
}

int FrozenTableView::columnLeft(int column) const
{
    const int scrolled = columnViewportPosition(column);
    return isFrozen(column) ? scrolled + horizontalHeader()->offset() : scrolled;
}

QModelIndex FrozenTableView::indexAt(const QPoint& place) const
{
    if (place.x() >= frozenWidth())
        return QTableView::indexAt(place);
    return QTableView::indexAt(QPoint(place.x() - horizontalHeader()->offset(), place.y()));
}

QRect FrozenTableView::visualRect(const QModelIndex& index) const
{
    const QRect rect = QTableView::visualRect(index);
    return index.isValid() && isFrozen(index.column()) ? rect.translated(horizontalHeader()->offset(), 0)
                                                       : rect;
}

void FrozenTableView::scrollTo(const QModelIndex& index, ScrollHint hint)
{
    QScrollBar* bar = horizontalScrollBar();
    if (!index.isValid())
        return;
    if (isFrozen(index.column())) {
        const int before = bar->value();
        QTableView::scrollTo(index, hint);
        bar->setValue(before);
        return;
    }
    QTableView::scrollTo(index, hint);
    if (const int hidden = frozenWidth() - columnViewportPosition(index.column()); hidden > 0)
        bar->setValue(bar->value() - hidden);
}

void FrozenTableView::paintEvent(QPaintEvent* event)
{
    QTableView::paintEvent(event);
    const QList<int> columns = frozenColumns();
    if (columns.isEmpty() || horizontalHeader()->offset() == 0 || !model())
        return;
    QPainter painter(viewport());
    const QModelIndex current = currentIndex();
    const QPoint mouse = viewport()->mapFromGlobal(QCursor::pos());
    const int last = rowAt(viewport()->height() - 1);
    QStyleOptionViewItem plain;
    initViewItemOption(&plain);
    for (int row = std::max(0, rowAt(0)); row <= (last < 0 ? model()->rowCount() - 1 : last); ++row)
        for (const int column : columns) {
            const QModelIndex index = model()->index(row, column);
            const QRect cell(
                columnLeft(column), rowViewportPosition(row), columnWidth(column), rowHeight(row));
            QStyleOptionViewItem option = plain;
            option.rect = cell.adjusted(0, 0, -1, -1);
            option.state.setFlag(QStyle::State_Selected, selectionModel()->isSelected(index));
            option.state.setFlag(QStyle::State_HasFocus, hasFocus() && index == current);
            option.state.setFlag(QStyle::State_MouseOver, cell.contains(mouse));
            painter.fillRect(cell, palette().base());
            itemDelegate()->paint(&painter, option, index);
            painter.setPen(theme::line);
            painter.drawLine(cell.bottomLeft(), cell.bottomRight());
            painter.drawLine(cell.topRight(), cell.bottomRight());
        }
    const int edge = frozenWidth() - 1;
    painter.setPen(theme::strongLine);
    painter.drawLine(edge, 0, edge, viewport()->height());
}

void FrozenTableView::scrollContentsBy(int dx, int dy)
{
    QTableView::scrollContentsBy(dx, dy);
    if (dx == 0)
        return;
    viewport()->update(); // the pixels of the frozen columns were moved along
    horizontalHeader()->viewport()->update();
    Q_EMIT columnsShifted();
}

QRegion FrozenTableView::visualRegionForSelection(const QItemSelection& selection) const
{
    return frozenColumns().isEmpty() ? QTableView::visualRegionForSelection(selection)
                                     : QRegion(viewport()->rect());
}

void FrozenTableView::updateGeometries()
{
    QTableView::updateGeometries();
    Q_EMIT columnsShifted();
}

} // namespace coop
