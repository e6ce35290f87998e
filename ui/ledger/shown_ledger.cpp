#include "ui/ledger/shown_ledger.h"

#include "core/domain/registry_spec.h"
#include "core/store/workspace.h"
#include "ui/ledger/edits/ledger_edits.h"
#include "ui/ledger/filters/filter_chips.h"
#include "ui/ledger/filters/top_bar_choices.h"
#include "ui/ledger/form/record_form.h"
#include "ui/ledger/grid/record_grid.h"
#include "ui/ledger/grid_pane.h"
#include "ui/ledger/ledger_list.h"
#include "ui/ledger/ledger_panes.h"
#include "ui/ledger/ledger_tools.h"
#include "ui/ledger/views/grid_columns.h"
#include "ui/session/session.h"

#include <QApplication>
#include <QHeaderView>
#include <QScopedValueRollback>
#include <utility>

namespace coop
{

ShownLedger::ShownLedger(Session& shared, LedgerPanes& parts, Settle mayLeave, QWidget* page)
    : QObject(page)
    , session(shared)
    , panes(parts)
    , model(*parts.model)
    , grid(*parts.grid)
    , form(*parts.form)
    , settle(std::move(mayLeave))
    , reader(shared, page, [this] { look(); })
    , figures(shared.jobs())
{
    connect(&reader, &LedgerReader::arrived, this,
        [this](const std::shared_ptr<LedgerRows>& rows) { take(std::move(*rows)); });
    connect(&reader, &LedgerReader::failed, &session, &Session::message);
    // Only when somebody goes: whoever moves the grid from in here (busy) has settled the form already, and
    // would be asked about what nobody left. Queued: the question about unsaved changes must not stand in the
    // middle of a click. By then the rows may stand elsewhere, so the grid is asked where it is; the index
    // that came with the signal means nothing.
    connect(grid.selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        if (!busy)
            QMetaObject::invokeMethod(this, &ShownLedger::followGrid, Qt::QueuedConnection);
    });
    connect(grid.selectionModel(), &QItemSelectionModel::selectionChanged, this, &ShownLedger::changed);
    connect(panes.gridPane->chips, &FilterChips::choiceMade, this, &ShownLedger::hold);
    connect(panes.gridPane, &GridPane::arranged, this, [this] {
        if (figureRows && !busy && model.shows(*spec) && !model.only())
            leaveFigure();
        if (!busy)
            keepForm(false);
        Q_EMIT changed();
    });
}

bool ShownLedger::isReading() const
{
    return reader.busy() || figures.busy();
}

void ShownLedger::showFigure(const FigureQuestion& question)
{
    lookUp(question, [this, question](const Selection& found) {
        // Somebody may have typed something since the question was asked.
        if (!settle.all())
            return;
        figure = question;
        takeFigure(found);
    });
}

void ShownLedger::showRows(const QString& registry, const RowSelection& rows)
{
    figures.forget();
    figure.reset();
    takeFigure({registry, rows});
}

void ShownLedger::renewFigure()
{
    if (!figure)
        return;
    lookUp(*figure, [this](const Selection& found) {
        figureRows = found.rows;
        if (!model.shows(*spec))
            return;
        const QScopedValueRollback moving(busy, true);
        model.setOnly(figureRows);
        Q_EMIT changed();
    });
}

void ShownLedger::lookUp(const FigureQuestion& question, const std::function<void(const Selection&)>& done)
{
    figures.ask(
        session, QStringLiteral("正在查找明细"),
        [question](Workspace& own, const JobControl&) -> Result<Selection> {
            const auto found = coop::figureRows(own, question);
            COOP_TRY(found);
            return Selection{found->registry,
                {found->title + QStringLiteral(" = ") + found->text,
                    QSet<RowId>(found->rows.begin(), found->rows.end())}};
        },
        [this, done](const Result<Selection>& found) {
            if (found)
                done(*found);
            else
                Q_EMIT session.message(found.error().text);
        });
}

void ShownLedger::takeFigure(const Selection& found)
{
    const RegistrySpec* its = session.workspace().registries().find(found.registry);
    if (!its || !its->ledger)
        return;
    figureRows = found.rows;
    const QScopedValueRollback moving(busy, true);
    if (spec == its)
        showAll();
    else
        beginLedger(*its);
    reload(0);
}

void ShownLedger::leaveFigure()
{
    figure.reset();
    figureRows.reset();
    figures.forget();
}

void ShownLedger::open(const RegistrySpec& next, RowId row)
{
    figures.forget(); // of a figure that nobody waits for any more
    if (showsSelection()) {
        leaveFigure();
        if (spec == &next && model.shows(next))
            model.setOnly({});
    }
    panes.ledgers->setCurrent(next);
    if (row != 0 && spec == &next)
        showAll();
    if (spec == &next && !reader.busy()) {
        wanted = row;
        uncoverWanted();
        wanted.reset();
        return select(row);
    }
    if (spec != &next)
        beginLedger(next);
    reload(row);
}

void ShownLedger::beginLedger(const RegistrySpec& next)
{
    spec = &next;
    panes.ledgers->setCurrent(next);
    panes.tools->setQuery({});
    form.setLedger(next);
    grid.horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    Q_EMIT opened();
}

void ShownLedger::showAll()
{
    panes.tools->setQuery({}); // it might hide what is asked for
    if (model.shows(*spec))
        model.setFilters({});
}

void ShownLedger::refresh()
{
    if (!busy) // it has just put in their places what it saved itself
        reader.invalidate();
}

void ShownLedger::look()
{
    if (!spec)
        return;
    reload({});
    renewFigure(); // its rows may be others now
}

/// `row`: where to go; none: where it was to go, or stay where one is.
void ShownLedger::reload(std::optional<RowId> row)
{
    if (row)
        wanted = row;
    panes.ledgers->countRows();
    form.forgetCandidates();
    const RowQuery all{.registry = spec->id};
    reader.read(*spec, showsSelection() ? all : queryOf(session, *spec, topBar()), !model.shows(*spec));
}

void ShownLedger::take(LedgerRows rows)
{
    const bool firstTime = !model.shows(*spec) || !model.complete();
    const bool inNewRow = grid.inNewRow();
    const QScopedValueRollback moving(busy, true);
    model.reset(*spec, session.workspace().lookup(), std::move(rows), topBar());
    if (figureRows)
        model.setOnly(figureRows);
    offerNewRow();
    uncoverWanted();
    uncoverAdded();
    if (firstTime)
        panes.gridPane->columns->restore();
    if (inNewRow && !wanted)
        grid.goToNewRow();
    keepForm(true);
    if (model.complete())
        wanted.reset();
    Q_EMIT changed();
}

void ShownLedger::offerNewRow()
{
    if (!spec || !model.shows(*spec))
        return;
    const bool offered = session.mayWrite() && model.complete();
    model.offerNewRow(offered ? std::optional(newRowIn(session, *spec)) : std::nullopt);
}

/// After the rows were read again or put in another order: the form goes on with what it shows, and the grid
/// with it.
void ShownLedger::keepForm(bool storeChanged)
{
    const QScopedValueRollback moving(busy, true);
    if (form.isNew() && (form.isModified() || !wanted))
        return;
    if (grid.inNewRow() && !wanted && !form.isModified())
        return form.clear();
    const RowId row = form.rowId();
    const bool hasKeyboard = row != 0 && form.isAncestorOf(QApplication::focusWidget());
    const bool inUse = form.isModified() || (hasKeyboard && !wanted);
    if (!inUse)
        return select(wanted.value_or(row)); // or the first row that is still shown
    if (!grid.selectRecord(row))
        grid.selectionModel()->clear();
    if (storeChanged)
        renewForm();
}

/// The row of the form as the store has it now; what was typed stays.
void ShownLedger::renewForm()
{
    const auto stored = session.workspace().row(spec->id, form.rowId());
    if (stored)
        form.renew(*stored);
    else if (form.isModified())
        form.sayGone();
    else
        form.clear();
}

void ShownLedger::select(RowId row)
{
    const QScopedValueRollback moving(busy, true);
    if (!grid.selectRecord(row) && model.shownRows() > 0)
        grid.selectRecord(model.idAt(0));
    else if (model.shownRows() == 0)
        grid.goToNewRow();
    const QModelIndex current = grid.currentIndex();
    if (current.isValid() && model.shownRows() > 0)
        form.renew(model.recordAt(current.row()));
    else
        form.clear();
}

void ShownLedger::leaveRows()
{
    const QScopedValueRollback moving(busy, true);
    wanted.reset();
    grid.selectionModel()->clear();
}

/// Somebody went to another row of the grid: the form follows, when what it shows may be left.
void ShownLedger::followGrid()
{
    const QModelIndex current = grid.currentIndex();
    if (busy || asking || !current.isValid())
        return;
    const RowId row = model.idAt(current.row());
    wanted.reset();
    if (form.isShowing(row))
        return;
    bool settled = false;
    {
        const QScopedValueRollback now(asking, true);
        settled = settle.form();
    }
    const QScopedValueRollback moving(busy, true);
    if (settled)
        show(row);
    else {
        if (!grid.selectRecord(form.rowId()))
            grid.selectionModel()->clear();
        form.focusBack();
    }
}

/// The row in the form and as the current one; a block that is selected from it stays.
void ShownLedger::show(RowId row)
{
    const int place = model.rowOf(row);
    if (place < 0)
        return select(0);
    if (grid.currentIndex().row() != place) {
        if (row == 0)
            grid.goToNewRow();
        else
            grid.selectRecord(row);
    }
    if (row == 0)
        form.clear();
    else
        form.showRecord(model.recordAt(place));
}

void ShownLedger::noteSaved(const QString& done)
{
    const QScopedValueRollback moving(busy, true);
    session.noteSaved(done);
    panes.ledgers->countRows();
    renewFigure();
    if (reader.busy())
        reload({}); // what is being read does not have it yet
}

void ShownLedger::takeSaved(const Record& row, const QString& done)
{
    const QScopedValueRollback moving(busy, true);
    const qsizetype before = model.total();
    form.showRecord(row);
    model.put(row);
    noteSaved(done + said({row.id}, before));
    if (!grid.selectRecord(row.id)) // search or filter do not let it through: the form shows it all the same
        grid.selectionModel()->clear();
}

void ShownLedger::takeWritten(const QList<Record>& rows, const QString& done)
{
    const QScopedValueRollback moving(busy, true);
    const qsizetype before = model.total();
    model.update(rows);
    QSet<RowId> ids;
    for (const Record& row : rows)
        ids += row.id;
    const QString uncovered = said(ids, before);
    for (const Record& row : rows)
        if (row.id == form.rowId())
            form.renew(row);
    noteSaved(done + uncovered);
    Q_EMIT changed();
}

void ShownLedger::takeRemoved(const QList<RowId>& ids, const QString& done)
{
    const QScopedValueRollback moving(busy, true);
    const int place = grid.currentIndex().row();
    form.clear();
    model.take(ids);
    noteSaved(done);
    const int next = std::min(place, model.shownRows() - 1);
    select(next >= 0 ? model.idAt(next) : 0);
    Q_EMIT changed();
    grid.setFocus();
}

} // namespace coop
