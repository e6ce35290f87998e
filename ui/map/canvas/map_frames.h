#pragma once
#include "core/map/painting/map_renderer.h"

#include <QFutureWatcher>
#include <QImage>
#include <QObject>
#include <QThreadPool>
#include <atomic>
#include <memory>
#include <optional>

namespace coop
{

/// Draws a map's pictures on a thread of its own. Only the newest request counts: an older one that waits is
/// dropped, one that is being drawn is stopped when it would show other content.
class MapFrames : public QObject
{
    Q_OBJECT
public:
    /// Each side's room around the view, in device-independent pixels, so that a drag does not bare the edge.
    static constexpr int margin = 96;

    struct Request {
        MapDocument document;
        MapView view;
        MapStyle style;
        double pixelRatio = 1;
        int content = 0; ///< grows when document or style change, not when only the view moves
    };
    struct Frame {
        QImage image; ///< the view's target with `margin` around; null when drawing was stopped
        MapView view;
    };

    explicit MapFrames(QObject* parent = nullptr);
    ~MapFrames() override;

    void request(Request request);
    bool busy() const { return waiting.has_value() || running; }

Q_SIGNALS:
    void drawn(const coop::MapFrames::Frame& frame);

private:
    void start(Request request);
    void finish();

    QThreadPool thread;
    QFutureWatcher<Frame> watcher;
    std::optional<Request> waiting;
    std::shared_ptr<std::atomic_bool> cancelled;
    int runningContent = 0;
    bool running = false;
};

} // namespace coop
