#include "tests/ui/ledger/grid/grid_desk.h"
#include "ui/ledger/grid/record_grid.h"
#include "ui/ledger/grid/record_table_model.h"
#include "ui/ledger/grid_pane.h"
#include "ui/ledger/totals_line.h"
#include "ui/ledger/views/grid_columns.h"
#include "ui/ledger/views/view_menu.h"

#include <QCheckBox>
#include <QListView>
#include <QListWidget>
#include <QScrollBar>
#include <QToolButton>

using namespace coop;

namespace
{

void fourOutlets(GridDesk& desk)
{
    const QList<QStringList> rows{{QStringLiteral("甲社"), QStringLiteral("大观镇"), QStringLiteral("5")},
        {QStringLiteral("乙社"), QStringLiteral("大观镇"), QStringLiteral("2")},
        {QStringLiteral("丙社"), QStringLiteral("水江镇"), QStringLiteral("3")}};
    for (const QStringList& row : rows)
        desk.put(outlets,
            {{name, row[0]}, {township, row[1]}, {stars, row[2]},
                {QStringLiteral("star_since"), QStringLiteral("2024-01-01")}});
    desk.putOutlet(QStringLiteral("丁社"), QStringLiteral("三泉镇"));
    desk.open(outlets);
    REQUIRE(desk.gridRows() == 4);
}
RecordGrid& gridOf(GridDesk& desk)
{
    return *desk.part<RecordGrid>(QStringLiteral("ledger.grid"));
}
GridColumns& columnsOf(GridDesk& desk)
{
    return *desk.part<GridPane>(QStringLiteral("ledger.gridPane"))->columns;
}
QListView* openFilter(GridDesk& desk, const QString& field)
{
    desk.go(0, field);
    desk.key(Qt::Key_Down, Qt::AltModifier);
    QTest::qWait(10);
    return desk.popupPart<QListView>(QStringLiteral("filter.values"));
}
QStringList valuesOf(const QListView* list)
{
    QStringList texts;
    for (int i = 0; i < list->model()->rowCount(); ++i)
        texts += list->model()->index(i, 0).data().toString();
    return texts;
}
} // namespace

TEST_CASE("a column filter lists values with counts and is found by initials", "[ledger][grid]")
{
    GridDesk desk;
    fourOutlets(desk);
    const QListView* list = openFilter(desk, township);
    CHECK(valuesOf(list)
        == QStringList{
            QStringLiteral("大观镇（2）"), QStringLiteral("三泉镇（1）"), QStringLiteral("水江镇（1）")});
    QTest::keyClicks(desk.popupPart<QLineEdit>(QStringLiteral("filter.search")), QStringLiteral("dgz"));
    CHECK(valuesOf(list) == QStringList{QStringLiteral("大观镇（2）")});
    QTest::keyClick(desk.popupPart<QLineEdit>(QStringLiteral("filter.search")), Qt::Key_Return);
    QTest::qWait(10);
    CHECK(desk.shownAll(name) == QStringList{QStringLiteral("甲社"), QStringLiteral("乙社")});
    CHECK(desk.text(QStringLiteral("ledger.count")) == QStringLiteral("2 行，共 4 行"));

    SECTION("its chip takes it away")
    {
        auto* chip = desk.part<QToolButton>(QStringLiteral("chip.township"));
        CHECK(chip->isVisible());
        CHECK(chip->text() == QStringLiteral("镇街：大观镇"));
        chip->click();
        QTest::qWait(10);
        CHECK(desk.gridRows() == 4);
        CHECK_FALSE(desk.part<QWidget>(QStringLiteral("ledger.chips"))->isVisible());
    }
    SECTION("another column lists what is left")
    {
        desk.page.activateWindow();
        CHECK(valuesOf(openFilter(desk, name))
            == QStringList{QStringLiteral("甲社（1）"), QStringLiteral("乙社（1）")});
    }
    SECTION("another ledger has none of it")
    {
        desk.open(QStringLiteral("members"));
        desk.open(outlets);
        CHECK(desk.gridRows() == 4);
    }
}

TEST_CASE("empty cells can be filtered like a value", "[ledger][grid]")
{
    GridDesk desk;
    fourOutlets(desk);
    desk.go(0, stars);
    desk.key(Qt::Key_Down, Qt::AltModifier);
    QTest::qWait(10);
    desk.popupPart<QPushButton>(QStringLiteral("filter.empty"))->click();
    QTest::qWait(10);
    CHECK(desk.shownAll(name) == QStringList{QStringLiteral("丁社")});
}

TEST_CASE("numbers are filtered from and to, and a wrong end says so", "[ledger][grid]")
{
    GridDesk desk;
    fourOutlets(desk);
    desk.go(0, stars);
    desk.key(Qt::Key_Down, Qt::AltModifier);
    QTest::qWait(10);
    auto* from = desk.popupPart<QLineEdit>(QStringLiteral("filter.from"));
    from->setText(QStringLiteral("x"));
    QTest::keyClick(from, Qt::Key_Return);
    CHECK(desk.popupPart<QLabel>(QStringLiteral("filter.note"))->text().contains(u'x'));
    from->setText(QStringLiteral("3"));
    QTest::keyClick(from, Qt::Key_Return);
    QTest::qWait(10);
    CHECK(desk.shownAll(name) == QStringList{QStringLiteral("甲社"), QStringLiteral("丙社")});
}

TEST_CASE("an edited row stays where it is until somebody sorts or filters again", "[ledger][grid]")
{
    GridDesk desk;
    fourOutlets(desk);
    desk.grid()->sortByColumn(desk.column(name), Qt::AscendingOrder);
    REQUIRE(desk.shownAll(name).first() == QStringLiteral("丙社")); // bing
    desk.go(0, name);
    desk.type(QStringLiteral("zz"));
    desk.key(Qt::Key_Return);
    CHECK(desk.shown(0, name) == QStringLiteral("zz"));
    CHECK(desk.current() == QStringLiteral("1,name"));
}

TEST_CASE("the total below a column is the sum of the shown rows", "[ledger][grid]")
{
    GridDesk desk;
    fourOutlets(desk);
    QTest::qWait(10);
    const auto* totals = desk.part<TotalsLine>(QStringLiteral("ledger.totals"));
    CHECK(totals->textOf(desk.column(stars)).isEmpty()); // grades do not add up
    CHECK(totals->textOf(desk.column(name)).isEmpty());
    desk.part(QStringLiteral("ledger.search"))->setText(QStringLiteral("dgz"));
    QTest::qWait(10);
    CHECK(totals->accessibleDescription().startsWith(QStringLiteral("合计（搜索和筛选后 · 2 行）")));
}

TEST_CASE("hidden columns, their order and widths are there again", "[ledger][grid]")
{
    GridDesk desk;
    fourOutlets(desk);
    columnsOf(desk).hide(desk.column(QStringLiteral("closed_on")));
    QHeaderView* header = desk.grid()->horizontalHeader();
    header->moveSection(header->visualIndex(desk.column(stars)), 1);
    header->resizeSection(desk.column(name), 177);
    const QStringList fields = desk.page.shownFields();
    CHECK(fields.mid(0, 2) == QStringList{QStringLiteral("code"), stars});
    CHECK_FALSE(fields.contains(QStringLiteral("closed_on")));
    CHECK_FALSE(fields.contains(QStringLiteral("source_point"))); // filled by the program
    desk.open(QStringLiteral("members"));
    CHECK_FALSE(desk.page.shownFields().contains(stars));
    desk.open(outlets);
    CHECK(desk.page.shownFields() == fields);
    CHECK(header->sectionSize(desk.column(name)) == 177);
}

TEST_CASE("a list of the columns shows a hidden one again", "[ledger][grid]")
{
    GridDesk desk;
    fourOutlets(desk);
    QTest::mouseClick(desk.part<QToolButton>(QStringLiteral("ledger.columns")), Qt::LeftButton);
    QTest::qWait(10);
    auto* list = desk.popupPart<QListWidget>(QStringLiteral("columns.list"));
    const auto item = list->findItems(QStringLiteral("原始坐标"), Qt::MatchExactly);
    REQUIRE(item.size() == 1);
    item.first()->setCheckState(Qt::Checked);
    CHECK(desk.page.shownFields().contains(QStringLiteral("source_point")));
    list->window()->close();
}

TEST_CASE("code and name stay while the other columns scroll, and any column can be frozen", "[ledger][grid]")
{
    GridDesk desk;
    fourOutlets(desk);
    RecordGrid& grid = gridOf(desk);
    REQUIRE(grid.horizontalScrollBar()->maximum() > 0);
    CHECK(grid.frozenColumns() == QList<int>{desk.column(QStringLiteral("code")), desk.column(name)});
    grid.horizontalScrollBar()->setValue(grid.horizontalScrollBar()->maximum());
    const QModelIndex shop = grid.model()->index(0, desk.column(name));
    CHECK(grid.visualRect(shop).left() == grid.columnWidth(desk.column(QStringLiteral("code"))));
    CHECK(grid.indexAt(grid.visualRect(shop).center()) == shop);
    // A click there means the cell that is seen.
    desk.go(1, name);
    desk.type(QStringLiteral("z"));
    desk.key(Qt::Key_Return);
    CHECK(desk.shown(1, name) == QStringLiteral("z"));
    // A column that the frozen ones would cover comes into view.
    desk.key(Qt::Key_Home);
    desk.key(Qt::Key_Right);
    desk.key(Qt::Key_Right);
    CHECK(grid.visualRect(grid.currentIndex()).left() >= grid.frozenWidth());

    columnsOf(desk).freezeTo(desk.column(township));
    CHECK(grid.frozenColumns().size() == 3);
    columnsOf(desk).freezeTo(-1);
    CHECK(grid.frozenColumns().isEmpty());
    desk.open(QStringLiteral("members"));
    desk.open(outlets);
    CHECK(grid.frozenColumns().isEmpty());
}

TEST_CASE("a saved view brings back columns, filters and order", "[ledger][grid]")
{
    GridDesk desk;
    fourOutlets(desk);
    auto* views = desk.part<ViewMenu>(QStringLiteral("ledger.views"));
    RecordGrid& grid = gridOf(desk);
    const ColumnFilter filter{.field = township, .values = {QStringLiteral("大观镇")}};
    grid.records().setFilter(township, &filter);
    grid.sortByColumn(desk.column(stars), Qt::AscendingOrder);
    columnsOf(desk).hide(desk.column(QStringLiteral("address")));
    views->save(QStringLiteral("大观星级"));
    const QStringList fields = desk.page.shownFields();

    views->chooseStandard();
    CHECK(desk.gridRows() == 4);
    CHECK(desk.page.shownFields().contains(QStringLiteral("address")));
    CHECK(desk.shownAll(name).first() == QStringLiteral("甲社"));

    views->choose(QStringLiteral("大观星级"));
    CHECK(desk.shownAll(name) == QStringList{QStringLiteral("乙社"), QStringLiteral("甲社")});
    CHECK(desk.page.shownFields() == fields);
    CHECK(desk.part<QToolButton>(QStringLiteral("ledger.view"))->text() == QStringLiteral("大观星级 ▾"));

    // The menu offers it, and deletes it.
    const auto texts = [&] {
        Q_EMIT views->aboutToShow();
        QStringList all;
        for (const QAction* action : views->actions())
            all += action->text();
        return all;
    };
    CHECK(texts().contains(QStringLiteral("大观星级")));
    for (QAction* action : views->actions())
        if (action->text() == QStringLiteral("删除视图“大观星级”"))
            action->trigger();
    CHECK_FALSE(texts().contains(QStringLiteral("大观星级")));
}

TEST_CASE("what an export takes is what the grid shows", "[ledger][grid]")
{
    GridDesk desk;
    fourOutlets(desk);
    desk.grid()->sortByColumn(desk.column(stars), Qt::DescendingOrder);
    desk.part(QStringLiteral("ledger.search"))->setText(QStringLiteral("dgz"));
    QStringList names;
    for (const Record& row : desk.page.shownRecords())
        names += row.title();
    CHECK(names == QStringList{QStringLiteral("甲社"), QStringLiteral("乙社")});
    desk.go(1, name);
    REQUIRE(desk.page.selectedRecords().size() == 1);
    CHECK(desk.page.selectedRecords().first().title() == QStringLiteral("乙社"));
}

TEST_CASE("no total stands below grades factors balances and figures of many units", "[ledger][grid]")
{
    GridDesk desk;
    const QStringList none{QStringLiteral("stars"), QStringLiteral("times"), QStringLiteral("balance"),
        QStringLiteral("quantity"), QStringLiteral("value"), QStringLiteral("year")};
    for (const RegistrySpec* ledger : desk.workspace().registries().ledgers()) {
        desk.open(ledger->id);
        QTest::qWait(10);
        const auto* totals = desk.part<TotalsLine>(QStringLiteral("ledger.totals"));
        for (const FieldSpec& field : ledger->fields)
            if (field.isNumeric() && field.child.isEmpty()) {
                INFO(ledger->id.toStdString() << ' ' << field.id.toStdString());
                CHECK(totals->textOf(desk.column(field.id)).isEmpty() == none.contains(field.id));
            }
    }
}
