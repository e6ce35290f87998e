#include "core/geo/coordinates/crs_title.h"

#include "core/geo/gdal_session.h"

#include <cmath>
#include <ogr_spatialref.h>
#include <optional>

namespace coop
{

namespace
{
/// By EPSG's number of the system in degrees; empty for what offices here do not meet.
QString datumWord(int geographic)
{
    switch (geographic) {
    case 4610:
        return QStringLiteral("西安80");
    case 4214:
        return QStringLiteral("北京54");
    case 4555:
        return QStringLiteral("新北京54");
    case 4490:
    case 1043: // of its datum
    case 4479:
    case 4480:
        return QStringLiteral("CGCS2000");
    case 4326:
    case 4979:
        return QStringLiteral("WGS84");
    case 4284:
        return QStringLiteral("普尔科沃 1942");
    default:
        return {};
    }
}

std::optional<int> numberOf(const OGRSpatialReference& srs, const char* part)
{
    const char* code = srs.GetAuthorityCode(part);
    const char* authority = srs.GetAuthorityName(part);
    return code && authority && EQUAL(authority, "EPSG") ? std::optional(atoi(code)) : std::nullopt;
}

/// 3°带，第36带 or 6°带，中央经线105°E of a Gauss–Krüger system; 横轴墨卡托 of another one.
QString zoneWords(const OGRSpatialReference& srs)
{
    const char* kind = srs.GetAttrValue("PROJECTION");
    if (kind == nullptr || !EQUAL(kind, SRS_PT_TRANSVERSE_MERCATOR))
        return {};
    const double meridian = srs.GetNormProjParm(SRS_PP_CENTRAL_MERIDIAN);
    const double east = srs.GetNormProjParm(SRS_PP_FALSE_EASTING);
    const QString name = QString::fromUtf8(srs.GetName());
    if (srs.GetNormProjParm(SRS_PP_SCALE_FACTOR) != 1.0)
        return name.contains(QStringLiteral("UTM"))
            ? QStringLiteral("UTM %1 带").arg(int(std::floor((meridian + 180) / 6)) + 1)
            : QString();
    const QString width
        = name.contains(QStringLiteral("3-degree")) ? QStringLiteral("3°带") : QStringLiteral("6°带");
    constexpr double metresOfZone = 1e6;
    return east >= metresOfZone
        ? QStringLiteral("%1，第%2带（带号在前）").arg(width).arg(int(east / metresOfZone))
        : QStringLiteral("%1，中央经线%2°E").arg(width).arg(meridian);
}
} // namespace

QString crsTitle(const QString& crs)
{
    bool isNumber = false;
    const int number = crs.mid(5).toInt(&isNumber);
    if (!isNumber || !crs.startsWith(QStringLiteral("EPSG:")))
        return crs;
    if (number == 3857)
        return QStringLiteral("Web 墨卡托（%1）").arg(crs);
    const GdalSession session;
    OGRSpatialReference srs;
    if (srs.importFromEPSG(number) != OGRERR_NONE)
        return crs;
    const QString datum = datumWord(numberOf(srs, "GEOGCS").value_or(srs.IsProjected() ? 0 : number));
    if (datum.isEmpty())
        return crs;
    if (srs.IsGeographic())
        return QStringLiteral("%1 经纬度（%2）").arg(datum, crs);
    const QString zone = zoneWords(srs);
    return zone.isEmpty() ? QStringLiteral("%1 平面坐标（%2）").arg(datum, crs)
                          : QStringLiteral("%1 %2（%3）").arg(datum, zone, crs);
}

} // namespace coop
