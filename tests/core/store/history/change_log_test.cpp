#include "core/store/history/change_log.h"
#include "tests/core/store/test_workspace.h"

#include <QMap>
#include <SQLiteCpp/Database.h>

using namespace coop;

namespace
{
using Row = QMap<QString, QString>;
using Table = QMap<std::pair<QString, RowId>, Row>;

QString shown(const FieldValue& value)
{
    if (value.isReal())
        return QString::number(value.real(), 'g', 17);
    if (value.isNumber())
        return QString::number(value.number());
    if (!value.isList())
        return value.text();
    QStringList parts;
    for (const FieldValue& element : value.list())
        parts += shown(element);
    return parts.join(u'|');
}

/// Every row of every registry as it stands in the tables (lists of child rows left out).
Table tablesOf(const Workspace& workspace)
{
    Table all;
    for (const RegistrySpec& spec : workspace.registries().all())
        for (const Record& record : need(workspace.rows({spec.id})))
            for (int i = 0; i < spec.fields.size(); ++i)
                if (spec.fields[i].child.isEmpty() && !record.at(i).isNull())
                    all[{spec.id, record.id}][spec.fields[i].id] = shown(record.at(i));
    return all;
}

/// The same, made by replaying the change log from its first entry on; checks every value before.
Table replayed(const Workspace& workspace)
{
    Table all;
    QList<ChangeEntry> entries = need(history(workspace));
    std::reverse(entries.begin(), entries.end());
    for (const ChangeEntry& entry : entries)
        for (const ChangedRow& changed : entry.rows) {
            Row& row = all[{changed.registry, changed.id}];
            CHECK(row.isEmpty() == (changed.op == RowOp::add));
            for (const ChangedField& field : changed.fields) {
                CHECK(row.value(field.field) == shown(field.before));
                if (field.after.isNull())
                    row.remove(field.field);
                else
                    row[field.field] = shown(field.after);
            }
            CHECK(row.isEmpty() == (changed.op == RowOp::remove));
            if (row.isEmpty())
                all.remove({changed.registry, changed.id});
        }
    return all;
}

void writeAFewSteps(const TestWorkspace& test)
{
    const RowId guan = test.township(QStringLiteral("大观镇"));
    const RowId shop = test.add(
        "outlets", {{u"name", QStringLiteral("甲店")}, {u"township", guan}, {u"lon", 107.1}, {u"lat", 29.2}});
    const RowId centre = test.add("centres",
        {{u"name", QStringLiteral("中心")}, {u"level", QStringLiteral("区级")}, {u"township", guan},
            {u"status", QStringLiteral("在建")},
            {u"services", FieldValue::List{QStringLiteral("农资供应"), QStringLiteral("产销对接")}}});
    const RowId member = test.add("members",
        {{u"name", QStringLiteral("甲社")}, {u"kind", QStringLiteral("农民合作社")},
            {u"federations", FieldValue::List{test.federation(QStringLiteral("大观"))}}});
    const auto work = test.begin(QStringLiteral("改一改"));
    Record row = test.row("outlets", shop);
    row.set(u"lon", 107.25);
    row.set(u"remark", QStringLiteral("搬了"));
    REQUIRE(work->change(row));
    REQUIRE(work->remove(QStringLiteral("centres"), centre));
    REQUIRE(work->remove(QStringLiteral("members"), member));
    REQUIRE(work->commit());
}
} // namespace

TEST_CASE("replaying the change log gives the tables")
{
    TestWorkspace test;
    writeAFewSteps(test);
    CHECK(replayed(*test) == tablesOf(*test));
}

TEST_CASE("an entry says who, when, why and what, newest first")
{
    TestWorkspace test;
    writeAFewSteps(test);
    const auto entries = need(history(*test));
    REQUIRE(entries.size() == 5);
    const ChangeEntry& last = entries.first();
    CHECK(last.entry == 5);
    CHECK(last.who == QStringLiteral("测试员"));
    CHECK(last.door == Door::form);
    CHECK(last.reason == QStringLiteral("改一改"));
    CHECK(qAbs(last.time.secsTo(QDateTime::currentDateTimeUtc())) < 60);
    CHECK(entries.last().door == Door::making);
    const auto changed = need(history(
        *test, {.registry = QStringLiteral("outlets"), .row = test.idOf("outlets", QStringLiteral("甲店"))}));
    REQUIRE(changed.size() == 2);
    REQUIRE(changed.first().rows.size() == 1);
    const ChangedRow& row = changed.first().rows.first();
    CHECK(row.op == RowOp::change);
    CHECK(row.code == QStringLiteral("WD1-0001"));
    REQUIRE(row.fields.size() == 2); // lat did not change
    CHECK(row.fields[0].field == QStringLiteral("lon"));
    CHECK(row.fields[0].before == FieldValue(107.1));
    CHECK(row.fields[0].after == FieldValue(107.25));
    CHECK(need(history(*test, {.registry = QStringLiteral("centres")})).size() == 2);
    CHECK(need(history(*test, {.limit = 2})).size() == 2);
    CHECK(historyEntry(*test, 99).error().kind == ErrorKind::notFound);
}

TEST_CASE("whatever is changed in the log outside the program is found")
{
    TestWorkspace test;
    writeAFewSteps(test);
    CHECK(need(verifyChangeLog(*test)).isEmpty());
    const auto [statement, entry] = GENERATE(table<const char*, qint64>({
        {"UPDATE change_rows SET fields = replace(fields, '甲店', '乙店') WHERE entry = 2", 2},
        {"UPDATE change_rows SET code = 'x' WHERE entry = 3 AND seq = 1", 3},
        {"UPDATE change_rows SET row_id = row_id + 1 WHERE entry = 4 AND seq = 1", 4},
        {"DELETE FROM change_rows WHERE entry = 5 AND seq = 1", 5},
        {"UPDATE change_log SET who = '别人' WHERE entry = 2", 2},
        {"UPDATE change_log SET time = '2020-01-01T00:00:00.000Z' WHERE entry = 1", 1},
        {"DELETE FROM change_rows WHERE entry = 3; DELETE FROM change_log WHERE entry = 3", 4},
        {"UPDATE change_log SET hash = '00' WHERE entry = 2", 2},
    }));
    test.workspace.reset();
    SQLite::Database(test.path.toStdString(), SQLite::OPEN_READWRITE).exec(statement);
    test.reopen();
    const auto problems = need(verifyChangeLog(*test));
    INFO(statement);
    REQUIRE_FALSE(problems.isEmpty());
    CHECK(problems.first().entry == entry);
}
