#include "core/store/tables/area_sql.h"

#include "core/domain/row_area.h"
#include "core/store/figures/township_federations.h"
#include "core/store/layout/table_layout.h"
#include "core/store/workspace_database.h"
#include "tests/core/store/test_workspace.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

using namespace coop;

TEST_CASE("SQL and the program read the same area off a row of every ledger")
{
    const TestWorkspace test;
    int compared = 0;
    for (const RegistrySpec& spec : test->registries().all()) {
        const QString township = townshipSql(spec, QStringLiteral("r"));
        const QString federation = federationSql(spec, QStringLiteral("r"));
        const auto orNull = [](const QString& sql) { return sql.isEmpty() ? QStringLiteral("NULL") : sql; };
        SQLite::Statement query(databaseOf(*test),
            QStringLiteral("SELECT r.id, coalesce(%1, 0), coalesce(%2, 0) FROM %3 r")
                .arg(orNull(township), orNull(federation), quoted(spec.id))
                .toStdString());
        while (query.executeStep()) {
            const RowArea area = rowArea(need(test->row(spec.id, query.getColumn(0).getInt64())));
            INFO(spec.id.toStdString());
            if (spec.area.by != AreaBy::isFederation)
                CHECK(area.township == query.getColumn(1).getInt64());
            if (spec.area.by != AreaBy::isTownship)
                CHECK(area.federation == query.getColumn(2).getInt64());
            ++compared;
        }
    }
    CHECK(compared > 100);
}

TEST_CASE("the federations that hand in filings stand in the plan's order whatever was added before")
{
    const TestWorkspace test;
    QStringList planned;
    for (const PlanFederation& federation : test->plan().federations)
        if (!federation.township.isEmpty())
            planned += federation.code;
    {
        auto work = test.begin();
        Record added(*test->registries().find(u"federations"));
        added.set(u"code", QStringLiteral("A-0"));
        added.set(u"name", QStringLiteral("新设农合联"));
        added.set(u"level", QStringLiteral("乡镇级"));
        added.set(u"status", QStringLiteral("筹建"));
        need(work->add(added));
        need(work->commit());
    }
    QStringList found;
    for (const Record& row : need(townshipFederations(*test)))
        found += row.code();
    CHECK(found == planned + QStringList{QStringLiteral("A-0")});
}
