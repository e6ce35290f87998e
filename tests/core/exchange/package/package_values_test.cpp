#include "core/exchange/issue/issue.h"
#include "core/exchange/review.h"
#include "core/store/kept/attachments.h"
#include "core/store/rows/duplicates.h"
#include "core/store/workspace_database.h"
#include "tests/core/exchange/story.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <limits>

using namespace coop;

namespace
{
/// What another program writes with the key of an office.
struct Forgery : Story {
    RowIdSource ids{world.office(0).device, 0};
    RowIdSource otherIds{world.office(1).device, 0};

    PackedChange added(
        const char* registry, RowId id, const QList<std::pair<const char*, FieldValue>>& fields) const
    {
        PackedChange change{.registry = QString::fromLatin1(registry),
            .id = id,
            .code = QStringLiteral("X"),
            .op = RowOp::add,
            .who = QStringLiteral("别的程序"),
            .time = {},
            .from = 5,
            .at = 5};
        for (const auto& [field, value] : fields)
            change.fields += PackedField{{QString::fromLatin1(field), {}, value}, 5, 5};
        return change;
    }
    PackedChange hung(const QString& registry, RowId row, const QByteArray& bytes)
    {
        return added("attachments", ids.next(),
            {{"code", QStringLiteral("FJ%1-9").arg(world.office(0).device)}, {"registry", registry},
                {"row", row}, {"name", QStringLiteral("批复.png")},
                {"media_type", QStringLiteral("image/png")}, {"size", qint64(bytes.size())},
                {"digest", digestOf(bytes)}});
    }
    static QString digestOf(const QByteArray& bytes)
    {
        return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
    }
    Merged take(const QList<PackedChange>& changes, const QByteArray& bytes = {})
    {
        PackageBody body;
        body.changes = changes;
        if (!bytes.isEmpty())
            body.blobs += PackedBytes{digestOf(bytes), bytes, {}};
        return merge(world.forge(0, body));
    }
    bool isThere(const char* registry, RowId id) const
    {
        return storedRow(district, QString::fromLatin1(registry), id).has_value();
    }
};

QList<PackedRow> rowsOfReceipt(Story& story)
{
    REQUIRE(story.world.writeReceipt(0));
    const PackageFile receipt = need(readPackage(story.world.office(0).receipts.last()));
    const auto bytes = need(openBody(receipt, *story.world.office(0).key));
    return need(PackageBody::fromBytes(bytes, story.district.registries(), story.district.schema())).rows;
}
} // namespace

TEST_CASE("what a form refuses waits in the inbox when a package brings it and is not taken by deciding so")
{
    using Fields = QList<std::pair<const char*, FieldValue>>;
    Forgery forgery;
    const FieldValue place = forgery.township();
    const auto text = [](const char16_t* letters) { return FieldValue(QString::fromUtf16(letters)); };
    const QList<Fields> outlets{
        {{"opened_on", text(u"2024-02-31")}},
        {{"opened_on", text(u"0000-00-00")}},
        {{"closed_on", text(u"2024-13-45")}},
        {{"name", QString(99'999, u'网')}},
        {{"address", QString(99'999, u'路')}},
        {{"name", text(u"甲\u202e社")}},
        {{"name", text(u"甲社\u200b")}},
        {{"name", text(u" 甲社")}},
        {{"operator", text(u"李\u0007四")}},
        {{"operator", text(u"李\xd800四")}},
        {{"remark", text(u"\u2066说明\u2069")}},
        {{"code", text(u"WD 2-1")}},
        {{"code", text(u" ")}},
        {{"code", text(u"WD2-1\n9")}},
        {{"lon", 1e308}, {"lat", 29.1}},
        {{"lon", 107.1}, {"lat", -1e308}},
        {{"lon", 29.1}, {"lat", 107.1}},
        {{"joint_build", 7}},
        {{"stars", std::numeric_limits<qint64>::max()}},
    };
    QList<PackedChange> changes;
    for (int i = 0; i < outlets.size(); ++i) {
        Fields all{{"name", QStringLiteral("新社%1").arg(i)}, {"township", place},
            {"code", QStringLiteral("WD9-%1").arg(i + 100)}};
        for (const auto& [field, value] : outlets[i]) {
            all.removeIf([&, f = field](const auto& one) { return qstrcmp(one.first, f) == 0; });
            all += {field, value};
        }
        changes += forgery.added("outlets", forgery.ids.next(), all);
    }
    const FieldValue shop = forgery.outlet();
    for (const auto& [month, area, times] : {std::tuple("2024-19", qint64(100), qint64(1)),
             std::tuple("2024-07", std::numeric_limits<qint64>::max() / 2, qint64(1)),
             std::tuple("2024-08", qint64(1'000'000'000), qint64(10'000))})
        changes += forgery.added("services", forgery.ids.next(),
            {{"code", QStringLiteral("FW9-%1").arg(changes.size())}, {"month", QString::fromLatin1(month)},
                {"township", place}, {"provider", shop}, {"stage", QStringLiteral("耕")}, {"area", area},
                {"times", times}});
    const Merged merged = forgery.take(changes);
    for (const MergedRow& row : merged.rows)
        FAIL_CHECK(row.code.toStdString() << " was taken");
    CHECK(merged.conflicts.size() == changes.size());
    for (const Conflict& waiting : merged.conflicts) {
        CHECK(waiting.kind == ConflictKind::rule);
        CHECK(waiting.reason.size() < 400);
    }
    const auto open = need(conflicts(forgery.district));
    REQUIRE(open.size() == changes.size());
    const auto settled
        = need(settleAll(forgery.district, OfficesWorld::someone, open, Settlement::Choice::theirs));
    CHECK(settled.settled == 0);
    for (const PackedChange& change : std::as_const(changes))
        CHECK_FALSE(storedRow(forgery.district, change.registry, change.id));
}

TEST_CASE("an attachment from a package hangs on a row of the office that is there or waits")
{
    Forgery forgery;
    const QByteArray bytes = "some bytes";
    const QString outlets = QStringLiteral("outlets");
    const RowId future = forgery.otherIds.next(); // the next office could give this id
    const RowId foreign = need(forgery.district.rows({.registry = outlets,
        .equals = {{QStringLiteral("township"), FieldValue(forgery.foreignTownship())}}}))[0]
                              .id;
    const RowId office = need(offices(forgery.district))[0].row;
    const RowId own = forgery.ids.next();
    const QList<PackedChange> none{forgery.hung(outlets, future, bytes),
        forgery.hung(outlets, foreign, bytes), forgery.hung(QStringLiteral("offices"), office, bytes),
        forgery.hung(QStringLiteral("map_layers"), 1, bytes),
        forgery.hung(QStringLiteral("attachments"), own, bytes),
        forgery.hung(QStringLiteral("没有"), own, bytes), forgery.hung(outlets, forgery.ids.next(), bytes),
        forgery.hung(outlets, forgery.outlet(), "not there")};
    QList<PackedChange> all = none;
    for (int i = 0; i < all.size(); ++i)
        all[i].fields[0].after = QStringLiteral("FJ9-%1").arg(i);
    PackedChange good = forgery.hung(outlets, own, bytes); // before the row that it hangs on
    all.prepend(good);
    all += forgery.added("outlets", own,
        {{"code", QStringLiteral("WD9-1")}, {"name", QStringLiteral("新社")},
            {"township", forgery.township()}});
    const Merged merged = forgery.take(all, bytes);
    CHECK(merged.rows.size() == 2);
    CHECK(forgery.isThere("attachments", good.id));
    for (const PackedChange& change : none)
        CHECK_FALSE(forgery.isThere("attachments", change.id));
    // Another office's row comes under that id; nobody can hang the file on it any more.
    {
        auto work = need(UnitOfWork::begin(forgery.district, OfficesWorld::someone));
        Record row(*forgery.district.registries().find(u"outlets"));
        row.id = future;
        row.set(u"name", QStringLiteral("他镇新社"));
        row.set(u"township", forgery.foreignTownship());
        need(work->add(row));
        need(work->commit());
    }
    const auto open = need(conflicts(forgery.district));
    (void)settleAll(forgery.district, OfficesWorld::someone, open, Settlement::Choice::theirs);
    CHECK(need(attachments(forgery.district, outlets, future)).isEmpty());
    CHECK(need(attachments(forgery.district, outlets, foreign)).isEmpty());
}

TEST_CASE("an office can be given its package again though the bytes of an attachment are gone")
{
    Story story;
    {
        auto work = need(UnitOfWork::begin(story.district, OfficesWorld::someone));
        need(attach(*work, QStringLiteral("outlets"), story.outlet(), QStringLiteral("照片.jpg"), "photo"));
        need(work->commit());
    }
    databaseOf(story.district).exec("PRAGMA query_only = OFF");
    databaseOf(story.district).exec("DELETE FROM coop_blobs WHERE length(bytes) = 5");
    databaseOf(story.district).exec("PRAGMA query_only = ON");
    const QDir folder = QFileInfo(story.district.path()).absoluteDir();
    const auto issued = need(
        issuePackage(story.district, OfficesWorld::someone, QString::fromUtf8(OfficesWorld::passphrase),
            officeSelf(story.office)->federation, folder.filePath(QStringLiteral("再下发.nfb")), true));
    CHECK(issued.missing == QStringList{QStringLiteral("照片.jpg")});
    need(openIssued(folder.filePath(QStringLiteral("再下发.nfb")), issued.openingCode,
        QString::fromUtf8(OfficesWorld::passphrase), folder.filePath(QStringLiteral("再.gpkg")),
        QStringLiteral("李四")));
}

TEST_CASE("of what an office only refers to it gets code and name by issue receipt and correction")
{
    Forgery forgery;
    const auto foreign = need(forgery.district.rows({.registry = QStringLiteral("members"),
        .equals = {{QStringLiteral("township"), FieldValue(forgery.foreignTownship())}}}));
    REQUIRE(!foreign.isEmpty());
    const RowId member = foreign[0].id;
    Story::set(forgery.district, "members", member,
        {{u"contact", QStringLiteral("王五")}, {u"business", QStringLiteral("种粮")},
            {u"remark", QStringLiteral("内情")}});
    const RowId service = forgery.ids.next();
    forgery.take({forgery.added("services", service,
        {{"code", QStringLiteral("FW9-1")}, {"month", QStringLiteral("2025-03")},
            {"township", forgery.township()}, {"provider", member}, {"stage", QStringLiteral("耕")},
            {"area", 100}, {"times", 1}})});
    REQUIRE(forgery.isThere("services", service));
    const auto onlyCalled = [&](const QList<PackedRow>& rows) {
        int found = 0;
        for (const PackedRow& row : rows)
            if (row.registry == u"members" && row.id == member) {
                ++found;
                CHECK(row.calledOnly);
                for (const FieldSpec& field : row.row->spec().fields)
                    CHECK((field.id == u"code" || field.id == u"name" || (*row.row)[field.id].isNull()));
            } else if (row.registry == u"memberships")
                CHECK_FALSE((*row.row)[u"member"].number() == member);
        return found;
    };
    CHECK(onlyCalled(rowsOfReceipt(forgery)) == 1);
    forgery.world.openReceipt(0, forgery.world.office(0).receipts.last());
    const auto here = storedRow(forgery.office, QStringLiteral("members"), member);
    REQUIRE(here);
    CHECK(here->title() == foreign[0].title());
    CHECK((*here)[u"contact"].isNull());
    CHECK((*here)[u"township"].isNull());
    CHECK(storedRow(forgery.office, QStringLiteral("services"), service));
    // The district calls it otherwise, and refers to another one itself.
    Story::set(forgery.district, "members", member, {{u"name", QStringLiteral("改名社")}});
    Story::set(forgery.district, "services", service, {{u"remark", QStringLiteral("核过")}});
    REQUIRE(forgery.world.submit(0, true));
    forgery.merge(forgery.world.office(0).submissions.last());
    CHECK(onlyCalled(rowsOfReceipt(forgery)) == 1);
    forgery.world.openReceipt(0, forgery.world.office(0).receipts.last());
    CHECK(storedRow(forgery.office, QStringLiteral("members"), member)->title() == QStringLiteral("改名社"));
    // Issued anew, it comes the same way.
    const QDir folder = QFileInfo(forgery.district.path()).absoluteDir();
    const QString again = folder.filePath(QStringLiteral("再下发.nfb"));
    const auto issued = need(issuePackage(forgery.district, OfficesWorld::someone,
        QString::fromUtf8(OfficesWorld::passphrase), officeSelf(forgery.office)->federation, again, true));
    const QString file = folder.filePath(QStringLiteral("再.gpkg"));
    need(openIssued(again, issued.openingCode, QString::fromUtf8(OfficesWorld::passphrase), file,
        QStringLiteral("李四")));
    const auto anew = need(Workspace::open(file, Workspace::Access::read));
    CHECK((*storedRow(*anew, QStringLiteral("members"), member))[u"remark"].isNull());
    CHECK(storedRow(*anew, QStringLiteral("members"), member)->title() == QStringLiteral("改名社"));
}

TEST_CASE("a complete answer takes rows that left the area and nothing that the office keeps for itself")
{
    Story story;
    const auto own = story.outlet();
    const RowId second = Story::add(
        story.office, "outlets", {{u"name", QStringLiteral("乙社")}, {u"township", story.township()}});
    {
        auto work = need(UnitOfWork::begin(story.office, OfficesWorld::someone));
        need(markNotDuplicate(*work, QStringLiteral("outlets"), own, second, QStringLiteral("两家")));
        need(attach(*work, QStringLiteral("outlets"), own, QStringLiteral("照片.jpg"), "photo"));
        need(work->commit());
    }
    const QStringList kept{QStringLiteral("not_duplicates"), QStringLiteral("people"),
        QStringLiteral("map_layers"), QStringLiteral("map_themes"), QStringLiteral("sheet_templates"),
        QStringLiteral("attachments")};
    story.handInAndMerge();
    {
        auto work = need(UnitOfWork::begin(story.office, OfficesWorld::someone));
        Record theme(*anySpec(story.office.registries(), QStringLiteral("map_themes")));
        theme.set(u"name", QStringLiteral("本镇"));
        theme.set(u"theme", QStringLiteral("{}"));
        need(work->add(theme));
        need(work->commit());
    }
    const auto before = rowsOf(story.office, kept);
    story.answerWhole();
    CHECK(rowsOf(story.office, kept) == before);
    CHECK(storedRow(story.office, QStringLiteral("outlets"), second));
}

TEST_CASE("a package in which ten thousand rows are nobody's to take is refused as a whole")
{
    Forgery forgery;
    QList<PackedChange> changes;
    for (int i = 0; i < 10'001; ++i)
        changes += forgery.added("outlets", forgery.ids.next(),
            {{"code", QStringLiteral("WD9-%1").arg(i)}, {"name", QStringLiteral("社%1").arg(i)},
                {"township", forgery.township()}, {"opened_on", QStringLiteral("2024-02-31")}});
    PackageBody body;
    body.changes = changes;
    const PackageFile package = need(readPackage(forgery.world.forge(0, body)));
    const auto merged = mergeBody(forgery.district, OfficesWorld::someone, package,
        need(openBody(package, forgery.world.districtKey())));
    REQUIRE_FALSE(merged);
    CHECK(merged.error().text.contains(QStringLiteral("没有做任何修改")));
    CHECK(need(conflicts(forgery.district, true)).isEmpty());
}

TEST_CASE("a package that says two things about one row is refused")
{
    Forgery forgery;
    const RowId id = forgery.ids.next();
    const PackedChange change = forgery.added("outlets", id,
        {{"code", QStringLiteral("WD9-1")}, {"name", QStringLiteral("新社")},
            {"township", forgery.township()}});
    PackageBody body;
    body.changes = {change, change};
    const PackageFile package = need(readPackage(forgery.world.forge(0, body)));
    CHECK_FALSE(mergeBody(forgery.district, OfficesWorld::someone, package,
        need(openBody(package, forgery.world.districtKey()))));
}
