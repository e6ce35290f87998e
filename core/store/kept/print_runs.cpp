#include "core/store/kept/print_runs.h"

#include "core/store/file/sqlite_error.h"
#include "core/store/one_step.h"
#include "core/store/workspace.h"
#include "core/store/workspace_database.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

namespace coop
{

namespace
{
QString noteOf(const QString& number)
{
    return QStringLiteral("出图 ") + number;
}
} // namespace

Result<QString> nextRunNumber(const Workspace& workspace, QDate made)
{
    return guarded(workspace.path(), [&]() -> Result<QString> {
        const QString year = QString::number(made.year()) + u'-';
        SQLite::Statement runs(databaseOf(workspace),
            "SELECT max(CAST(substr(reason, ?) AS INTEGER)) FROM change_log WHERE door = 'print' AND reason "
            "LIKE ?");
        runs.bind(1, int(noteOf(year).size()) + 1);
        runs.bind(2, (noteOf(year) + u'%').toStdString());
        runs.executeStep();
        return year + QStringLiteral("%1").arg(runs.getColumn(0).getInt() + 1, 3, 10, QLatin1Char('0'));
    });
}

Result<> noteRun(Workspace& workspace, const Author& author, const QString& number, const QString& what)
{
    Author noted = author;
    noted.door = Door::print;
    noted.reason = noteOf(number) + u'：' + what;
    return inOneStep(workspace, noted, [](UnitOfWork&) { return Result<>(); }, {.note = true});
}

} // namespace coop
