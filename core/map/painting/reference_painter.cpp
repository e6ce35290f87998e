#include "core/map/painting/reference_painter.h"

#include "core/map/symbols/symbol.h"

#include <QImage>
#include <QPainter>
#include <QPainterPath>
#include <cmath>

namespace coop
{

namespace
{
constexpr double printedPixelsPerMm = 11.8; ///< 300 dpi: more is not seen

QColor shownColour(const QColor& colour, bool blackAndWhite)
{
    if (!blackAndWhite || !colour.isValid())
        return colour;
    QColor grey = QColor::fromRgb(qGray(colour.rgb()), qGray(colour.rgb()), qGray(colour.rgb()));
    grey.setAlpha(colour.alpha());
    return grey;
}

QPen penOf(const ReferenceStyle& style, bool blackAndWhite, double perMm)
{
    QPen pen(shownColour(style.line, blackAndWhite), style.widthMm * perMm, Qt::SolidLine, Qt::FlatCap,
        Qt::RoundJoin);
    if (style.dashed)
        pen.setDashPattern({6 / std::max(1.0, style.widthMm / 0.3), 4 / std::max(1.0, style.widthMm / 0.3)});
    return pen;
}

class Drawer
{
public:
    Drawer(const PictureParts& p, const ReferenceLayer& l)
        : picture(p)
        , layer(l)
        , perMm(p.view.unitsPerMm())
        , least(p.style.detailMm * perMm)
        , window(p.style.window.isNull() ? p.view.target() : p.style.window & p.view.target())
    {
    }

    Bounds reach(double mm) const
    {
        const MapPoint a = picture.view.toMetres(window.topLeft());
        const MapPoint b = picture.view.toMetres(window.bottomRight());
        return Bounds{a.x, b.y, b.x, a.y}.grown(mm * perMm * picture.view.metresPerUnit());
    }

    bool drawFeatures(const std::function<bool()>& stopped)
    {
        QPainter& painter = picture.painter;
        const bool grey = picture.style.blackAndWhite;
        const QPen pen = penOf(layer.style, grey, perMm);
        const QColor fill = shownColour(layer.style.fill, grey);
        SymbolStamp stamp(painter, layer.style.symbol, shownColour(layer.style.line, grey), perMm);
        int drawn = 0;
        for (const int i : layer.geometry->index.find(reach(std::max(layer.style.sizeMm, 3.0)))) {
            if (++drawn % 512 == 0 && stopped())
                return false;
            const Drawing& what = layer.geometry->features[size_t(i)].drawing;
            if (!what.polygons.isEmpty()) {
                QPainterPath path;
                path.setFillRule(Qt::OddEvenFill);
                for (const Polygon& part : what.polygons.parts) {
                    path.addPolygon(placed(part.outer, true));
                    for (const Ring& hole : part.holes)
                        path.addPolygon(placed(hole, true));
                }
                painter.setPen(pen);
                painter.setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
                painter.drawPath(path);
            }
            painter.setPen(pen);
            painter.setBrush(Qt::NoBrush);
            for (const Ring& line : what.lines)
                painter.drawPolyline(placed(line, false));
            for (const MapPoint point : what.points)
                stamp.put(picture.view.toUnits(point), layer.style.sizeMm * perMm);
        }
        return true;
    }

    bool drawRaster(const std::function<bool()>& stopped)
    {
        const QTransform device = picture.painter.deviceTransform();
        const double perUnit = std::min(std::hypot(device.m11(), device.m12()), printedPixelsPerMm / perMm);
        const int width = std::clamp(int(std::ceil(window.width() * perUnit)), 1, 8000);
        const int height = std::clamp(int(std::ceil(window.height() * perUnit)), 1, 8000);
        const RasterPicture read = layer.raster->read(
            picture.document.content().projection, reach(0), width, height, [&] { return stopped(); });
        if (read.rgba.empty())
            return !stopped();
        QImage image(
            read.rgba.data(), read.width, read.height, qsizetype(read.width) * 4, QImage::Format_RGBA8888);
        if (picture.style.blackAndWhite) {
            QImage grey = image.convertToFormat(QImage::Format_ARGB32);
            for (int y = 0; y < grey.height(); ++y)
                for (auto *p = reinterpret_cast<QRgb*>(grey.scanLine(y)), *end = p + grey.width(); p < end;
                     ++p)
                    *p = qRgba(qGray(*p), qGray(*p), qGray(*p), qAlpha(*p));
            image = grey;
        }
        picture.painter.drawImage(window, image);
        return true;
    }

private:
    /// In painter units; what falls onto the vertex before is left out.
    QPolygonF placed(const Ring& ring, bool closed) const
    {
        QPolygonF out;
        out.reserve(qsizetype(ring.size()) + 1);
        for (size_t i = 0; i < ring.size(); ++i) {
            const QPointF at = picture.view.toUnits(ring[i]);
            if (out.isEmpty() || i + 1 == ring.size() || std::abs(at.x() - out.last().x()) >= least
                || std::abs(at.y() - out.last().y()) >= least)
                out.append(at);
        }
        if (closed && !out.isEmpty())
            out.append(out.first());
        return out;
    }

    const PictureParts& picture;
    const ReferenceLayer& layer;
    double perMm;
    double least;
    QRectF window;
};
} // namespace

bool drawReference(
    const PictureParts& picture, const ReferenceLayer& layer, const std::function<bool()>& stopped)
{
    if (!layer.isDrawnAt(picture.view.scale()) || (!layer.geometry && !layer.raster))
        return true;
    picture.painter.save();
    picture.painter.setOpacity(layer.opacity);
    Drawer drawer(picture, layer);
    const bool whole = layer.raster ? drawer.drawRaster(stopped) : drawer.drawFeatures(stopped);
    picture.painter.restore();
    return whole;
}

void drawReferenceSample(
    QPainter& painter, const QRectF& box, const ReferenceLayer& layer, bool blackAndWhite, double unitsPerMm)
{
    painter.save();
    painter.setOpacity(layer.opacity);
    painter.setPen(penOf(layer.style, blackAndWhite, unitsPerMm));
    const auto& features = layer.geometry ? layer.geometry->features : std::vector<ReferenceFeature>();
    const Drawing* first = features.empty() ? nullptr : &features.front().drawing;
    if (layer.raster) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(QBrush(shownColour(QColor(0x7A, 0x8B, 0x6A), blackAndWhite), Qt::Dense4Pattern));
        painter.drawRect(box);
    } else if (first != nullptr && !first->points.empty()) {
        drawSymbol(painter, layer.style.symbol, box.center(),
            std::min(layer.style.sizeMm * unitsPerMm, box.height()),
            shownColour(layer.style.line, blackAndWhite), unitsPerMm);
    } else if (first != nullptr && !first->lines.empty()) {
        painter.drawLine(QPointF(box.left(), box.center().y()), QPointF(box.right(), box.center().y()));
    } else {
        painter.setBrush(layer.style.fill.isValid() ? QBrush(shownColour(layer.style.fill, blackAndWhite))
                                                    : QBrush(Qt::NoBrush));
        painter.drawRect(box);
    }
    painter.restore();
}

} // namespace coop
