#include "ui/ledger/ledger_page.h"

#include "core/domain/registry_spec.h"
#include "core/store/workspace.h"
#include "ui/ledger/ledger_edits.h"
#include "ui/ledger/ledger_list.h"
#include "ui/ledger/ledger_questions.h"
#include "ui/ledger/ledger_tools.h"
#include "ui/ledger/record_form.h"
#include "ui/ledger/record_grid.h"
#include "ui/ledger/record_table_model.h"
#include "ui/shell/job.h"
#include "ui/shell/session.h"
#include "ui/shell/theme.h"
#include "ui/widgets/empty_note.h"

#include <QApplication>
#include <QFrame>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QScopedValueRollback>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>

namespace coop
{

namespace
{
/// Ledgers of at most this many rows are read at once; longer ones by a job, so that the window stays alive.
constexpr qint64 readAtOnce = 3000;
constexpr int listWidth = 160;
constexpr int formWidth = 344;

QFrame* pane(QWidget* content, const QString& name)
{
    auto* frame = new QFrame;
    frame->setProperty("role", QStringLiteral("card"));
    frame->setObjectName(name);
    auto* layout = new QVBoxLayout(frame);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->addWidget(content);
    return frame;
}

} // namespace

LedgerPage::LedgerPage(Session& shared, QWidget* parent)
    : Page(shared, parent)
    , ledgers(new LedgerList(shared.workspace()))
    , tools(new LedgerTools)
    , model(new RecordTableModel(this))
    , grid(new RecordGrid(*model))
    , empty(new EmptyNote)
    , centre(new QStackedWidget)
    , form(new RecordForm(shared.workspace()))
{
    setObjectName(QStringLiteral("ledger"));
    setProperty("role", QStringLiteral("page"));
    setAccessibleName(QStringLiteral("台账"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(theme::gap, theme::gap, theme::gap, theme::gap);
    column->setSpacing(theme::gap);
    auto* top = new QHBoxLayout;
    top->addSpacing(listWidth + theme::gap); // the tools stand above the grid that they concern
    top->addWidget(tools);
    column->addLayout(top);
    column->addWidget(panes(), 1);
    connectParts();
    addShortcuts();
    showLedger(*session.workspace().registries().ledgers().first());
    sayWhoMayWrite();
}

QWidget* LedgerPage::panes()
{
    centre->addWidget(grid);
    centre->addWidget(pane(empty, QStringLiteral("ledger.emptyPane")));
    formPane = pane(form, QStringLiteral("ledger.formPane"));
    formPane->setMinimumWidth(formWidth - 40);
    auto* splitter = new QSplitter(Qt::Horizontal, this);
    splitter->setHandleWidth(theme::gap);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(ledgers);
    splitter->addWidget(centre);
    splitter->addWidget(formPane);
    ledgers->setFixedWidth(listWidth);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({listWidth, 4000, formWidth});
    return splitter;
}

void LedgerPage::connectParts()
{
    connect(&session, &Session::dataChanged, this, &LedgerPage::refresh);
    connect(&session, &Session::scopeChanged, this, &LedgerPage::refresh);
    connect(&session, &Session::personChanged, this, &LedgerPage::sayWhoMayWrite);
    connect(tools, &LedgerTools::historyRequested, this, &LedgerPage::showHistory);
    connect(grid, &RecordGrid::historyRequested, this, [this] { showHistory(false); });
    connect(ledgers, &LedgerList::chosen, this, [this](const RegistrySpec* chosen) { showLedger(*chosen); });
    connect(tools, &LedgerTools::searched, this, [this](const QString& text) {
        model->setSearch(text);
        if (!form->isModified() && !form->isNew())
            select(form->rowId());
        sayWhatIsShown();
    });
    // Queued: the question about unsaved changes must not stand in the middle of a click.
    connect(
        grid->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        [this](const QModelIndex& current) {
            if (current.isValid() && current.row() < model->rowCount())
                moveTo(model->recordAt(current.row()).id);
        },
        Qt::QueuedConnection);
    connect(
        grid->selectionModel(), &QItemSelectionModel::selectionChanged, this, &LedgerPage::sayWhatIsShown);
    connect(grid, &RecordGrid::removeRequested, this, &LedgerPage::removeSelected);
    connect(grid, &RecordGrid::editRequested, this, [this] {
        formPane->show();
        form->focusFirst();
    });
    connect(tools, &LedgerTools::addRequested, this, &LedgerPage::addRow);
    connect(tools, &LedgerTools::removeRequested, this, &LedgerPage::removeSelected);
    connect(form, &RecordForm::saveRequested, this, &LedgerPage::save);
    connect(form, &RecordForm::saveAndAddRequested, this, &LedgerPage::saveAndAdd);
    connect(form, &RecordForm::discardRequested, this, &LedgerPage::discard);
    connect(empty, &EmptyNote::stepRequested, this, [this] {
        if (tools->query().isEmpty())
            addRow();
        else
            tools->setQuery({});
    });
}

void LedgerPage::addShortcuts()
{
    const auto on = [this](const QKeySequence& keys, auto action) {
        auto* shortcut = new QShortcut(keys, this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, action);
    };
    on(QKeySequence::Save, [this] {
        if (form->isModified() || form->isNew())
            save();
    });
    on(QKeySequence::Find, [this] { tools->focusSearch(); });
    on(QKeySequence(Qt::CTRL | Qt::Key_1), [this] { formPane->setVisible(!formPane->isVisible()); });
}

void LedgerPage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    if (stale)
        reload(form->rowId());
    if (!isAncestorOf(QApplication::focusWidget()))
        grid->setFocus();
}

void LedgerPage::showRow(const QString& registry, qint64 row)
{
    const RegistrySpec* wanted = session.workspace().registries().find(registry);
    if (wanted && wanted->ledger)
        showLedger(*wanted, row);
}

void LedgerPage::showLedger(const RegistrySpec& next, RowId row)
{
    if (spec == &next && row == 0)
        return;
    if (!settleChanges()) {
        ledgers->setCurrent(*spec);
        return;
    }
    ledgers->setCurrent(next);
    if (row != 0)
        tools->setQuery({}); // it might hide what is asked for
    if (spec == &next && !stale)
        return select(row);
    if (spec != &next) {
        spec = &next;
        tools->setQuery({});
        form->setLedger(next);
        grid->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    }
    reload(row);
}

void LedgerPage::refresh()
{
    stale = true;
    if (isVisible() && !settling)
        reload(form->rowId());
}

void LedgerPage::reload(RowId selected)
{
    stale = false;
    ledgers->countRows();
    form->forgetCandidates();
    const Workspace& workspace = session.workspace();
    if (workspace.count(spec->id).value_or(0) <= readAtOnce) {
        auto rows = readLedger(workspace, *spec, session.scope());
        if (!rows)
            return Q_EMIT session.message(rows.error().text);
        return take(std::move(*rows), selected);
    }
    ++loading;
    session.jobs().start(
        QStringLiteral("正在读取") + spec->label, this,
        [path = workspace.path(), &registries = workspace.registries(), ledger = spec,
            scope = session.scope()](const JobControl&) -> Result<LedgerRows> {
            const auto opened = Workspace::open(path, Workspace::Access::read, registries);
            if (!opened)
                return fail(opened.error());
            return readLedger(**opened, *ledger, scope);
        },
        [this, ledger = spec, selected](Result<LedgerRows> rows) {
            --loading;
            if (ledger != spec) // somebody went on to another ledger meanwhile
                return;
            if (!rows)
                return Q_EMIT session.message(rows.error().text);
            take(std::move(*rows), selected);
        });
}

void LedgerPage::take(LedgerRows rows, RowId selected)
{
    const bool otherLedger = !model->shows(*spec);
    {
        const QScopedValueRollback moving(settling, true);
        model->reset(*spec, session.workspace().lookup(), std::move(rows));
    }
    if (otherLedger)
        grid->fitColumns();
    if (!form->isModified() && !form->isNew()) // what is being typed stays
        select(selected);
    sayWhatIsShown();
}

void LedgerPage::select(RowId wanted)
{
    const QScopedValueRollback moving(settling, true);
    if (!grid->selectRecord(wanted) && model->rowCount() > 0)
        grid->selectRecord(model->recordAt(0).id);
    const QModelIndex current = grid->currentIndex();
    if (current.isValid() && current.row() < model->rowCount())
        form->showRecord(model->recordAt(current.row()));
    else
        form->clear();
}

void LedgerPage::moveTo(RowId row)
{
    const RowId before = form->rowId();
    if (settling || row == before)
        return;
    const bool settled = settleChanges();
    const QScopedValueRollback moving(settling, true);
    if (settled)
        select(row);
    else if (!grid->selectRecord(before))
        grid->selectionModel()->clear();
}

bool LedgerPage::settleChanges()
{
    if (!form->isModified())
        return true;
    const UnsavedAnswer answer = askUnsaved(this, *spec, form->isNew());
    if (answer == UnsavedAnswer::save)
        return save();
    if (answer == UnsavedAnswer::discard)
        form->clear();
    return answer == UnsavedAnswer::discard;
}

bool LedgerPage::mayClose()
{
    if (settleChanges())
        return true;
    Q_EMIT session.openRequested(QStringLiteral("ledger"), QString(), 0); // where the input waits
    return false;
}

void LedgerPage::sayWhatIsShown()
{
    if (!spec || !model->shows(*spec))
        return;
    const bool narrowed = session.scope().id != 0 && spec->field(u"township");
    const QString scope = narrowed ? session.scope().name : QString();
    tools->say(model->rowCount(), model->total(), scope, grid->selectionModel()->selectedRows().size());
    if (model->rowCount() == 0)
        sayWhyEmpty(scope);
    centre->setCurrentIndex(model->rowCount() > 0 ? 0 : 1);
}

void LedgerPage::sayWhoMayWrite()
{
    tools->setRefusal(session.writeRefusal());
    form->setReadOnly(session.writeRefusal());
    sayWhatIsShown();
}

void LedgerPage::showHistory(bool wholeLedger)
{
    const QList<Record> rows = grid->selectedRecords();
    if (wholeLedger || rows.size() == 1)
        Q_EMIT session.historyRequested(spec->id, wholeLedger ? 0 : rows.first().id);
}

void LedgerPage::sayWhyEmpty(const QString& scope)
{
    if (model->total() > 0)
        return empty->say(QStringLiteral("没有找到“%1”").arg(tools->query()),
            QStringLiteral("可以输入名称、编码、拼音或拼音首字母，几个词用空格隔开。"),
            QStringLiteral("清除搜索"));
    empty->say(QStringLiteral("%1还没有%2").arg(scope, spec->label),
        QStringLiteral("这里登记%1，一行一条，保存后马上计入总览和地图。").arg(spec->label),
        session.mayWrite() ? QStringLiteral("新增%1").arg(spec->label) : QString());
}

void LedgerPage::startNew(const Record& preset)
{
    {
        const QScopedValueRollback moving(settling, true);
        grid->selectionModel()->clear();
    }
    formPane->show();
    form->startNew(preset);
    sayWhatIsShown();
}

void LedgerPage::addRow()
{
    if (!session.mayWrite() || !settleChanges())
        return;
    Record preset(*spec);
    if (session.scope().registry == u"townships" && session.scope().id != 0)
        preset.set(u"township", session.scope().id);
    startNew(preset);
}

bool LedgerPage::save()
{
    const bool adding = form->isNew();
    formPane->show();
    const auto record = form->checkedRecord();
    if (!record)
        return false;
    const auto saved = saveRecord(session, *record);
    if (!saved) {
        form->showRefusal(saved.error().text);
        return false;
    }
    {
        const QScopedValueRollback moving(settling, true);
        form->showRecord(*saved);
        model->put(*saved);
        session.noteSaved((adding ? QStringLiteral("已新增") : QStringLiteral("已保存")) + spec->label + u' '
            + saved->title());
        stale = false; // the row was put in its place just now
        ledgers->countRows();
        select(saved->id);
    }
    sayWhatIsShown();
    return true;
}

void LedgerPage::saveAndAdd()
{
    if (!save())
        return;
    // Rows come sheet by sheet: the next one has the same month and the same places.
    const auto saved = session.workspace().row(spec->id, form->rowId());
    Record next(*spec);
    for (int i = 0; saved && i < spec->fields.size(); ++i)
        if (const FieldSpec& field = spec->fields[i];
            field.type == FieldType::month || (field.type == FieldType::reference && field.child.isEmpty()))
            next.setAt(i, saved->at(i));
    startNew(next);
}

void LedgerPage::discard()
{
    const RowId row = form->rowId();
    form->clear();
    select(row);
    sayWhatIsShown();
    grid->setFocus();
}

void LedgerPage::removeSelected()
{
    const QList<Record> rows = grid->selectedRecords();
    if (!session.mayWrite() || rows.isEmpty() || !settleChanges())
        return;
    if (!askRemove(this, *spec, rows))
        return;
    if (const auto removed = removeRecords(session, *spec, rows); !removed)
        return showRemoveRefused(this, removed.error());
    const int place = grid->currentIndex().row();
    QList<RowId> ids;
    for (const Record& row : rows)
        ids += row.id;
    {
        const QScopedValueRollback moving(settling, true);
        form->clear();
        model->take(ids);
        session.noteSaved(QStringLiteral("已删除%1 %2").arg(spec->label, lineCount(ids.size())));
        stale = false;
        ledgers->countRows();
        const int next = std::min(place, model->rowCount() - 1);
        select(next >= 0 ? model->recordAt(next).id : 0);
    }
    sayWhatIsShown();
    grid->setFocus();
}

bool LedgerPage::event(QEvent* event)
{
    // The window has Ctrl+N, too: as long as the keyboard is in this page it is the page's own.
    if (event->type() != QEvent::ShortcutOverride && event->type() != QEvent::KeyPress)
        return Page::event(event);
    if (!static_cast<QKeyEvent*>(event)->matches(QKeySequence::New))
        return Page::event(event);
    if (event->type() == QEvent::KeyPress)
        addRow();
    event->accept();
    return true;
}

QList<QWidget*> LedgerPage::focusPanes()
{
    return {tools, ledgers, grid, form};
}

} // namespace coop
