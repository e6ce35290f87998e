#pragma once
#include "core/geo/shapes/geometry.h"

#include <QList>
#include <QRectF>
#include <QString>
#include <optional>

class QPDF;

namespace coop
{

/// What Qt's PDF writer does not write; positions are millimetres from a page's top left corner, pages count
/// from 0.
struct PdfExtras {
    struct Bookmark {
        QString title;
        int level = 0; ///< 0: outermost
        int page = 0;
        double y = 0;
    };
    struct Link {
        int page = 0;
        QRectF box;
        int target = 0;
        double y = 0;
    };
    /// A map in its place on the earth: the corners of `box` (GeoPDF, ISO 32000-2 “Geospatial features”).
    struct GeoFrame {
        int page = 0;
        QRectF box;
        LonLat topLeft, topRight, bottomRight, bottomLeft;
        QString wkt; ///< of the map's projection
    };
    QList<Bookmark> bookmarks{};
    QList<Link> links{};
    QList<GeoFrame> frames{};
};

class MapFrame;
class Projection;
struct Sheet;
/// Where the map of a frame lies that stands in `box`.
PdfExtras::GeoFrame geoFrameOf(const MapFrame& frame, const QRectF& box, const Projection& projection);
/// Where a sheet's map lies; nothing for a sheet without one, or in a projection without a number.
std::optional<PdfExtras::GeoFrame> geoFrameOf(const Sheet& sheet, int page);

/// Puts them into a PDF of Qt's.
void addExtras(QPDF& pdf, const PdfExtras& extras);

} // namespace coop
