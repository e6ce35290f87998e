#pragma once
#include "ui/session/place.h"

#include <QWidget>

namespace coop
{

class Session;

/// One page of the rail. It owns its models, listens to the session, and loads when it is first shown or
/// when what it shows changed while it was visible.
class Page : public QWidget
{
    Q_OBJECT
public:
    explicit Page(Session& shared, QWidget* parent = nullptr)
        : QWidget(parent)
        , session(shared)
    {
    }
    /// Whether such a page shows this place; the shell asks before the page is made.
    static bool shows(const Place& place, const Session& session)
    {
        Q_UNUSED(place)
        Q_UNUSED(session)
        return false;
    }
    /// Goes to a place that it shows.
    virtual void showPlace(const Place& place) { Q_UNUSED(place) }
    /// Asked before the page goes away with its window or file; false keeps it: unsaved input goes on.
    virtual bool mayClose() { return true; }
    /// Gives the whole screen back, if the page has it.
    virtual void leaveWholeScreen() { }
    /// What F6 walks through inside the page, in order; the shell adds its own parts around them.
    virtual QList<QWidget*> focusPanes() { return {this}; }
    /// True while the page still loads or draws; pictures of pages wait for it.
    virtual bool busy() const { return false; }

Q_SIGNALS:
    /// A short text for the right end of the status bar: the coordinates under the cursor. Empty clears it.
    void positionChanged(const QString& text);
    /// The page alone on the whole screen, for a meeting; false brings everything back.
    void wholeScreenWanted(bool whole);

protected:
    Session& session;
};

} // namespace coop
