#include "core/exchange/hand_in/hand_in.h"
#include "core/exchange/issue/issue.h"
#include "core/exchange/merge/merge.h"
#include "core/exchange/package/packed_rows.h"
#include "core/exchange/receipt/receipt.h"
#include "core/store/unit_of_work.h"
#include "core/store/workspace_database.h"
#include "tests/bench/example_workspace.h"
#include "tests/bench/peak_memory.h"

#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>

using namespace coop;

namespace
{
constexpr int ledgerRows = 1'000'000;
constexpr RowId firstId = 1'000;
const QString passphrase = QStringLiteral("一句很长的口令");
const Author clerk{QStringLiteral("bench"), Door::form, QStringLiteral("bench")};

template <class T> T good(Result<T> result)
{
    INFO((result ? QString() : result.error().text).toStdString());
    REQUIRE(result.has_value());
    return std::move(*result);
}

struct Shop {
    RowId township = 0, outlet = 0;
};

/// A township of the office's and an outlet in it.
Shop shopOf(const Workspace& workspace, RowId federation)
{
    for (const Record& outlet : good(workspace.rows({.registry = QStringLiteral("outlets")}))) {
        const Record township
            = good(workspace.row(QStringLiteral("townships"), outlet[u"township"].number()));
        if (township[u"federation"].number() == federation)
            return {township.id, outlet.id};
    }
    FAIL("no outlet");
    return {};
}

/// The example with a million services of one office more, written past the history: they only have to be
/// there.
QString millionServices(const QTemporaryDir& folder, RowId& federation, Shop& place, int& device)
{
    const QString path = folder.filePath(QStringLiteral("百万.gpkg"));
    QFile::copy(exampleWorkspace(), path);
    const auto workspace = good(Workspace::open(path, Workspace::Access::write));
    federation = good(workspace->rows({.registry = QStringLiteral("federations")}))[1].id;
    place = shopOf(*workspace, federation);
    device = good(
        issuePackage(*workspace, clerk, passphrase, federation, folder.filePath(QStringLiteral("x.nfb"))))
                 .device;
    SQLite::Database& database = databaseOf(*workspace);
    database.exec("PRAGMA query_only = OFF");
    SQLite::Statement fill(database,
        "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?1)"
        " INSERT INTO services (id, code, month, township, provider, stage, crop, area, times, mu_times)"
        " SELECT ?2 + i, 'FW9-' || i, printf('20%02d-%02d', 15 + i % 10, 1 + i % 12), ?3, ?4, '耕', '作物' "
        "|| i, 1000, 1,"
        " 1000 FROM n");
    fill.bind(1, ledgerRows);
    fill.bind(2, int64_t(firstId));
    fill.bind(3, int64_t(place.township));
    fill.bind(4, int64_t(place.outlet));
    fill.exec();
    database.exec("PRAGMA query_only = ON");
    return path;
}

/// Half of them change a row, half of them add one.
PackageBody changesOf(int count, const Shop& place, int device)
{
    PackageBody body;
    RowIdSource ids(device, 0);
    for (int i = 0; i < count; ++i) {
        if (i % 2 == 0) {
            body.changes += PackedChange{.registry = QStringLiteral("services"),
                .id = firstId + i * RowId(ledgerRows / count),
                .code = QStringLiteral("FW9-%1").arg(i * RowId(ledgerRows / count)),
                .op = RowOp::change,
                .fields
                = {PackedField{{QStringLiteral("area"), FieldValue(1000), FieldValue(2000 + i)}, 2, 2},
                    PackedField{{QStringLiteral("mu_times"), FieldValue(1000), FieldValue(2000 + i)}, 2, 2}}};
            continue;
        }
        const auto field = [](const char* id, FieldValue value) {
            return PackedField{{QString::fromLatin1(id), {}, std::move(value)}, 2, 2};
        };
        const QString code = QStringLiteral("FW%1-%2").arg(device).arg(i);
        body.changes += PackedChange{.registry = QStringLiteral("services"),
            .id = ids.next(),
            .code = code,
            .op = RowOp::add,
            .fields = {field("code", code), field("month", QStringLiteral("2025-07")),
                field("township", place.township), field("provider", place.outlet),
                field("stage", QStringLiteral("收")), field("crop", QStringLiteral("新作物%1").arg(i)),
                field("area", 500 + i), field("times", 1), field("mu_times", 500 + i)},
            .from = 2,
            .at = 2};
    }
    return body;
}

/// What SQLite alone needs for the same rows: prepared upserts in one transaction.
qint64 bareUpserts(const QString& path, const PackageBody& body)
{
    SQLite::Database database(
        path.toStdString(), SQLite::OPEN_READWRITE); // foreign keys off: nothing is asked
    database.exec("PRAGMA journal_mode = WAL");
    database.exec("PRAGMA synchronous = FULL");
    QElapsedTimer clock;
    clock.start();
    SQLite::Transaction transaction(database);
    SQLite::Statement upsert(database,
        "INSERT INTO services (id, code, month, township, provider, stage, crop, area, times, mu_times)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET area = excluded.area,"
        " mu_times = excluded.mu_times");
    static const QStringList columns{QStringLiteral("code"), QStringLiteral("month"),
        QStringLiteral("township"), QStringLiteral("provider"), QStringLiteral("stage"),
        QStringLiteral("crop"), QStringLiteral("area"), QStringLiteral("times"), QStringLiteral("mu_times")};
    for (const PackedChange& change : body.changes) {
        upsert.bind(1, int64_t(change.id));
        for (int i = 0; i < columns.size(); ++i) {
            const auto field = std::find_if(change.fields.begin(), change.fields.end(),
                [&](const PackedField& each) { return each.field == columns[i]; });
            if (field != change.fields.end() && field->after.isText())
                upsert.bind(i + 2, field->after.text().toStdString());
            else if (field != change.fields.end())
                upsert.bind(i + 2, int64_t(field->after.number()));
            else // valid; the update leaves them alone
                i == 0       ? upsert.bind(2, change.code.toStdString())
                    : i == 1 ? upsert.bind(3, "2025-01")
                    : i == 4 ? upsert.bind(6, "耕")
                             : upsert.bind(i + 2, 1);
        }
        upsert.exec();
        upsert.reset();
    }
    transaction.commit();
    return clock.elapsed();
}
} // namespace

TEST_CASE("merge of many changes into a million rows beside bare upserts")
{
    const QTemporaryDir folder;
    RowId federation = 0;
    Shop place;
    int device = 0;
    const QString million = millionServices(folder, federation, place, device);
    for (const int count : {10'000, 100'000}) {
        const PackageBody body = changesOf(count, place, device);
        const QString bare = folder.filePath(QStringLiteral("bare.gpkg")),
                      ours = folder.filePath(QStringLiteral("ours.gpkg"));
        for (const QString& copy : {bare, ours}) {
            QFile::remove(copy);
            REQUIRE(QFile::copy(million, copy));
        }
        const auto workspace = good(Workspace::open(ours, Workspace::Access::write));
        PackageFile package;
        package.header = {.schema = workspace->schema(),
            .kind = PackageKind::submit,
            .plan = workspace->plan().id,
            .from = {QStringLiteral("x"), device, officeOf(*workspace, device)->key},
            .sequence = 1,
            .created = QDateTime::currentDateTimeUtc()};
        package.digest = QStringLiteral("x%1").arg(count);
        const QByteArray bytes = body.toBytes();
        const qint64 floor = bareUpserts(bare, body);
        QElapsedTimer clock;
        clock.start();
        const Merged merged = good(mergeBody(*workspace, clerk, package, bytes));
        const qint64 took = clock.elapsed();
        CHECK(merged.rows.size() == count);
        printf("merge of %d changes into %d rows: %lld ms, bare upserts %lld ms, ratio %.1f; body %.1f MB; "
               "peak %.0f MB\n",
            count, ledgerRows, took, floor, double(took) / double(std::max<qint64>(1, floor)),
            double(bytes.size()) / 1e6, peakMegabytes());
    }
}

TEST_CASE("issue and opening and the package of a quarter and its receipt")
{
    const QTemporaryDir folder;
    const auto file = [&](const char* name) { return folder.filePath(QString::fromUtf8(name)); };
    QFile::copy(exampleWorkspace(), file("区.gpkg"));
    const auto district = good(Workspace::open(file("区.gpkg"), Workspace::Access::write));
    const RowId federation = good(district->rows({.registry = QStringLiteral("federations")}))[1].id;
    QElapsedTimer clock;
    clock.start();
    const Issued issued = good(issuePackage(*district, clerk, passphrase, federation, file("下发.nfb")));
    printf("下发: %lld ms, %.2f MB\n", clock.restart(), double(QFileInfo(file("下发.nfb")).size()) / 1e6);
    REQUIRE(openIssued(
        file("下发.nfb"), issued.openingCode, passphrase, file("乡镇.gpkg"), QStringLiteral("李四")));
    printf("打开下发: %lld ms\n", clock.restart());
    const auto office = good(Workspace::open(file("乡镇.gpkg"), Workspace::Access::write));
    const Shop place = shopOf(*office, federation);
    auto work = good(UnitOfWork::begin(*office, clerk));
    constexpr int quarter = 300; // services of an office in a quarter
    for (int i = 0; i < quarter; ++i) {
        Record service(*office->registries().find(u"services"));
        service.set(u"month", QStringLiteral("2025-0%1").arg(1 + i % 3));
        service.set(u"township", place.township);
        service.set(u"provider", place.outlet);
        service.set(u"stage", QStringLiteral("收"));
        service.set(u"crop", QStringLiteral("作物%1").arg(i));
        service.set(u"area", 1000 + i);
        good(work->add(service));
    }
    good(work->commit());
    clock.restart();
    good(handIn(*office, clerk, passphrase, file("上报.nfb")));
    printf("上报 of %d rows: %lld ms, %.1f KB\n", quarter, clock.restart(),
        double(QFileInfo(file("上报.nfb")).size()) / 1e3);
    good(mergePackage(*district, clerk, passphrase, file("上报.nfb")));
    printf("合并 with its backup: %lld ms\n", clock.restart());
    good(makeReceipt(*district, clerk, passphrase, issued.device, file("回执.nfb")));
    printf("回执: %lld ms, %.1f KB\n", clock.restart(), double(QFileInfo(file("回执.nfb")).size()) / 1e3);
    good(openReceipt(*office, clerk, passphrase, file("回执.nfb")));
    printf("打开回执: %lld ms\n", clock.restart());
}
