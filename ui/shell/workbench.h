#pragma once
#include "core/base/result.h"
#include "ui/session/place.h"

#include <QList>
#include <QWidget>
#include <optional>

class QMenu;
class QStackedWidget;

namespace coop
{

class HistoryWindow;
class NoticeBar;
class Page;
class Rail;
class Session;
class StatusBar;
class TopBar;
class UndoSteps;

/// Everything that belongs to one open workspace: top bar, rail, pages, status bar. The window makes a new
/// one for each file.
class Workbench : public QWidget
{
    Q_OBJECT
public:
    Workbench(Session& session, QMenu* fileMenu, QWidget* parent = nullptr);

    /// By its id in pageList(); an unknown one changes nothing.
    void showPage(const QString& id);
    /// To the page that shows it; where none does nothing changes.
    void goTo(const Place& place);
    QString currentPage() const;
    /// Whether the workspace is a township office's.
    bool isTownship() const;
    /// Whether every page may go; one that holds unsaved input is shown and asks.
    bool mayClose();
    Page* page() const;
    UndoSteps& undoSteps() { return *steps; }
    /// Brings back what is hidden while the page has the whole screen.
    void leaveWholeScreen();
    /// Says above the page why the file was opened read-only and what one can do about it.
    void setReadOnly(const Error& why);

Q_SIGNALS:
    void retryWanted();
    void checkUpWanted();
    void salvageWanted();
    void reportWanted(); ///< 生成问题报告

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void showPage(int index);
    void showHistory(const HistoryPlace& of);
    void walkPanes(int step);
    void sayWhoMayWrite();
    void sayHowLastRunEnded();
    void showAlone(bool alone);

    Session& session;
    UndoSteps* steps;
    TopBar* topBar;
    Rail* rail;
    NoticeBar* notice;
    QStackedWidget* stack;
    StatusBar* statusBar;
    QList<Page*> pages; ///< as in pageList(); null until first shown
    HistoryWindow* historyWindow = nullptr; ///< made when it is first asked for
    std::optional<Error> readOnly;
    int current = -1;
    Qt::WindowStates windowBefore = Qt::WindowNoState; ///< before the page had the whole screen
};

} // namespace coop
