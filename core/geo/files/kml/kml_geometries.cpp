#include "core/geo/files/kml/kml_geometries.h"

#include "core/geo/files/kml/kml_coordinates.h"
#include "core/geo/files/layer_bounds.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace coop
{

template <class Curve> void KmlGeometries::addPlaces(Curve& curve, const QString& places)
{
    KmlCoordinates from(places);
    double x = 0, y = 0;
    while (from.next(x, y)) {
        if (++vertices > bounds::mostVertices)
            return xml.refuse(QStringLiteral(
                "“%1”的图形太多（超过 %2 万个顶点），请先在原软件里裁剪或化简，只保留本地区的部分。")
                                  .arg(xml.shown())
                                  .arg(bounds::mostVertices / 10000));
        curve.addPoint(x, y);
    }
    if (from.isBroken())
        xml.refuse(noNumber());
}

QString KmlGeometries::noNumber() const
{
    return QStringLiteral("“%1”第 %2 行附近的坐标不是数字，请在原软件里核对后重新导出。")
        .arg(xml.shown())
        .arg(xml.lineNumber());
}

template <class Curve> std::unique_ptr<Curve> KmlGeometries::curve()
{
    auto made = std::make_unique<Curve>();
    while (xml.readNextStartElement())
        if (xml.tag() == QStringLiteral("coordinates"))
            addPlaces(*made, xml.content());
        else
            xml.skipCurrentElement();
    return made;
}

std::unique_ptr<OGRGeometry> KmlGeometries::read(const QString& name, int depth)
{
    if (name == QStringLiteral("Point"))
        return point();
    if (name == QStringLiteral("LineString"))
        return curve<OGRLineString>();
    if (name == QStringLiteral("LinearRing"))
        return curve<OGRLineString>();
    if (name == QStringLiteral("Polygon"))
        return polygon();
    if (name == QStringLiteral("MultiGeometry") || name == QStringLiteral("MultiTrack"))
        return several(depth + 1);
    if (name == QStringLiteral("Track"))
        return track();
    if (name == QStringLiteral("Model"))
        return model();
    xml.skipCurrentElement();
    return nullptr;
}

std::unique_ptr<OGRGeometry> KmlGeometries::point()
{
    const auto places = curve<OGRLineString>();
    return places->IsEmpty() ? nullptr : std::make_unique<OGRPoint>(places->getX(0), places->getY(0));
}

std::unique_ptr<OGRGeometry> KmlGeometries::polygon()
{
    auto made = std::make_unique<OGRPolygon>();
    std::vector<std::unique_ptr<OGRLinearRing>> holes;
    while (xml.readNextStartElement()) {
        const bool outer = xml.tag() == QStringLiteral("outerBoundaryIs");
        if (!outer && xml.tag() != QStringLiteral("innerBoundaryIs")) {
            xml.skipCurrentElement();
            continue;
        }
        while (xml.readNextStartElement()) {
            if (xml.tag() != QStringLiteral("LinearRing")) {
                xml.skipCurrentElement();
                continue;
            }
            auto ring = curve<OGRLinearRing>();
            ring->closeRings();
            if (ring->IsEmpty())
                continue;
            if (outer && made->getExteriorRing() == nullptr)
                made->addRingDirectly(ring.release());
            else
                holes.push_back(std::move(ring));
        }
    }
    if (made->getExteriorRing() != nullptr)
        for (auto& hole : holes)
            made->addRingDirectly(hole.release());
    return made;
}

std::unique_ptr<OGRGeometry> KmlGeometries::track()
{
    auto made = std::make_unique<OGRLineString>();
    while (xml.readNextStartElement())
        if (xml.tag() == QStringLiteral("coord"))
            addPlaces(*made, xml.content().replace(u' ', u','));
        else
            xml.skipCurrentElement();
    if (made->getNumPoints() == 1)
        return std::make_unique<OGRPoint>(made->getX(0), made->getY(0));
    return made;
}

/// A building in three dimensions: where it stands.
std::unique_ptr<OGRGeometry> KmlGeometries::model()
{
    QString longitude, latitude;
    while (xml.readNextStartElement()) {
        if (xml.tag() != QStringLiteral("Location")) {
            xml.skipCurrentElement();
            continue;
        }
        while (xml.readNextStartElement()) {
            if (xml.tag() == QStringLiteral("longitude"))
                longitude = xml.content();
            else if (xml.tag() == QStringLiteral("latitude"))
                latitude = xml.content();
            else
                xml.skipCurrentElement();
        }
    }
    bool east = false, north = false;
    const double x = longitude.toDouble(&east), y = latitude.toDouble(&north);
    if ((!longitude.isEmpty() || !latitude.isEmpty())
        && (!east || !north || !std::isfinite(x) || !std::isfinite(y)))
        xml.refuse(noNumber());
    return east && north ? std::make_unique<OGRPoint>(x, y) : nullptr;
}

std::unique_ptr<OGRGeometry> KmlGeometries::several(int depth)
{
    if (depth > bounds::deepest) {
        xml.refuse(QStringLiteral("“%1”里的图形套了 %2 层以上，请在原软件里拆开后再导出。")
                       .arg(xml.shown())
                       .arg(bounds::deepest));
        return nullptr;
    }
    std::vector<std::unique_ptr<OGRGeometry>> parts;
    std::unique_ptr<OGRGeometry> building;
    while (xml.readNextStartElement()) {
        const QString name = xml.tag();
        auto part = read(name, depth);
        if (!part || part->IsEmpty())
            continue;
        if (name == QStringLiteral("Model")) {
            building = std::move(part);
        } else if (OGR_GT_IsSubClassOf(wkbFlatten(part->getGeometryType()), wkbGeometryCollection)) {
            OGRGeometryCollection& inner = *part->toGeometryCollection();
            while (inner.getNumGeometries() > 0) {
                parts.emplace_back(inner.getGeometryRef(0));
                inner.removeGeometry(0, FALSE);
            }
        } else {
            parts.push_back(std::move(part));
        }
    }
    if (parts.empty())
        return building;
    if (parts.size() == 1)
        return std::move(parts.front());
    const auto type = wkbFlatten(parts.front()->getGeometryType());
    const bool alike = std::all_of(parts.begin(), parts.end(),
        [&](const auto& part) { return wkbFlatten(part->getGeometryType()) == type; });
    std::unique_ptr<OGRGeometryCollection> made;
    if (alike && type == wkbPoint)
        made = std::make_unique<OGRMultiPoint>();
    else if (alike && type == wkbLineString)
        made = std::make_unique<OGRMultiLineString>();
    else if (alike && type == wkbPolygon)
        made = std::make_unique<OGRMultiPolygon>();
    else
        made = std::make_unique<OGRGeometryCollection>();
    for (auto& part : parts)
        made->addGeometryDirectly(part.release());
    return made;
}

} // namespace coop
