#pragma once
#include "core/base/result.h"
#include "core/geo/layers/place_join.h"
#include "core/store/kept/layer_table.h"

namespace coop
{

class Workspace;
struct Author;

/// A boundary file as somebody hands it in; empty options are found out or guessed.
struct LayerFile {
    QString path;
    QString layer{}; ///< name inside the file
    QString codeField{}, nameField{};
    QString crs{}; ///< EPSG:n, where the file does not say
    QString encoding{}; ///< of a Shapefile without .cpg
    bool schematic = false;
    QString credits{};
    Datum datum = Datum::cgcs2000;
    bool swapAxes = false;
};

/// Reads a boundary file through GDAL, joins it to the townships by code or name, and puts it in the place of
/// the boundaries that the workspace had. Errors: what GDAL or the join cannot do, with what to do about it;
/// a file in which no polygon belongs to a township is refused.
Result<MapLayer> addBoundaries(Workspace& workspace, const Author& author, const LayerFile& file);
/// The same with a file that was read already.
Result<MapLayer> addBoundaries(
    Workspace& workspace, const Author& author, const LayerFile& file, const VectorLayer& read);
/// What of a boundary layer found nothing to belong to, a sentence each; nothing when all did.
QStringList unmatchedIn(const MapLayer& boundaries);
/// The polygons of a boundary file, for the function above. Errors: as readVectorLayer.
Result<VectorLayer> readBoundaries(const LayerFile& file, const ReadProgress& progress = {});
/// What has to be said of polygons far from the seats of their townships: the meridian, the zone or the axes
/// are others than the file says, or one polygon is misplaced. Nothing when all lie where they belong.
QStringList awayFromSeats(const Workspace& workspace, const VectorLayer& read);
/// The same of a reference layer, when all of it lies away from all the townships.
QStringList awayFromSeats(const Workspace& workspace, const QList<LayerFeature>& features);
/// How the polygons of a file go together with the townships.
Result<PlaceJoin> joinToTownships(const Workspace& workspace, const VectorLayer& read);

} // namespace coop
