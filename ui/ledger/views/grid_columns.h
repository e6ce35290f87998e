#pragma once
#include "ui/ledger/views/column_layout.h"

#include <QObject>
#include <QTimer>

namespace coop
{

class RecordGrid;

/// Keeps how the columns of each ledger stand, across starts of the program, and changes it: hide, freeze,
/// choose.
class GridColumns : public QObject
{
    Q_OBJECT
public:
    explicit GridColumns(RecordGrid& grid);
    ~GridColumns() override;

    /// Puts the columns as they stood when the ledger was last shown.
    void restore();
    ColumnLayout layout() const { return ColumnLayout::of(grid, frozen); }
    void apply(const ColumnLayout& layout);
    void hide(int column);
    void setShown(int column, bool shown);
    /// Up to and with this column; -1: none stays.
    void freezeTo(int column);
    /// A list of all columns with check boxes, to be dragged into another order, below `button`.
    void choose(QWidget* button);

Q_SIGNALS:
    void changed();

private:
    void noteChange();
    void keep();

    RecordGrid& grid;
    std::optional<int> frozen;
    QString registry; ///< whose columns stand in the grid
    ColumnLayout unkept; ///< what `later` will keep
    bool restoring = false;
    QTimer later; ///< dragging a width is kept once
};

} // namespace coop
