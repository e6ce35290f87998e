#include "ui/ledger/grid/grid_edits.h"

#include "core/domain/field_text.h"
#include "core/domain/registry_spec.h"
#include "core/store/unit_of_work.h"
#include "ui/ledger/grid/cell_editing.h"
#include "ui/ledger/grid/change_many_dialog.h"
#include "ui/ledger/grid/changes_dialog.h"
#include "ui/ledger/grid/paste_target.h"
#include "ui/ledger/grid/tsv_text.h"
#include "ui/ledger/ledger_edits.h"
#include "ui/ledger/ledger_questions.h"
#include "ui/ledger/ledger_tools.h"
#include "ui/ledger/make_editor.h"
#include "ui/ledger/record_grid.h"
#include "ui/ledger/record_table_model.h"
#include "ui/shell/workspace_job.h"

#include <QApplication>
#include <QClipboard>

namespace coop
{

namespace
{
/// Plans and steps of more rows than this are made by a job.
constexpr qsizetype atOnce = 200;
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
    connect(&grid, &RecordGrid::copyRequested, this, &GridEdits::copy);
    connect(&grid, &RecordGrid::pasteRequested, this, &GridEdits::paste);
    connect(&grid, &RecordGrid::fillRequested, this, &GridEdits::fill);
    connect(&grid, &RecordGrid::clearRequested, this, &GridEdits::clear);
    connect(&grid, &RecordGrid::removeRequested, this, &GridEdits::remove);
    connect(&grid, &RecordGrid::changeManyRequested, this, &GridEdits::changeMany);
}

Result<> GridEdits::writeCell(RowId row, int field, const FieldValue& value)
{
    auto stored = session.workspace().row(grid.records().ledger().id, row);
    if (!stored)
        return fail(stored.error());
    const RegistrySpec& spec = stored->spec();
    const ChangePlan change = planChanges(
        session.workspace(), spec, {{*stored, grid.records().rowOf(row) + 1, {{field, value}}}});
    if (change.warned > 0) { // the cell keeps what it had until there is a reason
        offer({.verb = QStringLiteral("修改")}, change);
        return {};
    }
    stored->setAt(field, value);
    const auto saved = saveRecord(session, *stored, {}, QStringLiteral("grid"));
    if (!saved)
        return fail(saved.error());
    Q_EMIT written({*saved}, QStringLiteral("已修改%1 %2").arg(saved->spec().label, saved->title()));
    return {};
}

void GridEdits::copy(bool withHeadings)
{
    const RecordTableModel& model = grid.records();
    const CellBlock block = grid.block();
    QList<QStringList> lines;
    if (withHeadings) {
        QStringList headings;
        for (const int column : block.columns)
            headings += model.ledger().fields[column].heading();
        lines += headings;
    }
    for (const int row : block.rows) {
        QStringList cells;
        for (const int column : block.columns) {
            const FieldSpec& field = model.ledger().fields[column];
            // Numbers without separators; personal data as they are shown.
            cells += field.isNumeric() ? formatField(field, model.valueAt(row, column), model.references())
                                       : model.index(row, column).data().toString();
        }
        lines += cells;
    }
    if (!lines.isEmpty())
        QApplication::clipboard()->setText(toTsv(lines));
}

bool GridEdits::mayStart()
{
    if (!session.mayWrite()) {
        Q_EMIT session.message(session.writeRefusal());
        return false;
    }
    return grid.editing().settle() && grid.records().complete() && mayEdit();
}

Record GridEdits::newRow() const
{
    Record preset(grid.records().ledger());
    if (session.scope().registry == u"townships" && session.scope().id != 0)
        preset.set(u"township", session.scope().id);
    return preset;
}

void GridEdits::paste()
{
    const QString text = QApplication::clipboard()->text();
    if (text.isEmpty() || !mayStart())
        return;
    const PasteTarget target = pasteTarget(grid, fromTsv(text), newRow());
    Step step{.verb = QStringLiteral("粘贴")};
    if (target.columnsLeftOut > 0)
        step.note = QStringLiteral("右边多出的 %1 列没有位置，不粘贴").arg(target.columnsLeftOut);
    plan(step, target.edits);
}

void GridEdits::fill(Qt::Orientation direction)
{
    if (mayStart())
        plan({.verb = QStringLiteral("填充"), .preview = false}, fillEdits(grid, direction));
}

void GridEdits::clear()
{
    if (mayStart())
        plan({.verb = QStringLiteral("清除"), .preview = false}, clearEdits(grid));
}

void GridEdits::changeMany()
{
    if (!mayStart() || grid.records().rowCount() == 0)
        return;
    auto* dialog = new ChangeManyDialog(session.workspace(), grid);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ChangeManyDialog::previewRequested, this,
        [this](const QList<RowEdit>& edits) { plan({.verb = QStringLiteral("修改")}, edits); });
    dialog->open();
}

void GridEdits::remove()
{
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
    if (!step.preview && made.wrong == 0 && made.warned == 0)
        return write(step, made, [this](const Result<>& done) {
            if (!done)
                Q_EMIT session.message(done.error().text);
        });
    auto* dialog = new ChangesDialog(grid.records().ledger(), step.verb, made, step.note, grid.window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ChangesDialog::writeRequested, this, [this, dialog, step] {
        dialog->setBusy(true);
        Step asked = step;
        asked.reason = dialog->reason();
        write(asked, dialog->plan(), [guard = QPointer(dialog)](const Result<>& done) {
            if (!guard)
                return;
            guard->setBusy(false);
            if (done)
                guard->accept();
            else
                guard->showRefusal(done.error().text);
        });
    });
    dialog->open();
}

void GridEdits::write(
    const Step& step, const ChangePlan& made, const std::function<void(const Result<>&)>& then)
{
    const RegistrySpec& spec = grid.records().ledger();
    const QString what = QStringLiteral("%1%2：%3").arg(step.verb, spec.label, made.sentence());
    const QString name = what + (step.reason.isEmpty() ? QString() : u'：' + step.reason);
    const auto take = [this, then, what](const Result<QList<Record>>& rows) {
        if (rows)
            Q_EMIT written(*rows, QStringLiteral("已") + what);
        then(rows ? Result<>() : Result<>(fail(rows.error())));
    };
    const Author author = session.author(QStringLiteral("grid"), name);
    if (made.rows.size() <= atOnce)
        return take(writePlan(session.workspace(), author, made));
    startOnWorkspace(
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
