#include "core/store/care/salvage.h"
#include "core/store/history/change_log.h"
#include "core/store/history/replay.h"
#include "core/store/kept/layer_table.h"
#include "tests/core/store/test_workspace.h"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

using namespace coop;

namespace
{
constexpr qint64 pageSize = 4096;

/// A workspace with a layer, outlets and services, closed; pages can be spoiled by the table they belong to.
struct Damaged : TestWorkspace {
    ReplayedContent content;
    QString out = folder.filePath(QStringLiteral("新.gpkg"));

    Damaged()
    {
        const RowId place = township(QStringLiteral("中桥乡"));
        {
            const auto work = begin();
            for (int i = 0; i < 300; ++i)
                REQUIRE(work->add(
                    newRow("outlets", {{u"name", QStringLiteral("店 %1").arg(i)}, {u"township", place}})));
            REQUIRE(work->commit());
        }
        const QByteArray point = QByteArray::fromHex("01010000000000000000c05a400000000000003d40");
        REQUIRE(addMapLayer(*workspace, {QStringLiteral("甲"), Door::form, QString()},
            MapLayer{.name = QStringLiteral("边界"), .role = LayerRole::boundaries},
            {LayerFeature{point, QStringLiteral("1"), QString(), place}}));
        content = currentContent(*workspace);
        workspace.reset();
    }
    /// Overwrites a leaf page that holds `text`, which is only in the named table.
    void spoilPageWith(const QByteArray& text)
    {
        QFile file(path);
        REQUIRE(file.open(QIODevice::ReadWrite));
        const QByteArray bytes = file.readAll();
        const auto at = bytes.indexOf(text);
        REQUIRE(at > 0);
        file.seek(at / pageSize * pageSize);
        file.write(QByteArray(int(pageSize), '\xA5'));
    }
    std::unique_ptr<Workspace> salvaged(const Salvaged& expected)
    {
        const auto done = need(salvage(path, out, QStringLiteral("李四")));
        CHECK(done.historyKept == expected.historyKept);
        return need(Workspace::open(out, Workspace::Access::write));
    }
};

bool same(const Workspace& workspace, const ReplayedContent& a)
{
    return differences(workspace, a, currentContent(workspace), QStringLiteral("a"), QStringLiteral("b"))
        .isEmpty();
}
} // namespace

TEST_CASE("a damaged file is not opened for writing")
{
    Damaged file;
    file.spoilPageWith("ix_outlets");
    const auto opened = Workspace::open(file.path, Workspace::Access::write);
    REQUIRE_FALSE(opened);
    CHECK(opened.error().kind == ErrorKind::notAWorkspace);
    CHECK(opened.error().text.contains(QStringLiteral("损坏")));
}

TEST_CASE("a damaged index costs nothing: all rows, the layer and the history come along")
{
    Damaged file;
    {
        SQLite::Database raw(file.path.toStdString());
        SQLite::Statement root(
            raw, "SELECT max(rootpage) FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'outlets'");
        REQUIRE(root.executeStep());
        const qint64 page = root.getColumn(0).getInt64();
        QFile spoiled(file.path);
        REQUIRE(spoiled.open(QIODevice::ReadWrite));
        spoiled.seek((page - 1) * pageSize);
        spoiled.write(QByteArray(int(pageSize), '\xA5'));
    }
    REQUIRE_FALSE(Workspace::open(file.path, Workspace::Access::write));
    const auto saved = file.salvaged({.historyKept = true});
    CHECK(same(*saved, file.content));
    CHECK(need(mapLayerFeatures(*saved, QStringLiteral("边界"))).size() == 1);
    const auto log = need(historyHeads(*saved));
    CHECK(log.size() == 4); // new, outlets, layer, salvage
    CHECK(log.first().door == Door::salvage);
    CHECK(need(verifyChangeLog(*saved)).isEmpty());
    CHECK(checkAgainstHistory(*saved).isEmpty());
}

TEST_CASE("with a damaged history the rows come from the tables and the history begins anew")
{
    Damaged file;
    file.spoilPageWith("[null,\"\xE5\xBA\x97 250\"]");
    const auto saved = file.salvaged({.historyKept = false});
    CHECK(same(*saved, file.content));
    CHECK(need(historyHeads(*saved)).size() == 1);
    CHECK(checkAgainstHistory(*saved).isEmpty());
    REQUIRE(saved->rows({.registry = QStringLiteral("outlets")})->size() == 300);
}

TEST_CASE("what is no workspace at all is refused, and nothing is made")
{
    TestWorkspace test;
    const QString other = test.folder.filePath(QStringLiteral("别的.txt"));
    QFile file(other);
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write("SQLite format 3 - not");
    file.close();
    const QString out = test.folder.filePath(QStringLiteral("新.gpkg"));
    CHECK(salvage(other, out, QStringLiteral("甲")).error().kind == ErrorKind::notAWorkspace);
    CHECK_FALSE(QFile::exists(out));
    CHECK_FALSE(QFile::exists(out + QStringLiteral(".part")));
    CHECK(salvage(test.path, test.path, QStringLiteral("甲")).error().kind == ErrorKind::fileUnwritable);
}
