// Draws a workload of ../shared/peers with the program's own document, styles, labels and points, and prints
// one JSON line as the peers' runners do: milliseconds [wall, CPU].
//
//     QT_QPA_PLATFORM=offscreen peer_runner DATA_DIR W1|W2|W3 OUT_DIR
#include "core/geo/files/vector_source.h"
#include "core/map/painting/map_renderer.h"
#include "core/map/painting/picture_job.h"
#include "core/map/theme/classes.h"
#include "tests/bench/peak_memory.h"

#include <QElapsedTimer>
#include <QGuiApplication>
#include <QImage>
#include <QPainter>
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <ogrsf_frmts.h>

using namespace coop;

namespace
{
struct Clock {
    QElapsedTimer wall;
    std::clock_t cpu = std::clock();
    Clock() { wall.start(); }
    std::pair<double, double> milliseconds() const
    {
        return {double(wall.nsecsElapsed()) / 1e6, 1e3 * double(std::clock() - cpu) / CLOCKS_PER_SEC};
    }
};

MapDocument read(const QString& path)
{
    const GdalSession session;
    const auto source = VectorSource::open(path);
    if (!source)
        qFatal("%s", qPrintable(source.error().text));
    OGRLayer& from = *source->dataset().GetLayerByName("areas");
    OGREnvelope box;
    if (from.GetExtent(&box) != OGRERR_NONE)
        qFatal("%s has no extent", qPrintable(path));
    MapContent content;
    content.projection = Projection::forLongitude((box.MinX + box.MaxX) / 2);
    QList<qint64> ids;
    QList<std::optional<double>> values;
    QStringList texts;
    for (auto& feature : from) {
        const OGRGeometry* geometry = feature->GetGeometryRef();
        QByteArray wkb(qsizetype(geometry->WkbSize()), Qt::Uninitialized);
        geometry->exportToWkb(wkbNDR, reinterpret_cast<unsigned char*>(wkb.data()), wkbVariantIso);
        ids.append(feature->GetFID());
        values.append(feature->GetFieldAsDouble("value"));
        texts.append(QString());
        content.areas.append(MapArea{.id = ids.last(),
            .name = QString::fromUtf8(feature->GetFieldAsString("name")),
            .shape = content.projection.shapeOf(wkb)});
    }
    PointLayer outlets{.id = QStringLiteral("outlets"), .symbol = QStringLiteral("outlet"), .sizeMm = 1.2};
    for (auto& feature : *source->dataset().GetLayerByName("outlets")) {
        const OGRPoint* point = feature->GetGeometryRef()->toPoint();
        outlets.points.append(PointFeature{
            .id = feature->GetFID(), .at = content.projection.toMetres({point->getX(), point->getY()})});
    }
    content.points.append(std::move(outlets));
    content.theme = classedTheme(completionBreaks(), ids, values, texts);
    return MapDocument(std::move(content));
}

QImage picture(const MapDocument& document, const MapView& view)
{
    QImage image(1920, 1080, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::white);
    drawPicture(image, document, view, {.detailMm = screenDetailMm});
    return image;
}

template <class Draw> std::pair<double, double> best(int runs, Draw draw)
{
    std::pair<double, double> least{1e9, 1e9};
    for (int i = 0; i < runs; ++i) {
        const Clock clock;
        draw();
        least = std::min(least, clock.milliseconds());
    }
    return least;
}
} // namespace

int main(int argc, char** argv)
{
    const Clock clock;
    if (argc < 4)
        return 2;
    const QGuiApplication application(argc, argv);
    const QString name = QString::fromLocal8Bit(argv[2]), out = QString::fromLocal8Bit(argv[3]);
    const MapDocument document
        = read(QStringLiteral("%1/%2.gpkg").arg(QString::fromLocal8Bit(argv[1]), name));
    const auto load = clock.milliseconds();
    const MapView full
        = MapView::fitting(document.bounds(), QRectF(0, 0, 1920, 1080), MapView::screenUnitsPerMm, 0);
    picture(document, full).save(QStringLiteral("%1/%2-coopmap.png").arg(out, name));
    const auto first = clock.milliseconds();
    const int runs = name == QStringLiteral("W3") ? 3 : 5;
    const auto whole = best(runs, [&] { picture(document, full); });
    const MapView part = full.withScale(full.scale() / 4);
    picture(document, part).save(QStringLiteral("%1/%2-coopmap-16th.png").arg(out, name));
    const auto sixteenth = best(runs, [&] { picture(document, part); });
    std::printf(
        "{\"runner\": \"coopmap\", \"workload\": \"%s\", \"load\": [%.1f, %.1f], \"first_picture\": [%.1f, "
        "%.1f], \"redraw_full\": [%.1f, %.1f], \"redraw_16th\": [%.1f, %.1f], \"peak_mb\": %.0f}\n",
        qPrintable(name), load.first, load.second, first.first, first.second, whole.first, whole.second,
        sixteenth.first, sixteenth.second, peakMegabytes());
}
