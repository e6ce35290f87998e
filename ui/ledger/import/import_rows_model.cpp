#include "ui/ledger/import/import_rows_model.h"

#include "ui/ledger/grid/cell_colours.h"
#include "ui/look/theme.h"

#include <QBrush>

namespace coop
{

namespace
{
const QColor newCell{0xE9, 0xF5, 0xEF};

QString mark(PreviewRow::Outcome outcome)
{
    switch (outcome) {
    case PreviewRow::Outcome::added:
        return QStringLiteral("＋ ");
    case PreviewRow::Outcome::changed:
        return QStringLiteral("✎ ");
    case PreviewRow::Outcome::same:
        return QStringLiteral("＝ ");
    case PreviewRow::Outcome::refused:
        return QStringLiteral("✘ ");
    case PreviewRow::Outcome::skipped:
        break;
    }
    return QStringLiteral("— ");
}
} // namespace

ImportRowsModel::ImportRowsModel(const RegistrySpec& registry, QObject* parent)
    : QAbstractTableModel(parent)
    , spec(registry)
{
}

QString ImportRowsModel::title(PreviewRow::Outcome outcome)
{
    switch (outcome) {
    case PreviewRow::Outcome::added:
        return QStringLiteral("新增");
    case PreviewRow::Outcome::changed:
        return QStringLiteral("修改");
    case PreviewRow::Outcome::same:
        return QStringLiteral("相同");
    case PreviewRow::Outcome::refused:
        return QStringLiteral("不合格");
    case PreviewRow::Outcome::skipped:
        break;
    }
    return QStringLiteral("跳过");
}

void ImportRowsModel::show(const ImportTable& newTable, const ImportPreview& newPreview)
{
    beginResetModel();
    table = newTable;
    preview = newPreview;
    shown.clear();
    for (int i = 0; i < preview.rows.size(); ++i)
        if (!wanted || preview.rows[i].outcome == *wanted)
            shown += i;
    endResetModel();
}

void ImportRowsModel::filter(std::optional<PreviewRow::Outcome> outcome)
{
    wanted = outcome;
    show(table, preview);
}

int ImportRowsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(shown.size());
}

int ImportRowsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ownColumns + int(table.map.columns.size());
}

const HeadingMap::Column* ImportRowsModel::columnAt(const QModelIndex& index) const
{
    return index.column() < ownColumns ? nullptr : &table.map.columns[index.column() - ownColumns];
}

QString ImportRowsModel::problemOf(const PreviewRow& row, const HeadingMap::Column& column) const
{
    QStringList reasons;
    for (const ImportProblem& problem : row.problems)
        if (problem.column == column.heading)
            reasons += problem.reason;
    return reasons.join(u'\n');
}

const PreviewRow::Change* ImportRowsModel::changeOf(
    const PreviewRow& row, const HeadingMap::Column& column) const
{
    for (const PreviewRow::Change& change : row.changes)
        if (change.field == column.field)
            return &change;
    return nullptr;
}

QList<int> ImportRowsModel::equalOnes(int row, int column) const
{
    QList<int> rows;
    const QString text = cellText(row, column);
    for (const HeadingMap::Column& each : table.map.columns)
        for (const PreviewRow& other : preview.rows)
            if (each.column == column && other.outcome == PreviewRow::Outcome::refused && other.row - 1 != row
                && cellText(other.row - 1, column) == text && !problemOf(other, each).isEmpty())
                rows += other.row - 1;
    return rows;
}

std::optional<ImportRowsModel::Suggestion> ImportRowsModel::suggestionAt(const QModelIndex& index) const
{
    if (!index.isValid() || index.row() >= shown.size())
        return {};
    const PreviewRow& row = rowAt(index.row());
    const HeadingMap::Column* current = columnAt(index);
    std::optional<Suggestion> found;
    for (const ImportProblem& problem : row.problems)
        for (const HeadingMap::Column& column : table.map.columns) {
            if (problem.suggestion.isEmpty() || problem.column != column.heading)
                continue;
            if (!found || &column == current)
                found = Suggestion{row.row - 1, column.column, problem.suggestion};
        }
    return found;
}

QVariant ImportRowsModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= shown.size())
        return {};
    const PreviewRow& row = rowAt(index.row());
    const HeadingMap::Column* column = columnAt(index);
    const bool skipped = row.outcome == PreviewRow::Outcome::skipped;
    if (role == Qt::ForegroundRole && (skipped || (column && row.outcome == PreviewRow::Outcome::same)))
        return QBrush(theme::disabledText);
    if (!column) {
        if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole)
            return mark(row.outcome) + title(row.outcome)
                + (row.warnings.isEmpty() ? QString() : QStringLiteral(" ◆"));
        if (role == Qt::ForegroundRole && row.outcome == PreviewRow::Outcome::refused)
            return QBrush(theme::danger);
        return {};
    }
    const QString problem = problemOf(row, *column);
    const PreviewRow::Change* change = changeOf(row, *column);
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
        return table.sheet.mergedCell(row.row - 1, column->column);
    case Qt::BackgroundRole:
        if (!problem.isEmpty())
            return QBrush(wrongCell);
        if (change && row.outcome == PreviewRow::Outcome::changed)
            return QBrush(noticedCell);
        return row.outcome == PreviewRow::Outcome::added ? QVariant(QBrush(newCell)) : QVariant();
    case Qt::ToolTipRole:
        if (!problem.isEmpty())
            return problem;
        if (change && row.outcome == PreviewRow::Outcome::changed)
            return QStringLiteral("%1 → %2").arg(
                change->before.isEmpty() ? QStringLiteral("（空）") : change->before, change->after);
        return table.sheet.mergedCell(row.row - 1, column->column);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::Alignment(
            Qt::AlignVCenter | (spec.fields[column->field].isNumeric() ? Qt::AlignRight : Qt::AlignLeft)));
    default:
        return {};
    }
}

QVariant ImportRowsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    if (orientation == Qt::Vertical)
        return section < shown.size() ? QVariant(rowAt(section).row) : QVariant();
    if (section < ownColumns)
        return QStringLiteral("结果");
    return spec.fields[table.map.columns[section - ownColumns].field].heading();
}

Qt::ItemFlags ImportRowsModel::flags(const QModelIndex& index) const
{
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (index.isValid() && columnAt(index))
        flags |= Qt::ItemIsEditable;
    return flags;
}

bool ImportRowsModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    const HeadingMap::Column* column = index.isValid() ? columnAt(index) : nullptr;
    if (role != Qt::EditRole || !column || value.toString() == index.data(Qt::EditRole).toString())
        return false;
    Q_EMIT corrected(rowAt(index.row()).row - 1, column->column, value.toString());
    return true;
}

} // namespace coop
