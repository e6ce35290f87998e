#include "ui/ledger/rows/ledger_rows.h"

#include "core/base/text/text.h"
#include "core/domain/registry_spec.h"
#include "core/store/workspace.h"

#include <QSet>
#include <algorithm>

namespace coop
{

QStringList searchWords(const QString& query)
{
    QStringList words = halfWidth(query).toLower().replace(u'ü', u'v').split(u' ', Qt::SkipEmptyParts);
    for (QString& word : words)
        word = comparable(word);
    return words;
}

LedgerRows::LedgerRows(const RegistrySpec& registry)
    : spec(&registry)
{
    columns.reserve(size_t(registry.fields.size()));
    for (const FieldSpec& field : registry.fields)
        columns.emplace_back(field);
}

Record LedgerRows::recordAt(qsizetype row) const
{
    Record record(*spec);
    record.id = idAt(row);
    for (size_t i = 0; i < columns.size(); ++i)
        record.setAt(int(i), columns[i].valueOf(row));
    return record;
}

qsizetype LedgerRows::indexOf(RowId id) const
{
    const auto at = std::find(ids.begin(), ids.end(), id);
    return at == ids.end() ? -1 : at - ids.begin();
}

void LedgerRows::append(const Record& record, const ReferenceLookup& lookup)
{
    ids.push_back(record.id);
    for (size_t i = 0; i < columns.size(); ++i)
        columns[i].append(record.at(int(i)), lookup);
}

void LedgerRows::set(qsizetype row, const Record& record, const ReferenceLookup& lookup)
{
    for (size_t i = 0; i < columns.size(); ++i)
        columns[i].set(row, record.at(int(i)), lookup);
}

void LedgerRows::remove(const QList<RowId>& wanted)
{
    const QSet<RowId> these(wanted.begin(), wanted.end());
    std::vector<char> gone(ids.size());
    for (size_t i = 0; i < ids.size(); ++i)
        gone[i] = char(these.contains(ids[i]));
    for (ValueColumn& column : columns)
        column.remove(gone);
    size_t kept = 0;
    for (size_t i = 0; i < ids.size(); ++i)
        if (!gone[i])
            ids[kept++] = ids[i];
    ids.resize(kept);
}

std::vector<char> LedgerRows::finds(const QStringList& words) const
{
    std::vector<char> found(ids.size(), 1);
    for (const QString& word : words) {
        std::vector<char> has(ids.size(), 0);
        for (const ValueColumn& column : columns) {
            const std::vector<char> values = column.finds(word);
            if (std::find(values.begin(), values.end(), 1) == values.end())
                continue;
            for (size_t row = 0; row < ids.size(); ++row)
                has[row] = char(has[row] | values[column.codeOf(qsizetype(row))]);
        }
        for (size_t row = 0; row < ids.size(); ++row)
            found[row] = char(found[row] & has[row]);
    }
    return found;
}

Result<LedgerRows> readLedger(const Workspace& workspace, const RegistrySpec& spec, const RowQuery& query)
{
    const auto records = workspace.rows(query);
    COOP_TRY(records);
    LedgerRows rows(spec);
    for (const Record& record : *records)
        rows.append(record, workspace.lookup());
    // Here and not when somebody sorts: this is the thread that has the time.
    for (int i = 0; i < spec.fields.size(); ++i)
        rows.makeOrder(i);
    rows.complete = query.limit < 0;
    return rows;
}

} // namespace coop
