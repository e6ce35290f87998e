#include "ui/ledger/carry/carry_model.h"

#include "core/domain/carried_rows.h"
#include "core/domain/field_text.h"
#include "core/domain/registry_spec.h"
#include "ui/ledger/grid/cell_colours.h"

#include <QBrush>
#include <algorithm>

namespace coop
{

void CarryModel::offer(const RegistrySpec& registry, const ReferenceLookup& names, const QList<Record>& rows)
{
    measured = measuredFields(registry);
    lines.clear();
    LedgerRows shown(registry);
    for (Record row : rows) {
        row.id = lines.size() + 1;
        lines += Line{row, row};
        shown.append(row, names);
    }
    reset(registry, names, std::move(shown));
}

bool CarryModel::isBegun(const Line& line) const
{
    return !line.unread.isEmpty() || std::any_of(measured.begin(), measured.end(), [&line](int field) {
        return !line.touched.value(field).isNull();
    });
}

void CarryModel::renew(Line& line) const
{
    line.now = line.preset;
    for (auto each = line.touched.cbegin(); each != line.touched.cend(); ++each)
        line.now.setAt(each.key(), each.value());
    line.wrong.clear();
    line.unusual.clear();
    if (!isBegun(line))
        return; // a figure that follows from none would look like one
    if (ledger().derive)
        ledger().derive(line.now, nullptr);
    for (const Finding& finding : checkRecord(line.now))
        if (const int field = std::max(0, ledger().indexOf(finding.field));
            finding.severity == Finding::Severity::error && !line.unread.contains(field))
            line.wrong.insert(field, asSentence(field, finding.text));
}

QString CarryModel::asSentence(int field, const QString& reason) const
{
    return reason.startsWith(u'“') ? reason
                                   : QStringLiteral("“%1”%2").arg(ledger().fields[field].label, reason);
}

void CarryModel::takeCell(Line& line, const RowEdit::Cell& cell) const
{
    const FieldSpec& field = ledger().fields[cell.field];
    if (field.byProgram || field.secret)
        return;
    const QString* text = std::get_if<QString>(&cell.wanted);
    const auto value = text ? parseField(field, *text, references())
                            : Result<FieldValue>(std::get<FieldValue>(cell.wanted));
    line.unread.remove(cell.field);
    line.touched.remove(cell.field);
    if (!value)
        line.unread.insert(cell.field, asSentence(cell.field, value.error().text));
    else if (*value != line.preset.at(cell.field))
        line.touched.insert(cell.field, *value);
}

void CarryModel::take(const QList<RowEdit>& edits)
{
    QList<Record> changed;
    for (const RowEdit& edit : edits) {
        if (edit.row.id < 1 || edit.row.id > lines.size())
            continue;
        Line& line = lines[qsizetype(edit.row.id) - 1];
        for (const RowEdit::Cell& cell : edit.cells)
            takeCell(line, cell);
        renew(line);
        changed += line.now;
    }
    update(changed);
}

QList<RowEdit> CarryModel::begun() const
{
    QList<RowEdit> edits;
    for (const Line& line : lines) {
        if (!isBegun(line))
            continue;
        RowEdit edit{.row = Record(ledger()), .number = int(line.preset.id)};
        for (int i = 0; i < ledger().fields.size(); ++i)
            if (!line.now.at(i).isNull())
                edit.cells += RowEdit::Cell{i, line.now.at(i)};
        edits += edit;
    }
    return edits;
}

qsizetype CarryModel::begunRows() const
{
    return std::count_if(lines.begin(), lines.end(), [this](const Line& line) { return isBegun(line); });
}

qsizetype CarryModel::wrongRows() const
{
    return std::count_if(lines.begin(), lines.end(), [](const Line& line) { return line.isWrong(); });
}

void CarryModel::mark(const ChangePlan& plan)
{
    for (Line& line : lines)
        line.unusual.clear();
    for (const ChangePlan::Cell& cell : plan.cells) {
        Line& line = lines[cell.number - 1];
        if (!cell.reason.isEmpty())
            line.wrong.insert(cell.field, asSentence(cell.field, cell.reason));
        else if (!cell.warning.isEmpty())
            line.unusual.insert(cell.field, cell.warning);
    }
    if (shownRows() > 0)
        Q_EMIT dataChanged(index(0, 0), index(shownRows() - 1, columnCount() - 1));
}

QString CarryModel::sentenceAt(const QModelIndex& cell) const
{
    if (!cell.isValid() || cell.row() >= shownRows())
        return {};
    const Line& line = lineOf(cell.row());
    for (const QMap<int, QString>* each : {&line.unread, &line.wrong, &line.unusual})
        if (const auto found = each->constFind(cell.column()); found != each->constEnd())
            return *found;
    return {};
}

QModelIndex CarryModel::firstWrong() const
{
    for (int row = 0; row < shownRows(); ++row) {
        const Line& line = lineOf(row);
        if (line.isWrong())
            return index(row, line.unread.isEmpty() ? line.wrong.firstKey() : line.unread.firstKey());
    }
    return {};
}

QModelIndex CarryModel::firstUnusual() const
{
    for (int row = 0; row < shownRows(); ++row)
        if (const Line& line = lineOf(row); !line.unusual.isEmpty())
            return index(row, line.unusual.firstKey());
    return {};
}

QVariant CarryModel::data(const QModelIndex& index, int role) const
{
    if (role == Qt::BackgroundRole || role == Qt::ToolTipRole || role == Qt::AccessibleDescriptionRole)
        if (const QString sentence = sentenceAt(index); !sentence.isEmpty()) {
            if (role != Qt::BackgroundRole)
                return sentence;
            return QBrush(lineOf(index.row()).unusual.contains(index.column()) ? noticedCell : wrongCell);
        }
    return RecordTableModel::data(index, role);
}

} // namespace coop
