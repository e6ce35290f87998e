#pragma once
#include "core/map/reference_layer.h"
#include "core/workflow/mapping/map_layers.h"

namespace coop
{

/// What adding did, for the report.
struct AddedReference {
    MapLayer layer;
    int repaired = 0; ///< polygons that were mended
    int skipped = 0; ///< features without geometry
    QStringList remarks{}; ///< on its place: an old or unknown datum, and how far off that is
};

/// A file that was read and can be added; made on any thread.
struct PreparedReference {
    AddedReference described{};
    QList<LayerFeature> features{};
    bool raster = false;
};
Result<PreparedReference> prepareReference(const LayerFile& file, const ReadProgress& progress = {});
Result<AddedReference> addReferenceLayer(
    Workspace& workspace, const Author& author, const LayerFile& file, const PreparedReference& prepared);

/// Reads a file of any geometry, or a picture, and puts it on top of the layers. A picture's copy lies in the
/// folder 〈workspace〉.图层 beside the workspace. Errors: what the file cannot do, duplicate name.
Result<AddedReference> addReferenceLayer(
    Workspace& workspace, const Author& author, const LayerFile& file, const ReadProgress& progress = {});

/// The layers as they are drawn, from the ground up. A linked file that is gone makes a layer with a
/// `problem` and nothing to draw; of one that is drawn the problem is a doubt about its place. Geometry of
/// `known` that has not changed is kept.
Result<QList<ReferenceLayer>> referenceLayers(
    const Workspace& workspace, const Projection& projection, const QList<ReferenceLayer>& known = {});

/// Percent 0 … 100 of the townships' colours, as kept with the boundary layer.
Result<int> areaOpacity(const Workspace& workspace);

} // namespace coop
