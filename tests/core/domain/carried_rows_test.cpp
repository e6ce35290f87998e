// 复制上季度: which rows a ledger offers again, as its spec says.
#include "core/domain/carried_rows.h"
#include "core/domain/registries.h"

#include <catch2/catch.hpp>

using namespace coop;

namespace
{
const RegistrySpec& ledger(const char* id)
{
    return *standardRegistries().find(QString::fromLatin1(id));
}

Record service(const char* month, const char* crop, qint64 area)
{
    Record row(ledger("services"));
    row.id = 7;
    row.set(u"code", QStringLiteral("FW1-0007"));
    row.set(u"month", QString::fromLatin1(month));
    row.set(u"township", 3);
    row.set(u"provider", 5);
    row.set(u"stage", QStringLiteral("耕"));
    row.set(u"mode", QStringLiteral("订单式"));
    row.set(u"crop", QString::fromLatin1(crop));
    row.set(u"area", area);
    row.set(u"times", 2);
    row.set(u"mu_times", 2 * area);
    row.set(u"override_reason", QStringLiteral("核实过"));
    row.set(u"farmers", 12);
    row.set(u"remark", QStringLiteral("七月补报"));
    return row;
}

QStringList namesOf(const RegistrySpec& spec, const QList<int>& fields)
{
    QStringList names;
    for (const int field : fields)
        names += spec.fields[field].id;
    return names;
}
} // namespace

TEST_CASE("a row comes again three months later with what describes it, without figures, code and sentences")
{
    const RegistrySpec& spec = ledger("services");
    const CarriedRows carried = carriedRows(spec, {service("2024-11", "rice", 10000)}, {}, 3);
    REQUIRE(carried.rows.size() == 1);
    CHECK(carried.already == 0);
    const Record& row = carried.rows.first();
    CHECK(row.id == 0);
    CHECK(row[u"month"].text() == QStringLiteral("2025-02"));
    CHECK(row[u"township"].number() == 3);
    CHECK(row[u"provider"].number() == 5);
    CHECK(row[u"stage"].text() == QStringLiteral("耕"));
    CHECK(row[u"mode"].text() == QStringLiteral("订单式"));
    CHECK(row[u"crop"].text() == QStringLiteral("rice"));
    CHECK(row[u"times"].number() == 2); // a factor: part of what the row is
    for (const char16_t* empty :
        {u"code", u"area", u"mu_times", u"farmers", u"override_reason", u"remark", u"scope"})
        CHECK(row[empty].isNull());
}

TEST_CASE("what the quarter has already is counted and not offered, by the natural key and its month")
{
    const RegistrySpec& spec = ledger("services");
    Record there = service("2024-10", "rice", 500);
    there.set(u"mode", QStringLiteral("菜单式")); // the key says nothing of it
    const QList<Record> earlier{
        service("2024-07", "rice", 1), service("2024-08", "rice", 1), service("2024-07", "maize", 1)};
    const CarriedRows carried = carriedRows(spec, earlier, {there}, 3);
    CHECK(carried.already == 1);
    REQUIRE(carried.rows.size() == 2);
    CHECK(carried.rows[0][u"month"].text() == QStringLiteral("2024-11"));
    CHECK(carried.rows[1][u"crop"].text() == QStringLiteral("maize"));
}

TEST_CASE("the spec says which figure a row is about and which ledgers' rows come again")
{
    QStringList again;
    for (const RegistrySpec* spec : standardRegistries().ledgers())
        if (rowsComeAgain(*spec))
            again += spec->id + u' ' + spec->fields[mainFigure(*spec)].id;
    CHECK(again == QStringList{QStringLiteral("services area"), QStringLiteral("loans disbursed")});
    CHECK(namesOf(ledger("services"), measuredFields(ledger("services")))
        == QStringList{QStringLiteral("area"), QStringLiteral("mu_times"), QStringLiteral("farmers")});
    // What stands at the end of a month does not add up, but is measured all the same.
    CHECK(namesOf(ledger("loans"), measuredFields(ledger("loans"))).contains(QStringLiteral("balance")));
}
