#pragma once
#include <QList>
#include <QWidget>

class QMenu;
class QStackedWidget;

namespace coop
{

class Page;
class Rail;
class Session;
class StatusBar;
class TopBar;

/// Everything that belongs to one open workspace: top bar, rail, pages, status bar. The window makes a new
/// one for each file.
class Workbench : public QWidget
{
    Q_OBJECT
public:
    Workbench(Session& session, QMenu* fileMenu, QWidget* parent = nullptr);

    /// By its id in pageList(); an unknown one changes nothing.
    void showPage(const QString& id);
    QString currentPage() const;
    /// Whether every page may go; one that holds unsaved input is shown and asks.
    bool mayClose();
    Page* page() const;

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void showPage(int index);
    void openRow(const QString& page, const QString& registry, qint64 row);
    void walkPanes(int step);

    Session& session;
    TopBar* topBar;
    Rail* rail;
    QStackedWidget* stack;
    StatusBar* statusBar;
    QList<Page*> pages; ///< as in pageList(); null until first shown
    int current = -1;
};

} // namespace coop
