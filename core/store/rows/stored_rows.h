#pragma once
#include "core/domain/record.h"
#include "core/store/workspace.h"

#include <QStringList>
#include <memory>
#include <optional>

namespace coop
{

class StatementCache;

/// A field, and the values of which it holds any.
using FieldHolding = std::pair<QString, QList<FieldValue>>;

/// The rows of any table in the order of their ids, with their lists; none where the file has no such table.
/// Of each field of `holding` they hold one of its values. Throws what SQLite refuses.
QList<Record> storedRows(
    const Workspace& workspace, const QString& registry, const QList<FieldHolding>& holding = {});

/// A row of any table, with its lists; nothing when it is not there. Throws what SQLite refuses.
std::optional<Record> storedRow(const Workspace& workspace, const QString& registry, RowId id);
/// The same for those who read many: through prepared statements.
class StoredRows
{
public:
    explicit StoredRows(const Workspace& source);
    std::optional<Record> operator()(const QString& registry, RowId id);
    /// Whether rows may hang on those of this table: it is a registry, and not one whose rows say themselves
    /// where they hang, since two could hang on each other.
    bool mayCarry(const QString& registry) const;

private:
    const Workspace& workspace;
    std::shared_ptr<StatementCache> statements;
};

/// The row with the lists that its child rows hold by now, when it has any. Throws what SQLite refuses.
Record withCurrentLists(const Workspace& workspace, Record record);

/// A spec of a ledger or of a table that the program keeps; null when there is none.
const RegistrySpec* anySpec(const Registries& registries, const QString& id);
/// Ids of the fields that a row's own table holds.
QStringList ownFields(const RegistrySpec& spec);

} // namespace coop
