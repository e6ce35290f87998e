#pragma once
#include <QPoint>

namespace coop
{

class RecordGrid;

/// The menu of the selected cells, at a place of the screen.
void showCellMenu(RecordGrid& grid, const QPoint& place);
/// The menu of a heading.
void showColumnMenu(RecordGrid& grid, int column, const QPoint& place);

} // namespace coop
