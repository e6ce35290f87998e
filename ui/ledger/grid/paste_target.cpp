#include "ui/ledger/grid/paste_target.h"

#include "core/domain/field_text.h"
#include "core/domain/registry_spec.h"
#include "ui/ledger/record_grid.h"
#include "ui/ledger/record_table_model.h"

namespace coop
{

namespace
{
/// Fills the whole of `block` with `cells`, which it holds a whole number of times.
QList<RowEdit> repeated(const RecordGrid& grid, const CellBlock& block, const QList<QStringList>& cells)
{
    QList<RowEdit> edits;
    for (qsizetype i = 0; i < block.rows.size(); ++i) {
        RowEdit edit{.row = grid.records().recordAt(block.rows[i]), .number = block.rows[i] + 1};
        const QStringList& texts = cells[i % cells.size()];
        for (qsizetype j = 0; j < block.columns.size(); ++j)
            edit.cells += RowEdit::Cell{block.columns[j], texts[j % texts.size()]};
        edits += edit;
    }
    return edits;
}
} // namespace

PasteTarget pasteTarget(const RecordGrid& grid, const QList<QStringList>& cells, const Record& preset)
{
    PasteTarget target;
    CellBlock block = grid.block();
    const QList<int> shown = shownColumns(grid);
    if (cells.isEmpty() || cells.first().isEmpty() || shown.isEmpty())
        return target;
    const qsizetype height = cells.size(), width = cells.first().size();
    if (!block.isEmpty() && block.rows.size() % height == 0 && block.columns.size() % width == 0) {
        target.edits = repeated(grid, block, cells);
        return target;
    }
    const int top = block.isEmpty() ? grid.records().rowCount() : block.rows.first();
    const qsizetype left = block.isEmpty() ? 0 : shown.indexOf(block.columns.first());
    target.columnsLeftOut = std::max<qsizetype>(0, left + width - shown.size());
    for (qsizetype i = 0; i < height; ++i) {
        const int row = top + int(i);
        const bool isThere = row < grid.records().rowCount();
        RowEdit edit{.row = isThere ? grid.records().recordAt(row) : preset, .number = row + 1};
        for (qsizetype j = 0; j < width && left + j < shown.size(); ++j)
            edit.cells += RowEdit::Cell{shown[left + j], cells[i][j]};
        target.edits += edit;
    }
    return target;
}

QList<RowEdit> fillEdits(const RecordGrid& grid, Qt::Orientation direction)
{
    const RecordTableModel& model = grid.records();
    CellBlock block = grid.block();
    QList<RowEdit> edits;
    if (block.isEmpty())
        return edits;
    if (direction == Qt::Vertical) {
        const int source = block.rows.size() == 1 ? block.rows.first() - 1 : block.rows.takeFirst();
        if (source < 0)
            return edits;
        for (const int row : std::as_const(block.rows)) {
            RowEdit edit{.row = model.recordAt(row), .number = row + 1};
            for (const int column : std::as_const(block.columns))
                edit.cells += RowEdit::Cell{column, model.valueAt(source, column)};
            edits += edit;
        }
        return edits;
    }
    const QList<int> shown = shownColumns(grid);
    const qsizetype before = shown.indexOf(block.columns.first()) - 1;
    const int source = block.columns.size() > 1 ? block.columns.takeFirst() : shown.value(before, -1);
    if (source < 0)
        return edits;
    const FieldSpec& from = model.ledger().fields[source];
    for (const int row : std::as_const(block.rows)) {
        RowEdit edit{.row = model.recordAt(row), .number = row + 1};
        // Through the text: the fields side by side seldom have one type.
        const QString text = from.personal
            ? model.index(row, source).data().toString()
            : formatField(from, model.valueAt(row, source), model.references());
        for (const int column : std::as_const(block.columns))
            edit.cells += RowEdit::Cell{column, text};
        edits += edit;
    }
    return edits;
}

QList<RowEdit> clearEdits(const RecordGrid& grid)
{
    const CellBlock block = grid.block();
    QList<RowEdit> edits;
    for (const int row : block.rows) {
        RowEdit edit{.row = grid.records().recordAt(row), .number = row + 1};
        for (const int column : block.columns)
            edit.cells += RowEdit::Cell{column, FieldValue()};
        edits += edit;
    }
    return edits;
}

} // namespace coop
