#include "core/domain/filing_state.h"
#include "core/domain/registries.h"
#include "core/store/layout/table_layout.h"
#include "tests/core/store/test_workspace.h"

#include <SQLiteCpp/Database.h>

using namespace coop;

namespace
{
/// A federation with a service, a loan, an outlet and a report in 2024Q3, and its sheet.
struct Quarter : TestWorkspace {
    RowId place = township(QStringLiteral("大观镇"));
    RowId elsewhere = township(QStringLiteral("南平镇"));
    RowId federation = row("townships", place)[u"federation"].number();
    RowId shop = add("outlets",
        {{u"name", QStringLiteral("店")}, {u"township", place},
            {u"opened_on", QStringLiteral("2024-08-01")}});
    RowId service = add("services", serviceOf(place, "2024-09"));
    RowId sheet = add("sheets",
        {{u"quarter", QStringLiteral("2024Q3")}, {u"federation", federation},
            {u"state", QStringLiteral("草稿")}});

    QList<std::pair<QStringView, FieldValue>> serviceOf(RowId where, const char* month) const
    {
        return {{u"month", QString::fromLatin1(month)}, {u"township", where}, {u"provider", shop},
            {u"stage", QStringLiteral("耕")}, {u"area", 100}};
    }
    /// Moves the sheet on as its triggers allow.
    void to(const QStringList& states)
    {
        for (const QString& state : states) {
            const auto work = begin();
            Record now = row("sheets", sheet);
            now.set(u"state", state);
            now.set(u"submitted_by", QStringLiteral("甲"));
            if (state == u"已审核")
                now.set(u"reviewed_by", QStringLiteral("乙"));
            if (state == u"草稿")
                now.set(u"return_reason", QStringLiteral("改数"));
            need(work->change(now));
            need(work->commit());
        }
    }
    /// What SQL is answered when it comes from any program; empty when it goes through.
    QString sql(const QString& statement)
    {
        workspace.reset();
        QString refused;
        {
            SQLite::Database raw(path.toStdString(), SQLite::OPEN_READWRITE);
            raw.exec("BEGIN");
            try {
                if (raw.exec(statement.toStdString()) == 0)
                    refused = QStringLiteral("no row");
            } catch (const SQLite::Exception& exception) {
                refused = QString::fromUtf8(exception.what());
            }
            raw.exec("ROLLBACK");
        }
        reopen();
        return refused;
    }
};
const QStringList locked{QStringLiteral("已提交"), QStringLiteral("已审核"), QStringLiteral("已锁定")};
const QString refusal = QStringLiteral("COOP_LOCKED");
} // namespace

TEST_CASE("rows of a locked quarter are changed by nobody, also not by SQL, until the sheet is opened again")
{
    Quarter test;
    const QStringList changes{QStringLiteral("UPDATE services SET area = 5"),
        QStringLiteral("DELETE FROM services"), QStringLiteral("UPDATE services SET month = '2025-01'"),
        QStringLiteral("INSERT INTO services (id, code, month, township) SELECT 1, 'x', '2024-07', township"
                       " FROM services"),
        QStringLiteral("UPDATE outlets SET opened_on = '2024-08-02'"),
        QStringLiteral("UPDATE outlets SET closed_on = '2024-09-30'"), QStringLiteral("DELETE FROM outlets")};
    for (const QString& change : changes) {
        INFO(change.toStdString());
        CHECK(test.sql(change).isEmpty());
    }
    test.to(locked);
    for (const QString& change : changes) {
        INFO(change.toStdString());
        CHECK(test.sql(change) == refusal);
    }
    // What does not belong to that quarter or federation goes on.
    CHECK(test.sql(QStringLiteral("UPDATE outlets SET phone = '13800000000'")).isEmpty());
    CHECK(test.sql(QStringLiteral("UPDATE outlets SET closed_on = '2024-10-01'")).isEmpty());
    test.add("services", test.serviceOf(test.elsewhere, "2024-09"));
    test.add("services", test.serviceOf(test.place, "2024-10"));

    // Through the program the refusal is a sentence.
    {
        const auto work = test.begin();
        Record row = test.row("services", test.service);
        row.set(u"area", 7);
        const auto changed = work->change(row);
        REQUIRE_FALSE(changed);
        CHECK(changed.error().kind == ErrorKind::locked);
        CHECK(changed.error().text.contains(QStringLiteral("锁定")));
    }
    test.to({QStringLiteral("草稿")});
    CHECK(test.sql(changes.first()).isEmpty());
}

TEST_CASE("a sheet's states follow each other, back only with a reason, reviewed by somebody else")
{
    Quarter test;
    const auto state = [](const char* value) {
        return QStringLiteral("UPDATE sheets SET state = '%1'").arg(QString::fromUtf8(value));
    };
    const QString wrong = QStringLiteral("COOP_STATE");
    CHECK(test.sql(state("已审核")) == wrong);
    CHECK(test.sql(state("已锁定")) == wrong);
    test.to({QStringLiteral("已提交")});
    CHECK(test.sql(state("已锁定")) == wrong);
    CHECK(test.sql(state("草稿")) == wrong); // no reason
    CHECK(test.sql(QStringLiteral("UPDATE sheets SET state = '已审核', reviewed_by = '甲'")) == wrong);
    CHECK(test.sql(QStringLiteral("UPDATE sheets SET state = '已审核'")) == wrong);
    CHECK(test.sql(QStringLiteral("UPDATE sheets SET state = '已审核', reviewed_by = '乙'")).isEmpty());
    CHECK(test.sql(QStringLiteral("DELETE FROM sheets")) == wrong);
    CHECK(test.sql(QStringLiteral("UPDATE sheets SET quarter = '2024Q4'")) == wrong);
    CHECK(test.sql(QStringLiteral("UPDATE sheets SET state = '草稿', return_reason = '缺行'")).isEmpty());
}

TEST_CASE("SQL from any program moves a sheet only by the steps that the program lists")
{
    Quarter test;
    constexpr int states = 4;
    for (int from = 0; from < states; ++from) {
        for (int to = 0; to < states; ++to) {
            const bool listed = from == to
                || std::any_of(filingMoves().begin(), filingMoves().end(),
                    [&](const FilingMove& move) { return int(move.from) == from && int(move.to) == to; });
            const QString refused = test.sql(
                QStringLiteral("UPDATE sheets SET state = '%1', submitted_by = '甲', reviewed_by = '乙',"
                               " return_reason = '改数'")
                    .arg(filingStateWord(FilingState(to))));
            INFO(from << " to " << to);
            CHECK(refused == (listed ? QString() : QStringLiteral("COOP_STATE")));
        }
        if (from + 1 < states)
            test.to({filingStateWord(FilingState(from + 1))});
    }
}

TEST_CASE("a workspace of schema 3 gets the locks when it is opened, its rows stay")
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("旧.gpkg"));
    REQUIRE(QFile::copy(QStringLiteral(COOP_SOURCE_DIR "/tests/fixtures/workspaces/schema-3.gpkg"), path));
    QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner);
    {
        const auto workspace = need(Workspace::open(path, Workspace::Access::write));
        CHECK(workspace->schema() == schemaOf(standardRegistries()));
        CHECK(need(workspace->count(QStringLiteral("outlets"))) == 1);
        CHECK(need(workspace->count(QStringLiteral("sheets"))) == 0);
    }
    SQLite::Database raw(path.toStdString(), SQLite::OPEN_READONLY);
    CHECK(raw.execAndGet("SELECT count(*) FROM attachments").getInt() == 1);
    CHECK(raw.execAndGet("SELECT count(*) FROM sqlite_master WHERE type = 'trigger'").getInt() > 20);
}
