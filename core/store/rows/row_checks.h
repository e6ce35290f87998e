#pragma once
#include "core/base/result.h"
#include "core/domain/record.h"
#include "core/store/file/statement_cache.h"
#include "core/store/layout/table_layout.h"

#include <QSet>
#include <functional>

namespace coop
{

/// The rules of a row that only the other rows can answer: unique codes and natural keys, references that
/// exist, rows that are still needed. For one unit of work; the answers about references are kept.
class RowChecks
{
public:
    RowChecks(const Registries& registries, StatementCache& statements);

    /// Errors: duplicate, with the row that is there already.
    Result<> codeIsFree(const TableLayout& layout, const QString& code, RowId self);
    Result<> naturalKeyIsFree(const TableLayout& layout, const Record& record);
    /// Errors: notFound. `except`: a field that the caller vouches for, -1 for none.
    Result<> referencesExist(const Record& record, int except = -1);
    /// Of what says itself on which row of which ledger it hangs (an attachment, that it is no duplicate):
    /// the row must be there, and the attachment's bytes. Errors: notFound, refused.
    Result<> hangsRightly(
        const Record& record, const std::function<const TableLayout*(const QString&)>& layouts);
    /// Errors: inUse, naming some of the rows that refer to this one.
    Result<> isUnreferenced(const Record& record);

    /// "WD1-0001": the next number after the highest that the registry has.
    QString nextCode(const TableLayout& layout, int device);
    void rowIsGone(const QString& registry, RowId id) { existing.remove({registry, id}); }

private:
    Result<> bytesAreThere(const Record& record);
    bool exists(const QStringList& inRegistries, RowId id);
    Error duplicateOf(const TableLayout& layout, const QStringList& fields, RowId other);

    const Registries& registries;
    StatementCache& statements;
    QSet<RegistryRow> existing;
    QHash<QString, qint64> lastNumber; ///< by prefix
};

} // namespace coop
