#include "ui/shell/main_window.h"

#include "core/store/workspace.h"
#include "ui/shell/first_period.h"
#include "ui/shell/icons.h"
#include "ui/shell/new_workspace_dialog.h"
#include "ui/shell/page.h"
#include "ui/shell/page_list.h"
#include "ui/shell/session.h"
#include "ui/shell/settings.h"
#include "ui/shell/welcome_page.h"
#include "ui/shell/workbench.h"
#include "ui/widgets/message.h"

#include <QCloseEvent>
#include <QFileDialog>
#include <QFileInfo>

namespace coop
{

MainWindow::MainWindow(QWidget* parent)
    : QMainWindow(parent)
{
    setObjectName(QStringLiteral("mainWindow"));
    setMinimumSize(1024, 640);
    resize(1366, 768);
    restoreGeometry(settings::windowGeometry());
    connect(&fileMenu, &QMenu::aboutToShow, this, &MainWindow::fillFileMenu);
    fillFileMenu();
    showWelcome();
}

MainWindow::~MainWindow()
{
    delete takeCentralWidget(); // pages use the session to their end
}

void MainWindow::showWelcome()
{
    auto* welcome = new WelcomePage(settings::recentFiles());
    connect(welcome, &WelcomePage::openWanted, this, &MainWindow::askFile);
    connect(welcome, &WelcomePage::newWanted, this, &MainWindow::askNew);
    connect(
        welcome, &WelcomePage::fileWanted, this, [this](const QString& path) { openFile(path); },
        Qt::QueuedConnection);
    setCentralWidget(welcome);
    setWindowTitle(QStringLiteral("农服图"));
}

bool MainWindow::openFile(const QString& path, std::optional<Period> period)
{
    if (bench && !bench->mayClose())
        return false;
    const auto opened = tryOpen(path, period);
    if (!opened)
        showError(this, QStringLiteral("打开工作区"), opened.error());
    return opened.has_value();
}

Result<> MainWindow::tryOpen(const QString& path, std::optional<Period> period)
{
    auto workspace = Workspace::open(path, Workspace::Access::write);
    if (!workspace)
        return fail(workspace.error());
    const QString before = bench ? bench->currentPage() : QString();
    delete takeCentralWidget();
    open = std::make_unique<Session>(std::move(*workspace));
    open->setPerson(settings::person());
    open->setPeriod(period ? *period : firstPeriod(open->workspace()));
    bench = new Workbench(*open, &fileMenu);
    setCentralWidget(bench);
    bench->showPage(before.isEmpty() ? pageList().first().id : before);
    bench->page()->setFocus();
    settings::addRecentFile(path);
    setWindowTitle(QStringLiteral("%1 - 农服图").arg(QFileInfo(path).completeBaseName()));
    return {};
}

void MainWindow::askFile()
{
    const QStringList recent = settings::recentFiles();
    const QString folder = recent.isEmpty() ? QString() : QFileInfo(recent.first()).path();
    const QString path = QFileDialog::getOpenFileName(
        this, QStringLiteral("打开工作区"), folder, QStringLiteral("农服图工作区 (*.gpkg);;所有文件 (*)"));
    if (!path.isEmpty())
        openFile(path);
}

void MainWindow::askNew()
{
    NewWorkspaceDialog dialog(settings::person(), this);
    if (dialog.exec() == QDialog::Accepted)
        openFile(dialog.path());
}

void MainWindow::fillFileMenu()
{
    fileMenu.clear();
    QAction* openAction = fileMenu.addAction(
        icon(QStringLiteral("open")), QStringLiteral("打开(&O)…"), this, &MainWindow::askFile);
    openAction->setShortcut(QKeySequence::Open);
    QAction* newAction = fileMenu.addAction(
        icon(QStringLiteral("new")), QStringLiteral("新建(&N)…"), this, &MainWindow::askNew);
    newAction->setShortcut(QKeySequence::New);
    addActions({openAction, newAction});
    QStringList recent = settings::recentFiles();
    if (open)
        recent.removeAll(QFileInfo(open->workspace().path()).absoluteFilePath());
    if (recent.isEmpty())
        return;
    fileMenu.addSection(QStringLiteral("最近"));
    for (qsizetype i = 0; i < recent.size(); ++i) {
        QString shown = QDir::toNativeSeparators(recent[i]);
        shown = fontMetrics().elidedText(shown, Qt::ElideMiddle, 420).replace(u'&', QStringLiteral("&&"));
        fileMenu.addAction(icon(QStringLiteral("recent")), QStringLiteral("&%1　%2").arg(i + 1).arg(shown),
            this, [this, path = recent[i]] { openFile(path); });
    }
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (bench && !bench->mayClose())
        return event->ignore();
    settings::setWindowGeometry(saveGeometry());
    QMainWindow::closeEvent(event);
}

} // namespace coop
