#pragma once
#include "core/map/map_document.h"
#include "core/workflow/mapping/map_layers.h"
#include "core/workflow/mapping/reference_layers.h"

namespace coop
{

/// A layer's file as it was read for its preview.
struct LayerReading {
    PreparedReference reference{};
    VectorLayer boundaries{};
    std::vector<Drawing> drawings{};
    QString text; ///< the report beside the preview
    QStringList remarks; ///< on its place: an old datum, and how far off that is
};

/// Errors: as readBoundaries and prepareReference.
Result<LayerReading> readForPreview(Workspace& workspace, const LayerFile& file, bool asBoundaries,
    const Projection& projection, const ReadProgress& progress);

/// Says so when nothing of a layer comes near the map: the reference system is another one, or the file is.
QStringList farAway(const std::vector<Drawing>& drawings, const Bounds& map);

} // namespace coop
