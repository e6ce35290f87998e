// crash_child new FOLDER        makes the workspace
// crash_child work FOLDER SEED  works until it is killed
// crash_child look FOLDER       opens what is left and prints what it is, as JSON
#include "core/store/care/file_check.h"
#include "core/store/copies/backup.h"
#include "core/store/history/change_log.h"
#include "core/store/history/replay.h"
#include "core/store/unit_of_work.h"
#include "core/store/workspace_database.h"
#include "tests/crash/crash_steps.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

using namespace coop;

namespace
{
QJsonObject lookAt(const QString& path)
{
    QElapsedTimer clock;
    clock.start();
    const auto workspace = Workspace::open(path, Workspace::Access::write);
    QJsonObject seen{{QStringLiteral("file"), path}, {QStringLiteral("opened_ms"), clock.elapsed()}};
    if (!workspace) {
        seen.insert(QStringLiteral("error"), workspace.error().text);
        return seen;
    }
    QJsonArray findings;
    const auto add = [&](const QList<CheckFinding>& found) {
        for (const CheckFinding& each : found)
            findings += each.kind + QStringLiteral(": ") + each.text;
    };
    add(checkIntegrity(**workspace));
    add(checkForeignKeys(**workspace));
    add(checkGeoPackage(**workspace));
    add(checkAgainstHistory(**workspace));
    const auto log = verifyChangeLog(**workspace);
    for (const LogProblem& problem : *log)
        findings += problem.text;
    QJsonArray entries;
    SQLite::Statement query(databaseOf(**workspace),
        "SELECT hash, door, reason, (SELECT count(*) FROM change_rows c WHERE c.entry = l.entry) FROM "
        "change_log l"
        " ORDER BY entry");
    while (query.executeStep())
        entries += QJsonArray{query.getColumn(0).getText(), query.getColumn(1).getText(),
            QString::fromUtf8(query.getColumn(2).getText()), query.getColumn(3).getInt()};
    seen.insert(QStringLiteral("schema"), (*workspace)->schema());
    seen.insert(QStringLiteral("findings"), findings);
    seen.insert(QStringLiteral("entries"), entries);
    return seen;
}

int look(const QString& folder)
{
    QJsonArray files;
    QJsonArray copies;
    for (const QString& name : QDir(folder).entryList({QStringLiteral("*.gpkg")}, QDir::Files)) {
        const QString path = folder + u'/' + name;
        files += lookAt(path);
        for (const Backup& each : backups(path)) {
            const auto whole = verifyCopy(each.file);
            copies += QJsonObject{{QStringLiteral("file"), each.file},
                {QStringLiteral("error"), whole ? QJsonValue() : QJsonValue(whole.error().text)}};
        }
    }
    const QJsonObject seen{{QStringLiteral("files"), files}, {QStringLiteral("backups"), copies}};
    fputs(QJsonDocument(seen).toJson(QJsonDocument::Compact).constData(), stdout);
    return 0;
}

int makeNew(const QString& folder)
{
    QFile plan(QStringLiteral(COOP_SOURCE_DIR "/data/plans/nanchuan-2024-17.json"));
    if (!plan.open(QIODevice::ReadOnly))
        return 2;
    return Workspace::create(folder + QStringLiteral("/work.gpkg"), plan.readAll(), QStringLiteral("试验员"))
        ? 0
        : 1;
}
} // namespace

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    const QStringList words = QCoreApplication::arguments();
    if (words.size() >= 3 && words[1] == u"new")
        return makeNew(words[2]);
    if (words.size() >= 3 && words[1] == u"look")
        return look(words[2]);
    if (words.size() >= 4 && words[1] == u"work")
        CrashSteps(words[2], words[3].toUInt()).run();
    return 2;
}
