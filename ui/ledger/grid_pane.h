#pragma once
#include <QFrame>

namespace coop
{

class FilterChips;
class GridColumns;
class RecordGrid;
class RecordTableModel;
class TotalsLine;

/// The grid with what belongs to it: the chips of its filters above, the totals below, its filter popups.
class GridPane : public QFrame
{
    Q_OBJECT
public:
    explicit GridPane(RecordTableModel& model, QWidget* parent = nullptr);

    RecordGrid* const grid;
    GridColumns* const columns;
    FilterChips* const chips;
    TotalsLine* const totals;

    void openFilter(int column);

Q_SIGNALS:
    /// Other rows are shown, or in another order.
    void arranged();
    /// What the status line says of the selected block; empty: nothing.
    void statisticsChanged(const QString& text);

private:
    void noteFilters();
};

} // namespace coop
