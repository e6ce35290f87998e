#include "ui/session/loader.h"

#include <QEvent>
#include <QWidget>

namespace coop
{

Loader::Loader(Jobs& all)
    : jobs(all)
{
}

Loader::Loader(Jobs& all, QWidget* shows, std::function<void()> asks)
    : jobs(all)
    , page(shows)
    , load(std::move(asks))
    , stale(true)
{
    page->installEventFilter(this);
}

Loader::~Loader()
{
    forget();
}

void Loader::forget()
{
    ++newest;
    if (latest)
        latest->cancel();
}

void Loader::whenIdle(std::function<void()> next)
{
    if (running > 0)
        waiting = std::move(next);
    else
        next();
}

void Loader::invalidate()
{
    stale = true;
    if (page->isVisible())
        load();
}

bool Loader::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == page && event->type() == QEvent::Show && stale)
        load();
    return QObject::eventFilter(watched, event);
}

} // namespace coop
