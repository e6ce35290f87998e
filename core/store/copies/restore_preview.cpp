#include "core/store/copies/backup.h"
#include "core/store/copies/restore.h"
#include "core/store/file/column_text.h"
#include "core/store/file/sqlite_error.h"
#include "core/store/layout/table_layout.h"
#include "core/store/workspace.h"
#include "core/store/workspace_database.h"

#include <QFileInfo>
#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

namespace coop
{

namespace
{
qint64 number(const SQLite::Database& database, const QString& sql)
{
    SQLite::Statement query(database, sql.toStdString());
    query.executeStep();
    return query.getColumn(0).getInt64();
}

void readHistory(const SQLite::Database& backup, RestorePreview& preview)
{
    SQLite::Statement last(backup,
        "SELECT (SELECT count(*) FROM change_log), time, who, reason FROM change_log ORDER BY entry DESC "
        "LIMIT 1");
    if (!last.executeStep())
        return;
    preview.entries = last.getColumn(0).getInt64();
    preview.lastChange = QDateTime::fromString(textAt(last, 1), Qt::ISODateWithMs);
    preview.lastWho = textAt(last, 2);
    preview.lastReason = textAt(last, 3);
}

/// The backup's connection with the workspace attached to it as `now`, to compare them row by row.
class Comparison
{
public:
    Comparison(const Workspace& backup, const QString& workspacePath)
        : database(databaseOf(backup))
    {
        SQLite::Statement attach(database, "ATTACH ? AS now");
        attach.bind(1, workspacePath.toStdString());
        attach.exec();
    }
    ~Comparison() { database.tryExec("DETACH now"); }
    Q_DISABLE_COPY(Comparison)

    qint64 laterEntries() const
    {
        return number(database,
            QStringLiteral("SELECT count(*) FROM now.change_log l WHERE NOT EXISTS (SELECT 1 FROM "
                           "main.change_log b WHERE b.entry = l.entry AND b.hash = l.hash)"));
    }
    void compare(RegistryDifference& difference) const
    {
        const QString table = quoted(difference.registry);
        const QStringList before = columns(QStringLiteral("main"), difference.registry);
        const QStringList after = columns(QStringLiteral("now"), difference.registry);
        if (!before.isEmpty())
            difference.inBackup = number(database, QStringLiteral("SELECT count(*) FROM main.%1").arg(table));
        if (!after.isEmpty())
            difference.inWorkspace
                = number(database, QStringLiteral("SELECT count(*) FROM now.%1").arg(table));
        if (before.isEmpty() || after.isEmpty()) {
            difference.onlyInBackup = difference.inBackup;
            difference.onlyInWorkspace = difference.inWorkspace;
            return;
        }
        const qint64 inBoth = number(
            database, QStringLiteral("SELECT count(*) FROM main.%1 b JOIN now.%1 w USING (id)").arg(table));
        difference.onlyInBackup = difference.inBackup - inBoth;
        difference.onlyInWorkspace = difference.inWorkspace - inBoth;
        // A column that one of them does not have yet counts as empty there.
        QStringList all = before.size() >= after.size() ? before : after;
        const auto values = [&](const QString& alias, const QStringList& its) {
            QStringList list;
            for (const QString& column : all)
                list += its.contains(column) ? alias + quoted(column) : QStringLiteral("NULL");
            return list.join(u',');
        };
        difference.different = number(database,
            QStringLiteral("SELECT count(*) FROM main.%1 b JOIN now.%1 w USING (id) WHERE (%2) IS NOT (%3)")
                .arg(table, values(QStringLiteral("b."), before), values(QStringLiteral("w."), after)));
    }

private:
    QStringList columns(const QString& schema, const QString& table) const
    {
        SQLite::Statement query(database, "SELECT name FROM pragma_table_info(?, ?)");
        query.bind(1, table.toStdString());
        query.bind(2, schema.toStdString());
        QStringList names;
        while (query.executeStep())
            names += textAt(query, 0);
        return names;
    }
    SQLite::Database& database;
};
} // namespace

Result<RestorePreview> previewRestore(const QString& backup, const QString& workspacePath)
{
    COOP_TRY(verifyCopy(backup));
    const auto copy = Workspace::open(backup, Workspace::Access::read);
    COOP_TRY(copy);
    RestorePreview preview{.backup = backup};
    const auto read = guarded(backup, [&]() -> Result<> {
        readHistory(databaseOf(**copy), preview);
        for (const TableLayout& layout : (*copy)->layouts())
            preview.registries += RegistryDifference{layout.spec->id, layout.spec->label};
        for (RegistryDifference& each : preview.registries)
            if (databaseOf(**copy).tableExists(each.registry.toStdString()))
                each.inBackup = each.onlyInBackup = number(
                    databaseOf(**copy), QStringLiteral("SELECT count(*) FROM %1").arg(quoted(each.registry)));
        return {};
    });
    COOP_TRY(read);
    preview.workspaceReadable
        = QFileInfo::exists(workspacePath) && Workspace::open(workspacePath, Workspace::Access::read);
    if (!preview.workspaceReadable)
        return preview;
    RestorePreview compared = preview;
    const auto comparing = guarded(workspacePath, [&]() -> Result<> {
        const Comparison comparison(**copy, workspacePath);
        compared.laterEntries = comparison.laterEntries();
        for (RegistryDifference& each : compared.registries)
            comparison.compare(each);
        return {};
    });
    if (comparing)
        return compared;
    if (comparing.error().kind != ErrorKind::notAWorkspace)
        return fail(comparing.error());
    preview.workspaceReadable = false; // it opened, but its rows cannot be read
    return preview;
}

} // namespace coop
