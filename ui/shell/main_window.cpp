#include "ui/shell/main_window.h"

#include "core/exchange/offices.h"
#include "core/store/copies/backup.h"
#include "core/store/copies/restore.h"
#include "core/store/file/file_lock.h"
#include "core/store/workspace.h"
#include "core/workflow/care/run_log.h"
#include "ui/help/help_key.h"
#include "ui/help/help_window.h"
#include "ui/look/icons.h"
#include "ui/look/plain_text.h"
#include "ui/look/window_room.h"
#include "ui/session/first_period.h"
#include "ui/session/page.h"
#include "ui/session/session.h"
#include "ui/session/settings.h"
#include "ui/session/undo_steps.h"
#include "ui/session/waiting.h"
#include "ui/settings/care/check_up_dialog.h"
#include "ui/settings/care/problem_report_dialog.h"
#include "ui/settings/care/salvage_dialog.h"
#include "ui/shell/about_dialog.h"
#include "ui/shell/package_opening.h"
#include "ui/shell/page_list.h"
#include "ui/shell/workbench.h"
#include "ui/start/daily_backup.h"
#include "ui/start/new_workspace_dialog.h"
#include "ui/start/opening.h"
#include "ui/start/practice_workspace.h"
#include "ui/start/sign_in_dialog.h"
#include "ui/start/welcome_page.h"
#include "ui/widgets/ask_choice.h"
#include "ui/widgets/message.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>

namespace coop
{

MainWindow::MainWindow(QWidget* parent)
    : QMainWindow(parent)
    , fileMenu(this)
{
    setObjectName(QStringLiteral("mainWindow"));
    answerHelpKey(*qApp);
    takeFirstSize();
    makeActions();
    fileMenu.setObjectName(QStringLiteral("fileMenu"));
    connect(&fileMenu, &QMenu::aboutToShow, this, &MainWindow::fillFileMenu);
    fillFileMenu();
    showWelcome();
}

MainWindow::~MainWindow()
{
    delete takeCentralWidget(); // pages use the session to their end
}

void MainWindow::takeFirstSize()
{
    // A small screen, or large letters on any: the window never is larger than what can be seen of it.
    constexpr QSize wanted(1366, 768), least(900, 560);
    const QSize room = roomFor(*this);
    setMinimumSize(least.boundedTo(room));
    resize(wanted.boundedTo(room));
    restoreGeometry(settings::windowGeometry());
    if (!isMaximized() && !isFullScreen())
        resize(size().boundedTo(room));
}

void MainWindow::makeActions()
{
    // Once and for all: an action with keys that is made anew whenever the menu opens makes its keys
    // ambiguous, and Qt then triggers none of them.
    const auto make
        = [this](const QString& picture, const QString& text, const QKeySequence& keys, auto whatToDo) {
              auto* action = new QAction(icon(picture), text, this);
              action->setShortcut(keys);
              addAction(action);
              connect(action, &QAction::triggered, this, whatToDo);
              return action;
          };
    openAction = make(
        QStringLiteral("open"), QStringLiteral("打开(&O)…"), QKeySequence::Open, [this] { askFile(); });
    openAction->setObjectName(QStringLiteral("openAction"));
    newAction
        = make(QStringLiteral("new"), QStringLiteral("新建(&N)…"), QKeySequence::New, [this] { askNew(); });
    newAction->setObjectName(QStringLiteral("newAction"));
    historyAction = make(QStringLiteral("history"), QStringLiteral("历史(&H)…"), Qt::CTRL | Qt::Key_H,
        [this] { bench->goTo(HistoryPlace{}); });
    historyAction->setObjectName(QStringLiteral("historyAction"));
}

void MainWindow::showWelcome()
{
    auto* welcome = new WelcomePage(settings::recentFiles());
    connect(welcome, &WelcomePage::openWanted, this, &MainWindow::askFile);
    connect(welcome, &WelcomePage::newWanted, this, &MainWindow::askNew);
    connect(
        welcome, &WelcomePage::packageWanted, this, [this] { openPackage({}); }, Qt::QueuedConnection);
    connect(
        welcome, &WelcomePage::fileWanted, this, [this](const QString& path) { openFile(path); },
        Qt::QueuedConnection);
    connect(welcome, &WelcomePage::practiceWanted, this, &MainWindow::openPractice);
    connect(welcome, &WelcomePage::practiceAnewWanted, this, &MainWindow::makePracticeAnew);
    connect(welcome, &WelcomePage::reportWanted, this, &MainWindow::reportProblem);
    setCentralWidget(welcome);
    setWindowTitle(QStringLiteral("农服图"));
}

bool MainWindow::openFile(const QString& path, std::optional<Period> period)
{
    if (bench && !bench->mayClose())
        return false;
    if (isPackage(path)) {
        openPackage(path);
        return false;
    }
    auto opened = openInsteadOfOwn(path, [this, path] {
        return waitFor(
            *this, QStringLiteral("正在打开工作区…"), [path] { return openAsFarAsPossible(path); });
    });
    if (opened) {
        take(std::move(*opened), path, period);
        signInAfterOpening(*open, this);
        if (open->workspace().access() == Workspace::Access::write)
            startDailyBackup(*open);
        return true;
    }
    if (!isDamaged(opened.error())) {
        showError(this, QStringLiteral("打开工作区"), opened.error());
        return false;
    }
    const int step = askChoice(this, QStringLiteral("damaged"), opened.error().text, {},
        {QStringLiteral("体检…"), QStringLiteral("抢救到新工作区…"), QStringLiteral("不打开")});
    if (step == 0)
        checkUpFile(path);
    else if (step == 1)
        salvageFile(path);
    return false;
}

Result<> MainWindow::tryOpen(const QString& path, std::optional<Period> period)
{
    auto opened = openInsteadOfOwn(path, [path] { return openAsFarAsPossible(path); });
    COOP_TRY(opened);
    take(std::move(*opened), path, period);
    return {};
}

/// What is open stays until the new one is there, unless it is what stands in the way: the same file, renamed
/// meanwhile or linked, or the one that had the new one's name before.
Result<OpenedWorkspace> MainWindow::openInsteadOfOwn(
    const QString& path, const std::function<Result<OpenedWorkspace>()>& tryToOpen)
{
    auto opened = tryToOpen();
    if (!open || !opened || !opened->readOnly || !FileLock::standsInOwnWay(path))
        return opened;
    opened->workspace.reset();
    closeWorkspace();
    opened = tryToOpen();
    if (!opened)
        showWelcome();
    return opened;
}

void MainWindow::take(OpenedWorkspace opened, const QString& path, std::optional<Period> period)
{
    closeWorkspace();
    open = std::make_unique<Session>(std::move(opened.workspace));
    signInRemembered(*open);
    open->setPeriod(period ? *period : firstPeriod(open->workspace()));
    bench = new Workbench(*open, &fileMenu);
    if (opened.readOnly)
        bench->setReadOnly(*opened.readOnly);
    connectWorkbench();
    setCentralWidget(bench);
    bench->showPage(pageBefore.isEmpty() ? pageList().first().id : pageBefore);
    bench->page()->setFocus();
    runLog::note(QStringLiteral("打开工作区，数据格式 %1%2%3")
                     .arg(open->workspace().schema())
                     .arg(opened.readOnly ? QStringLiteral("，只读") : QString(),
                         open->workspace().isPractice() ? QStringLiteral("，练习") : QString()));
    if (!open->workspace().isPractice()) // what is opened at the next start is the office's own
        settings::addRecentFile(path);
    setWindowTitle(asWindowTitle(
        QStringLiteral("%1%2%3%4 - 农服图")
            .arg(QFileInfo(path).completeBaseName(),
                open->workspace().isPractice() ? QStringLiteral("（练习）") : QString(),
                open->office() ? QStringLiteral("（乡镇端：%1）").arg(open->office()->name) : QString(),
                opened.readOnly ? QStringLiteral("（只读）") : QString())));
    fillFileMenu();
}

void MainWindow::connectWorkbench()
{
    // Queued: each of these may take the workbench away while one of its buttons is still being clicked.
    const QString path = open->workspace().path();
    connect(
        bench, &Workbench::retryWanted, this, [this, path] { openFile(path); }, Qt::QueuedConnection);
    connect(
        bench, &Workbench::checkUpWanted, this, [this, path] { checkUpFile(path); }, Qt::QueuedConnection);
    connect(
        bench, &Workbench::salvageWanted, this, [this, path] { salvageFile(path); }, Qt::QueuedConnection);
    connect(bench, &Workbench::reportWanted, this, &MainWindow::reportProblem);
    connect(
        open.get(), &Session::fileRequested, this, [this](const QString& file) { openFile(file); },
        Qt::QueuedConnection);
    connect(open.get(), &Session::restoreRequested, this, &MainWindow::restoreBackup, Qt::QueuedConnection);
}

void MainWindow::closeWorkspace()
{
    if (bench)
        pageBefore = bench->currentPage();
    delete takeCentralWidget();
    bench = nullptr;
    open.reset();
    fillFileMenu();
}

void MainWindow::checkUpFile(const QString& path)
{
    CheckUpDialog dialog(path, this);
    if (dialog.exec() == QDialog::Accepted && dialog.wantsSalvage())
        salvageFile(path);
}

void MainWindow::salvageFile(const QString& path)
{
    SalvageDialog dialog(path, open && !open->person().isEmpty() ? open->person() : settings::person(), this);
    if (dialog.exec() == QDialog::Accepted)
        openFile(dialog.path());
}

void MainWindow::restoreBackup(const QString& backup, const QString& passphrase)
{
    if (!bench || !bench->mayClose())
        return;
    const QString path = open->workspace().path();
    const QString who = open->person();
    closeWorkspace();
    const auto restored = waitFor(*this, QStringLiteral("正在恢复备份…"),
        [backup, path, who, passphrase] { return restore(backup, path, who, passphrase); });
    if (!restored)
        showError(this, QStringLiteral("恢复备份"), restored.error());
    if (!openFile(path))
        return showWelcome();
    if (restored)
        Q_EMIT open->message(restored->replaced.isEmpty()
                ? QStringLiteral("已恢复")
                : QStringLiteral("已恢复，替换下来的工作区存为 %1")
                      .arg(QDir::toNativeSeparators(restored->replaced)));
}

void MainWindow::askCopy()
{
    const QFileInfo info(open->workspace().path());
    const QString name
        = QStringLiteral("%1-副本-%2.gpkg")
              .arg(info.completeBaseName(), QDate::currentDate().toString(QStringLiteral("yyyyMMdd")));
    QString file = QFileDialog::getSaveFileName(this, QStringLiteral("另存副本"), info.dir().filePath(name),
        QStringLiteral("农服图工作区 (*.gpkg)"), nullptr, QFileDialog::DontConfirmOverwrite);
    if (file.isEmpty())
        return;
    if (!file.endsWith(QStringLiteral(".gpkg"), Qt::CaseInsensitive))
        file += QStringLiteral(".gpkg");
    saveCopyTo(file);
}

void MainWindow::saveCopyTo(const QString& file)
{
    // From the connection that is open: it still has everything when the file itself was moved or removed.
    const auto saved = waitFor(*this, QStringLiteral("正在另存副本…"),
        [&workspace = open->workspace(), file] { return backUpTo(workspace, file); });
    if (!saved)
        return showError(this, QStringLiteral("另存副本"), saved.error());
    Q_EMIT open->message(QStringLiteral("副本存为 ") + QDir::toNativeSeparators(file));
}

void MainWindow::askFile()
{
    const QStringList recent = settings::recentFiles();
    const QString folder = recent.isEmpty() ? QString() : QFileInfo(recent.first()).path();
    const QString path = QFileDialog::getOpenFileName(this, QStringLiteral("打开工作区"), folder,
        QStringLiteral("农服图工作区和数据包 (*.gpkg *.nfb);;所有文件 (*)"));
    if (!path.isEmpty())
        openFile(path);
}

void MainWindow::askNew()
{
    NewWorkspaceDialog dialog(settings::person(), this);
    if (dialog.exec() == QDialog::Accepted)
        openFile(dialog.path());
}

void MainWindow::openPractice()
{
    if (!QFileInfo::exists(practiceFile()))
        if (const auto made = makePractice(*this); !made)
            return showError(this, QStringLiteral("打开练习工作区"), made.error());
    openFile(practiceFile());
}

void MainWindow::makePracticeAnew()
{
    const QFileInfo file(practiceFile());
    if (askChoice(this, QStringLiteral("practiceAnew"), QStringLiteral("重新做一份练习工作区？"),
            QStringLiteral("现在这一份里练习过的内容和它的备份都会删除，找不回来。正式的工作区不受影响。"),
            {QStringLiteral("删除并重新做"), QStringLiteral("不重新做")}, 1)
        != 0)
        return;
    if (open && QFileInfo(open->workspace().path()) == file) {
        if (!bench->mayClose())
            return;
        closeWorkspace();
        showWelcome();
    }
    if (const auto removed = removePractice(); !removed)
        return showError(this, QStringLiteral("重新做一份练习工作区"), removed.error());
    openPractice();
}

void MainWindow::openPackage(const QString& path)
{
    if (const QString office = takeUpPackage(path, bench, this); !office.isEmpty())
        openFile(office);
}

void MainWindow::fillFileMenu()
{
    fileMenu.clear();
    historyAction->setEnabled(bench);
    fileMenu.addActions({openAction, newAction});
    fileMenu.addAction(icon(QStringLiteral("exchange")), QStringLiteral("打开下发的数据包(&P)…"), this,
        [this] { openPackage({}); });
    fileMenu.addAction(icon(QStringLiteral("practice")), QStringLiteral("打开练习工作区(&L)"), this,
        &MainWindow::openPractice);
    if (QFileInfo::exists(practiceFile()))
        fileMenu.addAction(QStringLiteral("重新做一份练习工作区…"), this, &MainWindow::makePracticeAnew);
    if (bench) {
        fileMenu.addAction(
            icon(QStringLiteral("save-as")), QStringLiteral("另存副本(&A)…"), this, &MainWindow::askCopy);
        fileMenu.addSeparator();
        fileMenu.addActions(
            {bench->undoSteps().undoAction(), bench->undoSteps().redoAction(), historyAction});
    }
    addHelp();
    addRecentFiles();
}

void MainWindow::addHelp()
{
    fileMenu.addSeparator();
    fileMenu.addAction(icon(QStringLiteral("help")), QStringLiteral("帮助(&F)\tF1"), this, [this] {
        const QWidget* focus = QApplication::focusWidget();
        HelpWindow::showBeside(this, helpChapterOf(focus && isAncestorOf(focus) ? focus : this));
    });
    fileMenu.addAction(QStringLiteral("生成问题报告…"), this, &MainWindow::reportProblem);
    fileMenu.addAction(QStringLiteral("关于农服图"), this,
        [this] { AboutDialog(open ? &open->workspace() : nullptr, this).exec(); });
}

void MainWindow::reportProblem()
{
    ProblemReportDialog(open ? open->workspace().path() : QString(), this).exec();
}

void MainWindow::addRecentFiles()
{
    QStringList recent = settings::recentFiles();
    if (open)
        recent.removeAll(QFileInfo(open->workspace().path()).absoluteFilePath());
    if (recent.isEmpty())
        return;
    fileMenu.addSection(QStringLiteral("最近"));
    for (qsizetype i = 0; i < recent.size(); ++i) {
        QString shown = QDir::toNativeSeparators(recent[i]);
        shown = asCaption(fontMetrics().elidedText(shown, Qt::ElideMiddle, 420));
        fileMenu.addAction(icon(QStringLiteral("recent")), QStringLiteral("&%1　%2").arg(i + 1).arg(shown),
            this, [this, path = recent[i]] { openFile(path); });
    }
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (bench && !bench->mayClose())
        return event->ignore();
    if (bench)
        bench->leaveWholeScreen(); // the next start would have the whole screen, and no way back to see
    settings::setWindowGeometry(saveGeometry());
    QMainWindow::closeEvent(event);
}

} // namespace coop
