#pragma once
#include "core/map/labels/label_placer.h"
#include "core/map/map_document.h"
#include "core/map/map_view.h"

#include <functional>

class QPainter;

namespace coop
{

/// How a document is drawn, beside what is in it.
struct MapStyle {
    bool blackAndWhite = false; ///< greys and hatches only
    bool labels = true;
    bool points = true;
    qint64 focusGroup = 0; ///< areas of other groups are drawn pale; 0: none is
    qint64 selectedArea = 0; ///< drawn with a thick outline
    qint64 selectedGroup = 0;
    qint64 selectedPoint = 0; ///< drawn with a ring
    QColor paper = Qt::white;
    double textFactor = 1.2; ///< 1: township names of 7 pt
    double detailMm = 0.07; ///< vertices nearer than this are drawn as one
    QRectF window{}; ///< painter units: the only part that is wanted; null: all of the view
    QList<QRectF> keepClear{}; ///< painter units: what labels leave free (scale bar, north arrow)
};

/// Draws a document into any painter: screen, picture, PDF, SVG, printer. Keeps nothing between calls, so
/// one may be used in each thread.
class MapRenderer
{
public:
    /// `cancelled` is asked between parts; when it says yes the picture is left unfinished and false comes
    /// back.
    bool draw(QPainter& painter, const MapDocument& document, const MapView& view, const MapStyle& style = {},
        const std::function<bool()>& cancelled = {}) const;

    /// The names and figures alone, over a picture that was drawn without (MapStyle::labels): several threads
    /// may each have drawn a window of it.
    void drawLabels(
        QPainter& painter, const MapDocument& document, const MapView& view, const MapStyle& style) const;

    /// The labels that `draw` would write, in painter units.
    QList<PlacedLabel> labels(
        const MapDocument& document, const MapView& view, const MapStyle& style = {}) const;
};

/// What lies under a point of the picture.
struct MapHit {
    qint64 area = 0; ///< 0: none
    qint64 group = 0;
    struct Point {
        QString layer;
        qint64 id = 0;
    };
    QList<Point> points{}; ///< nearest first
    Bounds cluster{}; ///< of the points under one disc; empty: none
};

/// `at` in painter units; points count within `toleranceMm` of their symbol's edge.
MapHit hitTest(const MapDocument& document, const MapView& view, QPointF at, double toleranceMm = 1.0);

} // namespace coop
