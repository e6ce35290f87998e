#include "ui/ledger/grid/record_grid.h"

#include "core/base/decimal.h"
#include "core/domain/registry_spec.h"
#include "ui/ledger/grid/cell_delegate.h"
#include "ui/ledger/grid/cell_editing.h"
#include "ui/ledger/grid/filter_header.h"
#include "ui/ledger/grid/grid_menu.h"
#include "ui/ledger/grid/record_table_model.h"
#include "ui/look/theme.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QScopedValueRollback>
#include <algorithm>
#include <utility>

namespace coop
{

RecordGrid::RecordGrid(RecordTableModel& model, QWidget* parent)
    : FrozenTableView(parent)
    , rows(model)
    , header(new FilterHeader(*this))
    , cellEditing(new CellEditing(*this, model))
{
    setObjectName(QStringLiteral("ledger.grid"));
    setAccessibleName(QStringLiteral("台账的行"));
    // Before the selection hears of it: it would remember every selected cell one by one.
    connect(&model, &QAbstractItemModel::layoutAboutToBeChanged, this, [this] {
        if (currentIndex().isValid())
            selectionModel()->select(currentIndex(), QItemSelectionModel::ClearAndSelect);
        else
            clearSelection();
    });
    setHorizontalHeader(header);
    setModel(&model);
    setItemDelegate(new CellDelegate(this));
    setSelectionBehavior(SelectItems);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setHorizontalScrollMode(ScrollPerPixel);
    setWordWrap(false);
    setTabKeyNavigation(false);
    header->setSortIndicator(-1, Qt::AscendingOrder);
    header->setSortIndicatorClearable(true);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    setSortingEnabled(true);
    QHeaderView* lines = verticalHeader();
    lines->setSectionResizeMode(QHeaderView::Fixed);
    lines->setDefaultSectionSize(theme::rowHeight);
    lines->setDefaultAlignment(Qt::AlignRight | Qt::AlignVCenter);
    lines->setHighlightSections(false);
    connect(header, &FilterHeader::filterRequested, this, &RecordGrid::filterRequested);
    connect(header, &QWidget::customContextMenuRequested, this, &RecordGrid::showHeadingMenu);
    connect(header, &QHeaderView::sectionResized, this, &FrozenTableView::columnsShifted);
    connect(header, &QHeaderView::sectionMoved, this, &FrozenTableView::columnsShifted);
    connect(cellEditing, &CellEditing::moveRequested, this, [this](int down, int right) {
        if (right != 0 && tabbedFrom < 0)
            tabbedFrom = currentIndex().column();
        moveBy(down, right);
    });
}

void RecordGrid::fitColumns()
{
    constexpr int sampled = 60;
    constexpr int widest = 220;
    constexpr int padding = 3 * theme::grid;
    const QFontMetrics metrics(font());
    const auto widthOf
        = [&](const QVariant& text) { return metrics.horizontalAdvance(text.toString()) + padding; };
    for (int column = 0; column < rows.columnCount(); ++column) {
        int width
            = widthOf(rows.headerData(column, Qt::Horizontal, Qt::DisplayRole)) + FilterHeader::buttonWidth;
        for (int row = 0; row < std::min(sampled, rows.shownRows()); ++row)
            width = std::max(width, widthOf(rows.index(row, column).data(Qt::DisplayRole)));
        const FieldSpec& field = rows.ledger().fields[column];
        if (field.hasTotal()) // the total below needs its room, too
            width
                = std::max(width, widthOf(formatDecimal(rows.sumOf(column).value_or(0), field.scale, true)));
        setColumnWidth(column, std::min(width, widest));
    }
}

QStringList RecordGrid::shownFields() const
{
    QStringList ids;
    for (const int column : shownColumns(*this))
        ids += rows.ledger().fields[column].id;
    return ids;
}

QList<Record> RecordGrid::selectedRecords() const
{
    QList<Record> found;
    for (const int row : block().rows)
        found += rows.recordAt(row);
    return found;
}

bool RecordGrid::selectRecord(RowId id)
{
    const int row = id == 0 ? -1 : rows.rowOf(id);
    if (row < 0)
        return false;
    putCurrent(rows.index(row, shownColumn()));
    return true;
}

CellBlock RecordGrid::block() const
{
    CellBlock chosen = selectedBlock(*this);
    chosen.rows.removeIf([this](int row) { return rows.isNewRow(row); });
    return chosen;
}

bool RecordGrid::inNewRow() const
{
    return currentIndex().isValid() && rows.isNewRow(currentIndex().row());
}

bool RecordGrid::goToNewRow()
{
    if (!rows.offersNewRow())
        return false;
    putCurrent(rows.index(rows.shownRows(), shownColumn()));
    return true;
}

/// Where the keyboard is from left to right, as far as that column is shown.
int RecordGrid::shownColumn() const
{
    const QList<int> shown = shownColumns(*this);
    const int column = currentIndex().isValid() ? currentIndex().column() : lastColumn;
    return shown.contains(column) ? column : shown.value(0);
}

bool RecordGrid::mayLeaveNewRow()
{
    return !inNewRow() || !settleNewRow || settleNewRow();
}

void RecordGrid::moveTo(const QModelIndex& cell)
{
    const QPersistentModelIndex target(cell); // saving the empty row puts a row before it
    if (rows.isNewRow(cell.row()) || mayLeaveNewRow())
        putCurrent(target);
}

void RecordGrid::putCurrent(const QModelIndex& cell)
{
    farCorner = QPersistentModelIndex();
    lastChoice = nullptr;
    selectionModel()->setCurrentIndex(cell, QItemSelectionModel::ClearAndSelect);
    scrollTo(cell);
}

void RecordGrid::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    FrozenTableView::currentChanged(current, previous);
    if (current.isValid()) // whoever moved it: keys, mouse, a reason that leads to its cell
        lastColumn = current.column();
}

void RecordGrid::focusInEvent(QFocusEvent* event)
{
    const bool nowhere = !currentIndex().isValid();
    QTableView::focusInEvent(event);
    // Qt makes the first row the current one. Nobody went there: a form in which somebody types would be
    // asked to leave, each time that the keyboard comes back, be it from that very question.
    if (nowhere && currentIndex().isValid())
        selectionModel()->clearCurrentIndex();
}

QModelIndex RecordGrid::corner() const
{
    return farCorner.isValid() ? QModelIndex(farCorner) : currentIndex();
}

void RecordGrid::extendTo(const QModelIndex& cell)
{
    const QModelIndex from = currentIndex();
    if (!from.isValid() || !cell.isValid())
        return;
    farCorner = cell;
    // By what is seen: columns may stand in another order than the fields.
    const int first = header->visualIndex(from.column());
    const int last = header->visualIndex(cell.column());
    const int top = std::min(from.row(), cell.row()), bottom = std::max(from.row(), cell.row());
    QItemSelection selection;
    for (int visual = std::min(first, last); visual <= std::max(first, last); ++visual)
        if (const int column = header->logicalIndex(visual); !header->isSectionHidden(column))
            selection.select(rows.index(top, column), rows.index(bottom, column));
    selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
}

void RecordGrid::selectBlock(const QList<int>& blockRows, const QList<int>& blockColumns)
{
    QItemSelection selection;
    for (const int column : blockColumns)
        for (qsizetype first = 0, i = 0; i < blockRows.size(); ++i) {
            if (i + 1 < blockRows.size() && blockRows[i + 1] == blockRows[i] + 1)
                continue;
            selection.select(rows.index(blockRows[first], column), rows.index(blockRows[i], column));
            first = i + 1;
        }
    selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
}

void RecordGrid::chooseColumn(int column)
{
    if (rows.shownRows() == 0)
        return;
    selectionModel()->setCurrentIndex(
        rows.index(std::max(0, currentIndex().row()), column), QItemSelectionModel::NoUpdate);
    selectionModel()->select(QItemSelection(rows.index(0, column), rows.index(rows.shownRows() - 1, column)),
        QItemSelectionModel::ClearAndSelect);
}

void RecordGrid::chooseColumns()
{
    QItemSelection selection;
    for (const int column : selectedBlock(*this).columns)
        if (rows.shownRows() > 0)
            selection.select(rows.index(0, column), rows.index(rows.shownRows() - 1, column));
    if (!selection.isEmpty())
        selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    lastChoice = &RecordGrid::chooseColumns;
}

void RecordGrid::chooseRows()
{
    selectBlock(selectedBlock(*this).rows, shownColumns(*this));
    lastChoice = &RecordGrid::chooseRows;
}

RecordGrid::Choice RecordGrid::wholeSelection() const
{
    // What a mouse or a key chose since is no longer whole; all cells of a row that were passed one by one
    // are not meant so.
    const CellBlock block = selectedBlock(*this);
    const bool still = lastChoice == &RecordGrid::chooseRows
        ? block.columns.size() == shownColumns(*this).size()
        : lastChoice == &RecordGrid::chooseColumns ? block.rows.size() == rows.shownRows()
                                                   : false;
    return still ? lastChoice : nullptr;
}

void RecordGrid::selectAll()
{
    if (rows.shownRows() == 0)
        return;
    QItemSelection selection;
    for (const int column : shownColumns(*this))
        selection.select(rows.index(0, column), rows.index(rows.shownRows() - 1, column));
    selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
}

QModelIndex RecordGrid::stepped(const QModelIndex& from, int down, int right) const
{
    const QList<int> shown = shownColumns(*this);
    if (shown.isEmpty() || rows.rowCount() == 0)
        return {};
    const int at = int(std::max<qsizetype>(0, shown.indexOf(from.column())));
    const int column = std::clamp(at + right, 0, int(shown.size()) - 1);
    return rows.index(std::clamp(from.row() + down, 0, rows.rowCount() - 1), shown[column]);
}

QModelIndex RecordGrid::tabStop(const QModelIndex& from, int step) const
{
    const QList<int> shown = shownColumns(*this);
    const qsizetype width = shown.size();
    const qsizetype start = from.row() * width + shown.indexOf(from.column());
    for (qsizetype at = start + step; at >= 0 && at < rows.shownRows() * width; at += step) {
        const int row = int(at / width), column = shown[at % width];
        if (tabStops.contains(column) && (step < 0 || rows.valueAt(row, column).isNull()))
            return rows.index(row, column);
    }
    return from;
}

void RecordGrid::moveBy(int down, int right)
{
    const CellBlock chosen = block();
    const QModelIndex at = currentIndex();
    if (!inNewRow() && chosen.cells() > 1 && down != 0 && right == 0
        && chosen.columns.contains(at.column())) {
        // Within a block Enter goes down its columns, one after another, and the block stays.
        const qsizetype height = chosen.rows.size();
        const qsizetype place = chosen.columns.indexOf(at.column()) * height + chosen.rows.indexOf(at.row());
        const qsizetype next = (place + down + chosen.cells()) % chosen.cells();
        const QModelIndex cell = rows.index(chosen.rows[next % height], chosen.columns[next / height]);
        selectionModel()->setCurrentIndex(cell, QItemSelectionModel::NoUpdate);
        return scrollTo(cell);
    }
    if (right != 0 && !tabStops.isEmpty() && at.isValid())
        return moveTo(tabStop(at, right));
    const QList<int> shown = shownColumns(*this);
    const qsizetype place = shown.indexOf(at.column()) + right;
    if (inNewRow() && (down > 0 || place >= shown.size())) {
        // Behind the empty row is the next empty one.
        const int column = down == 0 ? shown.first() : tabbedFrom >= 0 ? tabbedFrom : at.column();
        if (!rows.newRowTouched() || !mayLeaveNewRow())
            return;
        tabbedFrom = -1;
        return putCurrent(rows.index(rows.shownRows(), column));
    }
    if (down != 0 && tabbedFrom >= 0) {
        const int column = std::exchange(tabbedFrom, -1);
        return moveTo(rows.index(std::clamp(at.row() + down, 0, rows.rowCount() - 1), column));
    }
    if (right != 0) { // at the end of a row on to the next one
        if (place >= shown.size() && at.row() + 1 < rows.rowCount())
            return moveTo(rows.index(at.row() + 1, shown.first()));
        if (place < 0 && at.row() > 0)
            return moveTo(rows.index(at.row() - 1, shown.last()));
    }
    if (const QModelIndex next = stepped(at, down, right); next.isValid())
        moveTo(next);
}

bool RecordGrid::navigate(const QKeyEvent& key)
{
    const bool shift = key.modifiers() & Qt::ShiftModifier;
    const bool control = key.modifiers() & Qt::ControlModifier;
    const int page = std::max(1, viewport()->height() / theme::rowHeight - 1);
    const int far = std::max(rows.rowCount(), rows.columnCount());
    int down = 0, right = 0;
    switch (key.key()) {
    case Qt::Key_Up:
        down = control ? -far : -1;
        break;
    case Qt::Key_Down:
        down = control ? far : 1;
        break;
    case Qt::Key_Left:
        right = control ? -far : -1;
        break;
    case Qt::Key_Right:
        right = control ? far : 1;
        break;
    case Qt::Key_PageUp:
        down = -page;
        break;
    case Qt::Key_PageDown:
        down = page;
        break;
    case Qt::Key_Home:
        right = -far;
        down = control ? -far : 0;
        break;
    case Qt::Key_End:
        right = far;
        down = control ? far : 0;
        break;
    default:
        return false;
    }
    tabbedFrom = -1;
    const QModelIndex next = stepped(shift ? corner() : currentIndex(), down, right);
    if (!next.isValid())
        return true;
    const auto wholes = shift ? wholeSelection() : nullptr;
    if (!shift)
        moveTo(next);
    else
        extendTo(next);
    if (wholes && shift)
        (this->*wholes)();
    scrollTo(next);
    return true;
}

bool RecordGrid::command(const QKeyEvent& key)
{
    const bool shift = key.modifiers() & Qt::ShiftModifier;
    const bool control = key.modifiers() & Qt::ControlModifier;
    const bool alt = key.modifiers() & Qt::AltModifier;
    const QModelIndex at = currentIndex();
    if (key.matches(QKeySequence::Copy)) {
        Q_EMIT copyRequested(false);
    } else if (key.matches(QKeySequence::Paste)) {
        Q_EMIT pasteRequested();
    } else if (control && key.key() == Qt::Key_Minus) {
        Q_EMIT removeRequested();
    } else if (control && (key.key() == Qt::Key_D || key.key() == Qt::Key_R)) {
        Q_EMIT fillRequested(key.key() == Qt::Key_D ? Qt::Vertical : Qt::Horizontal);
    } else if (key.key() == Qt::Key_Delete || (key.key() == Qt::Key_Backspace && !control)) {
        Q_EMIT clearRequested();
    } else if (alt && key.key() == Qt::Key_Down && at.isValid()) {
        Q_EMIT filterRequested(at.column());
    } else if (control && shift && key.key() == Qt::Key_Space) {
        selectAll();
    } else if (control && key.key() == Qt::Key_Space && at.isValid()) {
        chooseColumns();
    } else if (shift && key.key() == Qt::Key_Space && at.isValid()) {
        chooseRows();
    } else if (key.key() == Qt::Key_Escape && inNewRow() && rows.newRowTouched()) {
        Q_EMIT newRowDropped();
    } else if (key.key() == Qt::Key_F2) {
        cellEditing->begin(at, CellEditing::Start::keep);
    } else if (key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter) {
        moveBy(shift ? -1 : 1, 0);
    } else if (key.key() == Qt::Key_Tab || key.key() == Qt::Key_Backtab) {
        if (tabbedFrom < 0)
            tabbedFrom = at.column();
        moveBy(0, key.key() == Qt::Key_Tab ? 1 : -1);
    } else {
        return false;
    }
    return true;
}

bool RecordGrid::focusNextPrevChild(bool next)
{
    // Tab walks through the cells; F6 leaves the grid.
    Q_UNUSED(next)
    return false;
}

void RecordGrid::keyPressEvent(QKeyEvent* event)
{
    if (cellEditing->isComposing()) // the key belongs to the input method
        return event->accept();
    if (QWidget* input = cellEditing->input()) {
        // Typed faster than the keyboard could move. What the editor itself leaves comes back up to here.
        if (!input->hasFocus() && !handingOn) {
            const QScopedValueRollback once(handingOn, true);
            QApplication::sendEvent(input, event);
        }
        return event->accept();
    }
    if (command(*event) || (!(event->modifiers() & Qt::AltModifier) && navigate(*event))
        || cellEditing->beginWith(currentIndex(), *event))
        return event->accept();
    if (event->matches(QKeySequence::SelectAll)) {
        selectAll();
        return event->accept();
    }
    event->ignore();
}

void RecordGrid::focusOutEvent(QFocusEvent* event)
{
    FrozenTableView::focusOutEvent(event);
    if (CellEditing::isLeaving(*event))
        Q_EMIT left();
}

void RecordGrid::inputMethodEvent(QInputMethodEvent* event)
{
    cellEditing->compose(currentIndex(), *event);
    event->accept();
}

QVariant RecordGrid::inputMethodQuery(Qt::InputMethodQuery query) const
{
    if (QWidget* input = cellEditing->input()) {
        QVariant answer = input->inputMethodQuery(query);
        if (query == Qt::ImCursorRectangle)
            return answer.toRect().translated(input->mapTo(this, QPoint()));
        return answer;
    }
    if (query == Qt::ImCursorRectangle)
        return visualRect(currentIndex()).translated(viewport()->pos());
    return QTableView::inputMethodQuery(query);
}

void RecordGrid::contextMenuEvent(QContextMenuEvent* event)
{
    if (event->reason() == QContextMenuEvent::Keyboard || indexAt(event->pos()).isValid())
        showCellMenu(*this, event->globalPos());
}

void RecordGrid::showHeadingMenu(const QPoint& place)
{
    if (const int column = header->columnAt(place.x()); column >= 0)
        showColumnMenu(*this, column, header->mapToGlobal(place));
}

} // namespace coop
