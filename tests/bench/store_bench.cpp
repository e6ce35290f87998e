#include "core/domain/field_text.h"
#include "core/store/history/change_log.h"
#include "core/store/rows/row_reader.h"
#include "core/store/unit_of_work.h"
#include "core/store/workspace.h"
#include "core/tabular/import/importer.h"
#include "tests/bench/example_workspace.h"

#include <QElapsedTimer>
#include <QFile>
#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

using namespace coop;

namespace
{
constexpr int manyRows = 100000;
const Author clerk{QStringLiteral("bench"), Door::form, QStringLiteral("bench")};

QString copyOfExample(const QTemporaryDir& folder, const QString& name)
{
    const QString copy = folder.filePath(name);
    QFile::remove(copy);
    QFile::copy(exampleWorkspace(), copy);
    return copy;
}

/// A CSV of services that are new to the example: ten years of months, a crop for each row.
QString manyServices(const Workspace& workspace, const QTemporaryDir& folder)
{
    const auto outlets = workspace.rows({.registry = QStringLiteral("outlets")});
    const QString path = folder.filePath(QStringLiteral("services.csv"));
    QFile file(path);
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write("月份,镇街,服务主体,服务环节,作物,服务面积（亩）,服务次数\n");
    for (int i = 0; i < manyRows; ++i) {
        const Record& outlet = (*outlets)[i % outlets->size()];
        file.write(
            QStringLiteral("%1-%2,%3,%4,耕,作物%5,%6,%7\n")
                .arg(2017 + i % 10)
                .arg(1 + i % 12, 2, 10, QLatin1Char('0'))
                .arg(workspace.lookup().row({QStringLiteral("townships")}, outlet[u"township"].number()).name)
                .arg(outlet.title())
                .arg(i)
                .arg(10 + i % 90)
                .arg(1 + i % 3)
                .toUtf8());
    }
    return path;
}

/// The example with the hundred thousand services: ten years of a county. Made once.
const QString& tenYears()
{
    static const QTemporaryDir folder;
    static const QString path = [] {
        const QString copy = copyOfExample(folder, QStringLiteral("十年.gpkg"));
        const auto workspace = Workspace::open(copy, Workspace::Access::write);
        ImportRequest request;
        request.backUpFirst = false;
        request.registry = QStringLiteral("services");
        request.file = manyServices(**workspace, folder);
        request.author = clerk;
        QElapsedTimer clock;
        clock.start();
        const auto report = importTable(**workspace, request);
        REQUIRE(report);
        REQUIRE(report->added == manyRows);
        printf("import of %d services from CSV: %lld ms\n", manyRows, clock.elapsed());
        return copy;
    }();
    return path;
}
} // namespace

TEST_CASE("save of one row")
{
    const QTemporaryDir folder;
    const auto workspace
        = Workspace::open(copyOfExample(folder, QStringLiteral("a.gpkg")), Workspace::Access::write);
    const auto outlets = (*workspace)->rows({.registry = QStringLiteral("outlets")});
    Record row = outlets->first();
    int count = 0;
    BENCHMARK("change one field, commit to the disk")
    {
        row.set(u"operator", QStringLiteral("经营者 %1").arg(++count));
        const auto work = UnitOfWork::begin(**workspace, clerk);
        REQUIRE((*work)->change(row));
        return (*work)->commit().has_value();
    };
}

TEST_CASE("100,000 rows through a UnitOfWork and from a CSV, against bare SQLite inserts of the same rows")
{
    const QTemporaryDir folder;
    const auto source = Workspace::open(tenYears(), Workspace::Access::read);
    const QList<Record> rows = (*source)->rows({.registry = QStringLiteral("services")})->mid(0, manyRows);
    QElapsedTimer clock;
    qint64 bare = 0;
    {
        // The same table with its indexes and checks, filled by SQLite alone.
        SQLite::Database target(
            copyOfExample(folder, QStringLiteral("bare.gpkg")).toStdString(), SQLite::OPEN_READWRITE);
        target.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536;"
                    "PRAGMA foreign_keys = ON; DELETE FROM services");
        SQLite::Statement attach(target, "ATTACH ? AS old");
        attach.bind(1, tenYears().toStdString());
        attach.exec();
        target.exec("CREATE TEMP TABLE data AS SELECT * FROM old.services"); // out of the time measured
        clock.start();
        target.exec("BEGIN; INSERT INTO main.services SELECT * FROM temp.data ORDER BY id; COMMIT");
        bare = qMax<qint64>(clock.elapsed(), 1);
    }
    const auto workspace
        = Workspace::open(copyOfExample(folder, QStringLiteral("u.gpkg")), Workspace::Access::write);
    const auto there = (*workspace)->rows({.registry = QStringLiteral("services")});
    {
        const auto work = UnitOfWork::begin(**workspace, clerk);
        for (const Record& row : *there)
            REQUIRE((*work)->remove(QStringLiteral("services"), row.id));
        REQUIRE((*work)->commit());
    }
    clock.start();
    const auto work = UnitOfWork::begin(**workspace, clerk);
    for (const Record& row : rows)
        REQUIRE((*work)->add(row));
    const qint64 added = clock.elapsed();
    REQUIRE((*work)->commit());
    const qint64 whole = clock.elapsed();
    printf("bare inserts of %lld rows: %lld ms; UnitOfWork: %lld ms (%.1f times; rules and rows %lld ms, log "
           "%lld "
           "ms)\n",
        qint64(rows.size()), bare, whole, double(whole) / double(bare), added, whole - added);
}

TEST_CASE("open of ten years of records")
{
    const QString path = tenYears();
    BENCHMARK("to read")
    {
        return Workspace::open(path, Workspace::Access::read).has_value();
    };
    BENCHMARK("to write, with SQLite's quick check")
    {
        return Workspace::open(path, Workspace::Access::write).has_value();
    };
}

TEST_CASE("history of one row among a million entries")
{
    const QTemporaryDir folder;
    const QString path = copyOfExample(folder, QStringLiteral("log.gpkg"));
    RowId row = 0;
    {
        SQLite::Database raw(path.toStdString(), SQLite::OPEN_READWRITE);
        row = raw.execAndGet("SELECT min(id) FROM outlets").getInt64();
        SQLite::Statement fill(raw,
            "WITH RECURSIVE n(i) AS (SELECT 1000 UNION ALL SELECT i + 1 FROM n WHERE i < 1000999)"
            " INSERT INTO change_log SELECT i, '2024-07-26T08:00:00.000Z', '张三', 'form', '修改', NULL, '', "
            "'' FROM n");
        fill.exec();
        // Every ten-thousandth entry is about our row.
        SQLite::Statement rows(raw,
            "INSERT INTO change_rows SELECT entry, 1, 'outlets', CASE WHEN entry % 10000 = 0 THEN ? ELSE "
            "entry END,"
            " 'WD1-0001', 'change', '{\"operator\":[\"a\",\"b\"]}' FROM change_log WHERE entry >= 1000");
        rows.bind(1, int64_t(row));
        rows.exec();
    }
    const auto workspace = Workspace::open(path, Workspace::Access::read);
    REQUIRE(history(**workspace, {.registry = QStringLiteral("outlets"), .row = row})->size() >= 100);
    BENCHMARK("one row, 100 entries")
    {
        return history(**workspace, {.registry = QStringLiteral("outlets"), .row = row})->size();
    };
    BENCHMARK("first page of the whole history (200)")
    {
        return historyHeads(**workspace, {.limit = 200})->size();
    };
}
