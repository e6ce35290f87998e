#include "tests/crash/crash_steps.h"

#include "core/domain/field_text.h"
#include "core/store/copies/backup.h"
#include "core/store/copies/restore.h"
#include "core/store/undo/undo.h"
#include "core/store/unit_of_work.h"
#include "core/store/workspace_database.h"
#include "core/tabular/import/importer.h"

#include <QDir>
#include <QFile>
#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <cstdio>

namespace coop
{

namespace
{
constexpr int importedRows = 200;
const QString who = QStringLiteral("试验员");

/// Nothing that these steps do may be refused; a refusal is a fault of the program or of the test.
template <class T> T need(Result<T> result)
{
    if (!result) {
        fprintf(stderr, "refused: %s\n", result.error().text.toUtf8().constData());
        _Exit(3);
    }
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

RowId townshipId(const Workspace& workspace)
{
    return workspace.lookup().find({QStringLiteral("townships")}, QStringLiteral("中桥乡")).first().id;
}
} // namespace

QString headOf(const Workspace& workspace)
{
    SQLite::Statement head(
        databaseOf(workspace), "SELECT entry, hash FROM change_log ORDER BY entry DESC LIMIT 1");
    head.executeStep();
    return QStringLiteral("%1 %2")
        .arg(head.getColumn(0).getInt64())
        .arg(QString::fromLatin1(head.getColumn(1).getText()));
}

CrashSteps::CrashSteps(QString inFolder, quint32 seed)
    : folder(std::move(inFolder))
    , path(folder + QStringLiteral("/work.gpkg"))
    , random(seed)
    , counter(int(seed % 100000) * 1000)
{
}

void CrashSteps::run()
{
    open();
    for (;;)
        step();
}

void CrashSteps::open()
{
    workspace = need(Workspace::open(path, Workspace::Access::write));
}

void CrashSteps::begin(const char* what)
{
    kind = what;
    printf("begin %s\n", kind);
    fflush(stdout);
}

void CrashSteps::done(const QString& file)
{
    printf("done %s %s %s\n", kind, headOf(*workspace).toUtf8().constData(), file.toUtf8().constData());
    fflush(stdout);
}

void CrashSteps::step()
{
    const int dice = below(100);
    if (dice < 40)
        edit();
    else if (dice < 60)
        import();
    else if (dice < 75)
        undoOrRedo();
    else if (dice < 85)
        backup();
    else if (dice < 93)
        restore();
    else
        migrate();
}

void CrashSteps::edit()
{
    begin("edit");
    const auto work = need(UnitOfWork::begin(*workspace, {who, Door::form, QStringLiteral("改一行")}));
    const auto outlets = need(workspace->rows({.registry = QStringLiteral("outlets")}));
    if (outlets.isEmpty() || below(2) == 0) {
        Record row(*workspace->registries().find(u"outlets"));
        row.set(u"name", QStringLiteral("店 %1").arg(++counter));
        row.set(u"township", townshipId(*workspace));
        need(work->add(row));
    } else {
        Record row = outlets[below(int(outlets.size()))];
        row.set(u"operator", QStringLiteral("经营者 %1").arg(++counter));
        need(work->change(row));
    }
    need(work->commit());
    done();
}

void CrashSteps::import()
{
    const QString table = folder + QStringLiteral("/import.csv");
    QFile file(table);
    if (!file.open(QIODevice::WriteOnly))
        _Exit(4);
    file.write("名称,镇街,经营者\n");
    for (int i = 0; i < importedRows; ++i)
        file.write(QStringLiteral("导入 %1-%2,中桥乡,某\n").arg(++counter).arg(i).toUtf8());
    file.close();
    begin("import");
    ImportRequest request;
    request.registry = QStringLiteral("outlets");
    request.file = table;
    request.backUpFirst = below(4) == 0;
    request.author = {who, Door::importing, QStringLiteral("导入 %1 行").arg(importedRows)};
    const auto report = need(importTable(*workspace, request));
    if (report.added != importedRows)
        _Exit(5);
    done();
}

void CrashSteps::undoOrRedo()
{
    begin("undo");
    const auto forward = need(nextRedo(*workspace));
    const auto back = need(nextUndo(*workspace));
    if (forward && below(2) == 0)
        need(redo(*workspace, {who, {}, {}}, forward->entry));
    else if (back)
        need(undo(*workspace, {who, {}, {}}, back->entry));
    done();
}

void CrashSteps::backup()
{
    begin("backup");
    const auto made = need(backUp(*workspace, BackupKind::byHand));
    done(made.backup.file);
}

void CrashSteps::restore()
{
    const auto all = backups(path);
    if (all.isEmpty())
        return;
    workspace.reset();
    begin("restore");
    need(coop::restore(all[below(int(all.size()))].file, path, who));
    open();
    done();
}

void CrashSteps::migrate()
{
    const QString old = QStringLiteral("%1/old-%2.gpkg").arg(folder).arg(++counter);
    QFile::copy(QStringLiteral(COOP_SOURCE_DIR "/tests/fixtures/workspaces/schema-1.gpkg"),
        old + QStringLiteral(".copying"));
    QFile::setPermissions(old + QStringLiteral(".copying"), QFile::ReadOwner | QFile::WriteOwner);
    QFile::rename(old + QStringLiteral(".copying"), old);
    begin("migrate");
    need(Workspace::open(old, Workspace::Access::write)).reset();
    done(old);
}

} // namespace coop
