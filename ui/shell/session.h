#pragma once
#include "core/base/period.h"
#include "core/domain/reading.h"

#include <QObject>
#include <memory>

namespace coop
{

class Jobs;
class Workspace;
struct Author;

/// What all pages share: the open workspace, the quarter and the scope that the top bar chose, who is at
/// work. Lives on the user-interface thread; jobs open a Workspace of their own by path.
class Session : public QObject
{
    Q_OBJECT
public:
    explicit Session(std::unique_ptr<Workspace> workspace, QObject* parent = nullptr);
    ~Session() override;

    Workspace& workspace() const { return *open; }
    Period period() const { return chosenPeriod; }
    /// The whole district (id 0), a federation or a township.
    const Area& scope() const { return chosenScope; }
    const QString& person() const { return name; }

    /// Work off the user-interface thread; the status bar shows it.
    Jobs& jobs() const { return *work; }

    void setPeriod(const Period& period);
    void setScope(const Area& scope);
    void setPerson(const QString& person);

    /// The author of an edit through a form or grid.
    Author author(const QString& door, const QString& reason) const;
    /// To be called after every commit: pages reload, the status bar says 已保存.
    void noteSaved();

Q_SIGNALS:
    void periodChanged();
    void scopeChanged();
    void dataChanged();
    void personChanged();
    /// A sentence for the line at the bottom, shown for 10 s.
    void message(const QString& text);
    /// Asks the shell to show a page, and in it a row: ("ledger", "outlets", id).
    void openRequested(const QString& page, const QString& registry, RowId row);

private:
    std::unique_ptr<Workspace> open;
    Period chosenPeriod;
    Area chosenScope;
    QString name;
    std::unique_ptr<Jobs> work; ///< last: it waits for its threads before the rest goes
};

} // namespace coop
