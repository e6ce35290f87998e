#include "ui/ledger/record_table_model.h"

#include "core/domain/field_text.h"
#include "core/domain/registry_spec.h"

#include <QCollator>
#include <algorithm>

namespace coop
{

namespace
{
bool isShownAsText(const FieldSpec& field)
{
    return field.type == FieldType::text || field.type == FieldType::reference
        || field.type == FieldType::choices;
}

/// Compares two rows by one field whose values compare as they are stored.
std::strong_ordering compareStored(const FieldSpec& field, const FieldValue& a, const FieldValue& b)
{
    if (field.type == FieldType::choice)
        return field.choices.indexOf(a.text()) <=> field.choices.indexOf(b.text());
    if (a.isNumber() && b.isNumber())
        return a.number() <=> b.number();
    if (a.isReal() && b.isReal())
        return a.real() < b.real() ? std::strong_ordering::less
            : b.real() < a.real()  ? std::strong_ordering::greater
                                   : std::strong_ordering::equal;
    return QString::compare(a.text(), b.text()) <=> 0;
}
} // namespace

void RecordTableModel::reset(const RegistrySpec& newSpec, const ReferenceLookup& newLookup, LedgerRows rows)
{
    beginResetModel();
    if (spec != &newSpec)
        sortColumn = -1;
    spec = &newSpec;
    lookup = &newLookup;
    all = std::move(rows);
    visible = filtered();
    order(visible);
    endResetModel();
}

void RecordTableModel::setSearch(const QString& query)
{
    const QStringList wanted = searchWords(query);
    if (wanted == words)
        return;
    words = wanted;
    rearrange();
}

QList<int> RecordTableModel::filtered() const
{
    QList<int> rows;
    rows.reserve(all.records.size());
    for (int i = 0; i < all.records.size(); ++i)
        if (all.keys[i].matches(words))
            rows += i;
    return rows;
}

void RecordTableModel::order(QList<int>& rows) const
{
    if (!spec || sortColumn < 0 || sortColumn >= spec->fields.size())
        return;
    const FieldSpec& field = spec->fields[sortColumn];
    const bool up = sortOrder == Qt::AscendingOrder;
    if (isShownAsText(field)) {
        QCollator collator(QLocale(QLocale::Chinese, QLocale::China));
        collator.setNumericMode(true);
        std::vector<std::pair<QCollatorSortKey, int>> keyed;
        keyed.reserve(size_t(rows.size()));
        for (const int row : rows)
            keyed.emplace_back(
                collator.sortKey(formatField(field, all.records[row].at(sortColumn), *lookup)), row);
        std::stable_sort(keyed.begin(), keyed.end(),
            [up](const auto& a, const auto& b) { return up ? a.first < b.first : b.first < a.first; });
        for (int i = 0; i < rows.size(); ++i)
            rows[i] = keyed[size_t(i)].second;
        return;
    }
    std::stable_sort(rows.begin(), rows.end(), [&](int a, int b) {
        const FieldValue& left = all.records[a].at(sortColumn);
        const FieldValue& right = all.records[b].at(sortColumn);
        if (left.isNull() || right.isNull()) // empty ones come last, whichever way
            return !left.isNull() && right.isNull();
        return up ? compareStored(field, left, right) < 0 : compareStored(field, right, left) < 0;
    });
}

void RecordTableModel::rearrange()
{
    Q_EMIT layoutAboutToBeChanged();
    const QModelIndexList before = persistentIndexList();
    QList<int> held;
    for (const QModelIndex& index : before)
        held += visible[index.row()];
    visible = filtered();
    order(visible);
    QHash<int, int> places;
    for (int i = 0; !held.isEmpty() && i < visible.size(); ++i)
        places.insert(visible[i], i);
    QModelIndexList after;
    for (int i = 0; i < before.size(); ++i) {
        const int row = places.value(held[i], -1);
        after += row < 0 ? QModelIndex() : index(row, before[i].column());
    }
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged();
}

void RecordTableModel::sort(int column, Qt::SortOrder wanted)
{
    if (sortColumn == column && sortOrder == wanted)
        return;
    sortColumn = column;
    sortOrder = wanted;
    rearrange();
}

void RecordTableModel::put(const Record& record)
{
    const auto at = std::find_if(
        all.records.begin(), all.records.end(), [&](const Record& row) { return row.id == record.id; });
    const SearchKey key = searchKey(record, *lookup);
    if (at != all.records.end()) {
        const qsizetype i = at - all.records.begin();
        *at = record;
        all.keys[i] = key;
    } else {
        all.records += record;
        all.keys += key;
    }
    rearrange();
}

void RecordTableModel::take(const QList<RowId>& ids)
{
    beginResetModel();
    for (qsizetype i = all.records.size(); i-- > 0;)
        if (ids.contains(all.records[i].id)) {
            all.records.removeAt(i);
            all.keys.removeAt(i);
        }
    visible = filtered();
    order(visible);
    endResetModel();
}

int RecordTableModel::rowOf(RowId id) const
{
    for (int i = 0; i < visible.size(); ++i)
        if (all.records[visible[i]].id == id)
            return i;
    return -1;
}

bool RecordTableModel::holds(RowId id) const
{
    return std::any_of(
        all.records.begin(), all.records.end(), [id](const Record& row) { return row.id == id; });
}

int RecordTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(visible.size());
}

int RecordTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() || !spec ? 0 : int(spec->fields.size());
}

QVariant RecordTableModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const FieldSpec& field = spec->fields[index.column()];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return shownText(field, recordAt(index.row()).at(index.column()), *lookup);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(
            Qt::Alignment(Qt::AlignVCenter | (field.isNumeric() ? Qt::AlignRight : Qt::AlignLeft)));
    default:
        return {};
    }
}

QVariant RecordTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical)
        return role == Qt::DisplayRole ? QVariant(section + 1) : QVariant();
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
