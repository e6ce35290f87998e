#pragma once
#include "core/base/period.h"
#include "core/base/result.h"
#include "core/domain/plan/reading.h"
#include "core/store/door.h"
#include "ui/session/place.h"

#include <QObject>
#include <memory>

namespace coop
{

class Jobs;
struct OfficeSelf;
class SignIn;
class Workspace;
struct Author;

/// What all pages share: the open workspace, the quarter and the scope that the top bar chose, who is at
/// work. Lives on the user-interface thread; jobs open a Workspace of their own by path (workspace_job.h).
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
    /// Whose workspace it is when it is a township office's; null at the district.
    const OfficeSelf* office() const { return ownOffice.get(); }
    /// Who signed in; empty when somebody only looks.
    QString person() const;
    /// Why nothing can be written now, as a sentence; empty when it can.
    const QString& writeRefusal() const { return refusal; }
    bool mayWrite() const { return refusal.isEmpty(); }

    /// Work off the user-interface thread; the status bar shows it.
    Jobs& jobs() const { return *work; }

    void setPeriod(const Period& period);
    /// The whole district means the whole of this workspace.
    void setScope(const Area& scope);
    /// Errors are those of Workspace::signIn.
    Result<> signIn(const QString& person, const QString& passphrase = {});
    /// The same, proved on another connection: a passphrase takes a while to check.
    void continueAs(const SignIn& person);

    /// The author of an edit through a form or grid.
    Author author(Door door, const QString& reason) const;
    /// What one click in the status bar does about the step that was just saved; none for steps of 填报,
    /// 封存, 口径 and 任务, which have a way back of their own.
    enum class Offer { undo, redo, none };
    /// To be called after every commit: pages reload, the status bar says 已保存 and, for 10 s, what was
    /// done, with the offer beside it.
    void noteSaved(const QString& done = {}, Offer offer = Offer::undo);

Q_SIGNALS:
    void periodChanged();
    void scopeChanged();
    void dataChanged();
    /// Somebody else is at work, or may do something else now.
    void personChanged();
    /// A sentence for the line at the bottom, shown for 10 s.
    void message(const QString& text);
    /// The same about a step that was just saved.
    void saved(const QString& done, coop::Session::Offer offer);
    /// Backups were made or moved: the status bar looks again.
    void backupsChanged();
    /// The day's backup could not be made: the status bar says so until there is one.
    void backupFailed(const QString& why);
    /// Asks the shell to go there.
    void placeRequested(const coop::Place& place);
    /// Asks the window to close this workspace, put the backup in its place and open it again.
    void restoreRequested(const QString& backup, const QString& passphrase);
    /// Asks the window to open another file.
    void fileRequested(const QString& path);

private:
    void lookWhetherWritable();

    std::unique_ptr<Workspace> open;
    Period chosenPeriod;
    std::unique_ptr<OfficeSelf> ownOffice;
    Area widestScope; ///< the whole of this workspace: 全区, or the federation of a township office
    Area chosenScope;
    QString refusal;
    std::unique_ptr<Jobs> work; ///< last: it waits for its threads before the rest goes
};

} // namespace coop
