#pragma once
#include "core/geo/gdal_session.h"

#include <QByteArray>
#include <QFile>
#include <QString>
#include <QTemporaryDir>
#include <catch2/catch.hpp>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

namespace coop::test
{

/// Writes small layer files into a folder that goes away.
class LayerFiles
{
public:
    QString write(const QString& name, const QByteArray& bytes) const
    {
        const QString path = folder.filePath(name);
        QFile file(path);
        REQUIRE(file.open(QIODevice::WriteOnly));
        REQUIRE(file.write(bytes) == bytes.size());
        return path;
    }
    QString path(const QString& name) const { return folder.filePath(name); }

private:
    QTemporaryDir folder;
};

/// A GeoJSON of one feature.
inline QByteArray geoJson(const QByteArray& geometry, const QByteArray& properties = "{\"name\":\"甲\"}")
{
    return "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":" + properties
        + ",\"geometry\":" + geometry + "}]}";
}

/// A zip without compression.
inline QByteArray zipOf(const QList<std::pair<QByteArray, QByteArray>>& files, bool namesAreUtf8 = true)
{
    const auto le = [](quint64 value, int bytes) {
        QByteArray out;
        for (int i = 0; i < bytes; ++i)
            out.append(char((value >> (8 * i)) & 0xFF));
        return out;
    };
    const auto crc = [](const QByteArray& bytes) {
        quint32 sum = 0xFFFFFFFF;
        for (const char c : bytes) {
            sum ^= quint8(c);
            for (int i = 0; i < 8; ++i)
                sum = (sum >> 1) ^ (0xEDB88320u & (0u - (sum & 1)));
        }
        return ~sum;
    };
    QByteArray body, directory;
    for (const auto& [name, bytes] : files) {
        const QByteArray common = le(namesAreUtf8 ? 0x0800 : 0, 2) + le(0, 2) + le(0, 4) + le(crc(bytes), 4)
            + le(quint64(bytes.size()), 4) + le(quint64(bytes.size()), 4) + le(quint64(name.size()), 2)
            + le(0, 2);
        directory += "PK\x01\x02" + le(20, 2) + le(20, 2) + common + le(0, 2) + le(0, 2) + le(0, 2) + le(0, 4)
            + le(quint64(body.size()), 4) + name;
        body += "PK\x03\x04" + le(20, 2) + common + name + bytes;
    }
    const auto count = quint64(files.size());
    return body + directory + "PK\x05\x06" + le(0, 2) + le(0, 2) + le(std::min<quint64>(count, 0xFFFF), 2)
        + le(std::min<quint64>(count, 0xFFFF), 2) + le(quint64(directory.size()), 4)
        + le(quint64(body.size()), 4) + le(0, 2);
}

inline QByteArray kml(const QByteArray& contents)
{
    return R"(<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>)"
        + contents + "</Document></kml>";
}

inline QByteArray placemark(const QByteArray& inside)
{
    return "<Placemark>" + inside + "<Point><coordinates>107.1,29.1,0</coordinates></Point></Placemark>";
}

/// A Shapefile or MapInfo file of points with one column of texts, whose bytes are written as they are.
inline QString pointsFile(
    const LayerFiles& files, const QString& name, const char* driver, const QList<QByteArray>& texts)
{
    const GdalSession session;
    const QString path = files.path(name);
    CPLStringList creation, layerOptions;
    if (qstrcmp(driver, "ESRI Shapefile") == 0)
        layerOptions.SetNameValue("ENCODING", ""); // bytes as they are, no .cpg
    if (name.endsWith(QStringLiteral(".mif")))
        creation.SetNameValue("FORMAT", "MIF");
    GDALDataset* data = GetGDALDriverManager()->GetDriverByName(driver)->Create(
        path.toUtf8().constData(), 0, 0, 0, GDT_Unknown, creation.List());
    REQUIRE(data != nullptr);
    OGRSpatialReference degrees;
    degrees.importFromEPSG(4490);
    degrees.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    OGRLayer* layer = data->CreateLayer("points", &degrees, wkbPoint, layerOptions.List());
    REQUIRE(layer != nullptr);
    OGRFieldDefn field("name", OFTString);
    field.SetWidth(20);
    layer->CreateField(&field);
    for (int i = 0; i < texts.size(); ++i) {
        OGRFeature feature(layer->GetLayerDefn());
        feature.SetField(0, texts[i].constData());
        OGRPoint point(107 + i * 0.01, 29);
        feature.SetGeometry(&point);
        REQUIRE(layer->CreateFeature(&feature) == OGRERR_NONE);
    }
    GDALClose(data);
    return path;
}

} // namespace coop::test
