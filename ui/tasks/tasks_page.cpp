#include "ui/tasks/tasks_page.h"

#include "core/base/period.h"
#include "core/store/unit_of_work.h"
#include "core/workflow/tasks/task_choice.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/tasks/demand_note_dialog.h"
#include "ui/tasks/report_dialog.h"
#include "ui/tasks/task_drawer.h"
#include "ui/tasks/task_filter_bar.h"
#include "ui/tasks/task_list.h"
#include "ui/widgets/ask_choice.h"
#include "ui/widgets/ask_reason.h"
#include "ui/widgets/empty_note.h"
#include "ui/widgets/message.h"
#include "ui/widgets/named.h"
#include "ui/widgets/turning_row.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <algorithm>

namespace coop
{

namespace
{
constexpr int drawerWidth = 392, narrowDrawer = 300;

struct Read {
    QList<TaskStatus> tasks;
    QStringList localNames;
};

Result<Read> readTasks(const Workspace& workspace, QDate on)
{
    auto tasks = taskStatus(workspace, on);
    COOP_TRY(tasks);
    auto names = localUnits(workspace);
    COOP_TRY(names);
    return Read{std::move(*tasks), std::move(*names)};
}
} // namespace

TasksPage::TasksPage(Session& shared, QWidget* parent)
    : Page(shared, parent)
    , reading(shared.jobs(), this, [this] { load(); })
    , filters(new TaskFilterBar(taskUnits(shared.workspace().plan())))
    , summary(new QLabel)
    , demandNotes(namedButton(QStringLiteral("tasks.sheets"), QStringLiteral("列出的督办单…"),
          QStringLiteral("打印列出的任务的督办单，一项一页（Ctrl+P）"), icon(QStringLiteral("print"))))
    , redNotes(namedButton(QStringLiteral("tasks.redSheets"), QStringLiteral("逾期督办单…")))
    , details(namedButton(QStringLiteral("tasks.details"), QStringLiteral("任务内容"),
          QStringLiteral("看选中任务的内容、进展和附件；再按一次回到列表")))
    , listPane(new QWidget)
    , centre(new QStackedWidget)
    , list(new TaskList)
    , empty(new EmptyNote)
    , drawer(new TaskDrawer(shared))
{
    demandNotes->setShortcut(QKeySequence::Print);
    summary->setObjectName(QStringLiteral("tasks.summary"));
    summary->setProperty("role", QStringLiteral("second"));
    QWidget* steps = toolGroup({details, demandNotes}, true);
    for (QWidget* step : QList<QWidget*>{details, demandNotes})
        steps->layout()->setAlignment(step, Qt::AlignTop); // the filters are two lines
    auto* tools = new TurningRow(filters, steps);
    details->setCheckable(true);
    details->hide();
    auto* left = new QVBoxLayout(listPane);
    left->setContentsMargins(0, 0, 0, 0);
    left->setSpacing(theme::grid);
    left->addWidget(centre, 1);
    auto* foot = new QHBoxLayout;
    foot->addWidget(summary, 1);
    foot->addWidget(redNotes);
    left->addLayout(foot);
    auto* panes = new QHBoxLayout;
    panes->setSpacing(theme::gap);
    panes->addWidget(listPane, 1);
    panes->addWidget(drawer);
    drawer->setMinimumWidth(narrowDrawer);
    centre->addWidget(list);
    centre->addWidget(empty);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(theme::gap, theme::gap, theme::gap, theme::grid);
    column->setSpacing(theme::gap);
    column->addWidget(tools);
    column->addLayout(panes, 1);

    connect(&session, &Session::periodChanged, &reading, &Loader::invalidate);
    connect(&session, &Session::dataChanged, &reading, &Loader::invalidate);
    connect(&session, &Session::scopeChanged, this, &TasksPage::showChosen);
    connect(filters, &TaskFilterBar::changed, this, &TasksPage::showChosen);
    connect(empty, &EmptyNote::stepRequested, filters, &TaskFilterBar::clear);
    connect(list, &TaskList::chosen, this, &TasksPage::showCurrent);
    connect(list, &TaskList::opened, this, [this] {
        if (!details->isHidden())
            details->setChecked(true);
        drawer->focusFirst();
    });
    connect(details, &QPushButton::toggled, this, &TasksPage::fold);
    connect(drawer, &TaskDrawer::reportWanted, this, &TasksPage::report);
    connect(drawer, &TaskDrawer::askWanted, this, &TasksPage::ask);
    connect(drawer, &TaskDrawer::grantWanted, this, &TasksPage::grant);
    connect(drawer, &TaskDrawer::refuseWanted, this, &TasksPage::refuse);
    connect(drawer, &TaskDrawer::demandNoteWanted, this, [this] {
        if (current())
            printDemandNotes({*current()});
    });
    connect(demandNotes, &QPushButton::clicked, this, [this] { printDemandNotes(shown); });
    connect(redNotes, &QPushButton::clicked, this, [this] { printDemandNotes(red); });
}

void TasksPage::resizeEvent(QResizeEvent* event)
{
    Page::resizeEvent(event);
    fold();
}

void TasksPage::fold()
{
    // At which no column of the list is cut.
    const int listWidth = 51 * list->fontMetrics().horizontalAdvance(u'国') + theme::gap;
    const int room = width() - 3 * theme::gap;
    const bool narrow = room < listWidth + narrowDrawer;
    details->setVisible(narrow);
    listPane->setVisible(!narrow || !details->isChecked());
    drawer->setVisible(!narrow || details->isChecked());
    if (narrow) {
        drawer->setMinimumWidth(narrowDrawer);
        drawer->setMaximumWidth(QWIDGETSIZE_MAX);
    } else {
        drawer->setFixedWidth(std::clamp(room - listWidth, narrowDrawer, drawerWidth));
    }
}

/// A task or what was reported of it; the tasks that have a light.
bool TasksPage::shows(const Place& place, const Session&)
{
    const auto* row = std::get_if<RowPlace>(&place);
    return std::holds_alternative<TaskLight>(place)
        || (row && (row->registry == u"tasks" || row->registry == u"task_reports"));
}

void TasksPage::showPlace(const Place& place)
{
    if (const auto* light = std::get_if<TaskLight>(&place))
        filters->showOnly(*light);
    if (const auto* row = std::get_if<RowPlace>(&place))
        choose(*row);
    list->setFocus();
}

void TasksPage::choose(const RowPlace& place)
{
    RowId task = place.row;
    if (place.registry == u"task_reports") {
        const auto report = session.workspace().row(place.registry, place.row);
        task = report ? (*report)[u"task"].number() : 0;
    }
    const auto record = session.workspace().row(QStringLiteral("tasks"), task);
    if (!record)
        return;
    wanted = int((*record)[u"no"].number());
    filters->clear();
}

QList<QWidget*> TasksPage::focusPanes()
{
    return {filters, list, drawer};
}

void TasksPage::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Find))
        filters->focusSearch();
    else
        Page::keyPressEvent(event);
}

void TasksPage::load()
{
    on = dayOfQuarter(session.period(), QDate::currentDate());
    reading.ask(
        session, QStringLiteral("正在读取任务"),
        [day = on](Workspace& workspace, const JobControl&) { return readTasks(workspace, day); },
        [this](Result<Read> read) {
            if (!read) {
                all.clear();
                empty->say(QStringLiteral("任务读不出来"), read.error().text, {});
                centre->setCurrentWidget(empty);
                return drawer->showTask(nullptr);
            }
            all = std::move(read->tasks);
            localNames = std::move(read->localNames);
            showChosen();
        });
}

void TasksPage::showChosen()
{
    TaskChoice choice = filters->choice();
    const auto light = choice.light;
    choice.light.reset();
    QList<TaskStatus> ofScope = all;
    if (session.scope().id != 0)
        ofScope = chosenTasks(all, {.unit = session.scope().name}, on, localNames);
    red = chosenTasks(ofScope, {.light = TaskLight::red}, on, localNames);
    redNotes->setEnabled(!red.isEmpty());
    redNotes->setText(
        red.isEmpty() ? QStringLiteral("逾期督办单…") : QStringLiteral("逾期 %1 项督办单…").arg(red.size()));
    redNotes->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_P); // a new text takes it away
    redNotes->setToolTip(red.isEmpty()
            ? QStringLiteral("没有逾期的任务")
            : QStringLiteral("所有逾期任务的督办单，一项一页，一次打印或存为一个 PDF（Ctrl+Shift+P）"));
    const QList<TaskStatus> ofAnyLight = chosenTasks(ofScope, choice, on, localNames);
    QHash<TaskLight, int> counts;
    for (const TaskStatus& each : ofAnyLight)
        ++counts[each.light];
    filters->setCounts(counts);
    shown = chosenTasks(ofAnyLight, {.light = light}, on, localNames);

    list->showTasks(shown, session.workspace().plan());
    if (wanted != 0 && list->select(wanted))
        wanted = 0;
    demandNotes->setEnabled(!shown.isEmpty());
    summary->setText(QStringLiteral("截至 %1，列出 %2 项，共 %3 项")
                         .arg(dateInWords(on))
                         .arg(shown.size())
                         .arg(all.size()));
    if (all.isEmpty())
        empty->say(QStringLiteral("这个方案没有重点任务"), {}, {});
    else
        empty->say(choice.search.trimmed().isEmpty()
                ? QStringLiteral("没有符合条件的任务")
                : QStringLiteral("没有找到“%1”").arg(choice.search.trimmed()),
            session.scope().id == 0
                ? QString()
                : QStringLiteral("现在只看 %1 牵头或负责的任务").arg(session.scope().name),
            filters->isNarrowed() ? filters->clearWord() : QString());
    centre->setCurrentWidget(shown.isEmpty() ? static_cast<QWidget*>(empty) : list);
    showCurrent();
}

const TaskStatus* TasksPage::current() const
{
    for (const TaskStatus& each : shown)
        if (each.task->no == list->currentTask())
            return &each;
    return nullptr;
}

void TasksPage::showCurrent()
{
    drawer->showTask(current());
}

void TasksPage::note(const Result<>& done, const QString& tried, const QString& said)
{
    if (!done)
        return showError(this, tried, done.error());
    session.noteSaved(said, Session::Offer::none);
}

void TasksPage::report()
{
    const TaskStatus* status = current();
    if (!status || !session.mayWrite())
        return;
    QStringList units;
    if (session.scope().id != 0)
        units += session.scope().name;
    units += status->task->lead + status->task->responsible + localNames;
    units.removeDuplicates();
    ReportDialog dialog(session, *status->task, session.period(), units, this);
    if (dialog.exec() == QDialog::Accepted)
        session.noteSaved(
            QStringLiteral("已保存任务 %1 的进展（%2）").arg(status->task->no).arg(dialog.unit()));
}

void TasksPage::ask()
{
    const TaskStatus* status = current();
    if (!status || !session.mayWrite())
        return;
    const int no = status->task->no;
    const auto why = askReason(this, QStringLiteral("任务 %1 怎样完成，有什么依据？").arg(no),
        QStringLiteral("由另一人同意后销号。"), QStringLiteral("申请销号"));
    if (why)
        note(askClosing(session.workspace(), session.author(Door::form, {}), no, *why),
            QStringLiteral("申请销号"), QStringLiteral("任务 %1 已申请销号，等待另一人同意").arg(no));
}

void TasksPage::grant()
{
    const TaskStatus* status = current();
    if (!status || !session.mayWrite())
        return;
    const int no = status->task->no;
    const TaskClosing closing = status->closing;
    if (askChoice(this, QStringLiteral("grantClosing"), QStringLiteral("同意任务 %1 销号？").arg(no),
            QStringLiteral("%1 申请：%2\n同意后不能撤销，可以写明原因恢复办理。")
                .arg(closing.askedBy, closing.askedWhy),
            {QStringLiteral("同意销号"), QStringLiteral("暂不同意")}, 1)
        == 0)
        note(grantClosing(session.workspace(), session.author(Door::form, {}), no),
            QStringLiteral("同意销号"), QStringLiteral("任务 %1 已销号").arg(no));
}

void TasksPage::refuse()
{
    const TaskStatus* status = current();
    if (!status || !session.mayWrite())
        return;
    const int no = status->task->no;
    const bool own = status->closing.isAsked() && status->closing.askedBy == session.person();
    const QString what = status->closing.isClosed() ? QStringLiteral("恢复办理")
        : own                                       ? QStringLiteral("撤回申请")
                                                    : QStringLiteral("退回申请");
    const auto why = askReason(this, QStringLiteral("任务 %1 还差什么，为什么%2？").arg(no).arg(what),
        QStringLiteral("任务继续办理，可以再次申请销号。"), what);
    if (why)
        note(refuseClosing(session.workspace(), session.author(Door::form, {}), no, *why), what,
            QStringLiteral("任务 %1 继续办理").arg(no));
}

void TasksPage::printDemandNotes(const QList<TaskStatus>& tasks)
{
    if (!tasks.isEmpty())
        DemandNoteDialog(session, tasks, on, this).exec();
}

} // namespace coop
