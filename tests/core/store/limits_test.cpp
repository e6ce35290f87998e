#include "core/store/care/file_check.h"
#include "core/store/figures/composition.h"
#include "core/store/figures/indicator_reader.h"
#include "core/store/kept/attachments.h"
#include "core/store/rows/duplicates.h"
#include "core/store/workspace_database.h"
#include "tests/core/store/test_workspace.h"

#include <QCryptographicHash>
#include <SQLiteCpp/Database.h>
#include <limits>

using namespace coop;

namespace
{
const qint64 largest = std::numeric_limits<qint64>::max();

/// A file as an older version or another program may have left it.
struct OldFile : TestWorkspace {
    RowId guan = township(QStringLiteral("大观镇"));

    void sql(const QString& statement) const
    {
        databaseOf(*workspace).exec("PRAGMA query_only = OFF");
        databaseOf(*workspace).exec(statement.toStdString());
        databaseOf(*workspace).exec("PRAGMA query_only = ON");
    }
    QString loan(const QString& month, qint64 amount) const
    {
        const RowId id = add("loans",
            {{u"month", month}, {u"institution", QStringLiteral("甲行")}, {u"township", guan},
                {u"borrower", QStringLiteral("农户")}, {u"product", QStringLiteral("信用")},
                {u"disbursed", 1}, {u"leveraged", 1}});
        sql(QStringLiteral("UPDATE loans SET disbursed = %1 WHERE id = %2").arg(amount).arg(id));
        return row("loans", id).code();
    }
};

QString bytesDigest(const QByteArray& bytes)
{
    return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}
} // namespace

TEST_CASE("an amount a name or a day that no form takes is not written by any other door either")
{
    const TestWorkspace file;
    const auto work = file.begin();
    const RowId place = file.township(QStringLiteral("大观镇"));
    const auto refused = [&](const char* registry, const QList<std::pair<QStringView, FieldValue>>& fields) {
        const auto added = work->add(file.newRow(registry, fields));
        return !added && added.error().kind == ErrorKind::refused;
    };
    CHECK(refused("outlets", {{u"name", QString(9'999, u'网')}, {u"township", place}}));
    CHECK(refused("outlets", {{u"name", QStringLiteral("甲\u202e社")}, {u"township", place}}));
    CHECK(refused("outlets",
        {{u"name", QStringLiteral("甲社")}, {u"township", place},
            {u"opened_on", QStringLiteral("2024-02-31")}}));
    CHECK(refused("outlets",
        {{u"name", QStringLiteral("甲社")}, {u"township", place}, {u"lon", 1e308}, {u"lat", 29.1}}));
    CHECK(refused("outlets", {{u"name", QStringLiteral("甲社")}, {u"township", place}, {u"joint_build", 2}}));
    CHECK(refused("loans",
        {{u"month", QStringLiteral("2024-07")}, {u"institution", QStringLiteral("甲行")},
            {u"borrower", QStringLiteral("农户")}, {u"product", QStringLiteral("信用")},
            {u"disbursed", largest}}));
    const auto indicator = file.idOf("indicators", QStringLiteral("credit"));
    CHECK(refused("targets", {{u"indicator", indicator}, {u"year", 2024}, {u"value", largest}}));
    CHECK(work->add(file.newRow("outlets", {{u"name", QStringLiteral("甲社")}, {u"township", place}})));
}

TEST_CASE("figures whose amounts do not add up name the largest row instead of another number")
{
    const OldFile file;
    file.loan(QStringLiteral("2024-01"), 5);
    const QString code = file.loan(QStringLiteral("2024-02"), largest - 2);
    for (const Breakdown breakdown : {Breakdown::district, Breakdown::byFederation, Breakdown::byTownship}) {
        const auto read = readIndicators(*file, Period::ofYear(2024), breakdown);
        REQUIRE_FALSE(read);
        INFO(read.error().text.toStdString());
        CHECK(read.error().text.contains(code));
        CHECK(read.error().text.contains(QStringLiteral("发放额")));
    }
    // Two in one month meet in SQLite's own sum.
    const OldFile other;
    const QString one = other.loan(QStringLiteral("2024-03"), largest - 1);
    other.sql(QStringLiteral(
        "INSERT INTO loans (id, code, month, institution, township, borrower, product, disbursed, "
        "leveraged) SELECT id + 1, 'XD9-1', month, '乙行', township, borrower, product, 7, leveraged "
        "FROM loans"));
    const auto read
        = readIndicator(*other, QStringLiteral("credit"), Period::ofYear(2024), Breakdown::district);
    REQUIRE_FALSE(read);
    CHECK(read.error().text.contains(one));
    const Area district{{}, 0, {}, {}};
    const auto parts = readCompositions(*other, QStringLiteral("credit"), Period::ofYear(2024), district);
    REQUIRE_FALSE(parts);
    CHECK(parts.error().text.contains(one));
}

TEST_CASE("an attachment hangs only on a row of a ledger that is there with its bytes and their size")
{
    const TestWorkspace file;
    const RowId shop = file.add("outlets",
        {{u"name", QStringLiteral("甲社")}, {u"township", file.township(QStringLiteral("大观镇"))}});
    const QByteArray bytes = "photo";
    const auto work = file.begin();
    need(work->keepBytes(bytesDigest(bytes), bytes, {}));
    const auto hung = [&](const QString& registry, RowId row, const QString& digest, qint64 size) {
        Record attachment(attachmentsSpec());
        attachment.set(u"registry", registry);
        attachment.set(u"row", row);
        attachment.set(u"name", QStringLiteral("照片.jpg"));
        attachment.set(u"size", size);
        attachment.set(u"digest", digest);
        return work->add(attachment).has_value();
    };
    const QString digest = bytesDigest(bytes);
    CHECK_FALSE(hung(QStringLiteral("outlets"), shop + 1, digest, 5));
    CHECK_FALSE(hung(QStringLiteral("members"), shop, digest, 5));
    CHECK_FALSE(hung(QStringLiteral("people"), 1, digest, 5));
    CHECK_FALSE(hung(QStringLiteral("服务网点"), shop, digest, 5));
    CHECK_FALSE(hung(QStringLiteral("attachments"), shop, digest, 5));
    CHECK_FALSE(hung(QStringLiteral("outlets"), shop, bytesDigest("other"), 5));
    CHECK_FALSE(hung(QStringLiteral("outlets"), shop, digest, 6));
    CHECK(hung(QStringLiteral("outlets"), shop, digest, 5));
    Record mark(notDuplicatesSpec());
    mark.set(u"registry", QStringLiteral("outlets"));
    mark.set(u"first", shop);
    mark.set(u"second", shop + 9);
    CHECK_FALSE(work->add(mark));
}

TEST_CASE("a check-up tells of an attachment whose row is gone")
{
    const TestWorkspace file;
    const RowId shop = file.add("outlets",
        {{u"name", QStringLiteral("甲社")}, {u"township", file.township(QStringLiteral("大观镇"))}});
    const auto work = file.begin();
    need(attach(*work, QStringLiteral("outlets"), shop, QStringLiteral("照片.jpg"), "photo"));
    need(work->commit());
    CHECK(checkAttachments(*file).isEmpty());
    databaseOf(*file).exec("PRAGMA query_only = OFF");
    databaseOf(*file).exec("UPDATE attachments SET \"row\" = \"row\" + 1");
    REQUIRE(checkAttachments(*file).size() == 1);
    CHECK(checkAttachments(*file).first().text.contains(QStringLiteral("照片.jpg")));
}
