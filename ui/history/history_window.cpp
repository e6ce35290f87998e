#include "ui/history/history_window.h"

#include "core/base/decimal.h"
#include "core/store/undo/undo.h"
#include "core/tabular/export/history_export.h"
#include "core/tabular/history_text.h"
#include "ui/history/entry_view.h"
#include "ui/history/history_filter_bar.h"
#include "ui/history/history_list_model.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/session/settings.h"
#include "ui/session/undo_steps.h"
#include "ui/widgets/elided/elided_label.h"
#include "ui/widgets/empty_note.h"
#include "ui/widgets/message.h"
#include "ui/widgets/named.h"

#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>

namespace coop
{

HistoryWindow::HistoryWindow(Session& shared, UndoSteps& all, QWidget* parent)
    : QWidget(parent, Qt::Window)
    , session(shared)
    , steps(all)
    , filters(new HistoryFilterBar(shared))
    , model(new HistoryListModel(shared, this))
    , list(new QTableView)
    , empty(new EmptyNote)
    , stack(new QStackedWidget)
    , details(new EntryView(shared))
    , note(new ElidedLabel)
    , undoButton(namedButton(
          QStringLiteral("history.undo"), QStringLiteral("撤销这一步"), {}, icon(QStringLiteral("undo"))))
    , exportButton(namedButton(
          QStringLiteral("history.export"), QStringLiteral("导出…"), {}, icon(QStringLiteral("export"))))
    , people(shared.jobs(), this, [this] { reload(); })
{
    setObjectName(QStringLiteral("historyWindow"));
    setWindowTitle(QStringLiteral("历史"));
    setProperty("role", QStringLiteral("page"));
    setAttribute(Qt::WA_StyledBackground);
    setMinimumSize(960, 480);
    resize(1120, 640);
    list->setObjectName(QStringLiteral("history.list"));
    list->setAccessibleName(QStringLiteral("历史的各步"));
    list->setModel(model);
    list->setSelectionBehavior(QTableView::SelectRows);
    list->setSelectionMode(QTableView::SingleSelection);
    list->setEditTriggers(QTableView::NoEditTriggers);
    list->setWordWrap(false);
    list->setTabKeyNavigation(false);
    list->setShowGrid(false);
    list->verticalHeader()->hide();
    list->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    list->verticalHeader()->setDefaultSectionSize(theme::rowHeight);
    list->horizontalHeader()->setHighlightSections(false);
    list->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    const int widths[] = {64, 160, 88, 88, 280, 280, 104};
    for (int column = 0; column < int(std::size(widths)); ++column)
        list->setColumnWidth(column, widths[column]);
    for (const auto column : {HistoryListModel::reasonColumn, HistoryListModel::touchedColumn})
        list->horizontalHeader()->setSectionResizeMode(column, QHeaderView::Stretch);
    note->setObjectName(QStringLiteral("history.note"));
    note->setProperty("role", QStringLiteral("second"));

    stack->addWidget(list);
    stack->addWidget(empty);
    auto* splitter = new QSplitter(Qt::Vertical);
    splitter->setHandleWidth(theme::gap);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(stack);
    splitter->addWidget(details);
    splitter->setSizes({340, 260});
    auto* foot = new QHBoxLayout;
    foot->setSpacing(theme::grid);
    foot->addWidget(note, 1);
    foot->addWidget(undoButton);
    foot->addWidget(exportButton);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(theme::gap, theme::gap, theme::gap, theme::gap);
    column->setSpacing(theme::gap);
    column->addWidget(filters);
    column->addWidget(splitter, 1);
    column->addLayout(foot);
    addActions({steps.undoAction(), steps.redoAction()}); // Ctrl+Z and Ctrl+Y hold here, too
    connectParts();
    showCurrent();
}

void HistoryWindow::connectParts()
{
    connect(filters, &HistoryFilterBar::changed, this, &HistoryWindow::reload);
    connect(empty, &EmptyNote::stepRequested, filters, &HistoryFilterBar::showAll);
    connect(model, &HistoryListModel::loaded, this, &HistoryWindow::take);
    connect(model, &HistoryListModel::failed, note, &QLabel::setText);
    connect(
        list->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &HistoryWindow::showCurrent);
    connect(undoButton, &QPushButton::clicked, this, &HistoryWindow::takeBack);
    connect(exportButton, &QPushButton::clicked, this, &HistoryWindow::askExport);
    connect(&steps, &UndoSteps::done, this, &HistoryWindow::showCurrent);
    for (const auto changed :
        {&Session::dataChanged, &Session::personChanged}) // who may see what, and take back
        connect(&session, changed, &people, &Loader::invalidate);
}

void HistoryWindow::showOnly(const QString& registry, RowId row)
{
    filters->showOnly(registry, row);
    shown = 0;
    people.invalidate();
}

void HistoryWindow::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    list->setFocus();
}

void HistoryWindow::reload()
{
    readPeople();
    model->setFilter(filters->filter());
}

void HistoryWindow::readPeople()
{
    people.ask(
        session, QString(), [](Workspace& workspace, const JobControl&) { return historyPeople(workspace); },
        [this](const Result<QStringList>& names) {
            if (names)
                filters->setPeople(*names);
        });
}

void HistoryWindow::take(bool first)
{
    const QString read = formatDecimal(model->rowCount(), 0, true);
    note->setText(model->rowCount() == 0 ? QStringLiteral("没有符合条件的历史")
            : model->complete()          ? QStringLiteral("共 %1 步").arg(read)
                                : QStringLiteral("最近 %1 步，往下滚动显示更早的").arg(read));
    if (model->rowCount() == 0)
        empty->say(QStringLiteral("没有符合条件的历史"),
            QStringLiteral("换一个人员、日期、台账或来源，或者看全部。"),
            filters->narrowed() ? QStringLiteral("清除搜索") : QString());
    stack->setCurrentWidget(model->rowCount() == 0 ? static_cast<QWidget*>(empty) : list);
    if (!first)
        return;
    list->selectRow(qMax(0, model->rowOf(shown)));
    showCurrent();
}

QString HistoryWindow::takeBackRefusal(const ChangeEntry& entry) const
{
    const auto allowed = mayTakeBack(session.workspace(), session.person(), entry.entry);
    return allowed ? QString() : allowed.error().text;
}

void HistoryWindow::showCurrent()
{
    const ChangeEntry* entry = model->entryAt(list->currentIndex().row());
    const QString why = !session.mayWrite() ? session.writeRefusal()
        : !entry                            ? QStringLiteral("先选中一步")
        : entry->undone                     ? QStringLiteral("这一步已经撤销")
        : entry->undoes != 0 ? QStringLiteral("这一步本身是撤销或重做；要恢复，请撤销或重做原来的那一步")
        : entry->door == Door::making || entry->door == Door::salvage || entry->door == Door::restore
        ? QStringLiteral("这一步是工作区的起点，不能撤销；要回到更早的内容，请从备份恢复")
        : takeBackRefusal(*entry);
    undoButton->setEnabled(why.isEmpty() && !steps.busy());
    undoButton->setToolTip(!why.isEmpty()
            ? why
            : QStringLiteral("放回这一步之前的内容：%1")
                  .arg(changeCountText(session.workspace().registries(), entry->counts)));
    exportButton->setEnabled(model->rowCount() > 0);
    shown = entry ? entry->entry : 0;
    if (entry)
        details->showEntry(model->filter(), entry->entry);
    else
        details->clear();
}

void HistoryWindow::takeBack()
{
    const ChangeEntry* entry = model->entryAt(list->currentIndex().row());
    if (!entry)
        return;
    list->setFocus();
    undoButton->setEnabled(false);
    steps.takeBack(entry->entry,
        entry->reason.isEmpty() ? QStringLiteral("第 %1 号").arg(entry->entry) : entry->reason, this);
}

void HistoryWindow::askExport()
{
    const QDir folder(settings::documentsFolder());
    const QString name
        = QStringLiteral("历史-%1.xlsx").arg(QDate::currentDate().toString(QStringLiteral("yyyyMMdd")));
    QString file = QFileDialog::getSaveFileName(this, QStringLiteral("导出历史"), folder.filePath(name),
        QStringLiteral("Excel 工作簿 (*.xlsx);;文本表格 (*.csv)"));
    if (file.isEmpty())
        return;
    if (QFileInfo(file).suffix().isEmpty())
        file += QStringLiteral(".xlsx");
    exportTo(file);
}

void HistoryWindow::exportTo(const QString& file)
{
    ++exports;
    exportButton->setEnabled(false);
    note->setText(QStringLiteral("正在导出…"));
    startOnWorkspace(
        session, Workspace::Access::read, QStringLiteral("正在导出历史"), this,
        [file, filter = filters->filter()](Workspace& workspace, const JobControl& control) {
            return exportHistory(workspace, filter, file, [&](qint64) { return !control.cancelled(); });
        },
        [this, file](const Result<qint64>& entries) {
            --exports;
            exportButton->setEnabled(true);
            if (!entries) {
                note->setText(entries.error().text);
                return showError(this, QStringLiteral("导出历史"), entries.error());
            }
            note->setText(QStringLiteral("已导出 %1 步到 %2")
                              .arg(formatDecimal(*entries, 0, true), QDir::toNativeSeparators(file)));
        });
}

bool HistoryWindow::busy() const
{
    return exports > 0 || people.busy() || model->busy() || details->busy();
}

void HistoryWindow::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        hide();
    else
        QWidget::keyPressEvent(event);
}

} // namespace coop
