#include "core/base/files/output.h"
#include "core/store/rows/duplicates.h"
#include "tests/core/exchange/story.h"

#include <QDir>

using namespace coop;

namespace
{
constexpr int older = 2; ///< a schema without 原始坐标 of a ledger and without the table of 不是重复

/// The newest receipt as an older version of the district's program would have written it.
QString asOlderVersionWrote(Story& story, bool complete)
{
    REQUIRE(story.world.writeReceipt(0));
    const QString file = story.world.office(0).receipts.last();
    PackageFile package = need(readPackage(file));
    PackageBody body = need(PackageBody::fromBytes(need(openBody(package, *story.world.office(0).key)),
        story.district.registries(), story.district.schema()));
    REQUIRE(body.complete == complete);
    body.rows.removeIf([&](const PackedRow& row) {
        return anySpec(story.district.registries(), row.registry)->since > older;
    });
    for (PackedRow& row : body.rows)
        if (row.row)
            for (const FieldSpec& field : row.row->spec().fields)
                if (field.since > older)
                    row.row->set(field.id, {});
    package.header.schema = older;
    const QString written = QDir(QFileInfo(file).path()).filePath(QStringLiteral("旧版回执.nfb"));
    need(writeFile(written, FileKind::package,
        need(packageBytes(package.header, body.toBytes(), story.world.districtKey()))));
    return written;
}
} // namespace

TEST_CASE("a receipt of an older version leaves what only the newer version has")
{
    Story story;
    const QString point = QStringLiteral("BD-09 103.1131,27.1592");
    const RowId outlet = story.outlet();
    Story::set(story.district, "outlets", outlet,
        {{u"lon", 103.1}, {u"lat", 27.1}, {u"source_point", point},
            {u"address", QStringLiteral("老街 1 号")}});
    story.handInAndMerge();
    story.answer();
    REQUIRE(Story::value(story.office, outlet, u"source_point") == FieldValue(point));

    const RowId other = Story::add(
        story.office, "outlets", {{u"name", QStringLiteral("新社")}, {u"township", story.township()}});
    auto work = need(UnitOfWork::begin(story.office, OfficesWorld::someone));
    need(markNotDuplicate(*work, QStringLiteral("outlets"), outlet, other, {}));
    need(work->commit());
    story.handInAndMerge();
    Story::set(story.district, "outlets", outlet, {{u"address", QStringLiteral("新街 2 号")}});

    SECTION("which tells single rows")
    {
        REQUIRE(story.world.tryReceipt(0, asOlderVersionWrote(story, false)));
        CHECK(Story::value(story.office, outlet, u"address") == FieldValue(QStringLiteral("新街 2 号")));
    }
    SECTION("which tells everything")
    {
        const Record moved = need(story.district.row(QStringLiteral("townships"), story.foreignTownship()));
        Story::set(story.district, "townships", moved.id, {{u"federation", FieldValue()}});
        REQUIRE(story.world.tryReceipt(0, asOlderVersionWrote(story, true)));
        CHECK(Story::value(story.office, outlet, u"address") == FieldValue(QStringLiteral("新街 2 号")));
    }
    CHECK(Story::value(story.office, outlet, u"source_point") == FieldValue(point));
    CHECK(storedRows(story.office, notDuplicatesSpec().id).size() == 1);
}
