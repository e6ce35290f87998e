// Tables that come over the clipboard, as spreadsheet programs hand them over.
#include "tests/ui/ledger/grid/grid_desk.h"
#include "ui/ledger/grid/clipboard_cells.h"

#include <QMimeData>

using namespace coop;

namespace
{
/// What Excel puts there for two rows: a quote, a tab and a line end stand in quoted cells, inches and a
/// quotation in the middle do not.
const QString fromExcel = QStringLiteral(
    "甲社\t大观镇\t\"东街 1 号\n二楼\"\t5\" 水管、\"\"好\r\n\"乙\t社\"\t水江镇\t\"他说\"\"好\"\"\"\t—\r\n");
const QList<QStringList> inExcel{{QStringLiteral("甲社"), QStringLiteral("大观镇"),
                                     QStringLiteral("东街 1 号\n二楼"), QStringLiteral("5\" 水管、\"\"好")},
    {QStringLiteral("乙\t社"), QStringLiteral("水江镇"), QStringLiteral("他说\"好\""), QStringLiteral("—")}};
} // namespace

TEST_CASE("a copied table is the same by its text and by its page", "[grid]")
{
    QMimeData excel;
    excel.setText(fromExcel);
    excel.setHtml(QStringLiteral("<table><tr><td>别的</td></tr></table>"));
    CHECK(cellsOf(&excel) == inExcel); // the text is what the program wrote for pasting
    QMimeData page;
    page.setHtml(QStringLiteral(
        "<html><head><link rel=\"stylesheet\" href=\"file:///nowhere.css\"></head><body><p>表一</p>"
        "<!--StartFragment--><table><tr><td colspan=2>网点</td><td>面积</td></tr>"
        "<tr><td>甲社</td><td>东街&nbsp;1 "
        "号<br>二楼</td><td>1,234.5</td></tr></table><!--EndFragment--></body>"
        "</html>"));
    CHECK(cellsOf(&page)
        == QList<QStringList>{{QStringLiteral("网点"), QString(), QStringLiteral("面积")},
            {QStringLiteral("甲社"), QStringLiteral("东街 1 号\n二楼"), QStringLiteral("1,234.5")}});
    QMimeData nothing;
    CHECK(cellsOf(&nothing).isEmpty());
    CHECK(cellsOf(nullptr).isEmpty());
}

TEST_CASE("a table that is on the clipboard as a page alone is pasted into the grid", "[ledger][grid]")
{
    GridDesk desk;
    desk.putOutlet(QStringLiteral("丙社"), QStringLiteral("大观镇"));
    desk.open(outlets);
    desk.go(0, name);
    auto* page = new QMimeData;
    page->setHtml(QStringLiteral("<table><tr><td>名称</td><td>镇街</td><td>备注</td></tr>"
                                 "<tr><td>甲社</td><td>水江镇</td><td>东街<br>二楼</td></tr></table>"));
    QApplication::clipboard()->setMimeData(page);
    desk.key(Qt::Key_End, Qt::ControlModifier);
    desk.key(Qt::Key_V, Qt::ControlModifier);
    REQUIRE(QTest::qWaitFor([&] { return desk.preview() != nullptr; }, 10000));
    INFO(desk.previewText().toStdString());
    CHECK(desk.previewText().contains(QStringLiteral("甲社")));
    CHECK(desk.previewText().contains(QStringLiteral("水江镇")));
    desk.press(QStringLiteral("changes.leave"));
}
