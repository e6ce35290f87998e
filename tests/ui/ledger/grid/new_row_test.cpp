// The empty row at the end of a ledger: where it is, what it takes, when it is saved.
#include "core/store/history/change_log.h"
#include "core/store/people/people.h"
#include "tests/ui/ledger/grid/grid_desk.h"
#include "ui/ledger/form/record_form.h"
#include "ui/ledger/grid/cell_editing.h"
#include "ui/ledger/grid/record_grid.h"
#include "ui/ledger/rows/column_filter.h"

#include <QAbstractItemView>
#include <QMenu>

using namespace coop;

namespace
{

class NewRowDesk : public GridDesk
{
public:
    explicit NewRowDesk(int rows = 3)
    {
        const QStringList names{QStringLiteral("甲社"), QStringLiteral("乙店"), QStringLiteral("丙站")};
        for (int i = 0; i < rows; ++i)
            putOutlet(names[i], QStringLiteral("东城街道"));
        open(outlets);
    }
    RecordGrid& view() { return *static_cast<RecordGrid*>(grid()); }
    bool hasNewRow() { return rows().offersNewRow() && grid()->model()->rowCount() == gridRows() + 1; }
    /// Into the empty row with the mouse.
    void goNew(const QString& field)
    {
        go(gridRows(), field);
        REQUIRE(view().inNewRow());
    }
    /// Composes Chinese into the current cell, and Tab.
    void enter(const QString& text)
    {
        compose(text);
        key(Qt::Key_Tab);
        QTest::qWait(0);
    }
    qint64 count() { return workspace().count(outlets).value(); }
    QString refusal()
    {
        const auto* line = page.findChild<QLabel*>(QStringLiteral("cell.error"));
        return line && line->isVisible() ? line->text() : QString();
    }
    void paste(const QString& text)
    {
        copy(text);
        key(Qt::Key_V, Qt::ControlModifier);
    }
};
} // namespace

TEST_CASE("every ledger that may be edited ends in an empty row also when it is empty filtered or searched",
    "[new-row]")
{
    NewRowDesk desk;
    CHECK(desk.hasNewRow());
    CHECK(desk.grid()->model()->headerData(desk.gridRows(), Qt::Vertical).toString() == QStringLiteral("＊"));
    ColumnFilter filter;
    filter.field = name;
    filter.values = {QStringLiteral("没有的")};
    desk.rows().setFilter(name, &filter);
    CHECK(desk.gridRows() == 0);
    CHECK(desk.hasNewRow());
    desk.rows().setFilters({});
    desk.part(QStringLiteral("ledger.search"))->setText(QStringLiteral("甲"));
    CHECK(desk.gridRows() == 1);
    CHECK(desk.hasNewRow());
    desk.part(QStringLiteral("ledger.search"))->setText(QStringLiteral("谁也不是"));
    CHECK(desk.gridRows() == 0);
    CHECK(desk.hasNewRow());
    CHECK(desk.grid()->isVisible());
    desk.part(QStringLiteral("ledger.search"))->setText({});
    for (const RegistrySpec* each : desk.workspace().registries().ledgers()) {
        INFO(each->id.toStdString());
        desk.open(each->id);
        CHECK(desk.hasNewRow());
        CHECK(desk.grid()->isVisible());
    }
}

TEST_CASE("nobody who may not write is offered an empty row", "[new-row]")
{
    NewRowDesk desk;
    CHECK(desk.hasNewRow());
    const Author author = desk.session.author(Door::form, {});
    REQUIRE(addPerson(desk.workspace(), author, QStringLiteral("张三"), Role::admin));
    REQUIRE(addPerson(desk.workspace(), author, QStringLiteral("王五"), Role::read));
    REQUIRE(desk.session.signIn(QStringLiteral("王五")));
    REQUIRE_FALSE(desk.session.mayWrite());
    CHECK_FALSE(desk.rows().offersNewRow());
    CHECK(desk.grid()->model()->rowCount() == desk.gridRows());
    REQUIRE(desk.session.signIn(QStringLiteral("张三")));
    CHECK(desk.hasNewRow());
}

TEST_CASE("a row typed into the empty row is saved when it is left and not before", "[new-row]")
{
    NewRowDesk desk;
    const QString way = GENERATE(QStringLiteral("Enter"), QStringLiteral("click"), QStringLiteral("search"),
        QStringLiteral("ledger"), QStringLiteral("Ctrl+Home"));
    INFO(way.toStdString());
    desk.goNew(name);
    desk.enter(QStringLiteral("丁铺"));
    CHECK(desk.count() == 3);
    CHECK(desk.current() == QStringLiteral("3,township"));
    desk.compose(QStringLiteral("大观镇"));
    CHECK(desk.count() == 3);
    if (way == u"Enter")
        desk.key(Qt::Key_Return);
    else if (way == u"Up") {
        desk.key(Qt::Key_Tab);
        CHECK(desk.count() == 3);
        desk.key(Qt::Key_Up);
    } else if (way == u"click")
        desk.go(0, name);
    else if (way == u"search") {
        desk.key(Qt::Key_Tab);
        desk.part(QStringLiteral("ledger.search"))->setFocus();
        QTest::qWait(300);
    } else if (way == u"ledger")
        desk.open(QStringLiteral("members"));
    else {
        desk.key(Qt::Key_Tab);
        desk.key(Qt::Key_Home, Qt::ControlModifier);
    }
    CHECK(desk.refusal().isEmpty());
    CHECK(desk.count() == 4);
    const Record row = desk.stored(outlets, QStringLiteral("丁铺"));
    CHECK_FALSE(row.code().isEmpty());
    if (way == u"Enter") { // and the next one can be typed at once
        CHECK(desk.view().inNewRow());
        CHECK(desk.gridRows() == 4);
        CHECK_FALSE(desk.rows().newRowTouched());
    }
    if (way == u"click")
        CHECK(desk.current() == QStringLiteral("0,name"));
}

TEST_CASE("a row typed into the empty row is saved by Up and not by Tab before", "[new-row]")
{
    NewRowDesk desk;
    desk.goNew(name);
    desk.enter(QStringLiteral("丁铺"));
    desk.compose(QStringLiteral("大观镇"));
    desk.key(Qt::Key_Tab);
    CHECK(desk.count() == 3);
    CHECK(desk.view().inNewRow());
    CHECK(desk.current() != QStringLiteral("3,township"));
    CHECK(desk.shown(3, township) == QStringLiteral("大观镇"));
    QTest::qWait(300); // nor a moment later
    CHECK(desk.count() == 3);
    desk.key(Qt::Key_Up);
    CHECK(desk.refusal().isEmpty());
    CHECK(desk.count() == 4);
}

TEST_CASE("no way through a list below a cell leaves the empty row but Enter", "[new-row]")
{
    NewRowDesk desk;
    desk.goNew(name);
    desk.enter(QStringLiteral("丁铺"));
    desk.type(QStringLiteral("dg"));
    auto* list = qobject_cast<QAbstractItemView*>(QApplication::activePopupWidget());
    REQUIRE(list);
    QString where = QStringLiteral("3,township");
    SECTION("Tab takes the marked line and goes right")
    {
        desk.key(Qt::Key_Tab);
        where = QStringLiteral("3,")
            + desk.page.shownFields().value(desk.page.shownFields().indexOf(township) + 1);
    }
    SECTION("Shift and Tab go left")
    {
        desk.key(Qt::Key_Backtab, Qt::ShiftModifier);
        where = QStringLiteral("3,name");
    }
    SECTION("a click fills the cell")
    {
        QTest::mouseClick(
            list->viewport(), Qt::LeftButton, {}, list->visualRect(list->model()->index(0, 0)).center());
    }
    QTest::qWait(300);
    desk.page.activateWindow();
    QTest::qWait(200);
    CHECK_FALSE(QApplication::activePopupWidget());
    CHECK(desk.count() == 3);
    CHECK(desk.rows().newRowTouched());
    CHECK(desk.current() == where);
    CHECK(desk.shown(3, township) == QStringLiteral("大观镇"));
    CHECK(desk.refusal().isEmpty());
}

TEST_CASE("Tab in the list below a cell of a row that is there goes right and Enter down", "[new-row]")
{
    NewRowDesk desk;
    desk.go(0, township);
    desk.type(QStringLiteral("dg"));
    REQUIRE(QApplication::activePopupWidget());
    SECTION("Tab")
    {
        desk.key(Qt::Key_Tab);
        CHECK(desk.current()
            == QStringLiteral("0,")
                + desk.page.shownFields().value(desk.page.shownFields().indexOf(township) + 1));
    }
    SECTION("Enter")
    {
        desk.key(Qt::Key_Return);
        CHECK(desk.current() == QStringLiteral("1,township"));
    }
    CHECK(desk.shown(0, township) == QStringLiteral("大观镇"));
}

TEST_CASE("an empty row that lacks what is required stays with its reason and Esc drops it", "[new-row]")
{
    NewRowDesk desk;
    desk.goNew(township);
    desk.enter(QStringLiteral("大观镇"));
    desk.go(desk.gridRows(), township);
    desk.key(Qt::Key_Up);
    CHECK(desk.count() == 3);
    CHECK(desk.view().inNewRow());
    CHECK(desk.current() == QStringLiteral("3,name")); // where it is to be mended
    CHECK(desk.refusal().contains(QStringLiteral("名称")));
    CHECK_FALSE(desk.page.settleChanges());
    CHECK(desk.shown(3, township) == QStringLiteral("大观镇"));
    SECTION("mended")
    {
        desk.enter(QStringLiteral("丁铺"));
        desk.key(Qt::Key_Return);
        CHECK(desk.count() == 4);
        CHECK(desk.refusal().isEmpty());
    }
    SECTION("dropped")
    {
        desk.key(Qt::Key_Escape);
        CHECK(desk.refusal().isEmpty());
        CHECK_FALSE(desk.rows().newRowTouched());
        CHECK(desk.shown(3, township).isEmpty());
        CHECK(desk.page.settleChanges());
        CHECK(desk.count() == 3);
    }
}

TEST_CASE(
    "what is typed into the empty row survives that the rows are read again and rearranged", "[new-row]")
{
    NewRowDesk desk;
    desk.goNew(name);
    desk.enter(QStringLiteral("丁铺"));
    desk.putOutlet(QStringLiteral("别处加的"), QStringLiteral("大观镇"));
    CHECK(desk.gridRows() == 4);
    CHECK(desk.shown(4, name) == QStringLiteral("丁铺"));
    CHECK(desk.view().inNewRow());
    desk.grid()->sortByColumn(desk.column(name), Qt::DescendingOrder);
    CHECK(desk.shown(4, name) == QStringLiteral("丁铺"));
    CHECK(desk.view().inNewRow());
    CHECK(desk.count() == 4);
}

TEST_CASE("a row that may be there already is saved when it is left for the second time", "[new-row]")
{
    NewRowDesk desk;
    desk.goNew(name);
    desk.enter(QStringLiteral("甲社分社"));
    desk.enter(QStringLiteral("东城街道"));
    desk.key(Qt::Key_Return);
    if (desk.count() == 3) { // taken for a duplicate
        CHECK(desk.refusal().contains(QStringLiteral("重复")));
        desk.key(Qt::Key_Return);
    }
    CHECK(desk.count() == 4);
}

TEST_CASE("the keys of a spreadsheet lead into the empty row and typing there changes no other", "[new-row]")
{
    NewRowDesk desk;
    const auto way = GENERATE(0, 1, 2, 3, 4);
    desk.go(0, name);
    if (way == 0)
        desk.key(Qt::Key_End, Qt::ControlModifier);
    else if (way == 1)
        desk.key(Qt::Key_Down, Qt::ControlModifier);
    else if (way == 2) {
        desk.go(2, desk.page.shownFields().last());
        desk.key(Qt::Key_Tab);
        CHECK(desk.current() == QStringLiteral("3,") + desk.page.shownFields().first());
    } else if (way == 3) {
        for (int i = 0; i < 3; ++i)
            desk.key(Qt::Key_Down);
    } else {
        desk.key(Qt::Key_PageDown);
        desk.key(Qt::Key_PageDown);
    }
    CHECK(desk.view().inNewRow());
    const QStringList before = desk.shownAll(name);
    desk.go(3, name);
    desk.compose(QStringLiteral("丁铺"));
    desk.key(Qt::Key_Escape);
    desk.key(Qt::Key_Escape);
    CHECK(desk.shownAll(name) == before);
    CHECK(desk.count() == 3);
}

TEST_CASE("what is pasted into the empty row only adds", "[new-row]")
{
    NewRowDesk desk;
    desk.goNew(name);
    desk.paste(QStringLiteral("丁铺\t大观镇\n戊铺\t水江镇\n"));
    REQUIRE(desk.preview());
    CHECK(desk.previewText() == QStringLiteral("4|新增|丁铺|大观镇|\n5|新增|戊铺|水江镇|"));
    desk.press(QStringLiteral("changes.write"));
    CHECK(desk.count() == 5);
    CHECK(desk.shownAll(name).mid(0, 3)
        == QStringList{QStringLiteral("甲社"), QStringLiteral("乙店"), QStringLiteral("丙站")});
    CHECK(desk.hasNewRow());
}

TEST_CASE("an empty ledger is pasted into from its first row on", "[new-row]")
{
    NewRowDesk desk(0);
    desk.grid()->setFocus();
    REQUIRE(desk.view().goToNewRow());
    desk.go(0, name);
    desk.paste(QStringLiteral("丁铺\t大观镇\n"));
    REQUIRE(desk.preview());
    desk.press(QStringLiteral("changes.write"));
    CHECK(desk.count() == 1);
}

TEST_CASE(
    "headings that are copied along are matched by name in any order and never become a row", "[new-row]")
{
    NewRowDesk desk;
    desk.goNew(name);
    SECTION("all of them known")
    {
        desk.paste(QStringLiteral("镇街\t序号\t名称\n大观镇\t1\t丁铺\n水江镇\t2\t戊铺\n"));
        REQUIRE(desk.preview());
        CHECK(desk.previewText() == QStringLiteral("4|新增|丁铺|大观镇|\n5|新增|戊铺|水江镇|"));
        CHECK(desk.popupPart<QLabel>(QStringLiteral("changes.note"))
                  ->text()
                  .contains(QStringLiteral("“序号”")));
    }
    SECTION("over rows that are there")
    {
        desk.go(1, township);
        desk.paste(QStringLiteral("经营者\t名称\n李四\t乙店二\n"));
        REQUIRE(desk.preview());
        CHECK(desk.previewText().startsWith(QStringLiteral("2|修改|乙店 → 乙店二|")));
    }
    SECTION("a single value that is called like a column is a value")
    {
        desk.paste(QStringLiteral("名称"));
        REQUIRE(desk.preview());
        CHECK(desk.previewText().contains(QStringLiteral("名称")));
        CHECK_FALSE(desk.popupPart<QLabel>(QStringLiteral("changes.heading"))
                        ->text()
                        .contains(QStringLiteral("修改")));
    }
    SECTION("headings alone are nothing")
    {
        desk.paste(QStringLiteral("名称\t镇街\n"));
        CHECK_FALSE(desk.preview());
    }
    if (desk.preview())
        desk.press(QStringLiteral("changes.leave"));
    CHECK(desk.count() == 3);
}

TEST_CASE("a heading in another unit is not pasted as if it were the ledger's", "[new-row]")
{
    GridDesk desk;
    desk.open(QStringLiteral("services"));
    auto& view = *static_cast<RecordGrid*>(desk.grid());
    desk.grid()->setFocus();
    REQUIRE(view.goToNewRow());
    QSignalSpy said(&desk.session, &Session::message);
    desk.copy(QStringLiteral("月份\t镇街\t服务面积（万亩次）\n2024-07\t大观镇\t3\n"));
    desk.key(Qt::Key_V, Qt::ControlModifier);
    if (desk.preview()) {
        CHECK_FALSE(desk.previewText().contains(QStringLiteral("|3|")));
        desk.press(QStringLiteral("changes.leave"));
    } else {
        REQUIRE(said.count() == 1);
        CHECK(said.first().first().toString().contains(QStringLiteral("万亩次")));
    }
    CHECK(desk.workspace().count(QStringLiteral("services")).value() == 0);
}

TEST_CASE("the preview of a paste has one line a row and says what becomes of it", "[new-row]")
{
    NewRowDesk desk;
    desk.go(1, name);
    desk.paste(QStringLiteral("乙店\t东城街道\n丙站二\t东城街道\n丁铺\t大观镇\n戊铺\t没有的镇\n"));
    REQUIRE(desk.preview());
    const QStringList lines = desk.previewText().split(u'\n');
    REQUIRE(lines.size() == 4);
    CHECK(lines[0].startsWith(QStringLiteral("5|不新增|")));
    CHECK(lines[1].startsWith(QStringLiteral("2|不变|")));
    CHECK(lines[2].startsWith(QStringLiteral("3|修改|丙站 → 丙站二|")));
    CHECK(lines[3].startsWith(QStringLiteral("4|新增|丁铺|大观镇|")));
    desk.press(QStringLiteral("changes.leave"));
    CHECK(desk.count() == 3);
}

TEST_CASE("Shift and space select the row Ctrl and space the column and the current cell stays", "[new-row]")
{
    NewRowDesk desk;
    desk.go(1, township);
    const QString before = desk.current();
    desk.key(Qt::Key_Space, Qt::ShiftModifier);
    CHECK(desk.current() == before);
    CHECK(desk.view().block().rows == QList<int>{1});
    CHECK(desk.view().block().columns.size() == desk.page.shownFields().size());
    desk.go(0, township);
    desk.key(Qt::Key_Down, Qt::ShiftModifier);
    desk.key(Qt::Key_Space, Qt::ShiftModifier);
    CHECK(desk.view().block().rows == QList<int>{0, 1});
    CHECK(desk.view().block().columns.size() == desk.page.shownFields().size());
    desk.go(1, township);
    desk.key(Qt::Key_Space, Qt::ControlModifier);
    CHECK(desk.current() == before);
    CHECK(desk.view().block().rows == QList<int>{0, 1, 2});
    CHECK(desk.view().block().columns == QList<int>{desk.column(township)});
    desk.key(Qt::Key_Left, Qt::ShiftModifier); // more whole columns
    CHECK(desk.view().block().rows == QList<int>{0, 1, 2});
    CHECK(desk.view().block().columns.size() == 2);
    desk.go(0, township);
    desk.key(Qt::Key_Space, Qt::ShiftModifier);
    desk.key(Qt::Key_Down, Qt::ShiftModifier); // more whole rows
    desk.key(Qt::Key_Down, Qt::ShiftModifier);
    desk.key(Qt::Key_Up, Qt::ShiftModifier); // and one less
    CHECK(desk.view().block().rows == QList<int>{0, 1});
    CHECK(desk.view().block().columns.size() == desk.page.shownFields().size());
    desk.go(1, township); // a block that was drawn over all columns shrinks again
    desk.key(Qt::Key_Home);
    desk.key(Qt::Key_End, Qt::ShiftModifier);
    desk.key(Qt::Key_Left, Qt::ShiftModifier);
    CHECK(desk.view().block().rows == QList<int>{1});
    CHECK(desk.view().block().columns.size() == desk.page.shownFields().size() - 1);
    desk.go(1, township);
    desk.key(Qt::Key_A, Qt::ControlModifier);
    CHECK(desk.view().selectedRows() == 3);
    CHECK(desk.current() == before);
    CHECK(desk.count() == 3);
    CHECK(desk.shown(1, township) == QStringLiteral("东城街道")); // no blank was typed
}

TEST_CASE("the empty row is no row of the ledger for whatever counts copies deletes or exports", "[new-row]")
{
    NewRowDesk desk;
    desk.grid()->setFocus();
    desk.go(0, name);
    desk.key(Qt::Key_Down, Qt::ControlModifier | Qt::ShiftModifier);
    desk.key(Qt::Key_C, Qt::ControlModifier);
    CHECK(desk.clipboard() == QStringLiteral("甲社\n乙店\n丙站\n"));
    CHECK(desk.page.selectedRecords().size() == 3);
    CHECK(desk.page.shownRecords().size() == 3);
    CHECK(desk.text(QStringLiteral("ledger.count")).startsWith(QStringLiteral("3 行")));
    desk.goNew(name);
    desk.key(Qt::Key_Minus, Qt::ControlModifier); // nothing to delete, nothing asked
    QTest::qWait(50);
    CHECK(desk.count() == 3);
    CHECK(desk.page.selectedRecords().isEmpty());
}

TEST_CASE("Ctrl+D in the empty row takes what the row above holds", "[new-row]")
{
    NewRowDesk desk;
    desk.goNew(township);
    desk.key(Qt::Key_D, Qt::ControlModifier);
    CHECK(desk.shown(3, township) == QStringLiteral("东城街道"));
    desk.key(Qt::Key_Delete);
    CHECK(desk.shown(3, township).isEmpty());
    CHECK(desk.count() == 3);
}
