#include "core/store/copies/backup.h"
#include "core/store/kept/layer_table.h"
#include "core/workflow/care/check_up.h"
#include "tests/core/store/test_workspace.h"

#include <SQLiteCpp/Database.h>

using namespace coop;

namespace
{
/// A closed workspace into which somebody else's program can write.
struct Outside : TestWorkspace {
    Outside()
    {
        add("outlets",
            {{u"name", QStringLiteral("甲店")}, {u"township", township(QStringLiteral("中桥乡"))},
                {u"phone", QStringLiteral("13800000001")}, {u"lon", 107.1}, {u"lat", 29.1}});
        add("outlets",
            {{u"name", QStringLiteral("乙店")}, {u"township", township(QStringLiteral("中桥乡"))}});
        workspace.reset();
    }
    void exec(const char* sql) const
    {
        SQLite::Database raw(path.toStdString(), SQLite::OPEN_READWRITE);
        raw.exec("PRAGMA foreign_keys = OFF");
        raw.exec(sql);
    }
    QList<CheckFinding> findings() const { return need(checkUp(path)); }
    bool finds(const char* kind, const QString& part) const
    {
        for (const CheckFinding& finding : findings())
            if (finding.kind == QLatin1String(kind) && finding.text.contains(part))
                return true;
        return false;
    }
};
} // namespace

TEST_CASE("a sound workspace has no findings")
{
    CHECK(Outside().findings().isEmpty());
}

TEST_CASE("a value changed behind the program's back is found with what it was")
{
    Outside file;
    file.exec("UPDATE outlets SET operator = '赵六' WHERE name = '甲店'");
    CHECK(file.finds("changed-outside", QStringLiteral("“经营者”历史里是空，台账里是“赵六”")));
}

TEST_CASE("personal data stand in no finding")
{
    Outside file;
    file.exec("UPDATE outlets SET phone = '13912345678' WHERE name = '甲店'");
    CHECK(file.finds("changed-outside", QStringLiteral("联系电话")));
    CHECK_FALSE(file.finds("changed-outside", QStringLiteral("13912345678")));
    CHECK_FALSE(file.finds("changed-outside", QStringLiteral("13800000001")));
}

TEST_CASE("a row added or removed behind the program's back is found")
{
    Outside file;
    file.exec("DELETE FROM outlets WHERE name = '甲店'");
    CHECK(file.finds("changed-outside", QStringLiteral("历史里有，台账里没有")));
    Outside other;
    other.exec("INSERT INTO outlets (id, code, name) VALUES (7, 'X-1', '假店')");
    CHECK(other.finds("changed-outside", QStringLiteral("台账里有，历史里没有")));
    CHECK(other.finds("rule", QStringLiteral("假店"))); // it has no township either
}

TEST_CASE("a reference to nothing is found")
{
    Outside file;
    file.exec("UPDATE outlets SET township = 12345 WHERE name = '甲店'");
    CHECK(file.finds("foreign-key", QStringLiteral("镇街")));
}

TEST_CASE("two rows with one natural key are found")
{
    Outside file;
    file.exec("UPDATE outlets SET name = '甲店' WHERE name = '乙店'");
    CHECK(file.finds("rule", QStringLiteral("相同")));
}

TEST_CASE("a table that GeoPackage does not list is found, and a header that is no GeoPackage's")
{
    Outside file;
    file.exec("DELETE FROM gpkg_geometry_columns WHERE table_name = 'outlets'");
    CHECK(file.finds("geopackage", QStringLiteral("服务网点")));
    Outside header;
    header.exec("PRAGMA application_id = 0");
    CHECK(header.finds("geopackage", QStringLiteral("文件头")));
    Outside geometry;
    geometry.exec("UPDATE outlets SET geom = x'00' WHERE name = '甲店'");
    CHECK(geometry.finds("geopackage", QStringLiteral("1 个图形")));
}

TEST_CASE("what another program put into the schema or took out of it is found")
{
    const std::pair<const char*, const char*> forms[] = {
        {"CREATE TRIGGER evil AFTER UPDATE ON outlets BEGIN UPDATE loans SET disbursed = 1; END", "evil"},
        {"CREATE VIEW v AS SELECT 1", "“v”"}, {"CREATE TABLE t2 (x)", "“t2”"},
        {"CREATE INDEX i2 ON loans (product)", "i2"}, {"ALTER TABLE loans ADD COLUMN extra TEXT", "extra"},
        {"DROP INDEX ix_change_rows_row", "ix_change_rows_row"},
        {"DROP TRIGGER lock_services_update", "锁定保护"},
        {"DROP TRIGGER lock_services_update; CREATE TRIGGER lock_services_update BEFORE UPDATE ON services "
         "BEGIN "
         "SELECT 1; END",
            "锁定保护"},
        {"ALTER TABLE tasks RENAME TO t; CREATE VIEW tasks AS SELECT * FROM t", "任务"}};
    for (const auto& [sql, part] : forms) {
        Outside file;
        file.exec(sql);
        INFO(sql);
        CHECK(file.finds("schema", QString::fromUtf8(part)));
    }
}

TEST_CASE("the plan and the device and other values of the program that were changed outside are found")
{
    const std::pair<const char*, const char*> forms[]
        = {{"UPDATE coop_meta SET value = replace(value, '2027', '2028') WHERE key = 'plan'", "方案"},
            {"UPDATE coop_meta SET value = '7' WHERE key = 'device'", "设备号"},
            {"UPDATE coop_meta SET value = '2001-01-01T00:00:00Z' WHERE key = 'created'", "建立时间"},
            {"DELETE FROM coop_meta WHERE key = 'created'", "不见了"},
            {"INSERT INTO coop_meta VALUES ('office_key', '{}')", "密钥"},
            {"INSERT INTO coop_meta VALUES ('overruled', 'all')", "锁定保护"}};
    for (const auto& [sql, part] : forms) {
        Outside file;
        file.exec(sql);
        INFO(sql);
        CHECK(file.finds("meta", QString::fromUtf8(part)));
        file.reopen(); // one more step does not make it good again
        file.add("outlets",
            {{u"name", QStringLiteral("丙店")}, {u"township", file.township(QStringLiteral("中桥乡"))}});
        file.workspace.reset();
        CHECK(file.finds("meta", QString::fromUtf8(part)) == (qstrcmp(part, "锁定保护") != 0));
    }
}

TEST_CASE("a workspace of an older program has no seals to be broken and gets them with its next step")
{
    Outside file;
    file.exec("DELETE FROM coop_meta WHERE key LIKE 'digest.%'");
    CHECK(file.findings().isEmpty());
    file.reopen();
    file.add("outlets",
        {{u"name", QStringLiteral("丙店")}, {u"township", file.township(QStringLiteral("中桥乡"))}});
    file.workspace.reset();
    CHECK(file.findings().isEmpty());
    file.exec("UPDATE coop_meta SET value = '7' WHERE key = 'device'");
    CHECK(file.finds("meta", QStringLiteral("设备号")));
}

TEST_CASE("a point outside its township is found, with the township where it lies")
{
    Outside file;
    file.reopen();
    // Two squares: the outlet's township in the west, another in the east.
    const auto square = [](double west) {
        QByteArray wkb = QByteArray::fromHex("01030000000100000005000000");
        for (const auto& [x, y] : {std::pair(west, 29.0), std::pair(west + 0.5, 29.0),
                 std::pair(west + 0.5, 29.5), std::pair(west, 29.5), std::pair(west, 29.0)})
            for (double value : {x, y})
                wkb.append(reinterpret_cast<const char*>(&value), sizeof value);
        return wkb;
    };
    const RowId west = file.township(QStringLiteral("中桥乡"));
    const RowId east = file.township(QStringLiteral("大观镇"));
    REQUIRE(addMapLayer(*file.workspace, {QStringLiteral("甲"), Door::form, QString()},
        MapLayer{.name = QStringLiteral("边界"), .role = LayerRole::boundaries},
        {LayerFeature{square(106.8), QString(), QString(), west},
            LayerFeature{square(107.3), QString(), QString(), east}}));
    CHECK(file.findings().isEmpty());
    Record row = need(file->rowByCode(QStringLiteral("outlets"), QStringLiteral("WD1-0001")));
    row.set(u"lon", 107.4);
    {
        const auto work = file.begin();
        REQUIRE(need(work->change(row)));
        REQUIRE(work->commit());
    }
    CHECK(file.finds("place", QStringLiteral("坐标却落在大观镇")));
    file.workspace.reset();
    file.exec("UPDATE layer_1 SET name = 'x' WHERE fid = 1");
    CHECK(file.finds("changed-outside", QStringLiteral("图层“边界”")));
}

TEST_CASE("a damaged file gives one finding that says what to do")
{
    Outside file;
    QFile raw(file.path);
    REQUIRE(raw.open(QIODevice::ReadWrite));
    raw.seek(8 * 4096);
    raw.write(QByteArray(20 * 4096, '\xA5'));
    raw.close();
    const auto findings = file.findings();
    REQUIRE(findings.size() == 1);
    CHECK(findings.first().kind == QStringLiteral("integrity"));
    CHECK(findings.first().text.contains(QStringLiteral("备份")));
}

TEST_CASE("a check-up can be stopped")
{
    Outside file;
    const auto stopped = checkUp(file.path, [](int percent, const QString&) { return percent < 30; });
    REQUIRE_FALSE(stopped);
    CHECK(stopped.error().kind == ErrorKind::cancelled);
}

TEST_CASE("the drill brings the newest backup up to the workspace and compares every figure")
{
    Outside file;
    CHECK(drill(file.path).error().kind == ErrorKind::notFound);
    file.reopen();
    REQUIRE(backUp(*file.workspace, BackupKind::byHand));
    for (int month = 1; month <= 3; ++month)
        file.add("loans",
            {{u"month", QStringLiteral("2024-0%1").arg(month)}, {u"institution", QStringLiteral("农商行")},
                {u"borrower", QStringLiteral("农户")}, {u"product", QStringLiteral("信用")},
                {u"township", file.township(QStringLiteral("中桥乡"))}, {u"disbursed", 100000}});
    const auto report = need(drill(file.path));
    CHECK(report.findings.isEmpty());
    CHECK(report.replayedEntries == 3);
    CHECK(report.comparedFigures > 100);
}

TEST_CASE("the drill tells when workspace and backup with the history since do not agree")
{
    Outside file;
    file.reopen();
    REQUIRE(backUp(*file.workspace, BackupKind::byHand));
    file.workspace.reset();
    file.exec("UPDATE outlets SET operator = '赵六' WHERE name = '甲店'");
    CHECK_FALSE(need(drill(file.path)).findings.isEmpty());
}
