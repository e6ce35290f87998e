#include "ui/map/canvas/map_frames.h"

#include "core/map/painting/picture_job.h"

#include <QtConcurrentRun>

namespace coop
{

namespace
{

MapFrames::Frame draw(const MapFrames::Request& request, const std::atomic_bool& cancelled)
{
    constexpr int room = MapFrames::margin;
    const QRectF target = request.view.target().adjusted(-room, -room, room, room);
    QImage image((target.size() * request.pixelRatio).toSize(), QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(request.pixelRatio);
    image.fill(request.style.paper);
    MapStyle style = request.style;
    style.detailMm = screenDetailMm / request.pixelRatio;
    const bool whole = drawPicture(image, request.document, request.view.withTarget(target), style,
        [&cancelled] { return cancelled.load(); });
    return {whole ? image : QImage(), request.view};
}

} // namespace

MapFrames::MapFrames(QObject* parent)
    : QObject(parent)
    , cancelled(std::make_shared<std::atomic_bool>(false))
{
    thread.setMaxThreadCount(1);
    connect(&watcher, &QFutureWatcherBase::finished, this, &MapFrames::finish);
}

MapFrames::~MapFrames()
{
    *cancelled = true;
    thread.waitForDone();
}

void MapFrames::request(Request request)
{
    if (!running)
        return start(std::move(request));
    if (request.content != runningContent)
        *cancelled = true;
    waiting = std::move(request);
}

void MapFrames::start(Request request)
{
    running = true;
    runningContent = request.content;
    cancelled = std::make_shared<std::atomic_bool>(false);
    watcher.setFuture(QtConcurrent::run(
        &thread, [request = std::move(request), stop = cancelled] { return draw(request, *stop); }));
}

void MapFrames::finish()
{
    const Frame frame = watcher.result();
    running = false;
    if (waiting) {
        Request next = std::move(*waiting);
        waiting.reset();
        start(std::move(next));
    }
    if (!frame.image.isNull())
        Q_EMIT drawn(frame);
}

} // namespace coop
