#pragma once
#include "core/map/sheet/sheet.h"
#include "core/map/sheet/sheet_item.h"

namespace coop
{

/// A table that has a page to itself: words wrap, rows are as high as they need to be.
class WideTable : public SheetItem
{
public:
    WideTable(const SheetTable& table, double sizeFactor);
    QSizeF minimalSize(double width) const override;
    void draw(QPainter& painter, const QRectF& box) const override;
    /// How many rows from `first` on fit under the headings; at least one.
    qsizetype rowsThatFit(double width, double height, qsizetype first) const;

private:
    QList<double> columnWidths(double width) const;
    double rowHeight(const QStringList& cells, const QList<double>& widths, const TextStyle& style) const;
    double headHeight() const;
    bool wraps(int column) const { return table.wrapped.contains(column); }

    const SheetTable& table;
    double size;
    TextStyle title, heading, cell;
};

} // namespace coop
