#include "core/store/care/file_check.h"
#include "core/store/history/change_log.h"
#include "core/store/history/replay.h"
#include "core/store/kept/attachments.h"
#include "core/store/layout/table_layout.h"
#include "core/store/rows/duplicates.h"
#include "core/store/workspace_database.h"
#include "tests/core/store/random_edits.h"
#include "tests/core/store/test_workspace.h"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <random>

using namespace coop;

namespace
{
/// A closed workspace with rows in every registry and some history; each test works on a copy of it.
/// One row in each table that only its own page writes.
void addGuardedRows(UnitOfWork& work)
{
    const Workspace& workspace = work.workspace();
    const auto add = [&](const char* registry, const QList<std::pair<const char*, FieldValue>>& fields) {
        Record row(*workspace.registries().find(QString::fromLatin1(registry)));
        for (const auto& [field, value] : fields)
            row.set(QString::fromLatin1(field), value);
        return need(work.add(row));
    };
    const QString quarter = QStringLiteral("2024Q1");
    const QString some = QStringLiteral("某");
    const RowId federation = need(workspace.rows({.registry = QStringLiteral("federations")})).first().id;
    const RowId sheet = add(
        "sheets", {{"quarter", quarter}, {"federation", federation}, {"state", QStringLiteral("草稿")}});
    add("sheet_notes", {{"sheet", sheet}, {"finding", some}, {"text", some}});
    add("closings",
        {{"quarter", quarter}, {"closed_by", some}, {"closed_at", some}, {"content", some},
            {"digest", some}});
    add("decisions", {{"question", some}, {"choice", some}});
}

/// One row in each table of the program's own that has none yet. This workspace has no layer, whose features
/// are check_up_test.cpp's; people are written when the rest is.
void addProgramRows(UnitOfWork& work)
{
    for (const RegistrySpec* spec : programSpecs()) {
        const QString rows = QStringLiteral("SELECT count(*) FROM ") + quoted(spec->id);
        if (spec->id == u"map_layers" || spec->id == u"people"
            || databaseOf(work.workspace()).execAndGet(rows.toStdString()).getInt() > 0)
            continue;
        Record row(*spec);
        for (const FieldSpec& field : spec->fields)
            if (field.id != u"code")
                row.set(field.id,
                    field.type == FieldType::integer ? FieldValue(7) : FieldValue(QStringLiteral("某")));
        need(work.add(row));
    }
}

struct Original : TestWorkspace {
    Original()
    {
        RandomEdits edits(2024);
        QHash<QString, RandomEdits::Count> counts;
        const auto everywhere = [&] {
            for (const RegistrySpec& spec : standardRegistries().all())
                if (!spec.guarded && need(workspace->count(spec.id)) == 0)
                    return false;
            return true;
        };
        for (int i = 0; i < 400 && !everywhere(); ++i)
            edits.unit(*workspace, counts);
        REQUIRE(everywhere());
        {
            const RowId row = need(workspace->rows({.registry = QStringLiteral("outlets")})).first().id;
            const auto work = need(
                UnitOfWork::begin(*workspace, {QStringLiteral("甲"), Door::form, QStringLiteral("附件")}));
            REQUIRE(attach(*work, QStringLiteral("outlets"), row, QStringLiteral("照片.txt"), "bytes"));
            const RowId other = need(workspace->rows({.registry = QStringLiteral("townships")})).first().id;
            const RowId another = need(workspace->rows({.registry = QStringLiteral("townships")})).last().id;
            REQUIRE(
                markNotDuplicate(*work, QStringLiteral("townships"), other, another, QStringLiteral("两个")));
            addGuardedRows(*work);
            addProgramRows(*work);
            REQUIRE(work->commit());
        }
        REQUIRE(addPerson(*workspace, {QStringLiteral("甲"), Door::form, QString()}, QStringLiteral("甲"),
            Role::admin, QStringLiteral("春耕2024")));
        workspace.reset();
    }
};

const Original& original()
{
    static const Original made;
    return made;
}

/// What the store's part of 体检 finds in a copy that `change` was done to.
template <class Change> QStringList findingsAfter(Change change)
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("w.gpkg"));
    REQUIRE(QFile::copy(original().path, path));
    change(path);
    const auto workspace = Workspace::open(path, Workspace::Access::read);
    if (!workspace)
        return {workspace.error().text};
    QStringList texts;
    try {
        for (const auto& found : {checkIntegrity(**workspace), checkForeignKeys(**workspace),
                 checkGeoPackage(**workspace), checkAttachments(**workspace)})
            for (const CheckFinding& each : found)
                texts += each.text;
        const auto log = verifyChangeLog(**workspace);
        if (!log)
            return {log.error().text};
        for (const LogProblem& problem : *log)
            texts += problem.text;
        for (const CheckFinding& each : checkAgainstHistory(**workspace))
            texts += each.text;
    } catch (const SQLite::Exception& refused) {
        texts += QString::fromUtf8(refused.what()); // too damaged to read on: found, too
    }
    return texts;
}

void dropLocks(SQLite::Database& raw)
{
    QStringList drops;
    SQLite::Statement triggers(raw, "SELECT name FROM sqlite_master WHERE type = 'trigger'");
    while (triggers.executeStep())
        drops += QStringLiteral("DROP TRIGGER %1;")
                     .arg(quoted(QString::fromUtf8(triggers.getColumn(0).getText())));
    triggers.reset();
    raw.exec(drops.join(u' ').toStdString());
}

QStringList findingsAfterSql(const QString& sql)
{
    return findingsAfter([&](const QString& path) {
        SQLite::Database raw(path.toStdString(), SQLite::OPEN_READWRITE);
        dropLocks(raw); // as somebody would who knows SQL
        raw.exec("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON");
        REQUIRE(raw.exec(sql.toStdString()) > 0);
    });
}

/// Columns of a table with a statement each that changes one row's value.
QStringList changesOf(const QString& table, const QString& where)
{
    SQLite::Database raw(original().path.toStdString(), SQLite::OPEN_READONLY);
    SQLite::Statement columns(
        raw, QStringLiteral("SELECT name, type FROM pragma_table_info('%1')").arg(table).toStdString());
    QStringList changes;
    while (columns.executeStep()) {
        const QString name = QString::fromUtf8(columns.getColumn(0).getText());
        const QString type = QString::fromUtf8(columns.getColumn(1).getText());
        const QString quotedName = quoted(name);
        const QString value = type == u"POINT"
            ? QStringLiteral("x'4750000180000000010100000000000000000059400000000000003C40'")
            : type == u"INTEGER" ? QStringLiteral("coalesce(%1, 0) + 100000").arg(quotedName)
            : type == u"DATE"    ? QStringLiteral("'1999-01-01'")
                                 : QStringLiteral("coalesce(%1, '') || 'x'").arg(quotedName);
        changes
            += QStringLiteral("UPDATE %1 SET %2 = %3 WHERE %4").arg(quoted(table), quotedName, value, where);
    }
    return changes;
}
} // namespace

TEST_CASE("an untouched copy has no findings")
{
    CHECK(findingsAfter([](const QString&) {}).isEmpty());
}

TEST_CASE("one changed value in any column of the history is found")
{
    QStringList changes = changesOf(QStringLiteral("change_log"), QStringLiteral("entry = 5"));
    changes += changesOf(QStringLiteral("change_rows"), QStringLiteral("entry = 5 AND seq = 1"));
    CHECK(changes.size() == 15);
    // The same bytes under another type, and what means the same to a careless reader.
    for (const char* column : {"time", "who", "door", "reason", "prev_hash", "hash"})
        changes += QStringLiteral("UPDATE change_log SET %1 = CAST(%1 AS BLOB) WHERE entry = 5")
                       .arg(QLatin1String(column));
    for (const char* column : {"registry", "code", "op", "fields"})
        changes += QStringLiteral("UPDATE change_rows SET %1 = CAST(%1 AS BLOB) WHERE entry = 5 AND seq = 1")
                       .arg(QLatin1String(column));
    changes += {QStringLiteral("UPDATE change_log SET undoes = 0 WHERE entry = 5"),
        QStringLiteral("UPDATE change_log SET undoes = 4 WHERE entry = 5"),
        QStringLiteral("UPDATE change_rows SET seq = 77 WHERE entry = 5 AND seq = 1")};
    for (const QString& sql : std::as_const(changes)) {
        INFO(sql.toStdString());
        CHECK_FALSE(findingsAfterSql(sql).isEmpty());
    }
}

TEST_CASE("an entry that was taken out, put in, cut off or swapped is found")
{
    for (const char* sql :
        {"DELETE FROM change_log WHERE entry = 5", "DELETE FROM change_rows WHERE entry = 5",
            "DELETE FROM change_log WHERE entry = (SELECT max(entry) FROM change_log)",
            "DELETE FROM change_rows WHERE entry = (SELECT max(entry) FROM change_rows)",
            "DELETE FROM change_rows WHERE entry >= 8; DELETE FROM change_log WHERE entry >= 8",
            "INSERT INTO change_log SELECT entry + 1, time, who, door, reason, NULL, hash, hash FROM "
            "change_log"
            " ORDER BY entry DESC LIMIT 1",
            "INSERT INTO change_rows VALUES (5, 99, 'outlets', 1, 'X', 'change', '{}')",
            "UPDATE change_log SET entry = -6 WHERE entry = 6; UPDATE change_log SET entry = 6 WHERE entry = "
            "7;"
            "UPDATE change_log SET entry = 7 WHERE entry = -6",
            "UPDATE coop_meta SET value = '1:00' WHERE key = 'log_head'",
            "DELETE FROM coop_meta WHERE key = 'log_head'"}) {
        INFO(sql);
        CHECK_FALSE(findingsAfterSql(QString::fromUtf8(sql)).isEmpty());
    }
}

TEST_CASE("one changed value in any column of any ledger is found")
{
    int columns = 0;
    QList<const RegistrySpec*> all = programSpecs();
    for (const RegistrySpec& spec : standardRegistries().all())
        all += &spec;
    for (const RegistrySpec* spec : std::as_const(all)) {
        if (spec->id == u"map_layers")
            continue; // this workspace has none; its features are check_up_test.cpp's
        const QString one = QStringLiteral("id = (SELECT max(id) FROM %1)").arg(quoted(spec->id));
        for (const QString& sql : changesOf(spec->id, one)) {
            INFO(sql.toStdString());
            CHECK_FALSE(findingsAfterSql(sql).isEmpty());
            ++columns;
        }
    }
    CHECK(columns > 100);
}

TEST_CASE("bytes of an attachment that were changed or taken away are found")
{
    for (const char* sql : {"UPDATE coop_blobs SET bytes = x'62797465'", "DELETE FROM coop_blobs",
             "UPDATE coop_blobs SET digest = 'x' || digest"}) {
        INFO(sql);
        CHECK_FALSE(findingsAfterSql(QString::fromUtf8(sql)).isEmpty());
    }
}

TEST_CASE("one flipped bit in a stored text is found, or the file is refused")
{
    QFile file(original().path);
    REQUIRE(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    // Places inside texts of the history and of the ledgers; free pages hold none of them in a new file.
    QList<qsizetype> places;
    for (const QByteArray& text :
        {QStringLiteral("随机修改").toUtf8(), QStringLiteral("文字“").toUtf8(), QByteArray("{\"")})
        for (auto at = bytes.indexOf(text); at >= 0; at = bytes.indexOf(text, at + 1))
            places += at + 1;
    REQUIRE(places.size() > 300);
    std::mt19937 random(1);
    std::shuffle(places.begin(), places.end(), random);
    int missed = 0;
    for (const qsizetype place : places.mid(0, 200)) {
        const QStringList found = findingsAfter([&](const QString& path) {
            QFile out(path);
            REQUIRE(out.open(QIODevice::ReadWrite));
            out.seek(place);
            const char flipped = char(bytes[place] ^ (1 << random() % 7));
            out.write(&flipped, 1);
        });
        missed += found.isEmpty() ? 1 : 0;
        if (found.isEmpty())
            WARN("not found: byte " << place << " in " << bytes.mid(place - 20, 60).toStdString());
    }
    CHECK(missed == 0);
}
