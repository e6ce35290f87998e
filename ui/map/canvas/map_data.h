#pragma once
#include "core/store/kept/layer_table.h"
#include "core/store/kept/theme_table.h"
#include "core/workflow/care/place_check.h"
#include "core/workflow/mapping/map_content.h"

#include <QHash>

namespace coop
{

/// One line of the card beside an area: an indicator's figure there.
struct AreaFigure {
    QString indicator, title;
    QString value, unit, target, completion;
    TargetStatus status = TargetStatus::noTarget;
};

/// What the map page shows: the document and, for the card, the figures of every township and federation.
struct MapData {
    MapDocument document;
    QHash<RowId, QList<AreaFigure>> figures;
    QList<MapLayer> layers{}; ///< as kept, for the list of layers
    QList<SavedTheme> themes{};
    PlaceReport places{};
};

/// Reads it on a worker's own workspace. `geometry`, when not empty, is an earlier document whose shapes are
/// still right.
Result<MapData> readMap(const Workspace& workspace, const MapTheme& theme, const MapDocument& geometry);

} // namespace coop
