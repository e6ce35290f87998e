#pragma once
#include <QHeaderView>

namespace coop
{

class FrozenTableView;

/// The headings of the grid: a click sorts, dragging moves, ▾ at the right opens the column's filter. The
/// headings of frozen columns stay in place, too.
class FilterHeader : public QHeaderView
{
    Q_OBJECT
public:
    explicit FilterHeader(FrozenTableView& table);

    static constexpr int buttonWidth = 20; ///< pixels of ▾
    /// The columns whose rows are filtered: their ▾ stands out.
    void setFiltered(const QList<int>& columns);
    /// Of a heading in the viewport.
    QRect sectionRect(int column) const;
    /// The column at a place of the viewport, frozen ones first; -1 when there is none.
    int columnAt(int x) const;

Q_SIGNALS:
    void filterRequested(int column);

protected:
    void paintEvent(QPaintEvent* event) override;
    void paintSection(QPainter* painter, const QRect& rect, int column) const override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;

private:
    bool isOnButton(const QPoint& place) const;
    /// The event as the header without frozen columns would have got it.
    QMouseEvent unscrolled(const QMouseEvent& event) const;

    FrozenTableView& table;
    QList<int> filtered;
    bool fromFrozen = false; ///< the mouse was pressed on a frozen heading
    bool onButton = false; ///< or on a ▾
};

} // namespace coop
