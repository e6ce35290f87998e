#include "core/map/painting/point_painter.h"

#include "core/map/labels/text_run.h"
#include "core/map/painting/point_clusters.h"
#include "core/map/symbols/symbol.h"

#include <QPainter>
#include <cmath>
#include <numeric>

namespace coop
{

namespace
{
constexpr size_t crowd = 5000; ///< points in the view from which on they are thinned
constexpr double crowdCellMm = 0.5;

/// Cells of the picture that have their point already, counted from the view's corner so that windows of one
/// picture agree.
class Taken
{
public:
    Taken(const MapView& view)
        : origin(view.target().topLeft() - QPointF(20, 20) * view.unitsPerMm())
        , cell(crowdCellMm * view.unitsPerMm())
        , columns(int((view.target().width() + 40 * view.unitsPerMm()) / cell) + 1)
        , rows(int((view.target().height() + 40 * view.unitsPerMm()) / cell) + 1)
        , cells(size_t(columns) * size_t(rows))
    {
    }
    /// Whether nobody was there yet.
    bool take(QPointF at)
    {
        const int x = int((at.x() - origin.x()) / cell), y = int((at.y() - origin.y()) / cell);
        if (x < 0 || y < 0 || x >= columns || y >= rows)
            return false;
        auto place = cells[size_t(y) * size_t(columns) + size_t(x)];
        const bool free = !place;
        place = true;
        return free;
    }

private:
    QPointF origin;
    double cell;
    int columns, rows;
    std::vector<bool> cells;
};

Bounds reachOf(const PictureParts& picture)
{
    const MapView& view = picture.view;
    Bounds seen = view.visible();
    if (!picture.style.window.isNull()) {
        const QRectF part = picture.style.window & view.target();
        const MapPoint a = view.toMetres(part.topLeft()), b = view.toMetres(part.bottomRight());
        seen = {a.x, b.y, b.x, a.y};
    }
    return seen.grown(10 * view.metresPerUnit() * view.unitsPerMm());
}

void drawClusters(const PictureParts& picture, int number, const QColor& colour)
{
    const PointLayer& layer = picture.document.content().points[number];
    const double perMm = picture.view.unitsPerMm();
    SymbolStamp stamp(picture.painter, layer.symbol, colour, perMm);
    TextStyle digits{FontRole::labelBold, 7.5, Qt::white};
    for (const PointCluster& cluster : clustersOf(picture.document, picture.view, number)) {
        const QPointF at = picture.view.toUnits(cluster.at);
        if (cluster.points.size() == 1) {
            stamp.put(at, layer.sizeMm * perMm);
            continue;
        }
        const double size = cluster.sizeMm() * perMm;
        const QRectF disc(at.x() - size / 2, at.y() - size / 2, size, size);
        picture.painter.setPen(QPen(Qt::white, 0.35 * perMm));
        picture.painter.setBrush(colour);
        picture.painter.drawEllipse(disc);
        drawText(
            picture.painter, disc, Qt::AlignCenter, QString::number(cluster.points.size()), digits, perMm);
    }
}
} // namespace

bool drawPointLayer(const PictureParts& picture, int number, const std::function<bool()>& stopped)
{
    const PointLayer& layer = picture.document.content().points[number];
    const MapView& view = picture.view;
    const double perMm = view.unitsPerMm();
    const QColor colour = picture.style.blackAndWhite ? QColor(0x20, 0x20, 0x20) : layer.colour;
    const Bounds seen = reachOf(picture);
    std::vector<int> found;
    if (seen.contains(picture.document.pointBounds(number))) {
        found.resize(size_t(layer.points.size()));
        std::iota(found.begin(), found.end(), 0);
    } else {
        found = picture.document.pointIndex(number).find(seen);
    }
    if (layer.clustered) {
        drawClusters(picture, number, colour);
        return !stopped();
    }
    const bool thinned = found.size() > crowd;
    Taken taken(view);
    SymbolStamp stamp(picture.painter, layer.symbol, colour, perMm);
    const PointFeature* selected = nullptr;
    int looked = 0;
    for (const int k : found) {
        if (++looked % 16384 == 0 && stopped())
            return false;
        const PointFeature& point = layer.points[k];
        const QPointF at = view.toUnits(point.at);
        if (picture.style.selectedPoint != 0 && point.id == picture.style.selectedPoint)
            selected = &point;
        else if (thinned && !taken.take(at))
            continue;
        stamp.put(at, (point.sizeMm > 0 ? point.sizeMm : layer.sizeMm) * perMm);
    }
    if (selected != nullptr) {
        const double size = (selected->sizeMm > 0 ? selected->sizeMm : layer.sizeMm) * perMm;
        picture.painter.setBrush(Qt::NoBrush);
        picture.painter.setPen(QPen(QColor(0xD5, 0x5E, 0x00), 0.6 * perMm));
        picture.painter.drawEllipse(view.toUnits(selected->at), size * 0.9, size * 0.9);
    }
    return true;
}

} // namespace coop
