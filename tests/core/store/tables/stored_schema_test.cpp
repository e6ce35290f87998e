#include "core/store/tables/stored_schema.h"

#include "core/store/layout/table_layout.h"
#include "core/store/workspace_database.h"
#include "tests/core/store/test_workspace.h"

#include <QDir>
#include <QElapsedTimer>
#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <sqlite3.h>

using namespace coop;

namespace
{
struct Altered : TestWorkspace {
    Altered() { workspace.reset(); }
    void exec(const QString& sql) const
    {
        SQLite::Database raw(path.toStdString(), SQLite::OPEN_READWRITE);
        raw.exec(sql.toStdString());
    }
    /// Declares a table otherwise.
    void declare(const QString& table, const QString& from, const QString& to) const
    {
        SQLite::Database raw(path.toStdString(), SQLite::OPEN_READWRITE);
        const std::string old
            = raw.execAndGet("SELECT sql FROM sqlite_schema WHERE name = '" + table.toStdString() + "'")
                  .getString();
        const QString sql = QString::fromStdString(old);
        REQUIRE(sql.contains(from));
        raw.exec("PRAGMA writable_schema = ON");
        SQLite::Statement write(raw, "UPDATE sqlite_schema SET sql = ? WHERE name = ?");
        write.bind(1, QString(sql).replace(sql.indexOf(from), from.size(), to).toStdString());
        write.bind(2, table.toStdString());
        write.exec();
    }
    bool opens(Workspace::Access access) const
    {
        QElapsedTimer clock;
        clock.start();
        const auto opened = Workspace::open(path, access);
        CHECK(clock.elapsed() < 10'000);
        if (!opened) {
            INFO(opened.error().text.toStdString());
            CHECK(opened.error().kind == ErrorKind::notAWorkspace);
            CHECK(opened.error().text.contains(QStringLiteral("测试.gpkg")));
        }
        return opened.has_value();
    }
    QList<SchemaDifference> differences() const
    {
        const SQLite::Database raw(path.toStdString(), SQLite::OPEN_READONLY);
        return schemaDifferences(raw, standardRegistries(), schemaOf(standardRegistries()));
    }
};

const QString endless = QStringLiteral("WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) ");
} // namespace

TEST_CASE("the schema of a new workspace and of every fixture is as the program makes it")
{
    Altered test;
    CHECK(test.differences().isEmpty());
    const QDir fixtures(QStringLiteral(COOP_SOURCE_DIR "/tests/fixtures/workspaces"));
    const auto files = fixtures.entryList({QStringLiteral("schema-*.gpkg")});
    CHECK(files.size() >= 6);
    for (const QString& file : files) {
        INFO(file.toStdString());
        const QString path = test.folder.filePath(file);
        REQUIRE(QFile::copy(fixtures.filePath(file), path));
        QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner);
        const auto look = [&] {
            const SQLite::Database raw(path.toStdString(), SQLite::OPEN_READONLY);
            const int schema = need(storedSchema(raw, standardRegistries(), path));
            for (const SchemaDifference& difference : schemaDifferences(raw, standardRegistries(), schema))
                FAIL_CHECK(difference.text.toStdString());
            return schema;
        };
        CHECK(look() == file.mid(7, 1).toInt());
        CHECK(Workspace::open(path, Workspace::Access::write)); // migrates
        CHECK(look() == schemaOf(standardRegistries()));
    }
}

TEST_CASE("a file that says a data version it cannot have opens for nothing")
{
    Altered test;
    const QString version = GENERATE(QStringLiteral("-5"), QStringLiteral("0"), QStringLiteral(""),
        QStringLiteral("x"), QStringLiteral("7.5"), QStringLiteral(" 7"), QStringLiteral("07"),
        QStringLiteral("1"), QStringLiteral("6"));
    test.exec(QStringLiteral("UPDATE coop_meta SET value = '%1' WHERE key = 'schema'").arg(version));
    INFO(version.toStdString());
    CHECK_FALSE(test.opens(Workspace::Access::read));
    CHECK_FALSE(test.opens(Workspace::Access::write));
}

TEST_CASE("a data version above all numbers is a newer program's")
{
    Altered test;
    test.exec(QStringLiteral("UPDATE coop_meta SET value = '99999999999' WHERE key = 'schema'"));
    CHECK(Workspace::open(test.path, Workspace::Access::read).error().kind == ErrorKind::newerVersion);
}

TEST_CASE("what would run while a workspace is read keeps it closed")
{
    Altered test;
    SECTION("a view in a table's place")
    {
        test.exec(QStringLiteral("ALTER TABLE tasks RENAME TO x; CREATE VIEW tasks AS ") + endless
            + QStringLiteral("SELECT x.* FROM x, c"));
    }
    SECTION("the table of the program's own values is a view")
    {
        test.exec(
            QStringLiteral("ALTER TABLE coop_meta RENAME TO x; CREATE VIEW coop_meta AS SELECT * FROM x"));
    }
    SECTION("a virtual table in a table's place")
    {
        test.exec(QStringLiteral("DROP TABLE tasks; CREATE VIRTUAL TABLE tasks USING fts5(id, code)"));
    }
    SECTION("a table that is gone")
    {
        test.exec(QStringLiteral("DROP TABLE tasks"));
    }
    SECTION("a column that is gone")
    {
        test.declare(
            QStringLiteral("outlets"), QStringLiteral("\"operator\" TEXT"), QStringLiteral("\"x\" TEXT"));
    }
    SECTION("a generated column")
    {
        test.exec(QStringLiteral("ALTER TABLE outlets ADD COLUMN g AS (hex(zeroblob(400000000)))"));
    }
    SECTION("a check that costs")
    {
        test.declare(QStringLiteral("outlets"), QStringLiteral("\"remark\" TEXT CHECK ("),
            QStringLiteral("\"remark\" TEXT CHECK (length(hex(zeroblob(400000000))) > 1 AND "));
    }
    SECTION("a pattern that costs")
    {
        test.declare(QStringLiteral("outlets"), QStringLiteral("\"remark\" TEXT CHECK ("),
            QStringLiteral("\"remark\" TEXT CHECK (remark NOT LIKE '%a%a%a%a%a%a%a%' AND "));
    }
    SECTION("a default that costs")
    {
        test.exec(QStringLiteral("CREATE TABLE x (a TEXT DEFAULT (hex(zeroblob(400000000))))"));
    }
    SECTION("an index of an expression")
    {
        test.exec(QStringLiteral("CREATE INDEX ix_outlets_x ON outlets (hex(zeroblob(1000)))"));
    }
    SECTION("an index with a condition")
    {
        test.exec(QStringLiteral("CREATE INDEX ix_outlets_x ON outlets (name) WHERE length(name) > 1"));
    }
    CHECK_FALSE(test.opens(Workspace::Access::read));
    CHECK_FALSE(test.opens(Workspace::Access::write));
}

TEST_CASE("what would run while a workspace is written lets it be read only")
{
    Altered test;
    SECTION("a trigger on a ledger")
    {
        test.exec(QStringLiteral("CREATE TRIGGER evil AFTER INSERT ON outlets BEGIN INSERT INTO coop_meta ")
            + endless + QStringLiteral("SELECT 'x' || n, 1 FROM c; END"));
    }
    SECTION("a trigger on the history")
    {
        test.exec(
            QStringLiteral("CREATE TRIGGER evil AFTER INSERT ON change_log BEGIN DELETE FROM loans; END"));
    }
    SECTION("a trigger on GeoPackage's own table")
    {
        test.exec(
            QStringLiteral("CREATE TRIGGER evil AFTER UPDATE ON gpkg_contents BEGIN DELETE FROM loans; END"));
    }
    SECTION("a trigger that bears the name of a lock")
    {
        test.exec(QStringLiteral(
            "CREATE TRIGGER lock_outlets_x AFTER INSERT ON outlets BEGIN DELETE FROM loans; END"));
    }
    SECTION("a lock that was altered")
    {
        test.exec(
            QStringLiteral("DROP TRIGGER lock_services_insert; CREATE TRIGGER lock_services_insert BEFORE "
                           "INSERT ON services BEGIN SELECT 1; END"));
    }
    SECTION("a table whose rows go with ours")
    {
        test.exec(QStringLiteral("CREATE TABLE x (a INTEGER REFERENCES outlets(id) ON DELETE CASCADE)"));
    }
    SECTION("a constraint that was taken away")
    {
        test.declare(QStringLiteral("outlets"),
            QStringLiteral("\"operator\" TEXT CHECK (typeof(\"operator\") IN ('text','null'))"),
            QStringLiteral("\"operator\" TEXT"));
    }
    SECTION("a unique index")
    {
        test.exec(QStringLiteral("CREATE UNIQUE INDEX u ON services (month)"));
    }
    SECTION("a trigger that only looks like a spatial index")
    {
        test.exec(QStringLiteral(
            "CREATE VIRTUAL TABLE rtree_outlets_geom USING rtree(id, minx, maxx, miny, maxy);"
            "CREATE TRIGGER rtree_outlets_geom_insert AFTER INSERT ON outlets BEGIN DELETE FROM loans; END"));
    }
    CHECK(test.opens(Workspace::Access::read));
    CHECK_FALSE(test.opens(Workspace::Access::write));
}

TEST_CASE("what QGIS adds to a workspace is accepted, and the ledger with a spatial index is still written")
{
    Altered test;
    test.exec(QStringLiteral(R"sql(
CREATE TABLE layer_styles (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256),
  f_table_name TEXT(256), styleQML TEXT, useAsDefault BOOLEAN,
  update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')));
CREATE TABLE qgis_projects (name TEXT PRIMARY KEY, metadata BLOB, content BLOB);
CREATE TABLE gpkg_extensions (table_name TEXT,column_name TEXT,extension_name TEXT NOT NULL,definition TEXT NOT NULL,
  scope TEXT NOT NULL,CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));
CREATE TABLE gpkg_ogr_contents(table_name TEXT NOT NULL PRIMARY KEY,feature_count INTEGER DEFAULT NULL);
CREATE TRIGGER "trigger_insert_feature_count_outlets" AFTER INSERT ON "outlets" BEGIN UPDATE gpkg_ogr_contents SET feature_count = feature_count + 1 WHERE lower(table_name) = lower('outlets'); END;
CREATE TRIGGER "trigger_delete_feature_count_outlets" AFTER DELETE ON "outlets" BEGIN UPDATE gpkg_ogr_contents SET feature_count = feature_count - 1 WHERE lower(table_name) = lower('outlets'); END;
CREATE VIRTUAL TABLE "rtree_outlets_geom" USING rtree(id, minx, maxx, miny, maxy);
CREATE TRIGGER "rtree_outlets_geom_insert" AFTER INSERT ON "outlets" WHEN (new."geom" NOT NULL AND NOT ST_IsEmpty(NEW."geom")) BEGIN INSERT OR REPLACE INTO "rtree_outlets_geom" VALUES (NEW."id",ST_MinX(NEW."geom"), ST_MaxX(NEW."geom"),ST_MinY(NEW."geom"), ST_MaxY(NEW."geom")); END;
CREATE TRIGGER "rtree_outlets_geom_update6" AFTER UPDATE OF "geom" ON "outlets" WHEN OLD."id" = NEW."id" AND (NEW."geom" NOTNULL AND NOT ST_IsEmpty(NEW."geom")) AND (OLD."geom" NOTNULL AND NOT ST_IsEmpty(OLD."geom")) BEGIN UPDATE "rtree_outlets_geom" SET minx = ST_MinX(NEW."geom"), maxx = ST_MaxX(NEW."geom"),miny = ST_MinY(NEW."geom"), maxy = ST_MaxY(NEW."geom") WHERE id = NEW."id"; END;
CREATE TRIGGER "rtree_outlets_geom_delete" AFTER DELETE ON "outlets" WHEN old."geom" NOT NULL BEGIN DELETE FROM "rtree_outlets_geom" WHERE id = OLD."id"; END;
INSERT INTO gpkg_ogr_contents VALUES ('outlets', 0);
)sql"));
    for (const SchemaDifference& difference : test.differences())
        FAIL_CHECK(difference.text.toStdString());
    test.reopen();
    const RowId id = test.add("outlets",
        {{u"name", QStringLiteral("甲店")}, {u"township", test.township(QStringLiteral("中桥乡"))},
            {u"lon", 107.1}, {u"lat", 29.1}});
    test.workspace.reset();
    SQLite::Database raw(test.path.toStdString(), SQLite::OPEN_READONLY);
    CHECK(raw.execAndGet("SELECT count(*) FROM rtree_outlets_geom WHERE minx BETWEEN 107.09 AND 107.11")
              .getInt()
        == 1);
    CHECK(raw.execAndGet("SELECT id FROM rtree_outlets_geom").getInt64() == id);
    CHECK(raw.execAndGet("SELECT feature_count FROM gpkg_ogr_contents").getInt() == 1);
}

TEST_CASE("tables and views of nobody and a column appended by another program are named and harm nothing")
{
    Altered test;
    test.exec(QStringLiteral("CREATE TABLE t2 (x); CREATE VIEW v AS ") + endless
        + QStringLiteral(
            "SELECT n FROM c; CREATE TRIGGER t2_t AFTER INSERT ON t2 BEGIN DELETE FROM loans; END;"
            "CREATE INDEX my_index ON outlets (operator); ALTER TABLE outlets ADD COLUMN \"a\"\"b\" TEXT"));
    QStringList named;
    for (const SchemaDifference& difference : test.differences()) {
        const bool plainTable = difference.where == u"t2";
        CHECK(difference.kind
            == (plainTable ? SchemaDifference::Kind::added : SchemaDifference::Kind::foreign));
        named += difference.text;
    }
    for (const char* what : {"“t2”", "“v”", "t2_t", "my_index", "a\"b"})
        CHECK(named.filter(QString::fromUtf8(what)).size() >= 1);
    test.reopen();
    const RowId id = test.add("outlets",
        {{u"name", QStringLiteral("甲店")}, {u"township", test.township(QStringLiteral("中桥乡"))}});
    CHECK(test.row("outlets", id).title() == QStringLiteral("甲店"));
}

TEST_CASE(
    "locks that another program dropped are named, and are back once the workspace was opened for writing")
{
    Altered test;
    test.exec(QStringLiteral("DROP TRIGGER lock_services_insert; DROP TRIGGER lock_sheets_state"));
    const auto found = test.differences();
    CHECK(found.size() == 2);
    for (const SchemaDifference& difference : found)
        CHECK(difference.kind == SchemaDifference::Kind::lockMissing);
    test.reopen(Workspace::Access::read);
    test.reopen();
    test.workspace.reset();
    CHECK(test.differences().isEmpty());
}

TEST_CASE("a statement without end is stopped with a sentence")
{
    TestWorkspace test;
    try {
        SQLite::Statement query(
            databaseOf(*test), (endless + QStringLiteral("SELECT count(*) FROM c")).toStdString());
        query.executeStep();
        FAIL("it ended");
    } catch (const SQLite::Exception& exception) {
        CHECK(exception.getErrorCode() == SQLITE_INTERRUPT);
    }
    test.add("outlets",
        {{u"name", QStringLiteral("甲店")}, {u"township", test.township(QStringLiteral("中桥乡"))}});
}
