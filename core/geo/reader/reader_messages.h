#pragma once
#include "core/geo/layers/readings.h"

#include <QDataStream>

namespace coop
{

/// What the program asks of the process that reads.
struct ReaderRequest {
    enum class Task : quint8 { inspect, features, polygons, points, rasterInfo, rasterCheck, rasterPicture };
    Task task = Task::inspect;
    QString path{};
    LayerReadOptions options{}; ///< also encoding, crs and datum of the other tasks
    std::optional<LonLat> near{};
    RasterRequest picture{};
};

/// What comes back, in frames: size of the rest (quint32), kind, contents.
enum class ReaderFrame : quint8 {
    progress, ///< double, 0 … 1
    features, ///< QList<LayerFeature>
    error, ///< Error
    result, ///< by the task: LayerInspection, VectorLayer without features …
};

QDataStream& operator<<(QDataStream& out, const ReaderRequest& request);
QDataStream& operator>>(QDataStream& in, ReaderRequest& request);
QDataStream& operator<<(QDataStream& out, const Error& error);
QDataStream& operator>>(QDataStream& in, Error& error);
QDataStream& operator<<(QDataStream& out, const LayerFeature& feature);
QDataStream& operator>>(QDataStream& in, LayerFeature& feature);
QDataStream& operator<<(QDataStream& out, const VectorLayer& layer); // without its features
QDataStream& operator>>(QDataStream& in, VectorLayer& layer);
QDataStream& operator<<(QDataStream& out, const LayerInspection& inspection);
QDataStream& operator>>(QDataStream& in, LayerInspection& inspection);
QDataStream& operator<<(QDataStream& out, const PointTable& table);
QDataStream& operator>>(QDataStream& in, PointTable& table);
QDataStream& operator<<(QDataStream& out, const RasterInfo& info);
QDataStream& operator>>(QDataStream& in, RasterInfo& info);
QDataStream& operator<<(QDataStream& out, const RasterPicture& picture);
QDataStream& operator>>(QDataStream& in, RasterPicture& picture);

/// Both ends of the pipe speak the same version of everything: they are the same program.
inline constexpr auto readerStreamVersion = QDataStream::Qt_6_4;

} // namespace coop
