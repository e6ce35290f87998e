#pragma once
#include "core/base/period.h"
#include "core/base/result.h"

#include <QMainWindow>
#include <QMenu>
#include <functional>
#include <memory>
#include <optional>

namespace coop
{

class Session;
class Workbench;
struct OpenedWorkspace;

/// The one window: a welcome page, or the workbench of the open workspace. Holds what concerns files; all
/// else belongs to the workbench and its pages.
class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    explicit MainWindow(QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Closes what is open and opens this instead, read-only where it cannot be written; on an error what was
    /// open stays. Asks nothing.
    Result<> tryOpen(const QString& path, std::optional<Period> period = {});
    /// The same for somebody who sits here: the window stays alive, an error is shown in its own sentence,
    /// who is at work is asked for, and the day's backup is made.
    bool openFile(const QString& path, std::optional<Period> period = {});
    void showWelcome();
    /// A copy of what is open, also when its file was moved or removed meanwhile; refusals are shown.
    void saveCopyTo(const QString& file);

    Session* session() const { return open.get(); }
    Workbench* workbench() const { return bench; }

protected:
    void closeEvent(QCloseEvent* event) override;

private:
    void takeFirstSize();
    void makeActions();
    Result<OpenedWorkspace> openInsteadOfOwn(
        const QString& path, const std::function<Result<OpenedWorkspace>()>& tryToOpen);
    void take(OpenedWorkspace opened, const QString& path, std::optional<Period> period);
    void connectWorkbench();
    void closeWorkspace();
    void askFile();
    void askNew();
    void openPackage(const QString& path);
    void openPractice();
    void makePracticeAnew();
    void reportProblem();
    void askCopy();
    void checkUpFile(const QString& path);
    void salvageFile(const QString& path);
    void restoreBackup(const QString& backup, const QString& passphrase);
    void fillFileMenu();
    void addHelp();
    void addRecentFiles();

    QMenu fileMenu;
    QAction* openAction = nullptr;
    QAction* newAction = nullptr;
    QAction* historyAction = nullptr; ///< only while a workspace is open
    std::unique_ptr<Session> open;
    Workbench* bench = nullptr;
    QString pageBefore; ///< that the workspace before was at
};

} // namespace coop
