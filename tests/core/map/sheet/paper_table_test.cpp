#include "core/map/sheet/elements/paper_table.h"

#include "core/map/sheet/sheet_layout.h"
#include "tests/core/map/example_map.h"

#include <QImage>
#include <QPainter>
#include <QSet>
#include <catch2/catch.hpp>

using namespace coop;

namespace
{
SheetTable exampleTable(int rows)
{
    SheetTable table{.title = QStringLiteral("进展"),
        .unit = QStringLiteral("单位：个"),
        .headings = {QStringLiteral("单位"), QStringLiteral("进展"), QStringLiteral("完成")},
        .lastRowIsTotal = true,
        .wrapped = {1}};
    for (int i = 0; i < rows; ++i)
        table.rows += QStringList{QStringLiteral("第%1农合联").arg(i),
            QStringLiteral("已经开展的工作，").repeated(i % 7 + 1), QString::number(i * 1000)};
    return table;
}

/// How far down anything is drawn, in millimetres.
double drawnDownTo(const PaperTable& table, qsizetype first, qsizetype count)
{
    QImage paper(900, 2000, QImage::Format_RGB32);
    paper.fill(Qt::white);
    QPainter painter(&paper);
    painter.scale(4, 4);
    table.draw(painter, {5, 5, 180, 0}, first, count);
    painter.end();
    for (int y = paper.height() - 1; y >= 0; --y)
        for (int x = 0; x < paper.width(); ++x)
            if (paper.pixel(x, y) != QColor(Qt::white).rgb())
                return y / 4.0 - 5;
    return 0;
}
} // namespace

TEST_CASE("every row of a table is on one page, and no page is fuller than it is high")
{
    for (const double size : {0.78, 1.0}) {
        const SheetTable rows = exampleTable(60);
        const PaperTable table = wideTable(rows, size, 180);
        double whole = table.height();
        const double head = table.height(0, 0);
        qsizetype first = 0;
        int pages = 0;
        for (; first < rows.rows.size(); ++pages) {
            const qsizetype count = table.rowsThatFit(120, first);
            REQUIRE(count > 0);
            CHECK(table.height(first, count) <= 120);
            if (first + count < rows.rows.size())
                CHECK(table.height(first, count + 1) > 120);
            CHECK(drawnDownTo(table, first, count) == Approx(table.height(first, count)).margin(0.5));
            whole -= table.height(first, count) - head;
            first += count;
        }
        CHECK(first == rows.rows.size());
        CHECK(pages > 1);
        CHECK(whole == Approx(head));
        CHECK(table.rowsThatFit(1, 7) == 1); // also a row that is higher than the page
    }
}

TEST_CASE("columns of a table are as wide as their words, and together as wide as the paper")
{
    const SheetTable rows = exampleTable(9);
    const TableLook look{
        .heading = {FontRole::labelBold, 9, sheetInk}, .cell = {FontRole::table, 9, sheetInk}};
    const QList<TableColumn> columns = columnsFor(rows, look, 180);
    double sum = 0;
    for (const TableColumn& column : columns)
        sum += column.width;
    CHECK(sum == Approx(180));
    CHECK(columns[0].width == Approx(textWidthMm(rows.rows[0][0], look.cell) + 2 * look.side).margin(0.1));
    CHECK(columns[1].align == Qt::AlignLeft);
    CHECK(columns[2].align == Qt::AlignHCenter);
}

TEST_CASE("an element of a sheet is told once: what is placed or complained about stands in the list")
{
    QSet<QString> ids;
    for (const SheetElement& element : sheetElements()) {
        INFO(element.id.toStdString());
        CHECK_FALSE(ids.contains(element.id));
        ids += element.id;
        CHECK_FALSE(element.label.isEmpty());
        const bool placed = element.room != SheetRoom::within && element.room != SheetRoom::corner;
        CHECK(bool(element.make) == placed);
        CHECK(&sheetElement(element.id) == &element);
    }
    for (const PlacedElement& placed : SheetLayout(test::exampleSheet()).elements()) {
        INFO(placed.id.toStdString());
        CHECK(ids.contains(placed.id));
        CHECK(placed.label == sheetElement(placed.id).label);
    }
    const auto missing = missingElements(Sheet{});
    CHECK(missing.size() >= 8);
    for (const MissingElement& each : missing)
        CHECK((each.field == u"layout" || ids.contains(each.field)));
}
