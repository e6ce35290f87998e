#include "ui/ledger/ledger_contents.h"

#include "core/domain/registry_spec.h"
#include "core/store/workspace.h"
#include "ui/ledger/grid/grid_columns.h"
#include "ui/ledger/grid/grid_pane.h"
#include "ui/ledger/ledger_list.h"
#include "ui/ledger/ledger_panes.h"
#include "ui/ledger/ledger_reader.h"
#include "ui/ledger/ledger_tools.h"
#include "ui/ledger/record_form.h"
#include "ui/ledger/record_grid.h"
#include "ui/shell/workspace_job.h"

#include <QHeaderView>
#include <QScopedValueRollback>
#include <utility>

namespace coop
{

LedgerContents::LedgerContents(
    Session& shared, LedgerPanes& parts, std::function<bool()> mayLeave, QObject* parent)
    : QObject(parent)
    , session(shared)
    , panes(parts)
    , model(*parts.model)
    , grid(*parts.grid)
    , form(*parts.form)
    , settle(std::move(mayLeave))
    , reader(new LedgerReader(shared, this))
{
    connect(reader, &LedgerReader::arrived, this,
        [this](const std::shared_ptr<LedgerRows>& rows) { take(std::move(*rows)); });
    connect(reader, &LedgerReader::failed, &session, &Session::message);
    // Queued: the question about unsaved changes must not stand in the middle of a click.
    connect(
        grid.selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        [this](const QModelIndex& current) {
            if (current.isValid() && current.row() < model.rowCount())
                moveTo(model.idAt(current.row()));
        },
        Qt::QueuedConnection);
    connect(grid.selectionModel(), &QItemSelectionModel::selectionChanged, this, &LedgerContents::changed);
    connect(panes.gridPane, &GridPane::arranged, this, [this] {
        if (figureRows && !busy && model.shows(*spec) && !model.only())
            leaveFigure();
        if (!busy && !form.isModified() && !form.isNew())
            select(form.rowId()); // or the first row that is still shown
        Q_EMIT changed();
    });
}

bool LedgerContents::isReading() const
{
    return reader->busy() || looking;
}

void LedgerContents::showFigure(const FigureQuestion& question)
{
    lookUp(question, [this, question](const Selection& found) {
        // Somebody may have typed something since the question was asked.
        if (!settle())
            return;
        figure = question;
        takeFigure(found);
    });
}

void LedgerContents::showRows(const QString& registry, const RowSelection& rows)
{
    forgetQuestions();
    figure.reset();
    takeFigure({registry, rows});
}

void LedgerContents::renewFigure()
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

void LedgerContents::lookUp(const FigureQuestion& question, const std::function<void(const Selection&)>& done)
{
    const int number = ++asked;
    looking = true;
    startOnWorkspace(
        session, Workspace::Access::read, QStringLiteral("正在查找明细"), this,
        [question](Workspace& own, const JobControl&) -> Result<Selection> {
            const auto found = coop::figureRows(own, question);
            if (!found)
                return fail(found.error());
            return Selection{found->registry,
                {found->title + QStringLiteral(" = ") + found->text,
                    QSet<RowId>(found->rows.begin(), found->rows.end())}};
        },
        [this, number, done](const Result<Selection>& found) {
            if (number != asked)
                return;
            looking = false;
            if (found)
                done(*found);
            else
                Q_EMIT session.message(found.error().text);
        });
}

void LedgerContents::forgetQuestions()
{
    ++asked;
    looking = false;
}

void LedgerContents::takeFigure(const Selection& found)
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

void LedgerContents::leaveFigure()
{
    figure.reset();
    figureRows.reset();
    forgetQuestions();
    if (session.scope().id != 0)
        reload(form.rowId()); // the session's scope holds again
}

void LedgerContents::open(const RegistrySpec& next, RowId row)
{
    forgetQuestions(); // of a figure that nobody waits for any more
    if (ignoresScope()) {
        leaveFigure();
        if (spec == &next && model.shows(next))
            model.setOnly({});
    }
    panes.ledgers->setCurrent(next);
    if (row != 0 && spec == &next)
        showAll();
    if (spec == &next && !stale)
        return select(row);
    if (spec != &next)
        beginLedger(next);
    reload(row);
}

void LedgerContents::beginLedger(const RegistrySpec& next)
{
    spec = &next;
    panes.ledgers->setCurrent(next);
    panes.tools->setQuery({});
    form.setLedger(next);
    grid.horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    Q_EMIT opened();
}

void LedgerContents::showAll()
{
    panes.tools->setQuery({}); // it might hide what is asked for
    if (model.shows(*spec))
        model.setFilters({});
}

void LedgerContents::refresh(bool visible)
{
    stale = true;
    if (visible && !busy)
        look();
}

void LedgerContents::look()
{
    if (!stale || !spec)
        return;
    reload(form.rowId());
    renewFigure(); // its rows may be others now
}

void LedgerContents::reload(RowId row)
{
    stale = false;
    wanted = row;
    panes.ledgers->countRows();
    form.forgetCandidates();
    reader->read(*spec, ignoresScope() ? Area{} : session.scope(), !model.shows(*spec));
}

void LedgerContents::take(LedgerRows rows)
{
    const bool firstTime = !model.shows(*spec) || !model.complete();
    {
        const QScopedValueRollback moving(busy, true);
        model.reset(*spec, session.workspace().lookup(), std::move(rows));
        if (figureRows)
            model.setOnly(figureRows);
    }
    if (firstTime)
        panes.gridPane->columns->restore();
    if (!form.isModified() && !form.isNew()) // what is being typed stays
        select(wanted);
    Q_EMIT changed();
}

void LedgerContents::select(RowId row)
{
    const QScopedValueRollback moving(busy, true);
    if (!grid.selectRecord(row) && model.rowCount() > 0)
        grid.selectRecord(model.idAt(0));
    const QModelIndex current = grid.currentIndex();
    if (current.isValid() && current.row() < model.rowCount())
        form.showRecord(model.recordAt(current.row()));
    else
        form.clear();
}

void LedgerContents::leaveRows()
{
    const QScopedValueRollback moving(busy, true);
    grid.selectionModel()->clear();
}

void LedgerContents::moveTo(RowId row)
{
    const RowId before = form.rowId();
    if (busy || row == before)
        return;
    const bool settled = settle();
    const QScopedValueRollback moving(busy, true);
    const QModelIndex current = grid.currentIndex();
    if (settled && current.isValid() && model.idAt(current.row()) == row)
        form.showRecord(model.recordAt(current.row())); // the selected block stays
    else if (settled)
        select(row);
    else if (!grid.selectRecord(before))
        grid.selectionModel()->clear();
}

void LedgerContents::noteSaved(const QString& done)
{
    const QScopedValueRollback moving(busy, true);
    session.noteSaved(done);
    stale = false;
    panes.ledgers->countRows();
    renewFigure();
}

void LedgerContents::takeSaved(const Record& row, const QString& done)
{
    const QScopedValueRollback moving(busy, true);
    form.showRecord(row);
    model.put(row);
    noteSaved(done);
    select(row.id);
}

void LedgerContents::takeWritten(const QList<Record>& rows, const QString& done)
{
    const QScopedValueRollback moving(busy, true);
    model.update(rows);
    for (const Record& row : rows)
        if (row.id == form.rowId())
            form.showRecord(row);
    noteSaved(done);
    Q_EMIT changed();
}

void LedgerContents::takeRemoved(const QList<RowId>& ids, const QString& done)
{
    const QScopedValueRollback moving(busy, true);
    const int place = grid.currentIndex().row();
    form.clear();
    model.take(ids);
    noteSaved(done);
    const int next = std::min(place, model.rowCount() - 1);
    select(next >= 0 ? model.idAt(next) : 0);
    Q_EMIT changed();
    grid.setFocus();
}

} // namespace coop
