#include "core/geo/coordinates/datum.h"

#include <cmath>
#include <numbers>

namespace coop
{

namespace
{
constexpr double pi = std::numbers::pi;
constexpr double bd = pi * 3000.0 / 180.0;

/// The published approximation covers this box; outside, GCJ-02 and WGS84 are the same.
bool isShifted(LonLat p)
{
    return p.lon >= 72.004 && p.lon <= 137.8347 && p.lat >= 0.8293 && p.lat <= 55.8271;
}

LonLat gcjFromWgs(LonLat p)
{
    if (!isShifted(p))
        return p;
    const double x = p.lon - 105.0, y = p.lat - 35.0;
    const double root = std::sqrt(std::abs(x));
    const double wave = (20 * std::sin(6 * x * pi) + 20 * std::sin(2 * x * pi)) * 2 / 3;
    double lat = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + wave
        + (20 * std::sin(y * pi) + 40 * std::sin(y / 3 * pi)) * 2 / 3
        + (160 * std::sin(y / 12 * pi) + 320 * std::sin(y * pi / 30)) * 2 / 3;
    double lon = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + wave
        + (20 * std::sin(x * pi) + 40 * std::sin(x / 3 * pi)) * 2 / 3
        + (150 * std::sin(x / 12 * pi) + 300 * std::sin(x / 30 * pi)) * 2 / 3;
    // Krassovsky's ellipsoid, as the published algorithm has it.
    constexpr double a = 6378245.0, ee = 0.00669342162296594323;
    const double phi = p.lat / 180 * pi;
    const double magic = 1 - ee * std::sin(phi) * std::sin(phi);
    lat = lat * 180 / (a * (1 - ee) / (magic * std::sqrt(magic)) * pi);
    lon = lon * 180 / (a / std::sqrt(magic) * std::cos(phi) * pi);
    return {p.lon + lon, p.lat + lat};
}

LonLat bdFromGcj(LonLat p)
{
    const double z = std::hypot(p.lon, p.lat) + 0.00002 * std::sin(p.lat * bd);
    const double theta = std::atan2(p.lat, p.lon) + 0.000003 * std::cos(p.lon * bd);
    return {z * std::cos(theta) + 0.0065, z * std::sin(theta) + 0.006};
}
} // namespace

Result<Datum> parseDatum(const QString& text)
{
    QString key = text.trimmed().toLower();
    key.remove(u'-').remove(u'_').remove(u' ');
    if (key == QStringLiteral("cgcs2000"))
        return Datum::cgcs2000;
    if (key == QStringLiteral("wgs84"))
        return Datum::wgs84;
    if (key == QStringLiteral("gcj02"))
        return Datum::gcj02;
    if (key == QStringLiteral("bd09"))
        return Datum::bd09;
    return fail(ErrorKind::invalidValue,
        QStringLiteral("没有叫“%1”的坐标系，请填 cgcs2000、wgs84、gcj02（高德、腾讯）或 bd09（百度）。")
            .arg(text));
}

QString datumTitle(Datum datum)
{
    switch (datum) {
    case Datum::wgs84:
        return QStringLiteral("WGS84");
    case Datum::gcj02:
        return QStringLiteral("GCJ-02");
    case Datum::bd09:
        return QStringLiteral("BD-09");
    case Datum::cgcs2000:
        break;
    }
    return QStringLiteral("CGCS2000");
}

LonLat fromCgcs2000(LonLat point, Datum to)
{
    if (to == Datum::gcj02)
        return gcjFromWgs(point);
    if (to == Datum::bd09 && isShifted(point))
        return bdFromGcj(gcjFromWgs(point));
    return point;
}

LonLat toCgcs2000(LonLat point, Datum from)
{
    // The shift changes slowly, so correcting by what is left converges within a few rounds.
    LonLat guess = point;
    for (int round = 0; round < 30; ++round) {
        const LonLat shifted = fromCgcs2000(guess, from);
        const double dLon = point.lon - shifted.lon, dLat = point.lat - shifted.lat;
        guess.lon += dLon;
        guess.lat += dLat;
        if (std::abs(dLon) < 1e-11 && std::abs(dLat) < 1e-11)
            break;
    }
    return guess;
}

} // namespace coop
