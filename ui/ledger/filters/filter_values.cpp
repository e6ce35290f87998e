#include "ui/ledger/filters/filter_values.h"

#include "ui/ledger/rows/ledger_rows.h"

#include <QHash>
#include <QSet>
#include <algorithm>

namespace coop
{

FilterValues::FilterValues(
    const ValueColumn& values, const std::vector<int>& counts, const QStringList* chosen, QObject* parent)
    : QAbstractListModel(parent)
    , column(values)
{
    std::vector<ValueColumn::Code> inOrder(column.distinct());
    for (ValueColumn::Code code = 0; code < column.distinct(); ++code)
        inOrder[column.places()[code]] = code;
    const QSet<QString> wanted = chosen ? QSet<QString>(chosen->begin(), chosen->end()) : QSet<QString>();
    QHash<QString, size_t> known;
    const auto add = [&](ValueColumn::Code code) {
        const QString& text = column.shown(code);
        const bool picked = !chosen || wanted.contains(text);
        if (counts[code] == 0 && (!chosen || !picked)) // a value that the other filters hide
            return;
        const auto same = known.constFind(text);
        if (same != known.constEnd()) { // two shops of one name are one line
            entries[*same].count += counts[code];
            return;
        }
        known.insert(text, entries.size());
        entries.push_back({text, code, counts[code], picked, picked});
    };
    for (const ValueColumn::Code code : inOrder)
        if (code != ValueColumn::nothing)
            add(code);
    if (column.distinct() > 0)
        add(ValueColumn::nothing);
    for (int i = 0; i < int(entries.size()); ++i)
        matching += i;
}

void FilterValues::setSearch(const QString& query)
{
    beginResetModel();
    matching.clear();
    const QStringList words = searchWords(query);
    std::vector<char> good(column.distinct(), 1);
    for (const QString& word : words) {
        const std::vector<char> has = column.finds(word);
        for (size_t i = 0; i < good.size(); ++i)
            good[i] = char(good[i] & has[i]);
    }
    for (int i = 0; i < int(entries.size()); ++i) {
        Entry& entry = entries[size_t(i)];
        if (good[entry.code])
            matching += i;
        entry.checked = words.isEmpty() ? entry.before : bool(good[entry.code]);
    }
    endResetModel();
}

void FilterValues::checkAll(bool checked)
{
    for (const int i : std::as_const(matching))
        entries[size_t(i)].checked = checked;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0), index(rowCount() - 1), {Qt::CheckStateRole});
}

Qt::CheckState FilterValues::state() const
{
    const auto checked = std::count_if(
        matching.begin(), matching.end(), [this](int i) { return entries[size_t(i)].checked; });
    return checked == 0 ? Qt::Unchecked : checked == matching.size() ? Qt::Checked : Qt::PartiallyChecked;
}

QStringList FilterValues::chosen() const
{
    QStringList texts;
    for (const Entry& entry : entries)
        if (entry.checked)
            texts += entry.text;
    return texts;
}

bool FilterValues::allChosen() const
{
    return std::all_of(entries.begin(), entries.end(), [](const Entry& entry) { return entry.checked; });
}

int FilterValues::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(std::min<qsizetype>(matching.size(), mostListed));
}

QVariant FilterValues::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const Entry& entry = entries[size_t(matching[index.row()])];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return QStringLiteral("%1（%2）")
            .arg(
                entry.text.isEmpty() ? QStringLiteral("（空白）") : entry.text, QString::number(entry.count));
    case Qt::CheckStateRole:
        return entry.checked ? Qt::Checked : Qt::Unchecked;
    case countRole:
        return entry.count;
    default:
        return {};
    }
}

bool FilterValues::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (role != Qt::CheckStateRole || !index.isValid())
        return false;
    entries[size_t(matching[index.row()])].checked = value.toInt() == Qt::Checked;
    Q_EMIT dataChanged(index, index, {role});
    return true;
}

Qt::ItemFlags FilterValues::flags(const QModelIndex& index) const
{
    return QAbstractListModel::flags(index) | Qt::ItemIsUserCheckable;
}

} // namespace coop
