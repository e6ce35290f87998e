#pragma once
#include "core/base/result.h"
#include "core/geo/layers/place_join.h"
#include "core/store/kept/layer_table.h"

namespace coop
{

class Workspace;
struct Author;

/// A layer file as somebody hands it in: boundaries, or something for orientation.
struct LayerFile {
    QString path;
    LayerReadOptions reading{}; ///< what they said about it
    bool schematic = false;
    QString credits{};
    // Of what is added for orientation:
    QString name{}; ///< on the map; empty: the file's
    QString labelField{};
    bool linked = false; ///< only the path is kept; else a copy
};

/// The polygons of a boundary file. Errors: as readVectorLayer.
Result<VectorLayer> readBoundaries(const LayerFile& file, const ReadProgress& progress = {});
/// Puts them, joined to the townships, in the place of the boundaries that the workspace had. Errors: what
/// the join cannot do, with what to do about it; a file in which no polygon belongs to a township is refused.
Result<MapLayer> addBoundaries(Workspace& workspace, const Author& author, const LayerFile& file,
    const VectorLayer& read, const PlaceJoin& join);
/// What of a boundary layer found nothing to belong to, a sentence each; nothing when all did.
QStringList unmatchedIn(const MapLayer& boundaries);
/// How the polygons of a file go together with the townships.
Result<PlaceJoin> joinToTownships(const Workspace& workspace, const VectorLayer& read);
/// What has to be said of polygons far from the seats of their townships: the meridian, the zone or the axes
/// are others than the file says, or one polygon is misplaced. Nothing when all lie where they belong.
QStringList awayFromSeats(const Workspace& workspace, const VectorLayer& read, const PlaceJoin& join);
/// The same of a reference layer: all of it lies away from all the townships, or the smaller part of it does.
/// A map of the whole province, of which the larger part lies elsewhere, is as it should be.
QStringList awayFromSeats(const Workspace& workspace, const QList<LayerFeature>& features);

} // namespace coop
