#include "ui/ledger/edits/grid_edits.h"

#include "core/domain/field_text.h"
#include "core/domain/registry_spec.h"
#include "core/store/rows/duplicates.h"
#include "core/store/unit_of_work.h"
#include "ui/ledger/editors/make_editor.h"
#include "ui/ledger/edits/change_many_dialog.h"
#include "ui/ledger/edits/changes_dialog.h"
#include "ui/ledger/edits/ledger_edits.h"
#include "ui/ledger/edits/ledger_questions.h"
#include "ui/ledger/edits/paste_target.h"
#include "ui/ledger/grid/cell_editing.h"
#include "ui/ledger/grid/clipboard_cells.h"
#include "ui/ledger/grid/record_grid.h"
#include "ui/ledger/grid/record_table_model.h"
#include "ui/ledger/grid/shown_text.h"
#include "ui/session/workspace_job.h"

#include <QApplication>
#include <QClipboard>
#include <QScopedValueRollback>
#include <QTimer>

namespace coop
{

namespace
{
/// Plans and steps of more rows than this are made by a job.
constexpr qsizetype atOnce = 200;
constexpr int focusRestsMs = 100;
} // namespace

GridEdits::GridEdits(Session& shared, RecordGrid& view, std::function<bool()> may)
    : QObject(&view)
    , session(shared)
    , grid(view)
    , mayEdit(std::move(may))
{
    grid.editing().connectStore(
        [this](const FieldSpec& field, QWidget* parent) {
            return makeEditor(field, session.workspace(), parent);
        },
        [this](RowId row, int field, const FieldValue& value) { return writeCell(row, field, value); },
        [this] { return session.mayWrite() && mayEdit(); });
    grid.setSettleNewRow([this] { return settleNewRow(); });
    connect(&grid, &RecordGrid::newRowDropped, this, &GridEdits::dropNewRow);
    connect(&grid, &RecordGrid::left, this, &GridEdits::settleLeftRow);
    connect(&grid.editing(), &CellEditing::left, this, &GridEdits::settleLeftRow);
    connect(&grid, &RecordGrid::copyRequested, this, &GridEdits::copy);
    connect(&grid, &RecordGrid::pasteRequested, this, &GridEdits::paste);
    connect(&grid, &RecordGrid::fillRequested, this, &GridEdits::fill);
    connect(&grid, &RecordGrid::clearRequested, this, &GridEdits::clear);
    connect(&grid, &RecordGrid::removeRequested, this, &GridEdits::remove);
    connect(&grid, &RecordGrid::changeManyRequested, this, &GridEdits::changeMany);
}

Result<> GridEdits::writeCell(RowId row, int field, const FieldValue& value)
{
    if (row == 0) {
        typeNewRow({RowEdit::Cell{field, value}});
        return {};
    }
    auto stored = session.workspace().row(grid.records().ledger().id, row);
    COOP_TRY(stored);
    const RegistrySpec& spec = stored->spec();
    const ChangePlan change = planChanges(
        session.workspace(), spec, {{*stored, grid.records().rowOf(row) + 1, {{field, value}}}});
    if (change.warned > 0) { // the cell keeps what it had until there is a reason
        offer({.verb = QStringLiteral("修改")}, change);
        return {};
    }
    stored->setAt(field, value);
    const auto saved = saveRecord(session, *stored, {}, Door::grid);
    COOP_TRY(saved);
    Q_EMIT written({*saved}, QStringLiteral("已修改%1 %2").arg(saved->spec().label, saved->title()));
    return {};
}

void GridEdits::copy(bool withHeadings)
{
    copyBlock(grid, withHeadings);
}

void GridEdits::typeNewRow(const QList<RowEdit::Cell>& cells)
{
    for (const RowEdit::Cell& cell : cells)
        grid.records().typeNewRow(cell.field, std::get<FieldValue>(cell.wanted));
    grid.editing().refuse({}, {});
}

void GridEdits::dropNewRow()
{
    grid.records().dropNewRow();
    grid.editing().refuse({}, {});
    sameAs.clear();
}

bool GridEdits::refuseNewRow(int field, const QString& reason)
{
    const RecordTableModel& model = grid.records();
    const QList<int> shown = shownColumns(grid);
    const QModelIndex cell = model.index(model.shownRows(), shown.contains(field) ? field : shown.value(0));
    grid.selectionModel()->setCurrentIndex(cell, QItemSelectionModel::ClearAndSelect);
    grid.scrollTo(cell);
    grid.editing().refuse(cell, reason + QStringLiteral("。不要这一行就按 Esc"));
    return false;
}

/// A row like one that is there is saved when it is left for the second time.
bool GridEdits::isAnotherThing(const Record& row)
{
    const auto found = possibleDuplicates(session.workspace(), row).value_or(QList<PossibleDuplicate>());
    if (found.isEmpty())
        return true;
    const Record& other = found.first().other;
    const QString question = QStringLiteral("可能和 %1（%2）重复：%3。确实是另一个，再按一次回车就保存")
                                 .arg(other.title(), other.code(), found.first().reasons.join(u'，'));
    if (sameAs == question)
        return true;
    sameAs = question;
    return refuseNewRow(row.spec().indexOf(u"name"), question);
}

/// Somebody went from the grid to another part of the window: the row is left, too.
void GridEdits::settleLeftRow()
{
    if (!grid.records().newRowTouched() && !grid.editing().isOpen())
        return;
    // Looked at again a moment later: from one cell to the next the keyboard passes through the grid.
    QTimer::singleShot(focusRestsMs, this, [this] {
        const QWidget* at = QApplication::focusWidget();
        const bool elsewhere = at && at != &grid && !grid.isAncestorOf(at) && at->window() == grid.window();
        if (elsewhere && !QApplication::activePopupWidget() && grid.editing().settle())
            settleNewRow();
    });
}

bool GridEdits::settleNewRow()
{
    RecordTableModel& model = grid.records();
    if (settling || !model.newRowTouched())
        return true;
    const QScopedValueRollback now(settling, true);
    if (!session.mayWrite())
        return refuseNewRow(-1, QStringLiteral("没有保存：") + session.writeRefusal());
    const RegistrySpec& spec = model.ledger();
    RowEdit edit{.row = Record(spec), .number = model.shownRows() + 1};
    for (int i = 0; i < spec.fields.size(); ++i)
        if (const FieldValue& value = model.newRow().at(i);
            !value.isNull() && !spec.fields[i].byProgram && !spec.fields[i].secret)
            edit.cells += RowEdit::Cell{i, value};
    const ChangePlan made = planChanges(session.workspace(), spec, {edit});
    if (made.wrong > 0) {
        const ChangePlan::Cell& wrong = made.cells.first();
        return refuseNewRow(wrong.field,
            QStringLiteral("还没有保存：")
                + (wrong.reason.startsWith(u'“')
                        ? wrong.reason
                        : QStringLiteral("“%1”%2").arg(spec.fields[wrong.field].label, wrong.reason)));
    }
    if (made.rows.isEmpty() || !isAnotherThing(made.rows.first().record))
        return made.rows.isEmpty();
    if (made.warned > 0) { // stays until there is a reason
        offer({.verb = QStringLiteral("新增")}, made);
        return false;
    }
    const auto saved = saveRecord(session, made.rows.first().record, {}, Door::grid);
    if (!saved)
        return refuseNewRow(-1, QStringLiteral("没有保存：") + saved.error().text);
    dropNewRow();
    Q_EMIT written({*saved}, QStringLiteral("已新增%1 %2").arg(spec.label, saved->title()));
    return true;
}

bool GridEdits::mayBeLeft()
{
    if (grid.editing().settle() && settleNewRow())
        return true;
    if (QApplication::activeModalWidget() || !askGiveUp(grid.window())) // it is asked for a reason already
        return false;
    grid.editing().cancel();
    dropNewRow();
    return true;
}

bool GridEdits::mayStart()
{
    if (!session.mayWrite()) {
        Q_EMIT session.message(session.writeRefusal());
        return false;
    }
    return grid.editing().settle() && settleNewRow() && grid.records().complete() && mayEdit();
}

void GridEdits::paste()
{
    const QList<QStringList> cells = cellsOf(QApplication::clipboard()->mimeData());
    if (cells.isEmpty() || !mayStart())
        return;
    const RegistrySpec& spec = grid.records().ledger();
    const PasteTarget target = pasteTarget(grid, cells, newRowIn(session, spec));
    if (!target.refusal.isEmpty())
        return Q_EMIT session.message(target.refusal);
    plan({.verb = QStringLiteral("粘贴"), .note = target.notes.join(u'；')}, target.edits);
}

void GridEdits::fill(Qt::Orientation direction)
{
    if (grid.inNewRow()) {
        if (session.mayWrite() && grid.editing().settle() && mayEdit())
            typeNewRow(newRowFill(grid, direction));
        return;
    }
    if (mayStart())
        plan({.verb = QStringLiteral("填充"), .preview = false}, fillEdits(grid, direction));
}

void GridEdits::clear()
{
    if (grid.inNewRow()) {
        QList<RowEdit::Cell> cells;
        for (const int column : selectedBlock(grid).columns)
            cells += RowEdit::Cell{column, FieldValue()};
        return typeNewRow(cells);
    }
    if (mayStart())
        plan({.verb = QStringLiteral("清除"), .preview = false}, clearEdits(grid));
}

void GridEdits::changeMany()
{
    if (!mayStart() || grid.records().shownRows() == 0)
        return;
    auto* dialog = new ChangeManyDialog(session.workspace(), grid);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ChangeManyDialog::previewRequested, this,
        [this](const QList<RowEdit>& edits) { plan({.verb = QStringLiteral("修改")}, edits); });
    dialog->open();
}

void GridEdits::remove()
{
    if (grid.inNewRow())
        return dropNewRow();
    const QList<Record> rows = grid.selectedRecords();
    const RegistrySpec& spec = grid.records().ledger();
    if (rows.isEmpty() || !mayStart() || !askRemove(grid.window(), spec, rows))
        return;
    if (const auto gone = removeRecords(session, spec, rows); !gone)
        return showRemoveRefused(grid.window(), gone.error());
    QList<RowId> ids;
    for (const Record& row : rows)
        ids += row.id;
    Q_EMIT removed(ids, QStringLiteral("已删除%1 %2").arg(spec.label, lineCount(ids.size())));
}

void GridEdits::plan(const Step& step, const QList<RowEdit>& edits)
{
    if (edits.isEmpty())
        return;
    const RegistrySpec& spec = grid.records().ledger();
    if (edits.size() <= atOnce)
        return offer(step, planChanges(session.workspace(), spec, edits));
    startOnWorkspace(
        session, Workspace::Access::read, QStringLiteral("正在核对") + step.verb, this,
        [&spec, edits](Workspace& workspace, const JobControl&) -> Result<ChangePlan> {
            return planChanges(workspace, spec, edits);
        },
        [this, step](const Result<ChangePlan>& made) {
            if (made)
                offer(step, *made);
            else
                Q_EMIT session.message(made.error().text);
        });
}

void GridEdits::offer(const Step& step, const ChangePlan& made)
{
    if (made.changesNothing() && made.wrong == 0)
        return Q_EMIT session.message(QStringLiteral("%1的内容和原来一样，没有修改。").arg(step.verb));
    if (!step.preview && made.wrong == 0 && made.warned == 0) {
        write(step, made, [this](const Result<>& done) {
            if (!done)
                Q_EMIT session.message(done.error().text);
        });
        return;
    }
    auto* dialog = new ChangesDialog(grid.records().ledger(), step.verb, made, step.note, grid.window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ChangesDialog::writeRequested, this, [this, dialog, step] {
        Step asked = step;
        asked.reason = dialog->reason();
        Job* job = write(asked, dialog->plan(), [guard = QPointer(dialog)](const Result<>& done) {
            if (!guard)
                return;
            if (done)
                guard->accept();
            else
                guard->showRefusal(done.error().text);
        });
        if (job)
            dialog->wait(job);
    });
    dialog->open();
}

Job* GridEdits::write(
    const Step& step, const ChangePlan& made, const std::function<void(const Result<>&)>& then)
{
    const RegistrySpec& spec = grid.records().ledger();
    const QString what = QStringLiteral("%1%2：%3").arg(step.verb, spec.label, made.sentence());
    const QString name = what + (step.reason.isEmpty() ? QString() : u'：' + step.reason);
    const bool saves = step.verb == u"新增"; // the empty row
    const auto take = [this, then, what, saves](const Result<QList<Record>>& rows) {
        if (rows && saves)
            dropNewRow();
        if (rows)
            Q_EMIT written(*rows, QStringLiteral("已") + what);
        then(rows ? Result<>() : Result<>(fail(rows.error())));
    };
    const Author author = session.author(Door::grid, name);
    if (made.rows.size() <= atOnce)
        return take(writePlan(session.workspace(), author, made)), nullptr;
    return startOnWorkspace(
        session, Workspace::Access::write, QStringLiteral("正在") + step.verb, this,
        [author, made](Workspace& workspace, const JobControl& control) {
            return writePlan(workspace, author, made, [&](qsizetype done) {
                control.progress(done, made.rows.size());
                return control.cancelled();
            });
        },
        take);
}

} // namespace coop
