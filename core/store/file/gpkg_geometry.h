#pragma once
#include <QByteArray>
#include <optional>
#include <utility>

namespace coop
{

/// EPSG code of every geometry in a workspace: CGCS2000, longitude first as GeoPackage has it.
constexpr int workspaceSrs = 4490;

/// Geometry as GeoPackage keeps it: a header with the reference system before ISO WKB.
QByteArray toGpkgGeometry(const QByteArray& wkb);
/// The WKB behind the header; empty when the bytes are no GeoPackage geometry.
QByteArray fromGpkgGeometry(const QByteArray& bytes);

QByteArray toGpkgPoint(double lon, double lat);
/// (lon, lat) in degrees; nothing when the bytes are no point.
std::optional<std::pair<double, double>> fromGpkgPoint(const QByteArray& bytes);

} // namespace coop
