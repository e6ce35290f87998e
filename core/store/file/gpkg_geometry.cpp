#include "core/store/file/gpkg_geometry.h"

#include <QDataStream>
#include <QIODevice>

namespace coop
{

namespace
{
constexpr qint32 wkbPoint = 1;
constexpr int headerSize = 8; // GP, version, flags, srs id
constexpr int pointSize = 21; // byte order, type, two doubles

/// Bytes of the envelope that the header's flags announce.
int envelopeSize(quint8 flags)
{
    switch ((flags >> 1) & 7) {
    case 0:
        return 0;
    case 1:
        return 32;
    case 2:
    case 3:
        return 48;
    default:
        return 64;
    }
}
} // namespace

QByteArray toGpkgGeometry(const QByteArray& wkb)
{
    QByteArray bytes;
    QDataStream out(&bytes, QIODevice::WriteOnly);
    out.setByteOrder(QDataStream::LittleEndian);
    out << quint8('G') << quint8('P') << quint8(0) << quint8(1) << qint32(workspaceSrs);
    return bytes + wkb;
}

QByteArray fromGpkgGeometry(const QByteArray& bytes)
{
    if (bytes.size() < headerSize || !bytes.startsWith("GP"))
        return {};
    return bytes.mid(headerSize + envelopeSize(quint8(bytes[3])));
}

QByteArray toGpkgPoint(double lon, double lat)
{
    QByteArray wkb;
    QDataStream out(&wkb, QIODevice::WriteOnly);
    out.setByteOrder(QDataStream::LittleEndian);
    out << quint8(1) << wkbPoint << lon << lat;
    return toGpkgGeometry(wkb);
}

std::optional<std::pair<double, double>> fromGpkgPoint(const QByteArray& bytes)
{
    const QByteArray wkb = fromGpkgGeometry(bytes);
    if (wkb.size() < pointSize)
        return std::nullopt;
    QDataStream in(wkb);
    quint8 order = 0;
    in >> order;
    in.setByteOrder(order == 1 ? QDataStream::LittleEndian : QDataStream::BigEndian);
    qint32 type = 0;
    double lon = 0;
    double lat = 0;
    in >> type >> lon >> lat;
    if (type != wkbPoint)
        return std::nullopt;
    return std::pair(lon, lat);
}

} // namespace coop
