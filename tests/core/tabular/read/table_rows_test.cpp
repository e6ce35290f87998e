#include "core/tabular/read/table_rows.h"

#include <catch2/catch.hpp>

using namespace coop;

TEST_CASE(
    "rows come back as they were put in whatever lies between them and in whatever order they are asked for")
{
    TableRows rows;
    QList<std::pair<int, QString>> expected;
    RowBuffer cells;
    for (int i = 0; i < 30000; ++i) {
        const int row = i * 3 + i % 2;
        const QString text = QStringLiteral("第%1行大观镇").arg(row);
        cells.number(5, row / 4.0, i % 3);
        cells.text(2, text.toUtf8().toStdString());
        cells.error(9, "#N/A");
        REQUIRE(rows.append(row, cells));
        cells.clear();
        expected += {row, text};
    }
    CHECK_FALSE([&] {
        cells.text(0, "x");
        return rows.append(7, cells);
    }());
    const auto check = [&] {
        for (qsizetype i = 0; i < expected.size(); i += 1) {
            const auto& [row, text] = expected[(i * 7919) % expected.size()];
            if (rows.at(row, 2).text != text || rows.at(row, 5).number != row / 4.0
                || !rows.row(row + 1).isEmpty() != (row % 3 == 9))
                return i;
            i += i > 300 ? 500 : 0;
        }
        return qsizetype(-1);
    };
    CHECK(check() == -1);
    rows.finish();
    CHECK(check() == -1);
    CHECK(rows.size() == 30000 * 3 - 3 + 1 + 1);
    CHECK(rows.columns() == 10);
    CHECK(rows.packedBytes() < rows.bytes() / 2);
}

TEST_CASE("cells may come in any order and a column in which two stand is named")
{
    TableRows rows;
    RowBuffer cells;
    cells.text(3, "丁");
    cells.text(1, "甲");
    cells.text(2, "  \t");
    cells.text(2, "丙");
    CHECK(cells.order() == -1);
    REQUIRE(rows.append(0, cells));
    CHECK(rows.at(0, 3).text == QStringLiteral("丁"));
    CHECK(rows.at(0, 2).text == QStringLiteral("丙"));
    CHECK(rows.row(0).size() == 3);
    cells.number(1, 7);
    CHECK(cells.order() == 1);
}
