#include "core/map/labels/box_grid.h"

#include <cmath>

namespace coop
{

namespace
{
template <class Visit> void forCells(const QRectF& box, double cell, Visit visit)
{
    const int right = int(std::floor(box.right() / cell)), bottom = int(std::floor(box.bottom() / cell));
    for (int x = int(std::floor(box.left() / cell)); x <= right; ++x)
        for (int y = int(std::floor(box.top() / cell)); y <= bottom; ++y)
            visit(std::pair(x, y));
}
} // namespace

void BoxGrid::add(const QRectF& box)
{
    const int position = int(boxes.size());
    boxes.append(box);
    forCells(box, cell, [&](const std::pair<int, int>& key) { cells[key].append(position); });
}

bool BoxGrid::overlaps(const QRectF& box) const
{
    bool found = false;
    forCells(box, cell, [&](const std::pair<int, int>& key) {
        if (const auto it = cells.constFind(key); !found && it != cells.constEnd())
            for (const int i : *it)
                found = found || boxes[i].intersects(box);
    });
    return found;
}

} // namespace coop
