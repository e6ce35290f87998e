#include "ui/shell/workbench.h"

#include "core/store/rows/stored_rows.h"
#include "core/workflow/care/run_log.h"
#include "core/workflow/next_steps.h"
#include "ui/help/help_key.h"
#include "ui/history/history_window.h"
#include "ui/session/job.h"
#include "ui/session/page.h"
#include "ui/session/session.h"
#include "ui/session/undo_steps.h"
#include "ui/shell/page_list.h"
#include "ui/shell/rail.h"
#include "ui/shell/search_box.h"
#include "ui/shell/status_bar.h"
#include "ui/shell/top_bar.h"
#include "ui/shell/waiting_counts.h"
#include "ui/start/opening.h"
#include "ui/start/sign_in_dialog.h"
#include "ui/widgets/ask_choice.h"
#include "ui/widgets/notice_bar.h"

#include <QApplication>
#include <QGridLayout>
#include <QKeyEvent>
#include <QPushButton>
#include <QScrollArea>
#include <QShortcut>
#include <QStackedWidget>
#include <algorithm>
#include <utility>

namespace coop
{

namespace
{

/// The pane itself or the first control in it that the keyboard can reach, in the order in which Tab goes.
QWidget* firstControl(QWidget* pane)
{
    if (pane->isVisible() && pane->isEnabled() && (pane->focusPolicy() & Qt::TabFocus))
        return pane;
    for (QWidget* at = pane->nextInFocusChain(); at != pane; at = at->nextInFocusChain())
        if (pane->isAncestorOf(at) && at->isVisible() && at->isEnabled()
            && (at->focusPolicy() & Qt::TabFocus))
            return at;
    return nullptr;
}

} // namespace

Workbench::Workbench(Session& shared, QMenu* fileMenu, QWidget* parent)
    : QWidget(parent)
    , session(shared)
    , steps(new UndoSteps(shared, this))
    , topBar(new TopBar(shared, fileMenu, *steps))
    , rail(new Rail)
    , notice(new NoticeBar)
    , stack(new QStackedWidget)
    , statusBar(new StatusBar(shared))
    , pages(pageList().size(), nullptr)
{
    auto* table = new QGridLayout(this);
    table->setContentsMargins(0, 0, 0, 0);
    table->setSpacing(0);
    table->addWidget(topBar, 0, 0, 1, 2);
    table->addWidget(rail, 1, 0, 2, 1);
    table->addWidget(notice, 1, 1);
    auto* room = new QScrollArea; // on a small screen a page scrolls instead of being cut
    room->setObjectName(QStringLiteral("pageRoom"));
    room->setFrameShape(QFrame::NoFrame);
    room->setFocusPolicy(Qt::NoFocus);
    room->setWidgetResizable(true);
    room->viewport()->setAutoFillBackground(false);
    room->setWidget(stack);
    stack->setAutoFillBackground(false);
    table->addWidget(room, 2, 1);
    table->addWidget(statusBar, 3, 0, 1, 2);
    table->setColumnStretch(1, 1);
    table->setRowStretch(2, 1);

    connect(rail, &Rail::chosen, this, qOverload<int>(&Workbench::showPage));
    connect(&session, &Session::placeRequested, this, &Workbench::goTo);
    auto* waiting = new WaitingCounts(session, this);
    connect(waiting, &WaitingCounts::counted, this, [this](const NextSteps& next) {
        rail->setWaiting(QStringLiteral("entry"), next.filings);
        rail->setWaiting(QStringLiteral("tasks"), next.tasks);
        rail->setWaiting(QStringLiteral("exchange"), next.conflicts);
        statusBar->setUnreported(next.unreported);
    });
    connect(&session, &Session::personChanged, this, &Workbench::sayWhoMayWrite);
    connect(statusBar, &StatusBar::undoWanted, steps->undoAction(), &QAction::trigger);
    connect(statusBar, &StatusBar::redoWanted, steps->redoAction(), &QAction::trigger);
    // Of the workbench, not of the parts that they belong to: those are hidden while a page has the screen.
    for (int i = 0; i < pages.size(); ++i)
        connect(
            new QShortcut(Rail::keysOf(i), this), &QShortcut::activated, rail, [this, i] { showPage(i); });
    connect(new QShortcut(Qt::CTRL | Qt::Key_K, this), &QShortcut::activated, topBar->searchBox(), [this] {
        leaveWholeScreen();
        topBar->searchBox()->setFocus();
        topBar->searchBox()->selectAll();
    });
    sayWhoMayWrite();
}

void Workbench::setReadOnly(const Error& why)
{
    readOnly = why;
    sayWhoMayWrite();
}

void Workbench::sayWhoMayWrite()
{
    if (!readOnly) {
        notice->say(session.writeRefusal());
        if (session.mayWrite())
            return sayHowLastRunEnded();
        connect(notice->addStep(QStringLiteral("noticeSignIn"),
                    session.person().isEmpty() ? QStringLiteral("登录…") : QStringLiteral("换人…")),
            &QPushButton::clicked, this, [this] { askWhoIsAtWork(session, window()); });
        return;
    }
    notice->say(QStringLiteral("只读：") + readOnly->text);
    const auto offer = [this](const char* name, const QString& text, void (Workbench::*wanted)()) {
        connect(notice->addStep(QLatin1String(name), text), &QPushButton::clicked, this, wanted);
    };
    if (isDamaged(*readOnly)) {
        offer("noticeCheckUp", QStringLiteral("体检…"), &Workbench::checkUpWanted);
        offer("noticeSalvage", QStringLiteral("抢救到新工作区…"), &Workbench::salvageWanted);
    }
    offer("noticeRetry", QStringLiteral("重试"), &Workbench::retryWanted);
}

/// What was opened for writing has been looked through (core/store/file/workspace_file.h).
void Workbench::sayHowLastRunEnded()
{
    if (!runLog::wasCutShort())
        return;
    notice->say(QStringLiteral("上次没有正常结束，数据完整。"));
    connect(notice->addStep(QStringLiteral("noticeReport"), QStringLiteral("生成问题报告…")),
        &QPushButton::clicked, this, &Workbench::reportWanted);
    connect(notice->addStep(QStringLiteral("noticeRead"), QStringLiteral("知道了")), &QPushButton::clicked,
        this, [this] {
            runLog::forgetCut();
            notice->say({});
        });
}

void Workbench::showAlone(bool alone)
{
    for (QWidget* part :
        {static_cast<QWidget*>(topBar), static_cast<QWidget*>(rail), static_cast<QWidget*>(statusBar)})
        part->setVisible(!alone);
    if (alone) {
        windowBefore = window()->windowState();
        window()->setWindowState(windowBefore | Qt::WindowFullScreen);
    } else {
        window()->setWindowState(windowBefore);
    }
}

void Workbench::leaveWholeScreen()
{
    if (page())
        page()->leaveWholeScreen();
}

void Workbench::showHistory(const HistoryPlace& of)
{
    if (!historyWindow)
        historyWindow = new HistoryWindow(session, *steps, this);
    historyWindow->showOnly(of.registry, of.row);
    historyWindow->show();
    historyWindow->raise();
    historyWindow->activateWindow();
}

void Workbench::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_F6)
        walkPanes(event->modifiers() & Qt::ShiftModifier ? -1 : 1);
    else
        QWidget::keyPressEvent(event);
}

void Workbench::showPage(const QString& id)
{
    for (int i = 0; i < pageList().size(); ++i)
        if (pageList()[i].id == id)
            showPage(i);
}

void Workbench::showPage(int index)
{
    if (!pages[index]) {
        Page* made = pageList()[index].make(session);
        made->setObjectName(QStringLiteral("page-") + pageList()[index].id);
        made->setAccessibleName(pageList()[index].title);
        made->setProperty("role", QStringLiteral("page"));
        setHelpChapter(*made, pageList()[index].title);
        made->setAttribute(Qt::WA_StyledBackground);
        connect(made, &Page::positionChanged, statusBar, &StatusBar::setPosition);
        connect(made, &Page::wholeScreenWanted, this, &Workbench::showAlone);
        stack->addWidget(made);
        pages[index] = made;
    }
    if (index != current)
        leaveWholeScreen();
    current = index;
    for (Page* each : std::as_const(pages))
        if (each) { // only what is seen asks for room
            const auto policy = each == pages[index] ? QSizePolicy::Preferred : QSizePolicy::Ignored;
            each->setSizePolicy(policy, policy);
        }
    statusBar->setPosition({});
    stack->setCurrentWidget(pages[index]);
    rail->setCurrent(index);
}

QString Workbench::currentPage() const
{
    return current < 0 ? QString() : pageList()[current].id;
}

bool Workbench::isTownship() const
{
    return session.office() != nullptr;
}

Page* Workbench::page() const
{
    return current < 0 ? nullptr : pages[current];
}

void Workbench::goTo(const Place& place)
{
    if (const auto* of = std::get_if<HistoryPlace>(&place))
        return showHistory(*of);
    if (const auto* as = std::get_if<PagePlace>(&place))
        return showPage(as->page);
    for (int i = 0; i < pageList().size(); ++i)
        if (pageList()[i].shows(place, session)) {
            showPage(i);
            return page()->showPlace(place);
        }
    const auto* row = std::get_if<RowPlace>(&place);
    const RegistrySpec* spec = row ? anySpec(session.workspace().registries(), row->registry) : nullptr;
    Q_EMIT session.message(spec
            ? QStringLiteral("“%1”没有单独的页面，它的内容和变化请在“历史”里看").arg(spec->label)
            : QStringLiteral("这一处没有页面可以打开"));
}

bool Workbench::mayClose()
{
    if (!std::all_of(pages.begin(), pages.end(), [](Page* each) { return !each || each->mayClose(); }))
        return false;
    const QPointer<Job> running = session.jobs().wouldBeMissed();
    return !running
        || askChoice(this, QStringLiteral("jobRuns"), running->title() + QStringLiteral("，还没有做完"),
               QStringLiteral("现在关闭就放弃它，工作区里已保存的内容不受影响。等它做完，状态栏会说明结果。"),
               {QStringLiteral("放弃并关闭"), QStringLiteral("等它做完")}, 1)
        == 0
        || !running; // done meanwhile
}

void Workbench::walkPanes(int step)
{
    QList<QWidget*> panes{topBar, rail};
    if (page())
        panes += page()->focusPanes();
    panes += statusBar;
    const QWidget* focus = QApplication::focusWidget();
    qsizetype at = 0;
    for (qsizetype i = 0; i < panes.size(); ++i)
        if (focus && (panes[i] == focus || panes[i]->isAncestorOf(focus)))
            at = i;
    for (qsizetype tries = 0; tries < panes.size(); ++tries) {
        at = (at + step + panes.size()) % panes.size();
        if (QWidget* control = firstControl(panes[at]))
            return control->setFocus(Qt::TabFocusReason);
    }
}

} // namespace coop
