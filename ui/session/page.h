#pragma once
#include "core/domain/plan/task_light.h"

#include <QWidget>

namespace coop
{

struct FigureQuestion;
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
    /// Shows one row of a registry; pages that have none do nothing.
    virtual void showRow(const QString& registry, qint64 row)
    {
        Q_UNUSED(registry)
        Q_UNUSED(row)
    }
    /// Shows the ledger rows behind a figure; only 台账 does.
    virtual void showFigure(const FigureQuestion& question) { Q_UNUSED(question) }
    /// Shows these rows of a ledger; only 台账 does.
    virtual void showRows(const QString& registry, const QList<qint64>& rows, const QString& title)
    {
        Q_UNUSED(registry)
        Q_UNUSED(rows)
        Q_UNUSED(title)
    }
    /// Shows the tasks that have a light; only 任务 does.
    virtual void showLight(TaskLight light) { Q_UNUSED(light) }
    /// Takes up a package of the exchange that was opened with the program; only 数据交换 does.
    virtual void showPackage(const QString& path) { Q_UNUSED(path) }
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
