#pragma once
#include "core/base/result.h"
#include "core/domain/record.h"
#include "ui/ledger/rows/value_column.h"

#include <QList>
#include <QStringList>

namespace coop
{

class ReferenceLookup;
class Workspace;
struct RowQuery;

/// The words of a search, as ValueColumn::finds takes them.
QStringList searchWords(const QString& query);

/// The rows of one ledger as a page shows them, kept column by column.
class LedgerRows
{
public:
    LedgerRows() = default;
    explicit LedgerRows(const RegistrySpec& spec); ///< `spec` must outlive the rows

    qsizetype size() const { return qsizetype(ids.size()); }
    RowId idAt(qsizetype row) const { return ids[size_t(row)]; }
    Record recordAt(qsizetype row) const;
    const ValueColumn& column(int field) const { return columns[size_t(field)]; }
    qsizetype indexOf(RowId id) const; ///< -1 when there is none

    void append(const Record& record, const ReferenceLookup& lookup);
    void set(qsizetype row, const Record& record, const ReferenceLookup& lookup);
    void remove(const QList<RowId>& gone);
    void makeOrder(int field) { columns[size_t(field)].makeOrder(); }

    /// For each row whether every word is found in one of its fields.
    std::vector<char> finds(const QStringList& words) const;

    bool complete = true; ///< false: the first rows only, the others are still being read

private:
    const RegistrySpec* spec = nullptr;
    std::vector<RowId> ids;
    std::vector<ValueColumn> columns;
};

/// The rows of a ledger that the query finds; with a limit maybe not all. Takes about 1 s for 100,000 rows:
/// large ledgers are read on a worker with a Workspace of its own.
Result<LedgerRows> readLedger(const Workspace& workspace, const RegistrySpec& spec, const RowQuery& query);

} // namespace coop
