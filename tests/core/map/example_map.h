#pragma once
#include "core/map/sheet/sheet.h"

namespace coop::test
{

/// The schematic layer of data/nanchuan with made-up figures: 34 areas in 7 federations, one of them 未报.
MapContent exampleContent();
MapDocument exampleMap();
/// The same coloured by 片区.
MapDocument exampleCategories();
/// 147 outlets of the example villages spread over their townships.
QList<PointLayer> exampleOutlets(const MapDocument& map);
/// A complete sheet with a table of the federations.
Sheet exampleSheet(const QString& page = QStringLiteral("A3-landscape"));

} // namespace coop::test
