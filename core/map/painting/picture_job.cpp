#include "core/map/painting/picture_job.h"

#include <QImage>
#include <QPainter>
#include <QThread>
#include <algorithm>
#include <atomic>
#include <future>

namespace coop
{

namespace
{
constexpr int mostBands = 4;
constexpr int leastRows = 200;

/// The rows `from` … `to` of a picture as one of its own over the same memory.
QImage bandOf(QImage& image, int from, int to)
{
    uchar* first = image.bits() + qsizetype(from) * image.bytesPerLine();
    QImage band(first, image.width(), to - from, image.bytesPerLine(), image.format());
    band.setDevicePixelRatio(image.devicePixelRatio());
    return band;
}
} // namespace

bool drawPicture(QImage& image, const MapDocument& document, const MapView& view, const MapStyle& style,
    const std::function<bool()>& cancelled)
{
    const double ratio = image.devicePixelRatio();
    const int bands
        = std::clamp(std::min(QThread::idealThreadCount(), image.height() / leastRows), 1, mostBands);
    std::atomic_bool whole = true;
    const auto drawBand = [&](QImage band, int from) {
        MapStyle part = style;
        part.labels = false;
        const QPointF corner = view.target().topLeft() + QPointF(0, from / ratio);
        part.window = QRectF(corner, QSizeF(band.size()) / ratio);
        QPainter painter(&band);
        painter.translate(-corner);
        if (!MapRenderer().draw(painter, document, view, part, cancelled))
            whole = false;
    };
    std::vector<std::future<void>> others;
    for (int i = 0; i < bands; ++i) {
        const int from = image.height() * i / bands, to = image.height() * (i + 1) / bands;
        QImage band = bandOf(image, from, to);
        if (i + 1 < bands)
            others.push_back(std::async(std::launch::async, drawBand, std::move(band), from));
        else
            drawBand(std::move(band), from);
    }
    for (std::future<void>& other : others)
        other.get();
    if (whole && style.labels) {
        QPainter painter(&image);
        painter.translate(-view.target().topLeft());
        MapRenderer().drawLabels(painter, document, view, style);
    }
    return whole && !(cancelled && cancelled());
}

} // namespace coop
