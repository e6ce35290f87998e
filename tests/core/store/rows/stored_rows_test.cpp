#include "core/store/rows/stored_rows.h"

#include "core/store/file/meta.h"
#include "core/store/one_step.h"
#include "tests/core/store/test_workspace.h"

using namespace coop;

TEST_CASE("stored rows meet every condition and any value of each and stand in the order of their ids")
{
    TestWorkspace test;
    const RowId guan = test.township(QStringLiteral("大观镇")),
                other = test.township(QStringLiteral("水江镇"));
    const auto add = [&](const QString& name, RowId township) {
        return test.add("outlets", {{u"name", name}, {u"township", township}});
    };
    const RowId first = add(QStringLiteral("丙"), guan), second = add(QStringLiteral("乙"), guan),
                third = add(QStringLiteral("甲"), other);
    const auto ids = [&](const QList<FieldHolding>& holding) {
        QList<RowId> found;
        for (const Record& row : storedRows(*test, QStringLiteral("outlets"), holding))
            found += row.id;
        return found;
    };
    const FieldHolding named{
        QStringLiteral("name"), {FieldValue(QStringLiteral("甲")), FieldValue(QStringLiteral("丙"))}};
    CHECK(ids({}) == QList<RowId>{first, second, third});
    CHECK(ids({named}) == QList<RowId>{first, third});
    CHECK(ids({named, {QStringLiteral("township"), {FieldValue(guan)}}}) == QList<RowId>{first});
    CHECK(ids({{QStringLiteral("remark"), {FieldValue()}}}).size() == 3); // what is empty is a value, too
    CHECK(ids({{QStringLiteral("name"), {FieldValue()}}}).isEmpty());
}

TEST_CASE("a table that is not there has no stored rows")
{
    TestWorkspace test;
    CHECK(storedRows(*test, QStringLiteral("nowhere")).isEmpty());
    CHECK_FALSE(storedRow(*test, QStringLiteral("nowhere"), 1));
    CHECK_FALSE(StoredRows(*test)(QStringLiteral("nowhere"), 1));
}

TEST_CASE("what a workspace knows about itself is kept by the step that writes it and by no other")
{
    TestWorkspace test;
    const Author author{QStringLiteral("测试员"), Door::keys, QStringLiteral("钥匙")};
    const auto keep = [&](const QByteArray& value, bool fails) {
        return inOneStep(*test, author,
            [&](UnitOfWork& work) -> Result<> {
                COOP_TRY(work.keepMeta(metaOffice, value));
                return fails ? fail(ErrorKind::cancelled, QStringLiteral("不写了")) : Result<>();
            },
            {.note = true});
    };
    CHECK(test->meta(metaOffice).isEmpty());
    CHECK(keep("一", false));
    CHECK(test->meta(metaOffice) == QByteArray("一"));
    CHECK_FALSE(keep("二", true));
    CHECK(test->meta(metaOffice) == QByteArray("一"));
}
