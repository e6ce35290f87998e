#include "ui/ledger/ledger_page.h"

#include "core/domain/registry_spec.h"
#include "core/store/workspace.h"
#include "ui/ledger/draft_notice.h"
#include "ui/ledger/grid/cell_editing.h"
#include "ui/ledger/grid/grid_columns.h"
#include "ui/ledger/grid/grid_edits.h"
#include "ui/ledger/grid/grid_pane.h"
#include "ui/ledger/grid/view_menu.h"
#include "ui/ledger/ledger_dialogs.h"
#include "ui/ledger/ledger_edits.h"
#include "ui/ledger/ledger_list.h"
#include "ui/ledger/ledger_panes.h"
#include "ui/ledger/ledger_questions.h"
#include "ui/ledger/ledger_reader.h"
#include "ui/ledger/ledger_tools.h"
#include "ui/ledger/record_form.h"
#include "ui/ledger/record_grid.h"
#include "ui/ledger/record_table_model.h"
#include "ui/ledger/side_pane.h"
#include "ui/shell/session.h"
#include "ui/widgets/empty_note.h"

#include <QApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QScopedValueRollback>
#include <QShortcut>
#include <QToolButton>
#include <QVBoxLayout>

namespace coop
{

LedgerPage::LedgerPage(Session& shared, QWidget* parent)
    : Page(shared, parent)
    , panes(new LedgerPanes(shared))
    , ledgers(panes->ledgers)
    , tools(panes->tools)
    , model(panes->model)
    , grid(panes->grid)
    , form(panes->form)
    , reader(new LedgerReader(shared, this))
    , views(new ViewMenu(*grid, *panes->gridPane->columns, this))
    , edits(new GridEdits(shared, *grid, [this] { return settleForm(); }))
{
    setObjectName(QStringLiteral("ledger"));
    setProperty("role", QStringLiteral("page"));
    setAccessibleName(QStringLiteral("台账"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(panes);
    connectParts();
    addShortcuts();
    showLedger(*session.workspace().registries().ledgers().first());
    sayWhoMayWrite();
}

void LedgerPage::connectParts()
{
    connect(&session, &Session::dataChanged, this, &LedgerPage::refresh);
    connect(&session, &Session::scopeChanged, this, &LedgerPage::refresh);
    connect(&session, &Session::personChanged, this, &LedgerPage::sayWhoMayWrite);
    connect(tools, &LedgerTools::historyRequested, this, &LedgerPage::showHistory);
    connect(ledgers, &LedgerList::chosen, this, [this](const RegistrySpec* chosen) { showLedger(*chosen); });
    connect(tools, &LedgerTools::searched, model, &RecordTableModel::setSearch);
    connectGrid();
    auto* dialogs = new LedgerDialogs(session, *this);
    connect(tools, &LedgerTools::importRequested, dialogs, [dialogs] { dialogs->importTable(); });
    connect(tools, &LedgerTools::exportRequested, dialogs, &LedgerDialogs::exportTable);
    connect(tools, &LedgerTools::duplicatesRequested, dialogs, &LedgerDialogs::findDuplicates);
    connect(tools, &LedgerTools::addRequested, this, &LedgerPage::addRow);
    connect(tools, &LedgerTools::removeRequested, edits, &GridEdits::remove);
    connect(form, &RecordForm::saveRequested, this, &LedgerPage::save);
    connect(form, &RecordForm::saveAndAddRequested, this, &LedgerPage::saveAndAdd);
    connect(form, &RecordForm::discardRequested, this, &LedgerPage::discard);
    connect(panes->side, &SidePane::rowPicked, this, &LedgerPage::showRow);
    connect(panes->drafts, &DraftNotice::restoreRequested, this, &LedgerPage::restoreDraft);
    connect(panes->empty, &EmptyNote::stepRequested, this, [this] {
        if (tools->query().isEmpty())
            addRow();
        else
            tools->setQuery({});
    });
}

void LedgerPage::connectGrid()
{
    // Queued: the question about unsaved changes must not stand in the middle of a click.
    connect(
        grid->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        [this](const QModelIndex& current) {
            if (current.isValid() && current.row() < model->rowCount())
                moveTo(model->idAt(current.row()));
        },
        Qt::QueuedConnection);
    connect(
        grid->selectionModel(), &QItemSelectionModel::selectionChanged, this, &LedgerPage::sayWhatIsShown);
    connect(grid, &RecordGrid::historyRequested, this, [this] { showHistory(false); });
    connect(panes->gridPane, &GridPane::arranged, this, [this] {
        if (!settling && !form->isModified() && !form->isNew())
            select(form->rowId()); // or the first row that is still shown
        sayWhatIsShown();
    });
    connect(panes->gridPane, &GridPane::statisticsChanged, this, &Page::positionChanged);
    connect(reader, &LedgerReader::arrived, this,
        [this](const std::shared_ptr<LedgerRows>& rows) { take(std::move(*rows)); });
    connect(reader, &LedgerReader::failed, &session, &Session::message);
    connect(edits, &GridEdits::written, this, &LedgerPage::takeWritten);
    connect(edits, &GridEdits::removed, this, &LedgerPage::takeRemoved);
    tools->setViews(views);
    connect(views, &ViewMenu::currentChanged, tools, &LedgerTools::sayView);
    const auto chooseColumns = [this] { panes->gridPane->columns->choose(tools->columnsButton()); };
    connect(tools, &LedgerTools::columnsRequested, this, chooseColumns);
    connect(grid, &RecordGrid::columnsRequested, this, chooseColumns);
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
    on(QKeySequence(Qt::CTRL | Qt::Key_1), [this] { panes->showForm(!panes->formVisible()); });
}

void LedgerPage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    if (stale)
        reload(form->rowId());
    panes->drafts->look();
    if (!isAncestorOf(QApplication::focusWidget()))
        grid->setFocus();
}

void LedgerPage::hideEvent(QHideEvent* event)
{
    Page::hideEvent(event);
    Q_EMIT positionChanged({}); // the status line of the selected block
}

bool LedgerPage::busy() const
{
    return reader->busy();
}

QList<Record> LedgerPage::shownRecords() const
{
    QList<Record> rows;
    rows.reserve(model->rowCount());
    for (int row = 0; row < model->rowCount(); ++row)
        rows += model->recordAt(row);
    return rows;
}

QList<Record> LedgerPage::selectedRecords() const
{
    return grid->selectedRecords();
}

QStringList LedgerPage::shownFields() const
{
    QStringList ids;
    for (const int column : shownColumns(*grid))
        ids += spec->fields[column].id;
    return ids;
}

void LedgerPage::showRow(const QString& registry, qint64 row)
{
    const RegistrySpec* named = session.workspace().registries().find(registry);
    if (named && named->ledger)
        showLedger(*named, row);
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
    if (row != 0 && spec == &next)
        showAll();
    if (spec == &next && !stale)
        return select(row);
    if (spec != &next) {
        spec = &next;
        tools->setQuery({});
        form->setLedger(next);
        grid->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
        views->forget();
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
    wanted = selected;
    ledgers->countRows();
    form->forgetCandidates();
    reader->read(*spec, !model->shows(*spec));
}

void LedgerPage::take(LedgerRows rows)
{
    const bool firstTime = !model->shows(*spec) || !model->complete();
    {
        const QScopedValueRollback moving(settling, true);
        model->reset(*spec, session.workspace().lookup(), std::move(rows));
    }
    if (firstTime)
        panes->gridPane->columns->restore();
    if (!form->isModified() && !form->isNew()) // what is being typed stays
        select(wanted);
    sayWhatIsShown();
}

void LedgerPage::showAll()
{
    tools->setQuery({}); // it might hide what is asked for
    if (model->shows(*spec))
        model->setFilters({});
}

void LedgerPage::takeWritten(const QList<Record>& rows, const QString& done)
{
    const QScopedValueRollback moving(settling, true);
    model->update(rows);
    for (const Record& row : rows)
        if (row.id == form->rowId())
            form->showRecord(row);
    session.noteSaved(done);
    stale = false; // the rows were put in their places just now
    ledgers->countRows();
    sayWhatIsShown();
}

void LedgerPage::takeRemoved(const QList<RowId>& ids, const QString& done)
{
    const int place = grid->currentIndex().row();
    {
        const QScopedValueRollback moving(settling, true);
        form->clear();
        model->take(ids);
        session.noteSaved(done);
        stale = false;
        ledgers->countRows();
        const int next = std::min(place, model->rowCount() - 1);
        select(next >= 0 ? model->idAt(next) : 0);
    }
    sayWhatIsShown();
    grid->setFocus();
}

void LedgerPage::select(RowId row)
{
    const QScopedValueRollback moving(settling, true);
    if (!grid->selectRecord(row) && model->rowCount() > 0)
        grid->selectRecord(model->idAt(0));
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
    const QModelIndex current = grid->currentIndex();
    if (settled && current.isValid() && model->idAt(current.row()) == row)
        form->showRecord(model->recordAt(current.row())); // the selected block stays
    else if (settled)
        select(row);
    else if (!grid->selectRecord(before))
        grid->selectionModel()->clear();
}

bool LedgerPage::settleChanges()
{
    return grid->editing().settle() && settleForm();
}

bool LedgerPage::settleForm()
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
    panes->sayRows(*spec, narrowed ? session.scope().name : QString(), session.mayWrite());
}

void LedgerPage::sayWhoMayWrite()
{
    panes->setRefusal(session.writeRefusal());
    sayWhatIsShown();
}

void LedgerPage::showHistory(bool wholeLedger)
{
    const QList<Record> rows = grid->selectedRecords();
    if (wholeLedger || rows.size() == 1)
        Q_EMIT session.historyRequested(spec->id, wholeLedger ? 0 : rows.first().id);
}

void LedgerPage::startNew(const Record& preset)
{
    {
        const QScopedValueRollback moving(settling, true);
        grid->selectionModel()->clear();
    }
    panes->showForm(true);
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
    panes->showForm(true);
    const auto record = form->checkedRecord();
    if (!record)
        return false;
    const auto saved = saveRecord(session, *record, form->reason());
    if (!saved) {
        form->showRefusal(saved.error().text);
        return false;
    }
    const QList<RowId> others = form->notDuplicates();
    {
        const QScopedValueRollback moving(settling, true);
        form->showRecord(*saved);
        model->put(*saved);
        session.noteSaved((adding ? QStringLiteral("已新增") : QStringLiteral("已保存")) + spec->label + u' '
            + saved->title());
        stale = false; // the row was put in its place just now
        ledgers->countRows();
        select(saved->id);
        for (const RowId other : others)
            if (const auto marked = saveNotDuplicate(session, *saved, other); !marked)
                Q_EMIT session.message(marked.error().text);
        if (!others.isEmpty())
            session.noteSaved(QStringLiteral("已标记%1 %2不是重复").arg(spec->label, saved->title()));
        stale = false;
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

void LedgerPage::restoreDraft(const QString& registry, qint64 row)
{
    if (!settleChanges())
        return;
    showRow(registry, row);
    if (row == 0) {
        const QScopedValueRollback moving(settling, true);
        grid->selectionModel()->clear();
    }
    panes->showForm(true);
    panes->drafts->restore();
    sayWhatIsShown();
}

void LedgerPage::discard()
{
    const RowId row = form->rowId();
    form->clear();
    select(row);
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
    return {tools, ledgers, grid, panes->side->currentWidget()};
}

} // namespace coop
