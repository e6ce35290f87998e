#include "ui/ledger/ledger_page.h"

#include "core/domain/registry_spec.h"
#include "core/store/workspace.h"
#include "ui/ledger/edits/grid_edits.h"
#include "ui/ledger/edits/ledger_edits.h"
#include "ui/ledger/edits/ledger_questions.h"
#include "ui/ledger/filters/filter_chips.h"
#include "ui/ledger/form/draft_notice.h"
#include "ui/ledger/form/record_form.h"
#include "ui/ledger/grid/cell_editing.h"
#include "ui/ledger/grid/record_grid.h"
#include "ui/ledger/grid/record_table_model.h"
#include "ui/ledger/grid_pane.h"
#include "ui/ledger/ledger_dialogs.h"
#include "ui/ledger/ledger_list.h"
#include "ui/ledger/ledger_panes.h"
#include "ui/ledger/ledger_tools.h"
#include "ui/ledger/shown_ledger.h"
#include "ui/ledger/side/side_pane.h"
#include "ui/ledger/views/grid_columns.h"
#include "ui/ledger/views/view_menu.h"
#include "ui/session/session.h"
#include "ui/widgets/empty_note.h"

#include <QApplication>
#include <QKeyEvent>
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
    , shownLedger(new ShownLedger(
          shared, *panes, {[this] { return settleChanges(); }, [this] { return settleForm(); }}, this))
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
    connect(&session, &Session::dataChanged, shownLedger, &ShownLedger::refresh);
    connect(&session, &Session::scopeChanged, shownLedger, &ShownLedger::followTopBar);
    connect(&session, &Session::periodChanged, shownLedger, &ShownLedger::followTopBar);
    connect(&session, &Session::personChanged, this, &LedgerPage::sayWhoMayWrite);
    connect(tools, &LedgerTools::historyRequested, this, &LedgerPage::showHistory);
    connect(ledgers, &LedgerList::chosen, this, [this](const RegistrySpec* chosen) { showLedger(*chosen); });
    connect(tools, &LedgerTools::searched, model, &RecordTableModel::setSearch);
    connectGrid();
    auto* dialogs = new LedgerDialogs(session, *this);
    connect(tools, &LedgerTools::importRequested, dialogs, [dialogs] { dialogs->importTable(); });
    connect(tools, &LedgerTools::exportRequested, dialogs, &LedgerDialogs::exportTable);
    connect(tools, &LedgerTools::duplicatesRequested, dialogs, &LedgerDialogs::findDuplicates);
    connect(tools, &LedgerTools::carryRequested, dialogs, &LedgerDialogs::carryRows);
    connect(tools, &LedgerTools::addRequested, this, &LedgerPage::addRow);
    connect(tools, &LedgerTools::removeRequested, edits, &GridEdits::remove);
    connect(form, &RecordForm::saveRequested, this, &LedgerPage::save);
    connect(form, &RecordForm::saveAndAddRequested, this, &LedgerPage::saveAndAdd);
    connect(form, &RecordForm::discardRequested, this, &LedgerPage::discard);
    connect(panes->side, &SidePane::rowPicked, this, &LedgerPage::showRow);
    connect(panes->drafts, &DraftNotice::restoreRequested, this, &LedgerPage::restoreDraft);
    connect(tools, &LedgerTools::searchEntered, this, [this] {
        if (model->shownRows() == 0 && model->leftOut() > 0)
            shownLedger->showWhole();
        if (model->shownRows() > 0)
            grid->setFocus(Qt::ShortcutFocusReason);
    });
    connect(panes->empty, &EmptyNote::stepRequested, this, [this] {
        if (tools->query().isEmpty())
            addRow();
        else if (model->leftOut() > 0)
            shownLedger->showWhole();
        else
            tools->setQuery({});
    });
}

void LedgerPage::connectGrid()
{
    connect(shownLedger, &ShownLedger::opened, views, &ViewMenu::forget);
    connect(shownLedger, &ShownLedger::changed, this, &LedgerPage::sayWhatIsShown);
    connect(grid, &RecordGrid::historyRequested, this, [this] { showHistory(false); });
    connect(panes->gridPane, &GridPane::statisticsChanged, this, &Page::positionChanged);
    connect(edits, &GridEdits::written, shownLedger, &ShownLedger::takeWritten);
    connect(edits, &GridEdits::removed, shownLedger, &ShownLedger::takeRemoved);
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
    on(QKeySequence(Qt::CTRL | Qt::Key_J), [this] { Q_EMIT tools->carryRequested(); });
    on(QKeySequence(Qt::CTRL | Qt::Key_1), [this] { panes->showForm(!panes->formVisible()); });
}

void LedgerPage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    panes->drafts->look();
    if (!isAncestorOf(QApplication::focusWidget()))
        goWhereInputWaits();
}

void LedgerPage::goWhereInputWaits()
{
    if (grid->editing().isOpen())
        grid->editing().input()->setFocus();
    else if (form->isModified())
        form->focusBack();
    else
        grid->setFocus();
}

void LedgerPage::hideEvent(QHideEvent* event)
{
    Page::hideEvent(event);
    Q_EMIT positionChanged({}); // the status line of the selected block
}

bool LedgerPage::busy() const
{
    return shownLedger->isReading();
}

const RegistrySpec& LedgerPage::ledger() const
{
    return shownLedger->ledger();
}

QList<Record> LedgerPage::shownRecords() const
{
    return model->shownRecords();
}

QList<Record> LedgerPage::selectedRecords() const
{
    return grid->selectedRecords();
}

QStringList LedgerPage::shownFields() const
{
    return grid->shownFields();
}

std::function<void()> LedgerPage::showsAddedLater()
{
    if (!model->complete()) // nobody knows which will be new
        return [] {};
    return [this, before = model->ids()] { shownLedger->showAddedSince(before); };
}

/// Rows of every ledger: one, some, those behind a figure.
bool LedgerPage::shows(const Place& place, const Session& session)
{
    const auto* row = std::get_if<RowPlace>(&place);
    const RegistrySpec* named = row ? session.workspace().registries().find(row->registry) : nullptr;
    return row ? named && named->ledger
               : std::holds_alternative<RowsPlace>(place) || std::holds_alternative<FigureQuestion>(place);
}

void LedgerPage::showPlace(const Place& place)
{
    grid->setFocus(); // who came by a link or the search goes on there
    if (const auto* row = std::get_if<RowPlace>(&place))
        return showRow(row->registry, row->row);
    if (!settleChanges())
        return;
    if (const auto* figure = std::get_if<FigureQuestion>(&place))
        shownLedger->showFigure(*figure);
    if (const auto* some = std::get_if<RowsPlace>(&place))
        shownLedger->showRows(
            some->registry, {some->title, QSet<RowId>(some->rows.begin(), some->rows.end())});
}

void LedgerPage::showRow(const QString& registry, RowId row)
{
    const RegistrySpec* named = session.workspace().registries().find(registry);
    if (named && named->ledger)
        showLedger(*named, row);
}

void LedgerPage::showLedger(const RegistrySpec& next, RowId row)
{
    if (shownLedger->shows(next) && row == 0 && !shownLedger->showsSelection())
        return;
    if (settleChanges())
        shownLedger->open(next, row);
    else
        ledgers->setCurrent(ledger());
}

bool LedgerPage::settleChanges()
{
    return grid->editing().settle() && edits->settleNewRow() && settleForm();
}

bool LedgerPage::settleForm()
{
    if (!form->isModified())
        return true;
    const UnsavedAnswer answer = askUnsaved(this, ledger(), form->isNew());
    if (answer == UnsavedAnswer::save)
        return save();
    if (answer == UnsavedAnswer::discard)
        form->clear();
    return answer == UnsavedAnswer::discard;
}

bool LedgerPage::mayClose()
{
    const auto come = [this] { Q_EMIT session.placeRequested(PagePlace{QStringLiteral("ledger")}); };
    if (form->isModified() || grid->editing().isOpen() || grid->records().newRowTouched())
        come(); // the question is about what can be seen
    if (edits->mayBeLeft() && settleForm())
        return true;
    come();
    goWhereInputWaits();
    return false;
}

void LedgerPage::sayWhatIsShown()
{
    if (!model->shows(ledger()))
        return;
    panes->sayRows(ledger(), session.mayWrite());
}

void LedgerPage::sayWhoMayWrite()
{
    panes->setRefusal(session.writeRefusal());
    shownLedger->offerNewRow();
    sayWhatIsShown();
}

void LedgerPage::showHistory(bool wholeLedger)
{
    const QList<Record> rows = grid->selectedRecords();
    if (wholeLedger || rows.size() == 1)
        Q_EMIT session.placeRequested(HistoryPlace{ledger().id, wholeLedger ? 0 : rows.first().id});
}

void LedgerPage::startNew(const Record& preset)
{
    shownLedger->leaveRows();
    panes->showForm(true);
    form->startNew(preset);
    sayWhatIsShown();
}

void LedgerPage::addRow()
{
    if (!session.mayWrite() || !settleChanges())
        return;
    startNew(newRowIn(session, ledger()));
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
    shownLedger->takeSaved(*saved,
        (adding ? QStringLiteral("已新增") : QStringLiteral("已保存")) + ledger().label + u' '
            + saved->title());
    for (const RowId other : others)
        if (const auto marked = saveNotDuplicate(session, *saved, other); !marked)
            Q_EMIT session.message(marked.error().text);
    if (!others.isEmpty())
        shownLedger->noteSaved(QStringLiteral("已标记%1 %2不是重复").arg(ledger().label, saved->title()));
    sayWhatIsShown();
    return true;
}

void LedgerPage::saveAndAdd()
{
    if (!save())
        return;
    if (const auto saved = session.workspace().row(ledger().id, form->rowId()))
        startNew(nextLike(*saved));
}

void LedgerPage::restoreDraft(const QString& registry, qint64 row)
{
    if (!settleChanges())
        return;
    showRow(registry, row);
    panes->showForm(true);
    panes->drafts->restore();
    if (form->isNew()) // also when the draft's row is no more: the grid has none that the form shows
        shownLedger->leaveRows();
    sayWhatIsShown();
}

void LedgerPage::discard()
{
    const RowId row = form->rowId();
    form->clear();
    shownLedger->select(row);
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

/// Chips come and go: from the list of ledgers to the grid it is one step, whether there are some or not.
QList<QWidget*> LedgerPage::focusPanes()
{
    return {tools, panes->gridPane->chips, ledgers, grid, panes->side->currentWidget()};
}

} // namespace coop
