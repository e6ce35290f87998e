#pragma once
#include "core/domain/record.h"
#include "core/store/file/statement_cache.h"
#include "core/store/workspace.h"

#include <QStringList>
#include <optional>

namespace coop
{

/// A row of any table, with its lists; nothing when it is not there. Throws what SQLite refuses.
std::optional<Record> storedRow(const Workspace& workspace, const QString& registry, RowId id);
/// The rows that go when this one does: its child rows and attachments. Throws what SQLite refuses.
QList<RegistryRow> hangingOn(const Workspace& workspace, const QString& registry, RowId id);
/// The same for those who read many: through prepared statements.
class StoredRows
{
public:
    explicit StoredRows(const Workspace& source);
    std::optional<Record> operator()(const QString& registry, RowId id);
    /// Whether it is the id of a registry, and not of a table that the program keeps for itself.
    bool isLedger(const QString& registry) const;

private:
    const Workspace& workspace;
    StatementCache statements;
};

/// The row with the lists that its child rows hold by now, when it has any. Throws what SQLite refuses.
Record withCurrentLists(const Workspace& workspace, Record record);

/// A row that was removed, as the history has it last; nothing when the history knows of none.
std::optional<Record> removedRow(const Workspace& workspace, const RegistrySpec& spec, RowId id);
/// A spec of a ledger or of a table that the program keeps; null when there is none.
const RegistrySpec* anySpec(const Registries& registries, const QString& id);
/// Ids of the fields that a row's own table holds.
QStringList ownFields(const RegistrySpec& spec);

} // namespace coop
