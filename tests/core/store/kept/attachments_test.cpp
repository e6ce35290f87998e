#include "core/store/care/file_check.h"
#include "core/store/care/salvage.h"
#include "core/store/copies/backup.h"
#include "core/store/kept/attachment_files.h"
#include "core/store/kept/attachments.h"
#include "core/store/undo/undo.h"
#include "core/store/workspace_database.h"
#include "tests/core/store/test_workspace.h"

#include <QFileInfo>
#include <SQLiteCpp/Database.h>

using namespace coop;

namespace
{
const QString outlets = QStringLiteral("outlets");

struct Shop : TestWorkspace {
    RowId shop = add("outlets",
        {{u"name", QStringLiteral("大观供销社")}, {u"township", township(QStringLiteral("大观镇"))}});

    Attachment hang(const QString& name, const QByteArray& bytes, const QByteArray& thumbnail = {}) const
    {
        const auto work = begin();
        const auto hung = need(attach(*work, outlets, shop, name, bytes, thumbnail));
        REQUIRE(work->commit());
        return hung;
    }
    QString refusal(const QByteArray& bytes) const
    {
        const auto work = begin();
        return attach(*work, outlets, shop, QStringLiteral("文件.pdf"), bytes).error().text;
    }
    QStringList names() const
    {
        QStringList found;
        for (const Attachment& one : need(attachments(*workspace, outlets, shop)))
            found += one.name;
        return found;
    }
    void undoLast()
    {
        const auto next = need(nextUndo(*workspace));
        REQUIRE(next);
        REQUIRE(undo(*workspace, {QStringLiteral("测试员"), Door::undo, {}}, next->entry));
    }
};

const QByteArray photo = QByteArray::fromHex("89504e470d0a1a0a") + QByteArray(70'000, 'p');
} // namespace

TEST_CASE("a file that hangs on a row comes back byte for byte with its thumbnail")
{
    Shop test;
    const Attachment hung = test.hang(QStringLiteral("现场.png"), photo, "small");
    CHECK(hung.size == photo.size());
    CHECK(hung.mediaType == u"image/png");
    test.reopen(Workspace::Access::read);
    CHECK(need(attachmentBytes(*test, hung.digest)) == photo);
    CHECK(need(attachmentThumbnail(*test, hung.digest)) == "small");
}

TEST_CASE("an empty file, one that is too large and one that hangs there already are refused by name")
{
    Shop test;
    test.hang(QStringLiteral("批复.pdf"), "content");
    CHECK(test.refusal({}).contains(QStringLiteral("“文件.pdf”是空的")));
    CHECK(test.refusal("content").contains(QStringLiteral("“批复.pdf”内容相同")));
    CHECK(test.refusal(QByteArray(largestAttachment + 1, 'x')).contains(QStringLiteral("不能超过 50.0 MB")));
    CHECK(test.names() == QStringList{QStringLiteral("批复.pdf")});
}

TEST_CASE("removing an attachment, and the row with it, is undone with its bytes")
{
    Shop test;
    const Attachment hung = test.hang(QStringLiteral("批复.pdf"), "content");
    {
        const auto work = test.begin();
        REQUIRE(detach(*work, hung.id));
        REQUIRE(work->commit());
    }
    CHECK(test.names().isEmpty());
    test.undoLast();
    CHECK(test.names() == QStringList{QStringLiteral("批复.pdf")});
    {
        const auto work = test.begin();
        REQUIRE(work->remove(outlets, test.shop));
        REQUIRE(work->commit());
    }
    CHECK(test.names().isEmpty());
    test.undoLast();
    CHECK(test.names() == QStringList{QStringLiteral("批复.pdf")});
    CHECK(need(attachmentBytes(*test, hung.digest)) == "content");
}

TEST_CASE("one file on two rows stands in the workspace once")
{
    Shop test;
    test.hang(QStringLiteral("批复.pdf"), "content");
    const RowId other = test.add("outlets",
        {{u"name", QStringLiteral("木凉供销社")}, {u"township", test.township(QStringLiteral("木凉镇"))}});
    const auto work = test.begin();
    REQUIRE(attach(*work, outlets, other, QStringLiteral("同一批复.pdf"), "content"));
    REQUIRE(work->commit());
    CHECK(databaseOf(*test).execAndGet("SELECT count(*) FROM coop_blobs").getInt() == 1);
    CHECK(databaseOf(*test).execAndGet("SELECT count(*) FROM attachments").getInt() == 2);
}

TEST_CASE("work that is given up leaves neither an attachment nor its bytes")
{
    Shop test;
    {
        const auto work = test.begin();
        REQUIRE(attach(*work, outlets, test.shop, QStringLiteral("批复.pdf"), "content"));
    }
    CHECK(test.names().isEmpty());
    CHECK(databaseOf(*test).execAndGet("SELECT count(*) FROM coop_blobs").getInt() == 0);
}

TEST_CASE("salvage brings attachments along and names those whose bytes are gone")
{
    Shop test;
    const Attachment good = test.hang(QStringLiteral("好.pdf"), "good");
    const Attachment bad = test.hang(QStringLiteral("坏.pdf"), "bad");
    test.workspace.reset();
    SQLite::Database(test.path.toStdString(), SQLite::OPEN_READWRITE)
        .exec("UPDATE coop_blobs SET bytes = x'00' WHERE digest = '" + bad.digest.toStdString() + "'");
    const QString out = test.folder.filePath(QStringLiteral("新.gpkg"));
    const Salvaged done = need(salvage(test.path, out, QStringLiteral("李四")));
    CHECK(done.remarks.join(u'\n').contains(QStringLiteral("“坏.pdf”")));
    CHECK_FALSE(done.remarks.join(u'\n').contains(QStringLiteral("“好.pdf”")));
    const auto salvaged = need(Workspace::open(out, Workspace::Access::read));
    CHECK(need(attachments(*salvaged, outlets, test.shop)).size() == 2);
    CHECK(need(attachmentBytes(*salvaged, good.digest)) == "good");
}

TEST_CASE("an attachment is saved over its like and never over a workspace")
{
    const TestWorkspace test;
    const RowId row = test.add("outlets",
        {{u"name", QStringLiteral("甲社")}, {u"township", test.township(QStringLiteral("大观镇"))}});
    const QString aside = test.folder.filePath(QStringLiteral("副本.gpkg"));
    need(backUpTo(*test, aside));
    const QByteArray copy = need(readAttachment(aside));
    const auto work = test.begin();
    const Attachment text
        = need(attach(*work, QStringLiteral("outlets"), row, QStringLiteral("说明.txt"), "说明"));
    const Attachment whole
        = need(attach(*work, QStringLiteral("outlets"), row, QStringLiteral("某县.gpkg"), copy));
    need(work->commit());
    const QString file = test.folder.filePath(QStringLiteral("说明.txt"));
    need(saveAttachment(*test, text, file));
    need(saveAttachment(*test, text, file));
    CHECK(QFileInfo(file).size() == 6);
    CHECK_FALSE(saveAttachment(*test, whole, file));
    const QString saved = test.folder.filePath(QStringLiteral("某县.gpkg"));
    need(saveAttachment(*test, whole, saved));
    CHECK_FALSE(saveAttachment(*test, whole, saved)); // it is one itself
    const auto onto = saveAttachment(*test, whole, test.path);
    REQUIRE_FALSE(onto);
    CHECK(onto.error().text.contains(QStringLiteral("工作区")));
    CHECK(QFileInfo(file).size() == 6);
}
