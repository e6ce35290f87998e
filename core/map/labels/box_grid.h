#pragma once
#include <QHash>
#include <QList>
#include <QRectF>

namespace coop
{

/// Boxes in a coarse grid, to ask quickly whether another one would overlap.
class BoxGrid
{
public:
    explicit BoxGrid(double cellSize)
        : cell(cellSize)
    {
    }
    void add(const QRectF& box);
    bool overlaps(const QRectF& box) const;

private:
    QList<QRectF> boxes{};
    QHash<std::pair<int, int>, QList<int>> cells{};
    double cell;
};

} // namespace coop
