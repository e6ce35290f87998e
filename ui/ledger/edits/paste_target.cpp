#include "ui/ledger/edits/paste_target.h"

#include "core/domain/field_text.h"
#include "core/domain/registry_spec.h"
#include "core/tabular/import/heading_map.h"
#include "core/tabular/read/worksheet.h"
#include "ui/ledger/grid/record_grid.h"
#include "ui/ledger/grid/record_table_model.h"

#include <algorithm>

namespace coop
{

namespace
{
qsizetype widestOf(const QList<QStringList>& cells)
{
    qsizetype width = 0;
    for (const QStringList& row : cells)
        width = std::max(width, row.size());
    return width;
}

/// Fills the whole of `block` with `cells`, which it holds a whole number of times.
QList<RowEdit> repeated(const RecordGrid& grid, const CellBlock& block, const QList<QStringList>& cells)
{
    const qsizetype width = widestOf(cells);
    QList<RowEdit> edits;
    for (qsizetype i = 0; i < block.rows.size(); ++i) {
        RowEdit edit{.row = grid.records().recordAt(block.rows[i]), .number = block.rows[i] + 1};
        const QStringList& texts = cells[i % cells.size()];
        for (qsizetype j = 0; j < block.columns.size(); ++j)
            if (j % width < texts.size())
                edit.cells += RowEdit::Cell{block.columns[j], texts[j % width]};
        edits += edit;
    }
    return edits;
}

/// Which field each column of a block has, when its first line holds headings, copied along; -1: none. Empty
/// when it is a row like any other.
Result<QList<int>> columnsByHeading(const QList<QStringList>& cells, const RegistrySpec& spec)
{
    const QStringList& line = cells.first();
    const auto filled = std::count_if(
        line.begin(), line.end(), [](const QString& text) { return !text.trimmed().isEmpty(); });
    if (cells.size() == 1 && line.size() == 1)
        return QList<int>(); // a value that happens to be called like a column
    Worksheet sheet;
    sheet.rows += line;
    const auto found = findHeadings(sheet, spec, {});
    COOP_TRY(found);
    const auto known = found->columns.size() + found->left.size();
    if (known == 0 || known * 2 < filled || (known == 1 && filled > 1))
        return QList<int>();
    QList<int> fields(line.size(), -1);
    for (const HeadingMap::Column& column : found->columns) {
        if (column.exponent != 0)
            return fail(ErrorKind::invalidValue,
                QStringLiteral(
                    "表头“%1”的单位和台账的“%2”不一样，请换算以后再粘贴，或者用导入（会自动换算）。")
                    .arg(column.heading, spec.fields[column.field].heading()));
        fields[column.column] = column.field;
    }
    return fields;
}

QStringList whatIsLeftOut(const QList<int>& fields, const QList<int>& named, const QStringList& line)
{
    if (named.isEmpty()) {
        const auto outside = fields.count(-1);
        return outside == 0 ? QStringList()
                            : QStringList(QStringLiteral("右边多出的 %1 列没有位置，不粘贴").arg(outside));
    }
    QStringList notes(QStringLiteral("第一行是表头，各列按表头对应"));
    QStringList unknown;
    for (qsizetype i = 0; i < fields.size(); ++i)
        if (fields[i] < 0)
            unknown += line.value(i).trimmed().isEmpty() ? QStringLiteral("第 %1 列").arg(i + 1)
                                                         : line[i].trimmed();
    if (!unknown.isEmpty())
        notes += QStringLiteral("“%1”没有对应的列，不粘贴").arg(unknown.join(QStringLiteral("”“")));
    return notes;
}
} // namespace

PasteTarget pasteTarget(const RecordGrid& grid, const QList<QStringList>& pasted, const Record& preset)
{
    PasteTarget target;
    const RecordTableModel& model = grid.records();
    const QList<int> shown = shownColumns(grid);
    if (pasted.isEmpty() || pasted.first().isEmpty() || shown.isEmpty())
        return target;
    const auto named = columnsByHeading(pasted, preset.spec());
    if (!named) {
        target.refusal = named.error().text;
        return target;
    }
    const QList<QStringList> cells = named->isEmpty() ? pasted : pasted.mid(1);
    if (cells.isEmpty()) {
        target.refusal = QStringLiteral("复制的只有表头，没有内容，没有粘贴。");
        return target;
    }
    const bool adds = grid.inNewRow();
    const CellBlock block = adds ? CellBlock() : grid.block();
    const qsizetype height = cells.size(), width = widestOf(cells);
    if (named->isEmpty() && !block.isEmpty() && block.rows.size() % height == 0
        && block.columns.size() % width == 0) {
        target.edits = repeated(grid, block, cells);
        return target;
    }
    const int top = block.isEmpty() ? model.shownRows() : block.rows.first();
    const qsizetype left = !block.isEmpty() ? shown.indexOf(block.columns.first())
        : adds                              ? shown.indexOf(grid.currentIndex().column())
                                            : 0;
    QList<int> fields = *named; // by column of the block; -1 is left out
    while (!named->isEmpty() && fields.size() < width) // a row that is longer than its headings
        fields += -1;
    for (qsizetype i = 0; named->isEmpty() && i < width; ++i)
        fields += shown.value(left + i, -1);
    target.notes = whatIsLeftOut(fields, *named, pasted.first());
    for (qsizetype i = 0; i < height; ++i) {
        const int row = top + int(i);
        const bool isThere = row < model.shownRows();
        RowEdit edit{.row = isThere ? model.recordAt(row) : preset, .number = row + 1};
        for (qsizetype j = 0; j < cells[i].size(); ++j)
            if (fields[j] >= 0)
                edit.cells += RowEdit::Cell{fields[j], cells[i][j]};
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

QList<RowEdit::Cell> newRowFill(const RecordGrid& grid, Qt::Orientation direction)
{
    const RecordTableModel& model = grid.records();
    QList<RowEdit::Cell> cells;
    const QList<int> columns = selectedBlock(grid).columns, shown = shownColumns(grid);
    for (const int column : columns) {
        const FieldSpec& field = model.ledger().fields[column];
        if (field.byProgram || field.secret || field.personal)
            continue;
        if (direction == Qt::Vertical && model.shownRows() > 0) {
            cells += RowEdit::Cell{column, model.valueAt(model.shownRows() - 1, column)};
        } else if (const qsizetype at = shown.indexOf(column); direction == Qt::Horizontal && at > 0) {
            const int source = shown[at - 1];
            const FieldSpec& from = model.ledger().fields[source];
            const auto value = parseField(
                field, formatField(from, model.newRow().at(source), model.references()), model.references());
            if (value && !from.personal)
                cells += RowEdit::Cell{column, *value};
        }
    }
    return cells;
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
