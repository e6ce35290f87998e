#include "core/workflow/report/report_flow.h"

#include <catch2/catch.hpp>

using namespace coop;

namespace
{
SheetTable rowsOf(int count)
{
    SheetTable table{.title = QStringLiteral("各镇街社会化服务"),
        .headings = {QStringLiteral("镇街"), QStringLiteral("万亩次")}};
    for (int row = 1; row <= count; ++row)
        table.rows += QStringList{QStringLiteral("第%1镇").arg(row), QString::number(row)};
    return table;
}
} // namespace

TEST_CASE("no page of a report gets one or two last rows of a table alone")
{
    double atTop = 0;
    {
        ReportFlow empty(QStringLiteral("报告"));
        empty.addHeading(QStringLiteral("一"), 0);
        empty.nextPage();
        atTop = empty.heightLeft();
    }
    int cut = 0;
    for (int count = 1; count <= 130; ++count) {
        INFO(count);
        ReportFlow flow(QStringLiteral("报告"));
        flow.addHeading(QStringLiteral("一"), 0);
        const int before = flow.pages();
        flow.addTable(rowsOf(count));
        if (flow.pages() == before)
            continue;
        ++cut;
        CHECK(atTop - flow.heightLeft() >= flow.tableHeight(rowsOf(3)) - 0.5);
        CHECK(flow.heightLeft() > -5); // nor is the page too full
    }
    CHECK(cut > 20);
}

TEST_CASE("a chapter goes on where most of a page is empty and a table that fits the next page is not cut")
{
    ReportFlow flow(QStringLiteral("报告"));
    flow.addHeading(QStringLiteral("一"), 0);
    flow.addParagraph(QStringLiteral("两行话。"));
    flow.addHeading(QStringLiteral("二"), 0);
    CHECK(flow.pages() == 1);
    while (flow.heightLeft() > flow.tableHeight(rowsOf(3)) + 5)
        flow.addParagraph(QStringLiteral("一段。"));
    flow.addTable(rowsOf(14)); // would leave three rows here and the others there
    CHECK(flow.pages() == 2);
    flow.addHeading(QStringLiteral("三"), 0);
    CHECK(flow.pages() == 3);
    flow.addGap(30);
    flow.addTable(rowsOf(60)); // longer than a page: begins here
    CHECK(flow.pages() == 4);
}
