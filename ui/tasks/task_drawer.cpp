#include "ui/tasks/task_drawer.h"

#include "core/store/workspace.h"
#include "ui/ledger/side/attachment_pane.h"
#include "ui/look/icons.h"
#include "ui/look/light_mark.h"
#include "ui/look/theme.h"
#include "ui/session/session.h"
#include "ui/tasks/task_text.h"
#include "ui/widgets/named.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTabBar>
#include <QTabWidget>

namespace coop
{

namespace
{
QScrollArea* scrolled(QLabel* label)
{
    label->setWordWrap(true);
    label->setTextFormat(Qt::RichText);
    label->setAlignment(Qt::AlignTop);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label->setContentsMargins(theme::cardPadding, theme::gap, theme::cardPadding, theme::gap);
    auto* area = new QScrollArea;
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidget(label);
    area->viewport()->setAutoFillBackground(false);
    label->setAutoFillBackground(false);
    return area;
}

} // namespace

TaskDrawer::TaskDrawer(Session& shared, QWidget* parent)
    : QFrame(parent)
    , session(shared)
    , heading(new QLabel)
    , light(new QLabel)
    , tabs(new QTabWidget)
    , text(new QLabel)
    , reports(new QLabel)
    , files(new AttachmentPane(shared))
    , hint(new QLabel)
    , report(namedButton(QStringLiteral("task.report"), QStringLiteral("填写进展…")))
    , ask(namedButton(QStringLiteral("task.ask"), QStringLiteral("申请销号…")))
    , grant(namedButton(QStringLiteral("task.grant"), QStringLiteral("同意销号…")))
    , refuse(namedButton(QStringLiteral("task.refuse"), QStringLiteral("不同意…")))
    , demandNote(namedButton(QStringLiteral("task.sheet"), QStringLiteral("督办单…")))
{
    setObjectName(QStringLiteral("tasks.drawer"));
    setAccessibleName(QStringLiteral("选中的任务"));
    setProperty("role", QStringLiteral("card"));
    heading->setObjectName(QStringLiteral("task.heading"));
    heading->setProperty("role", QStringLiteral("heading"));
    heading->setWordWrap(true);
    light->setObjectName(QStringLiteral("task.light"));
    light->setTextFormat(Qt::RichText);
    text->setObjectName(QStringLiteral("task.text"));
    text->setAccessibleName(QStringLiteral("任务内容"));
    reports->setObjectName(QStringLiteral("task.reports"));
    reports->setAccessibleName(QStringLiteral("进展历史"));
    tabs->setObjectName(QStringLiteral("task.tabs"));
    tabs->setAccessibleName(QStringLiteral("任务的各部分"));
    tabs->setDocumentMode(true);
    tabs->setProperty("role", QStringLiteral("side"));
    tabs->tabBar()->setExpanding(false);
    tabs->tabBar()->setDrawBase(false);
    tabs->addTab(scrolled(text), QStringLiteral("内容"));
    tabs->addTab(scrolled(reports), QStringLiteral("进展"));
    tabs->addTab(files, QStringLiteral("附件"));
    auto* head = new QVBoxLayout;
    head->setContentsMargins(theme::cardPadding, theme::gap, theme::cardPadding, 4);
    head->setSpacing(4);
    auto* below = new QHBoxLayout;
    below->addWidget(light, 1);
    below->addWidget(demandNote);
    head->addWidget(heading);
    head->addLayout(below);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(tabs, 1);
    column->addWidget(buttons());
    connect(files, &AttachmentPane::counted, this, [this](qsizetype count) {
        tabs->setTabText(2, count > 0 ? QStringLiteral("附件 %1").arg(count) : QStringLiteral("附件"));
    });
    connect(&session, &Session::personChanged, this, &TaskDrawer::updateButtons);
    connect(report, &QPushButton::clicked, this, &TaskDrawer::reportWanted);
    connect(ask, &QPushButton::clicked, this, &TaskDrawer::askWanted);
    connect(grant, &QPushButton::clicked, this, &TaskDrawer::grantWanted);
    connect(refuse, &QPushButton::clicked, this, &TaskDrawer::refuseWanted);
    connect(demandNote, &QPushButton::clicked, this, &TaskDrawer::demandNoteWanted);
    showTask(nullptr);
}

QWidget* TaskDrawer::buttons()
{
    hint->setObjectName(QStringLiteral("task.hint"));
    hint->setProperty("role", QStringLiteral("small"));
    hint->setWordWrap(true);
    report->setProperty("role", QStringLiteral("main"));
    report->setIcon(icon(QStringLiteral("edit"), theme::pane));
    demandNote->setIcon(icon(QStringLiteral("print")));
    demandNote->setProperty("role", QStringLiteral("link"));
    auto* foot = new QFrame;
    auto* row = new QHBoxLayout;
    row->setSpacing(theme::grid);
    for (QPushButton* each : {report, ask, grant, refuse})
        row->addWidget(each);
    row->addStretch();
    auto* column = new QVBoxLayout(foot);
    column->setContentsMargins(theme::cardPadding, theme::grid, theme::cardPadding, theme::gap);
    column->setSpacing(theme::grid);
    column->addWidget(hint);
    column->addLayout(row);
    return foot;
}

void TaskDrawer::showTask(const TaskStatus* status)
{
    const int before = shown ? shown->task->no : 0;
    shown = status ? std::optional(*status) : std::nullopt;
    tabs->setVisible(status);
    light->setVisible(status);
    heading->setText(status ? QStringLiteral("任务 %1　%2").arg(status->task->no).arg(status->task->item)
                            : QStringLiteral("没有选中的任务"));
    if (status) {
        light->setText(QStringLiteral("<span style='color:%1'>%2</span> %3　<span style='color:%4'>%5</span>")
                           .arg(lightColour(status->light).name(), lightMark(status->light),
                               lightWord(status->light), theme::secondText.name(), status->state));
        text->setText(taskInWords(session.workspace().plan(), *status));
        reports->setText(status->reports.isEmpty()
                ? QStringLiteral("<span style='color:%1'>还没有单位填写进展。</span>")
                      .arg(theme::secondText.name())
                : reportsInWords(status->reports));
        tabs->setTabText(1,
            status->reports.isEmpty() ? QStringLiteral("进展")
                                      : QStringLiteral("进展 %1").arg(status->reports.size()));
        files->showRow(*session.workspace().registries().find(u"tasks"), status->row);
        if (before != status->task->no)
            for (auto* area : tabs->findChildren<QScrollArea*>())
                area->verticalScrollBar()->setValue(0);
    }
    updateButtons();
}

void TaskDrawer::updateButtons()
{
    const bool writes = shown && session.mayWrite();
    const TaskClosing closing = shown ? shown->closing : TaskClosing();
    const bool asked = closing.isAsked();
    const bool own = asked && closing.askedBy == session.person();
    const auto decides = asked || closing.isClosed()
        ? mayDecideClosing(session.workspace(), session.person(), closing)
        : Result<>();
    report->setEnabled(writes);
    ask->setVisible(shown && !asked && !closing.isClosed());
    ask->setEnabled(writes);
    grant->setVisible(asked);
    grant->setEnabled(writes && decides);
    refuse->setVisible(asked || closing.isClosed());
    refuse->setText(closing.isClosed() ? QStringLiteral("恢复办理…")
            : own                      ? QStringLiteral("撤回申请…")
                                       : QStringLiteral("不同意…"));
    refuse->setEnabled(writes && (decides || own));
    demandNote->setEnabled(shown.has_value());
    hint->setText(!shown          ? QString()
            : !session.mayWrite() ? session.writeRefusal()
            : !decides            ? decides.error().text + u'。'
                                  : QString());
    hint->setVisible(!hint->text().isEmpty());
}

void TaskDrawer::focusFirst()
{
    tabs->tabBar()->setFocus(Qt::TabFocusReason);
}

} // namespace coop
