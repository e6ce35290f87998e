#include "core/geo/coordinates/crs_choices.h"

#include "core/geo/gdal_session.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <numbers>
#include <ogr_spatialref.h>

namespace coop
{

namespace
{
std::optional<LonLat> toDegrees(int epsg, double x, double y)
{
    OGRSpatialReference from, to;
    from.importFromEPSG(epsg);
    to.importFromEPSG(4490);
    from.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    to.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    const std::unique_ptr<OGRCoordinateTransformation> way(OGRCreateCoordinateTransformation(&from, &to));
    if (!way || !way->Transform(1, &x, &y))
        return std::nullopt;
    return LonLat{x, y};
}

class Finder
{
public:
    explicit Finder(std::optional<LonLat> place)
        : near(place)
    {
    }

    QList<CrsChoice> found;

    void look(const FileExtent& box, bool swapped)
    {
        const double x = (box.minX + box.maxX) / 2, y = (box.minY + box.maxY) / 2;
        if (std::abs(box.minX) <= 180 && std::abs(box.maxX) <= 180 && std::abs(box.minY) <= 90
            && std::abs(box.maxY) <= 90) {
            add(4490, QStringLiteral("CGCS2000 经纬度（EPSG:4490）"), LonLat{x, y}, swapped);
            return;
        }
        const bool northing = box.minY > 300'000 && box.maxY < 6'200'000;
        if (northing && x >= 1e6)
            addPrefixed(x, y, swapped);
        if (northing && box.minX > 0 && box.maxX < 1e6)
            addUnprefixed(x, y, swapped);
        if (!swapped && x > 8e6 && x < 1.53e7 && y > 2e5 && y < 7.4e6)
            add(3857, QStringLiteral("Web 墨卡托（EPSG:3857）"), toDegrees(3857, x, y), swapped);
    }

    /// Degrees of a web map look like any others.
    void addShifted()
    {
        QList<CrsChoice> more;
        for (const CrsChoice& choice : std::as_const(found)) {
            if (choice.crs != QStringLiteral("EPSG:4490"))
                continue;
            for (const auto& [datum, title] :
                {std::pair(Datum::gcj02, QStringLiteral("GCJ-02 经纬度（高德、腾讯地图）")),
                    std::pair(Datum::bd09, QStringLiteral("BD-09 经纬度（百度地图）"))}) {
                CrsChoice shifted = choice;
                shifted.datum = datum;
                shifted.title = title + (choice.swapAxes ? QStringLiteral("，纬度在前") : QString());
                shifted.centre = toCgcs2000(choice.centre, datum);
                more += shifted;
            }
        }
        found += more;
    }

private:
    void addPrefixed(double x, double y, bool swapped)
    {
        const int zone = int(std::floor(x / 1e6));
        if (zone >= 25 && zone <= 45)
            add(4513 + zone - 25, QStringLiteral("CGCS2000 3°带，第%1带（带号在前）").arg(zone),
                toDegrees(4513 + zone - 25, x, y), swapped);
        if (zone >= 13 && zone <= 23)
            add(4491 + zone - 13, QStringLiteral("CGCS2000 6°带，第%1带（带号在前）").arg(zone),
                toDegrees(4491 + zone - 13, x, y), swapped);
    }

    void addUnprefixed(double x, double y, bool swapped)
    {
        for (int i = 0; i <= 20; ++i)
            add(4534 + i, QStringLiteral("CGCS2000 3°带，中央经线%1°E").arg(75 + 3 * i),
                toDegrees(4534 + i, x, y), swapped);
        for (int i = 0; i <= 10; ++i)
            add(4502 + i, QStringLiteral("CGCS2000 6°带，中央经线%1°E").arg(75 + 6 * i),
                toDegrees(4502 + i, x, y), swapped);
    }

    void add(int epsg, QString title, std::optional<LonLat> centre, bool swapped)
    {
        if (!centre || !isAroundChina(*centre))
            return;
        if (!title.contains(QStringLiteral("EPSG")))
            title += QStringLiteral("（EPSG:%1）").arg(epsg);
        if (swapped)
            title += epsg == 4490 ? QStringLiteral("，纬度在前") : QStringLiteral("，X、Y 对调");
        found += CrsChoice{.crs = QStringLiteral("EPSG:%1").arg(epsg),
            .swapAxes = swapped,
            .title = title,
            .centre = *centre,
            .kmAway = near ? kilometresBetween(*near, *centre) : -1};
    }

    std::optional<LonLat> near;
};
} // namespace

bool isAroundChina(LonLat place)
{
    if (place.lon < 72 || place.lon > 137 || place.lat < 2 || place.lat > 55)
        return false;
    // The open sea in the corners of the box: metres of a zone whose x and y are changed over land there.
    const bool pacific = place.lon > 126 && place.lat < 37;
    const bool tropics = place.lat < 17 && (place.lon < 107 || place.lon > 119);
    return !pacific && !tropics;
}

double kilometresBetween(LonLat a, LonLat b)
{
    constexpr double degree = std::numbers::pi / 180, radius = 6371.0;
    const double dLat = (b.lat - a.lat) * degree / 2, dLon = (b.lon - a.lon) * degree / 2;
    const double h = std::sin(dLat) * std::sin(dLat)
        + std::cos(a.lat * degree) * std::cos(b.lat * degree) * std::sin(dLon) * std::sin(dLon);
    return 2 * radius * std::asin(std::sqrt(std::min(1.0, h)));
}

QList<CrsChoice> crsChoices(const FileExtent& extent, std::optional<LonLat> near)
{
    const GdalSession session;
    Finder finder(near);
    finder.look(extent, false);
    finder.look({extent.minY, extent.minX, extent.maxY, extent.maxX}, true);
    // Nearest first, 3° before 6° where both fall onto the same place; a zone far away is no help.
    std::stable_sort(finder.found.begin(), finder.found.end(),
        [](const CrsChoice& a, const CrsChoice& b) { return std::round(a.kmAway) < std::round(b.kmAway); });
    if (near && !finder.found.isEmpty()) {
        const double most = std::max(finder.found.first().kmAway + 700, 700.0);
        finder.found.removeIf([&](const CrsChoice& choice) { return choice.kmAway > most; });
    }
    finder.addShifted();
    return finder.found;
}

QString wktOfEpsg(int number)
{
    const GdalSession session;
    OGRSpatialReference srs;
    char* text = nullptr;
    if (srs.importFromEPSG(number) != OGRERR_NONE || srs.exportToWkt(&text) != OGRERR_NONE)
        return {};
    QString wkt = QString::fromUtf8(text);
    CPLFree(text);
    return wkt;
}

} // namespace coop
