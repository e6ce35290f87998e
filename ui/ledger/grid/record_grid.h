#pragma once
#include "core/domain/record.h"
#include "ui/ledger/grid/cell_block.h"
#include "ui/ledger/grid/frozen_table_view.h"

#include <QBasicTimer>
#include <QPersistentModelIndex>
#include <functional>

namespace coop
{

class CellEditing;
class FilterHeader;
class RecordTableModel;

/// The rows of a ledger as a spreadsheet shows them: a current cell from which blocks are selected, editing
/// in place, keys as in WPS. What changes data is only asked for.
class RecordGrid : public FrozenTableView
{
    Q_OBJECT
public:
    explicit RecordGrid(RecordTableModel& model, QWidget* parent = nullptr);

    RecordTableModel& records() const { return rows; }
    CellEditing& editing() const { return *cellEditing; }
    FilterHeader& headings() const { return *header; }

    /// Widths after the headings and the first rows.
    void fitColumns();
    QStringList shownFields() const; ///< ids of the visible columns, from left to right
    /// Without the empty row.
    CellBlock block() const;
    /// The rows of which some cell is selected.
    QList<Record> selectedRecords() const;
    qsizetype selectedRows() const { return block().rows.size(); }
    /// Makes the row's cell in the current column the current one; false when the row is not shown.
    bool selectRecord(RowId id);
    /// Whether the current cell is in the empty row.
    bool inNewRow() const;
    /// Makes the empty row's cell in the current column the current one; false where there is no such row.
    bool goToNewRow();
    /// Tab goes to the next empty cell of these columns and Shift+Tab to the one before, filled or not. None:
    /// from cell to cell.
    void setTabStops(const QList<int>& columns) { tabStops = columns; }
    /// Who saves the empty row when it is left; false when it cannot be saved: then it is not left.
    void setSettleNewRow(std::function<bool()> settle) { settleNewRow = std::move(settle); }
    /// Selects from the current cell to this one.
    void extendTo(const QModelIndex& corner);
    void chooseColumn(int column);
    /// The whole columns, or rows, of the selected block; the current cell stays.
    void chooseColumns();
    void chooseRows();
    void selectAll() override;

Q_SIGNALS:
    void
    left(); ///< somebody took the keyboard elsewhere, maybe into a cell; not with the window, nor into a list
    void newRowDropped(); ///< what was typed into the empty row is not wanted
    void removeRequested();
    void historyRequested();
    void copyRequested(bool withHeadings);
    void pasteRequested();
    void clearRequested();
    void fillRequested(Qt::Orientation direction); ///< vertical: down
    void changeManyRequested();
    void filterRequested(int column);
    void hideRequested(int column);
    void freezeRequested(int column);
    void columnsRequested();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void focusInEvent(QFocusEvent* event) override;
    void inputMethodEvent(QInputMethodEvent* event) override;
    QVariant inputMethodQuery(Qt::InputMethodQuery query) const override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void timerEvent(QTimerEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    bool focusNextPrevChild(bool next) override;

private:
    bool command(const QKeyEvent& key);
    bool navigate(const QKeyEvent& key);
    void moveBy(int down, int right);
    void moveTo(const QModelIndex& cell);
    void putCurrent(const QModelIndex& cell);
    int shownColumn() const;
    bool mayLeaveNewRow();
    void selectBlock(const QList<int>& blockRows, const QList<int>& blockColumns);
    QModelIndex tabStop(const QModelIndex& from, int step) const;
    QModelIndex stepped(const QModelIndex& from, int down, int right) const;
    void dragTo(const QPoint& place);
    void showHeadingMenu(const QPoint& place);
    QModelIndex corner() const;

    RecordTableModel& rows;
    FilterHeader* header;
    CellEditing* cellEditing;
    std::function<bool()> settleNewRow;
    /// Whole rows or whole columns that a key chose: arrows with Shift then take more of them.
    using Choice = void (RecordGrid::*)();
    Choice wholeSelection() const;
    Choice lastChoice = nullptr;
    QPersistentModelIndex farCorner; ///< of the block that starts at the current cell
    QBasicTimer dragScroll;
    QPoint dragPlace;
    QList<int> tabStops;
    bool dragging = false;
    bool handingOn = false; ///< a key goes to the editor
    int lastColumn = 0; ///< of the current cell, while there is none
    int tabbedFrom = -1; ///< column in which Tab began: Enter goes back to it
};

} // namespace coop
