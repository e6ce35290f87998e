#pragma once
#include "core/base/row_id.h"
#include "core/store/file/statement_cache.h"
#include "core/store/layout/table_layout.h"

#include <QList>
#include <functional>

namespace coop
{

class Workspace;

/// The rows that go when this one does, as the specs say: its child rows, attachments, notes. Throws what
/// SQLite refuses.
QList<RegistryRow> hangingOn(StatementCache& statements, const Registries& registries,
    const std::function<const TableLayout*(const QString&)>& layouts, const QString& registry, RowId id);
QList<RegistryRow> hangingOn(const Workspace& workspace, const QString& registry, RowId id);

} // namespace coop
