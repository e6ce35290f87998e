#include "core/tabular/import/import_preview.h"
#include "tests/core/tabular/read/made_tables.h"
#include "tests/core/tabular/table_files.h"

using namespace coop;

namespace
{
using B = MadeBiff;

/// The same small ledger of outlets in every format; a column may be hidden where the format knows that.
struct FormatTest : TableTest {
    using Rows = QList<QList<QByteArray>>;

    QString xlsx(const Rows& rows, int hidden) const
    {
        QByteArray all;
        for (int row = 0; row < rows.size(); ++row) {
            const QByteArray number = QByteArray::number(row + 1);
            all += "<row r=\"" + number + "\">";
            for (int column = 0; column < rows[row].size(); ++column)
                all += MadeXlsx::text((Worksheet::letter(column).toLatin1() + number).constData(),
                    rows[row][column].constData());
            all += "</row>";
        }
        MadeXlsx made{all};
        const QByteArray number = QByteArray::number(hidden + 1);
        if (hidden >= 0)
            made.before = "<cols><col min=\"" + number + "\" max=\"" + number + "\" hidden=\"1\"/></cols>";
        made.write(folder.filePath(QStringLiteral("表.xlsx")));
        return folder.filePath(QStringLiteral("表.xlsx"));
    }
    QString ods(const Rows& rows, int hidden) const
    {
        QByteArray all;
        for (int column = 0; column < rows.first().size(); ++column)
            all += column == hidden ? "<table:table-column table:visibility=\"collapse\"/>"
                                    : "<table:table-column/>";
        for (const auto& row : rows) {
            all += "<table:table-row>";
            for (const QByteArray& cell : row)
                all += "<table:table-cell office:value-type=\"string\"><text:p>" + cell
                    + "</text:p></table:table-cell>";
            all += "</table:table-row>";
        }
        const QString file = folder.filePath(QStringLiteral("表.ods"));
        writeOds(file, odsContent("<table:table table:name=\"表\">" + all + "</table:table>"));
        return file;
    }
    QString xls(const Rows& rows, int hidden) const
    {
        MadeBiff made;
        made.beginSheets({{"a", 0}});
        made.beginSheet();
        if (hidden >= 0)
            made.record(0x007D,
                B::word(hidden) + B::word(hidden) + B::word(2000) + B::word(0) + B::word(1) + B::word(0));
        for (int row = 0; row < rows.size(); ++row)
            for (int column = 0; column < rows[row].size(); ++column)
                if (!rows[row][column].isEmpty())
                    made.record(
                        0x0204, B::place(row, column, 0) + B::letters(QString::fromUtf8(rows[row][column])));
        made.endSheet();
        return file(made.stream(), "表.xls");
    }
    QString csv(const Rows& rows) const
    {
        QByteArray all;
        for (const auto& row : rows)
            all += row.join(',') + '\n';
        return file(all, "表.csv");
    }
    QStringList inEveryFormat(const Rows& rows, int hidden) const
    {
        QStringList files{xlsx(rows, hidden), ods(rows, hidden), xls(rows, hidden)};
        if (hidden < 0)
            files += csv(rows);
        return files;
    }
};

const FormatTest::Rows twoRemarks{{"名称", "镇街", "备注", "备注"}, {"甲店", "大观镇", "一", "二"}};
} // namespace

TEST_CASE("of two columns of one heading a hidden one never counts and the report says which one did")
{
    for (const int hidden : {2, 3})
        for (int format = 0; format < 3; ++format) {
            const FormatTest test;
            const QString table = test.inEveryFormat(twoRemarks, hidden)[format];
            INFO(table.toStdString() << " " << hidden);
            const ImportReport report = test.take("outlets", table);
            REQUIRE(report.added == 1);
            CHECK(test.rows("outlets").last()[u"remark"].text()
                == (hidden == 2 ? QStringLiteral("二") : QStringLiteral("一")));
            REQUIRE(report.warnings.size() == 1);
            CHECK_THAT(report.warnings.first().toStdString(),
                Catch::Contains(hidden == 2 ? "C 列“备注”是隐藏的" : "D 列“备注”是隐藏的")
                    && Catch::Contains("没有导入"));
        }
}

TEST_CASE("a hidden column counts where it is the only one of its field or a person chose it by its letter")
{
    const FormatTest test;
    const QString alone = test.xlsx({{"名称", "镇街", "备注"}, {"甲店", "大观镇", "一"}}, 2);
    const ImportReport report = test.take("outlets", alone);
    CHECK(report.warnings.isEmpty());
    CHECK(test.rows("outlets").last()[u"remark"].text() == QStringLiteral("一"));

    const FormatTest other;
    ImportRequest asked = TableTest::request("outlets", other.xlsx(twoRemarks, 2));
    asked.map = {{QStringLiteral("C"), QStringLiteral("remark")}};
    CHECK(need(other.take(asked)).added == 1);
    CHECK(other.rows("outlets").last()[u"remark"].text() == QStringLiteral("一"));
}

TEST_CASE("a hidden column of the right name does not win over a visible one of another name for the field")
{
    const FormatTest test;
    const QString table
        = test.xlsx({{"镇街", "备注", "名称", "网点名称"}, {"大观镇", "", "旧店", "新店"}}, 2);
    const ImportReport report = test.take("outlets", table);
    CHECK(report.added == 1);
    CHECK(test.texts("outlets", u"name").contains(QStringLiteral("新店")));
    CHECK(report.warnings.size() == 1);
}

TEST_CASE("of two visible columns of one heading the first counts with a remark that says where they differ")
{
    for (int format = 0; format < 4; ++format) {
        const FormatTest test;
        const QString table = test.inEveryFormat(twoRemarks, -1)[format];
        INFO(table.toStdString());
        const ImportRequest asked = TableTest::request("outlets", table);
        const ImportReport first = need(test.take(asked));
        CHECK(first.added == 1);
        CHECK(test.rows("outlets").last()[u"remark"].text() == QStringLiteral("一"));
        REQUIRE(first.warnings.size() == 1);
        CHECK_THAT(first.warnings.first().toStdString(),
            Catch::Contains("D 列“备注”没有导入") && Catch::Contains("第 2 行是“一”和“二”")
                && Catch::Contains("--map"));
        ImportRequest said = asked;
        said.map = {{QStringLiteral("D"), QStringLiteral("remark")}};
        CHECK(need(test.take(said)).updated == 1);
        CHECK(test.rows("outlets").last()[u"remark"].text() == QStringLiteral("二"));
        said.map = {{QStringLiteral("D"), QString()}};
        CHECK(need(test.take(said)).updated == 1);
        CHECK(test.rows("outlets").last()[u"remark"].text() == QStringLiteral("一"));
    }
}

TEST_CASE("two columns of one heading that say the same are one with a remark")
{
    // Totals may differ; what only the second column says may not be lost.
    for (const auto& [second, isSame] : {std::pair("一", true), {"", true}, {" 一", true}, {"二", false}}) {
        const FormatTest test;
        INFO(second);
        const auto table = need(readImportTable(*standardRegistries().find(QStringLiteral("outlets")),
            TableTest::request("outlets",
                test.xlsx({{"名称", "镇街", "备注", "备注"}, {"甲店", "大观镇", "一", second},
                              {"合计", "", "1", "2"}},
                    -1))));
        REQUIRE(table.map.left.size() == 1);
        CHECK(table.map.left.first().contains(QStringLiteral("内容不同")) != isSame);
    }
    const FormatTest test;
    const auto lost = need(readImportTable(*standardRegistries().find(QStringLiteral("outlets")),
        TableTest::request(
            "outlets", test.xlsx({{"名称", "镇街", "备注", "备注"}, {"甲店", "大观镇", "", "二"}}, -1))));
    CHECK(lost.map.left.join(u' ').contains(QStringLiteral("内容不同")));
}
