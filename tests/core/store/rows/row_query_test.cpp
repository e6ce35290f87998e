#include "core/base/text/pinyin.h"
#include "core/store/rows/row_query.h"
#include "tests/core/store/test_workspace.h"

using namespace coop;

namespace
{
/// Services of many providers, members with their memberships.
struct Ledgers : TestWorkspace {
    Ledgers()
    {
        const auto work = begin();
        QList<RowId> shops;
        for (const char* name : {"大观为农服务中心", "AB农机社", "吕家粮油", "Xin农资（城东）"})
            shops += need(work->add(newRow("outlets",
                {{u"name", QString::fromUtf8(name)}, {u"township", township(QStringLiteral("大观镇"))}})));
        for (int i = 0; i < 300; ++i)
            need(work->add(newRow("services",
                {{u"month", QStringLiteral("2024-%1").arg(1 + i % 12, 2, 10, QLatin1Char('0'))},
                    {u"township", township(i % 3 == 0 ? QStringLiteral("水江镇") : QStringLiteral("大观镇"))},
                    {u"provider", shops[i % 4]},
                    {u"stage", i % 2 == 0 ? QStringLiteral("耕") : QStringLiteral("烘干")},
                    {u"crop", QStringLiteral("水稻%1号").arg(i)}, {u"area", 1000},
                    {u"remark",
                        i % 7 == 0 ? FieldValue(QStringLiteral("补Ｂill %1").arg(i)) : FieldValue()}})));
        need(work->commit());
    }
    /// The rows that matchesSearch finds in all of them, by their codes.
    QStringList expected(const RowQuery& query) const
    {
        RowQuery all = query;
        all.search.clear();
        all.limit = -1;
        QStringList codes;
        for (const Record& row : need(workspace->rows(all))) {
            QStringList texts;
            for (int i = 0; i < row.spec().fields.size(); ++i) {
                const FieldSpec& field = row.spec().fields[i];
                if (!field.isNumeric() && field.type != FieldType::coordinate
                    && field.type != FieldType::yesNo && !row.at(i).isNull())
                    texts += formatField(field, row.at(i), workspace->lookup());
            }
            if (matchesSearch(texts.join(u'\n'), query.search))
                codes += row.code();
        }
        return query.limit < 0 ? codes : codes.mid(0, query.limit);
    }
    QStringList found(const RowQuery& query) const
    {
        QStringList codes;
        for (const Record& row : need(workspace->rows(query)))
            codes += row.code();
        return codes;
    }
};

const QStringList searches{QStringLiteral("大观"), QStringLiteral("dgwn"), QStringLiteral("daguan"),
    QStringLiteral("农机"), QStringLiteral("ab"), QStringLiteral("ＡＢ"), QStringLiteral("lv"),
    QStringLiteral("吕家 烘干"), QStringLiteral("sd12h"), QStringLiteral("2024-03"),
    QStringLiteral("FW1-0010"), QStringLiteral("bill"), QStringLiteral("b"), QStringLiteral("没有这个"),
    QStringLiteral("zzz"), QStringLiteral("（城东）"), QStringLiteral("4d"), QString(70, u'a')};
} // namespace

TEST_CASE("a search in a ledger gives the rows of the slow way in the same order")
{
    const Ledgers test;
    bool some = false;
    for (const QString& search : searches)
        for (const char* registry : {"services", "outlets", "townships", "members", "federations"}) {
            const RowQuery query{.registry = QString::fromLatin1(registry), .search = search};
            INFO(registry << " " << search.toStdString());
            CHECK(test.found(query) == test.expected(query));
            some = some || !test.found(query).isEmpty();
        }
    CHECK(some);
}

TEST_CASE("a search holds together with the other conditions and the limit")
{
    const Ledgers test;
    for (const QString& search : searches)
        for (const int limit : {-1, 0, 1, 5}) {
            const RowQuery query{.registry = QStringLiteral("services"),
                .equals = {{QStringLiteral("stage"), FieldValue(QStringLiteral("耕"))}},
                .search = search,
                .townships = {test.township(QStringLiteral("水江镇"))},
                .limit = limit};
            INFO(search.toStdString() << " " << limit);
            CHECK(test.found(query) == test.expected(query));
        }
}

TEST_CASE("whoever reads row by row may stop, and sees what is there without a search, too")
{
    const Ledgers test;
    int seen = 0;
    need(test->eachRow({.registry = QStringLiteral("services")}, [&](const Record&) { return ++seen < 3; }));
    CHECK(seen == 3);
    seen = 0;
    need(test->eachRow({.registry = QStringLiteral("services"), .search = QStringLiteral("耕")},
        [&](const Record&) { return ++seen < 4; }));
    CHECK(seen == 4);
    CHECK_FALSE(test->eachRow({.registry = QStringLiteral("没有")}, [](const Record&) { return true; }));
}

TEST_CASE("a list of months finds the rows of any of them, with the limit, too")
{
    const Ledgers test;
    RowQuery quarter{.registry = QStringLiteral("services")};
    FieldValue::List months;
    for (const char* month : {"2024-04", "2024-05", "2024-06"})
        months.emplace_back(QString::fromLatin1(month));
    quarter.equals = {{QStringLiteral("month"), FieldValue(months)}};
    QSet<QString> seen;
    int rows = 0;
    need(test->eachRow(quarter, [&](const Record& row) {
        seen += row[u"month"].text();
        ++rows;
        return true;
    }));
    CHECK(seen.size() == 3);
    CHECK(rows == 300 / 4);
    RowQuery few = quarter;
    few.limit = 5;
    CHECK(test.found(few) == test.found(quarter).mid(0, 5));
}
