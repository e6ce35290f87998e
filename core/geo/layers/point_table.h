#pragma once
#include "core/base/result.h"
#include "core/geo/coordinates/datum.h"
#include "core/geo/layers/vector_layer.h"

#include <QList>
#include <QStringList>

namespace coop
{

/// A layer of points with what stands beside each of them, for a table.
struct PointTable {
    struct Row {
        bool placed = false;
        MapPoint own; ///< as in the file
        LonLat place; ///< CGCS2000
        QStringList values; ///< in the order of `fields`
    };
    QString name; ///< of the layer
    QString crs; ///< of the file, where its coordinates are no degrees
    QStringList fields{};
    QList<bool> numeric{}; ///< of each field: texts are numbers with a decimal point
    QList<Row> rows{};
    bool cutNames = false; ///< of a Shapefile: at most ten bytes of each field's name
    QStringList remarks{}; ///< on its place, as of VectorLayer
};

/// Every layer of a file that holds points. `datum`: what somebody said the degrees are; they are not moved
/// here. Errors: as readFeatureLayer; refused for lines and areas, for features of several points, for a file
/// that does not say what its coordinates are.
Result<QList<PointTable>> readPointTables(
    const QString& path, Datum datum = Datum::cgcs2000, const ReadProgress& progress = {});

} // namespace coop
