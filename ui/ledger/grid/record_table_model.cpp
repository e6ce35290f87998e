#include "ui/ledger/grid/record_table_model.h"

#include "core/base/checked_sum.h"
#include "core/domain/registry_spec.h"
#include "ui/ledger/grid/shown_text.h"

#include <QMultiHash>
#include <algorithm>
#include <numeric>

namespace coop
{

namespace
{
/// All rows by the places of their values, stable; empty ones come last, whichever way.
std::vector<int> ordered(const ValueColumn& column, Qt::SortOrder order)
{
    const std::vector<quint32>& places = column.places();
    const auto distinct = quint32(places.size());
    const auto slotOf = [&](qsizetype row) {
        const quint32 place = places[column.codeOf(row)];
        if (place == 0) // nothing
            return distinct - 1;
        return order == Qt::AscendingOrder ? place - 1 : distinct - 1 - place;
    };
    // Counting instead of comparing: one pass to see how many rows each place has, one to put them there.
    std::vector<int> next(size_t(distinct) + 1, 0);
    for (qsizetype row = 0; row < column.rows(); ++row)
        ++next[slotOf(row) + 1];
    std::partial_sum(next.begin(), next.end(), next.begin());
    std::vector<int> rows(size_t(column.rows()));
    for (qsizetype row = 0; row < column.rows(); ++row)
        rows[size_t(next[slotOf(row)]++)] = int(row);
    return rows;
}
} // namespace

void RecordTableModel::reset(const RegistrySpec& newSpec, const ReferenceLookup& newLookup, LedgerRows rows,
    const QList<TopBarChoice>& topBar)
{
    beginResetModel();
    if (spec != &newSpec) {
        sortColumn = -1;
        columnFilters.clear();
        selected.reset();
        preset.reset();
        typed.reset();
        touched.clear();
    }
    spec = &newSpec;
    lookup = &newLookup;
    all = std::move(rows);
    choices = topBar;
    visible = arranged();
    endResetModel();
}

void RecordTableModel::setTopBar(const QList<TopBarChoice>& wanted)
{
    if (wanted == choices)
        return;
    choices = wanted;
    if (spec)
        rearrange();
}

void RecordTableModel::setSearch(const QString& query)
{
    const QStringList wanted = searchWords(query);
    if (wanted == words)
        return;
    words = wanted;
    if (spec)
        rearrange();
}

void RecordTableModel::setFilters(const QList<ColumnFilter>& filters)
{
    if (filters == columnFilters)
        return;
    columnFilters = filters;
    columnFilters.removeIf([this](const ColumnFilter& filter) { return !spec->field(filter.field); });
    rearrange();
    if (columnCount() > 0)
        Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
}

void RecordTableModel::setOnly(const std::optional<RowSelection>& selection)
{
    selected = selection;
    if (spec)
        rearrange();
}

void RecordTableModel::setFilter(const QString& field, const ColumnFilter* filter)
{
    QList<ColumnFilter> next = columnFilters;
    next.removeIf([&](const ColumnFilter& one) { return one.field == field; });
    if (filter)
        next += *filter;
    setFilters(next);
}

const ColumnFilter* RecordTableModel::filterOf(const QString& field) const
{
    for (const ColumnFilter& filter : columnFilters)
        if (filter.field == field)
            return &filter;
    return nullptr;
}

void RecordTableModel::keepOnly(std::vector<char>& rows, const ColumnFilter& filter) const
{
    const int index = spec->indexOf(filter.field);
    if (index < 0)
        return;
    const ValueColumn& column = all.column(index);
    const std::vector<char> good = filter.accepts(column);
    for (size_t row = 0; row < rows.size(); ++row)
        rows[row] = char(rows[row] & good[column.codeOf(qsizetype(row))]);
}

void RecordTableModel::keepChosen(std::vector<char>& rows) const
{
    for (const TopBarChoice& choice : choices)
        if (choice.holds && !selected)
            keepOnly(rows, choice.filter);
}

qsizetype RecordTableModel::countOutside(const TopBarChoice& choice, const QSet<RowId>& ids) const
{
    std::vector<char> inside(size_t(all.size()), 1);
    keepOnly(inside, choice.filter);
    qsizetype count = 0;
    for (size_t row = 0; row < inside.size(); ++row)
        count += !inside[row] && ids.contains(all.idAt(qsizetype(row))) ? 1 : 0;
    return count;
}

QSet<RowId> RecordTableModel::ids() const
{
    QSet<RowId> every;
    every.reserve(all.size());
    for (qsizetype row = 0; row < all.size(); ++row)
        every.insert(all.idAt(row));
    return every;
}

std::vector<char> RecordTableModel::found(int exceptColumn) const
{
    std::vector<char> passes = all.finds(words);
    for (const ColumnFilter& filter : columnFilters)
        if (spec->indexOf(filter.field) != exceptColumn)
            keepOnly(passes, filter);
    if (selected)
        for (size_t row = 0; row < passes.size(); ++row)
            passes[row] = char(passes[row] && selected->rows.contains(all.idAt(qsizetype(row))));
    return passes;
}

QList<int> RecordTableModel::arranged()
{
    std::vector<char> passes = found(-1);
    const auto before = std::count(passes.begin(), passes.end(), 1);
    keepChosen(passes);
    outside = int(before - std::count(passes.begin(), passes.end(), 1));
    QList<int> rows;
    rows.reserve(all.size());
    if (sortColumn < 0 || sortColumn >= spec->fields.size() || all.size() == 0) {
        for (int row = 0; row < int(all.size()); ++row)
            if (passes[size_t(row)])
                rows += row;
        return rows;
    }
    all.makeOrder(sortColumn);
    for (const int row : ordered(all.column(sortColumn), sortOrder))
        if (passes[size_t(row)])
            rows += row;
    return rows;
}

void RecordTableModel::rearrange()
{
    Q_EMIT layoutAboutToBeChanged();
    const QModelIndexList before = persistentIndexList();
    QMultiHash<int, int> held; // row of `all` → place in `before`
    QList<int> inNewRow;
    for (int i = 0; i < before.size(); ++i)
        if (isNewRow(before[i].row()))
            inNewRow += i;
        else
            held.insert(visible[before[i].row()], i);
    visible = arranged();
    QModelIndexList after(before.size());
    for (const int i : std::as_const(inNewRow))
        after[i] = index(shownRows(), before[i].column());
    for (int row = 0; !held.isEmpty() && row < visible.size(); ++row)
        for (auto at = held.constFind(visible[row]); at != held.constEnd() && at.key() == visible[row]; ++at)
            after[*at] = index(row, before[*at].column());
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged();
}

void RecordTableModel::sort(int column, Qt::SortOrder wanted)
{
    if (sortColumn == column && sortOrder == wanted)
        return;
    sortColumn = column;
    sortOrder = wanted;
    if (spec)
        rearrange();
}

void RecordTableModel::put(const Record& record)
{
    if (const qsizetype row = all.indexOf(record.id); row >= 0)
        all.set(row, record, *lookup);
    else
        all.append(record, *lookup);
    rearrange();
}

void RecordTableModel::update(const QList<Record>& records)
{
    QHash<RowId, qsizetype> places; // only for many: looking for one goes through all ids once
    for (qsizetype row = 0; records.size() > 3 && row < all.size(); ++row)
        places.insert(all.idAt(row), row);
    const auto placeOf
        = [&](RowId id) { return records.size() > 3 ? places.value(id, -1) : all.indexOf(id); };
    QList<Record> fresh;
    for (const Record& record : records) {
        if (const qsizetype row = placeOf(record.id); row >= 0)
            all.set(row, record, *lookup);
        else
            fresh += record;
    }
    if (!visible.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(shownRows() - 1, columnCount() - 1));
    if (fresh.isEmpty())
        return;
    beginInsertRows({}, shownRows(), shownRows() + int(fresh.size()) - 1);
    for (const Record& record : fresh) {
        all.append(record, *lookup);
        visible += int(all.size()) - 1;
    }
    endInsertRows();
}

void RecordTableModel::take(const QList<RowId>& ids)
{
    beginResetModel();
    all.remove(ids);
    visible = arranged();
    endResetModel();
}

void RecordTableModel::offerNewRow(const std::optional<Record>& wanted)
{
    const bool offers = wanted && spec && &wanted->spec() == spec;
    preset = offers ? wanted : std::nullopt;
    if (newRowTouched())
        return; // what is typed stays until it is saved or dropped
    if (offers && !typed) {
        beginInsertRows({}, shownRows(), shownRows());
        typed = wanted;
        endInsertRows();
    } else if (offers) {
        typed = wanted;
        sayNewRowChanged();
    } else if (typed) {
        beginRemoveRows({}, shownRows(), shownRows());
        typed.reset();
        endRemoveRows();
    }
}

void RecordTableModel::typeNewRow(int field, const FieldValue& value)
{
    if (!typed)
        return;
    typed = preset.value_or(Record(*spec));
    if (value == typed->at(field))
        touched.remove(field);
    else
        touched.insert(field, value);
    for (auto each = touched.cbegin(); each != touched.cend(); ++each)
        typed->setAt(each.key(), each.value());
    if (spec->derive)
        spec->derive(*typed, nullptr);
    sayNewRowChanged();
}

void RecordTableModel::dropNewRow()
{
    touched.clear();
    offerNewRow(std::optional(preset)); // a copy: it is assigned to
}

void RecordTableModel::sayNewRowChanged()
{
    Q_EMIT dataChanged(index(shownRows(), 0), index(shownRows(), columnCount() - 1));
    Q_EMIT headerDataChanged(Qt::Vertical, shownRows(), shownRows());
}

QList<Record> RecordTableModel::shownRecords() const
{
    QList<Record> records;
    records.reserve(visible.size());
    for (const int row : visible)
        records += all.recordAt(row);
    return records;
}

int RecordTableModel::rowOf(RowId id) const
{
    if (id == 0)
        return typed ? shownRows() : -1;
    const qsizetype row = all.indexOf(id);
    return row < 0 ? -1 : int(visible.indexOf(int(row)));
}

std::vector<int> RecordTableModel::countsOf(int field) const
{
    const ValueColumn& column = all.column(field);
    std::vector<int> counts(column.distinct(), 0);
    std::vector<char> passes = found(field);
    keepChosen(passes);
    for (size_t row = 0; row < passes.size(); ++row)
        counts[column.codeOf(qsizetype(row))] += passes[row];
    return counts;
}

std::optional<qint64> RecordTableModel::sumOf(int field) const
{
    const ValueColumn& column = all.column(field);
    CheckedSum sum;
    for (const int row : visible)
        sum += column.valueOf(row).number();
    return sum.value();
}

int RecordTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : shownRows() + (typed ? 1 : 0);
}

int RecordTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() || !spec ? 0 : int(spec->fields.size());
}

QVariant RecordTableModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole: {
        if (isNewRow(index.row()))
            return newRowText(index.column(), role == Qt::ToolTipRole);
        const ValueColumn& column = all.column(index.column());
        return column.shown(column.codeOf(visible[index.row()]));
    }
    case Qt::TextAlignmentRole: {
        const bool numeric = spec->fields[index.column()].isNumeric();
        return QVariant::fromValue(
            Qt::Alignment(Qt::AlignVCenter | (numeric ? Qt::AlignRight : Qt::AlignLeft)));
    }
    default:
        return {};
    }
}

QString RecordTableModel::newRowText(int column, bool asTip) const
{
    if (asTip && !newRowTouched())
        return QStringLiteral("在这里填一行新的%1，离开这一行时保存；也可以把几行粘贴到这里")
            .arg(spec->label);
    return shownText(spec->fields[column], typed->at(column), *lookup);
}

Qt::ItemFlags RecordTableModel::flags(const QModelIndex& index) const
{
    if (!index.isValid())
        return {};
    const FieldSpec& field = spec->fields[index.column()];
    const Qt::ItemFlags shownOnly = Qt::ItemIsSelectable | Qt::ItemIsEnabled | Qt::ItemNeverHasChildren;
    return field.byProgram || field.secret ? shownOnly : shownOnly | Qt::ItemIsEditable;
}

QVariant RecordTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical)
        return role != Qt::DisplayRole ? QVariant()
            : isNewRow(section) ? QVariant(newRowTouched() ? QStringLiteral("✎") : QStringLiteral("＊"))
                                : QVariant(section + 1);
    if (!spec || section < 0 || section >= spec->fields.size())
        return {};
    const FieldSpec& field = spec->fields[section];
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole)
        return field.heading();
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(
            Qt::Alignment(Qt::AlignVCenter | (field.isNumeric() ? Qt::AlignRight : Qt::AlignLeft)));
    return {};
}

} // namespace coop
