#pragma once
#include "core/geo/coordinates/datum.h"

#include <QList>
#include <QString>
#include <optional>

namespace coop
{

/// A box in a file's own coordinates.
struct FileExtent {
    double minX = 0, minY = 0, maxX = 0, maxY = 0;
};

/// One way to understand coordinates whose CRS nobody wrote down.
struct CrsChoice {
    QString crs; ///< "EPSG:4490"
    Datum datum = Datum::cgcs2000;
    bool swapAxes = false;
    QString title; ///< CGCS2000 3°带，中央经线108°E（EPSG:4545）
    LonLat centre; ///< where the middle of the file would then lie
    double kmAway = -1; ///< from the place that was asked about; -1: none was
};

/// What coordinates of this size can be in China: degrees, CGCS2000 Gauss–Krüger with zone prefix (8 digits)
/// or without, Web Mercator; with x and y changed over as well. The likeliest first; GCJ-02 and BD-09 are
/// offered for degrees and never come first. Empty: nothing fits.
QList<CrsChoice> crsChoices(const FileExtent& extent, std::optional<LonLat> near = {});

/// A CRS by its EPSG number as OGC WKT; empty when there is none.
QString wktOfEpsg(int number);

/// Whether a place in degrees lies in China or at its edges.
bool isAroundChina(LonLat place);

/// Kilometres between two places, on a sphere.
double kilometresBetween(LonLat a, LonLat b);

} // namespace coop
