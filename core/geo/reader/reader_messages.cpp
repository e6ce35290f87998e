#include "core/geo/reader/reader_messages.h"

namespace coop
{

namespace
{
// Declared before the lists of them are streamed, so that QList's operators find them.
QDataStream& operator<<(QDataStream& out, const LonLat& place)
{
    return out << place.lon << place.lat;
}
QDataStream& operator>>(QDataStream& in, LonLat& place)
{
    return in >> place.lon >> place.lat;
}
QDataStream& operator<<(QDataStream& out, const FileExtent& box)
{
    return out << box.minX << box.minY << box.maxX << box.maxY;
}
QDataStream& operator>>(QDataStream& in, FileExtent& box)
{
    return in >> box.minX >> box.minY >> box.maxX >> box.maxY;
}

void put(QDataStream& out, const CrsChoice& choice)
{
    out << choice.crs << choice.datum << choice.swapAxes << choice.title << choice.centre << choice.kmAway;
}
void take(QDataStream& in, CrsChoice& choice)
{
    in >> choice.crs >> choice.datum >> choice.swapAxes >> choice.title >> choice.centre >> choice.kmAway;
}

void put(QDataStream& out, const PointTable::Row& row)
{
    out << row.placed << row.own.x << row.own.y << row.place << row.values;
}
void take(QDataStream& in, PointTable::Row& row)
{
    in >> row.placed >> row.own.x >> row.own.y >> row.place >> row.values;
}

void put(QDataStream& out, const LayerSample& sample);
void take(QDataStream& in, LayerSample& sample);

template <class Item> void putList(QDataStream& out, const QList<Item>& list)
{
    out << quint32(list.size());
    for (const Item& item : list)
        put(out, item);
}
template <class Item> void takeList(QDataStream& in, QList<Item>& list)
{
    quint32 count = 0;
    in >> count;
    for (quint32 i = 0; i < count && in.status() == QDataStream::Ok; ++i) {
        Item item;
        take(in, item);
        list.append(std::move(item));
    }
}

void put(QDataStream& out, const LayerSample& sample)
{
    out << sample.name << sample.kind << sample.features << sample.fields << sample.rows << sample.extent
        << sample.crs << sample.doubtful << sample.remarks;
    putList(out, sample.choices);
}
void take(QDataStream& in, LayerSample& sample)
{
    in >> sample.name >> sample.kind >> sample.features >> sample.fields >> sample.rows >> sample.extent
        >> sample.crs >> sample.doubtful >> sample.remarks;
    takeList(in, sample.choices);
}
} // namespace

QDataStream& operator<<(QDataStream& out, const ReaderRequest& request)
{
    const LayerReadOptions& options = request.options;
    const RasterRequest& picture = request.picture;
    out << request.task << request.path << options.layer << options.codeField << options.nameField
        << options.crs << options.encoding << options.datum << options.swapAxes << options.settled
        << request.near.has_value() << request.near.value_or(LonLat());
    return out << picture.path << picture.crs << picture.projection << picture.box.left << picture.box.bottom
               << picture.box.right << picture.box.top << picture.width << picture.height << picture.low
               << picture.high;
}

QDataStream& operator>>(QDataStream& in, ReaderRequest& request)
{
    LayerReadOptions& options = request.options;
    RasterRequest& picture = request.picture;
    bool hasNear = false;
    LonLat near;
    in >> request.task >> request.path >> options.layer >> options.codeField >> options.nameField
        >> options.crs >> options.encoding >> options.datum >> options.swapAxes >> options.settled >> hasNear
        >> near;
    if (hasNear)
        request.near = near;
    return in >> picture.path >> picture.crs >> picture.projection >> picture.box.left >> picture.box.bottom
        >> picture.box.right >> picture.box.top >> picture.width >> picture.height >> picture.low
        >> picture.high;
}

QDataStream& operator<<(QDataStream& out, const Error& error)
{
    return out << error.kind << error.text;
}
QDataStream& operator>>(QDataStream& in, Error& error)
{
    return in >> error.kind >> error.text;
}

QDataStream& operator<<(QDataStream& out, const LayerFeature& feature)
{
    return out << feature.code << feature.name << feature.wkb << feature.values;
}
QDataStream& operator>>(QDataStream& in, LayerFeature& feature)
{
    return in >> feature.code >> feature.name >> feature.wkb >> feature.values;
}

QDataStream& operator<<(QDataStream& out, const VectorLayer& layer)
{
    return out << layer.name << layer.format << layer.crs << layer.fields << layer.codeField
               << layer.nameField << layer.repaired << layer.skipped << layer.kind << layer.remarks;
}
QDataStream& operator>>(QDataStream& in, VectorLayer& layer)
{
    return in >> layer.name >> layer.format >> layer.crs >> layer.fields >> layer.codeField >> layer.nameField
        >> layer.repaired >> layer.skipped >> layer.kind >> layer.remarks;
}

QDataStream& operator<<(QDataStream& out, const LayerInspection& inspection)
{
    out << inspection.format << inspection.raster << inspection.encodings << inspection.encodingDoubt;
    putList(out, inspection.layers);
    return out;
}
QDataStream& operator>>(QDataStream& in, LayerInspection& inspection)
{
    in >> inspection.format >> inspection.raster >> inspection.encodings >> inspection.encodingDoubt;
    takeList(in, inspection.layers);
    return in;
}

QDataStream& operator<<(QDataStream& out, const PointTable& table)
{
    out << table.name << table.crs << table.fields << table.numeric << table.cutNames << table.remarks;
    putList(out, table.rows);
    return out;
}
QDataStream& operator>>(QDataStream& in, PointTable& table)
{
    in >> table.name >> table.crs >> table.fields >> table.numeric >> table.cutNames >> table.remarks;
    takeList(in, table.rows);
    return in;
}

QDataStream& operator<<(QDataStream& out, const RasterInfo& info)
{
    return out << info.format << info.crs << info.definition << info.extent << info.width << info.height
               << info.low << info.high;
}
QDataStream& operator>>(QDataStream& in, RasterInfo& info)
{
    return in >> info.format >> info.crs >> info.definition >> info.extent >> info.width >> info.height
        >> info.low >> info.high;
}

QDataStream& operator<<(QDataStream& out, const RasterPicture& picture)
{
    out << picture.width << picture.height;
    return out << QByteArray::fromRawData(
               reinterpret_cast<const char*>(picture.rgba.data()), qsizetype(picture.rgba.size()));
}
QDataStream& operator>>(QDataStream& in, RasterPicture& picture)
{
    QByteArray bytes;
    in >> picture.width >> picture.height >> bytes;
    if (bytes.size() != qsizetype(picture.width) * picture.height * 4)
        in.setStatus(QDataStream::ReadCorruptData);
    picture.rgba.assign(bytes.cbegin(), bytes.cend());
    return in;
}

} // namespace coop
