#include "core/store/copies/backup_lineage.h"

#include "core/store/workspace.h"
#include "core/store/workspace_database.h"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <algorithm>
#include <optional>

namespace coop
{

namespace
{
/// Number of the last entry that a copy and the workspace have in common when the copy goes no further;
/// nothing when it does. The hash of an entry stands for all entries before it.
std::optional<qint64> sharedEntry(const Workspace& workspace, const QString& file)
{
    try {
        const auto copy = Workspace::open(file, Workspace::Access::read, workspace.registries());
        if (!copy)
            return std::nullopt;
        SQLite::Statement last(
            databaseOf(**copy), "SELECT entry, hash FROM change_log ORDER BY entry DESC LIMIT 1");
        if (!last.executeStep())
            return std::nullopt;
        const qint64 entry = last.getColumn(0).getInt64();
        SQLite::Statement same(
            databaseOf(workspace), "SELECT 1 FROM change_log WHERE entry = ? AND hash = ?");
        same.bind(1, int64_t(entry));
        same.bind(2, last.getColumn(1).getString());
        return same.executeStep() ? std::optional(entry) : std::nullopt;
    } catch (const SQLite::Exception&) {
        return std::nullopt; // too damaged to say
    }
}
} // namespace

BackupLineage lineageOf(const Workspace& workspace, const QList<Backup>& backups)
{
    QList<std::pair<qint64, Backup>> own;
    BackupLineage lineage;
    for (const Backup& backup : backups)
        if (const auto entry = sharedEntry(workspace, backup.file))
            own.emplace_back(*entry, backup);
        else
            lineage.others += backup;
    std::stable_sort(own.begin(), own.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    for (const auto& [entry, backup] : own)
        lineage.own += backup;
    return lineage;
}

} // namespace coop
