#pragma once
#include <QTableView>

namespace coop
{

/// A table whose leftmost columns stay in place while the others scroll. They are painted over the others, in
/// the same view, so that selection, editing and keys know only one table.
class FrozenTableView : public QTableView
{
    Q_OBJECT
public:
    using QTableView::QTableView;

    /// How many of the leftmost visible columns stay.
    void setFrozen(int columns);
    /// What really stays: none when they would fill the view.
    QList<int> frozenColumns() const; ///< logical, from left to right
    int frozenWidth() const; ///< pixels
    bool isFrozen(int column) const { return frozenColumns().contains(column); }
    /// Where the column stands in the viewport, pixels.
    int columnLeft(int column) const;

    QModelIndex indexAt(const QPoint& place) const override;
    QRect visualRect(const QModelIndex& index) const override;
    void scrollTo(const QModelIndex& index, ScrollHint hint = EnsureVisible) override;

Q_SIGNALS:
    /// Columns moved in the viewport: scrolled, resized or frozen.
    void columnsShifted();

protected:
    void paintEvent(QPaintEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    QRegion visualRegionForSelection(const QItemSelection& selection) const override;
    void updateGeometries() override;

private:
    int wanted = 0;
};

} // namespace coop
