#include "core/store/workspace.h"
#include "core/store/workspace_database.h"
#include "tests/bench/example_workspace.h"
#include "ui/overview/overview_data.h"

#include <QFile>
#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

using namespace coop;

namespace
{
constexpr int each = 500000; // services, and as many loans

/// The example with a million more records over the plan's four years, townships in turn. Made once, straight
/// into the tables: what is measured is reading.
const QString& million()
{
    static const QTemporaryDir folder;
    static const QString path = [] {
        const QString copy = folder.filePath(QStringLiteral("百万.gpkg"));
        QFile::copy(exampleWorkspace(), copy);
        SQLite::Database database(copy.toStdString(), SQLite::OPEN_READWRITE);
        const std::string numbers
            = "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < "
            + std::to_string(each - 1) + "), t AS (SELECT id, row_number() OVER () - 1 AS k FROM townships) ";
        const std::string month = "printf('%04d-%02d', 2024 + i * 4 / " + std::to_string(each)
            + ", 1 + (i * 48 / " + std::to_string(each) + ") % 12)";
        database.exec("BEGIN");
        database.exec(numbers
            + "INSERT INTO services (id, code, month, township, provider, stage, mode, scope, area, times,"
              " mu_times) SELECT 1000000000 + i, 'B' || i, "
            + month
            + ", t.id, (SELECT id FROM outlets LIMIT 1), CASE i % 5 WHEN 0 THEN '耕' WHEN 1 THEN '种' WHEN 2 "
              "THEN"
              " '防' WHEN 3 THEN '收' ELSE '烘干' END, '订单式', '单环节', 100 + i % 900, 1, 100 + i % 900"
              " FROM n JOIN t ON t.k = i % 34");
        database.exec(numbers
            + "INSERT INTO loans (id, code, month, institution, township, borrower, product, count, "
              "disbursed,"
              " repaid, balance, leveraged) SELECT 2000000000 + i, 'B' || i, "
            + month
            + ", '银行' || i, t.id, CASE i % 2 WHEN 0 THEN '农户' ELSE '涉农企业' END, '信用', 1, 1000 + i, "
              "0, 1000"
              " + i, i % 2 FROM n JOIN t ON t.k = i % 34");
        database.exec("COMMIT");
        return copy;
    }();
    return path;
}

/// What the two headline indicators cost as bare SQL for the district and the federations.
qint64 bareSums(const Workspace& workspace)
{
    qint64 sum = 0;
    for (const char* sql : {"SELECT sum(mu_times) FROM services WHERE month BETWEEN '2025-01' AND '2025-09'",
             "SELECT sum(disbursed) FROM loans WHERE leveraged = 1 AND month BETWEEN '2025-01' AND '2025-09'",
             "SELECT sum(r.mu_times) FROM services r JOIN townships t ON t.id = r.township"
             " WHERE month BETWEEN '2025-01' AND '2025-09' GROUP BY t.federation",
             "SELECT sum(r.disbursed) FROM loans r JOIN townships t ON t.id = r.township"
             " WHERE leveraged = 1 AND month BETWEEN '2025-01' AND '2025-09' GROUP BY t.federation"}) {
        SQLite::Statement rows(databaseOf(workspace), sql);
        while (rows.executeStep())
            sum += rows.getColumn(0).getInt64();
    }
    return sum;
}
} // namespace

TEST_CASE("overview of a million records", "[overview]")
{
    const QString& path = million();
    const auto open = Workspace::open(path, Workspace::Access::read);
    REQUIRE(open);
    const Period quarter = Period::ofQuarter(2025, 3);
    BENCHMARK("bare SQL: two indicators, district and federations")
    {
        return bareSums(**open);
    };
    // As the page does it: on a connection of its own, which knows nothing yet.
    BENCHMARK("a new quarter: every card, ranking and chart")
    {
        const auto own = Workspace::open(path, Workspace::Access::read);
        const auto read = readOverview(**own, quarter, {}, {});
        REQUIRE(read);
        return read->cards.size();
    };
    BENCHMARK("another card")
    {
        const auto own = Workspace::open(path, Workspace::Access::read);
        return readFocus(**own, QStringLiteral("credit"), quarter, {}).has_value();
    };
}
