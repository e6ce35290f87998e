#include "core/store/history/change_log.h"
#include "core/store/undo/undo.h"
#include "tests/core/store/district_box.h"
#include "tests/ui/ledger/grid/grid_desk.h"

using namespace coop;

namespace
{
const QString services = QStringLiteral("services");

void twoOutlets(GridDesk& desk)
{
    desk.putOutlet(QStringLiteral("甲社"), QStringLiteral("东城街道"));
    desk.putOutlet(QStringLiteral("乙社"), QStringLiteral("南城街道"));
    desk.open(outlets);
}
} // namespace

TEST_CASE("typing in a cell takes the place of its value and Enter writes it and goes down", "[ledger][grid]")
{
    GridDesk desk;
    twoOutlets(desk);
    desk.go(0, person);
    desk.type(QStringLiteral("Li"));
    CHECK(desk.workspace().rows({.registry = outlets})->at(0)[person].isNull());
    desk.key(Qt::Key_Return);
    CHECK(desk.stored(outlets, QStringLiteral("甲社"))[person].text() == QStringLiteral("Li"));
    CHECK(desk.shown(0, person) == QStringLiteral("Li"));
    CHECK(desk.current() == QStringLiteral("1,operator"));
    CHECK(desk.grid()->hasFocus());

    const auto entries = history(desk.workspace(), {.registry = outlets});
    REQUIRE(entries);
    CHECK(entries->first().door == Door::grid);
    REQUIRE(undo(desk.workspace(), desk.session.author(Door::undo, {}), entries->first().entry));
    desk.session.noteSaved();
    CHECK(desk.shown(0, person).isEmpty());
}

TEST_CASE(
    "Tab writes and goes right, and Enter after it returns to the column where Tab began", "[ledger][grid]")
{
    GridDesk desk;
    twoOutlets(desk);
    desk.go(0, person);
    desk.type(QStringLiteral("Li"));
    desk.key(Qt::Key_Tab);
    CHECK(desk.current() == QStringLiteral("0,phone"));
    desk.type(QStringLiteral("13812345678"));
    desk.key(Qt::Key_Return);
    CHECK(desk.current() == QStringLiteral("1,operator"));
    desk.key(Qt::Key_Backtab, Qt::ShiftModifier);
    CHECK(desk.current() == QStringLiteral("1,closed_on"));
    desk.key(Qt::Key_Return, Qt::ShiftModifier);
    CHECK(desk.stored(outlets, QStringLiteral("甲社"))[u"phone"].text() == QStringLiteral("13812345678"));
}

TEST_CASE("Esc leaves a cell as it was", "[ledger][grid]")
{
    GridDesk desk;
    twoOutlets(desk);
    desk.go(0, name);
    desk.key(Qt::Key_F2);
    desk.type(QStringLiteral("xyz"));
    desk.key(Qt::Key_Escape);
    CHECK(desk.shown(0, name) == QStringLiteral("甲社"));
    CHECK(desk.grid()->hasFocus());
    desk.key(Qt::Key_F2);
    desk.type(QStringLiteral("x"));
    desk.key(Qt::Key_Return);
    CHECK(desk.shown(0, name) == QStringLiteral("甲社x"));
}

TEST_CASE("a wrong value stays in its cell with the reason until it is mended", "[ledger][grid]")
{
    GridDesk desk;
    twoOutlets(desk);
    desk.go(0, QStringLiteral("opened_on"));
    desk.type(QStringLiteral("2024.13.1"));
    desk.key(Qt::Key_Return);
    auto* reason = desk.part<QLabel>(QStringLiteral("cell.error"));
    CHECK(reason->isVisible());
    CHECK(reason->text().contains(QStringLiteral("2024.13.1")));
    CHECK(desk.current() == QStringLiteral("0,opened_on"));
    // A click elsewhere does not lose it either.
    QTest::mouseClick(desk.grid()->viewport(), Qt::LeftButton, Qt::NoModifier,
        desk.grid()->visualRect(desk.grid()->model()->index(1, 1)).center());
    CHECK(desk.current() == QStringLiteral("0,opened_on"));
    desk.answer({QStringLiteral("继续编辑")});
    CHECK_FALSE(desk.page.mayClose());
    desk.page.activateWindow(); // off-screen, nobody does it when a question closes
    QTest::qWait(50);
    auto* line = qobject_cast<QLineEdit*>(QApplication::focusWidget());
    REQUIRE(line);
    CHECK(line->text() == QStringLiteral("2024.13.1"));
    line->selectAll();
    desk.type(QStringLiteral("20240701"));
    desk.key(Qt::Key_Return);
    CHECK_FALSE(reason->isVisible());
    CHECK(desk.stored(outlets, QStringLiteral("甲社"))[u"opened_on"].text() == QStringLiteral("2024-07-01"));
}

TEST_CASE("a rule of the whole row refuses a cell and says why", "[ledger][grid]")
{
    GridDesk desk;
    twoOutlets(desk);
    desk.go(0, stars);
    desk.type(QStringLiteral("5"));
    desk.key(Qt::Key_Return);
    CHECK(desk.part<QLabel>(QStringLiteral("cell.error"))->text().contains(QStringLiteral("认定日期")));
    desk.key(Qt::Key_Escape);
    CHECK(desk.stored(outlets, QStringLiteral("甲社"))[stars].isNull());
}

TEST_CASE("initials typed in a reference's cell become the row that they mean", "[ledger][grid]")
{
    GridDesk desk;
    twoOutlets(desk);
    desk.go(0, township);
    desk.type(QStringLiteral("dgz"));
    desk.key(Qt::Key_Return);
    QTest::qWait(20);
    CHECK(desk.shown(0, township) == QStringLiteral("大观镇"));
}

TEST_CASE("what an input method composes begins the edit and goes on in it", "[ledger][grid]")
{
    GridDesk desk;
    twoOutlets(desk);
    desk.go(0, person);
    QInputMethodEvent composing(QStringLiteral("li'si"), {});
    QApplication::sendEvent(desk.grid(), &composing);
    CHECK(desk.grid()->hasFocus()); // moving the keyboard now would break the composition
    desk.key(Qt::Key_Return); // belongs to the composition
    CHECK(desk.current() == QStringLiteral("0,operator"));
    QInputMethodEvent chosen;
    chosen.setCommitString(QStringLiteral("李四"));
    QApplication::sendEvent(desk.grid(), &chosen);
    CHECK(desk.stored(outlets, QStringLiteral("甲社"))[person].isNull());
    desk.key(Qt::Key_Return);
    CHECK(desk.stored(outlets, QStringLiteral("甲社"))[person].text() == QStringLiteral("李四"));
}

TEST_CASE("the form follows the cell that was edited, and is settled before another edit", "[ledger][grid]")
{
    GridDesk desk;
    twoOutlets(desk);
    desk.go(0, person);
    desk.type(QStringLiteral("Li"));
    desk.key(Qt::Key_Up);
    CHECK(desk.field(person)->text() == QStringLiteral("Li"));

    desk.fill(QStringLiteral("address"), QStringLiteral("某路 1 号"));
    desk.answer({QStringLiteral("继续编辑")});
    desk.grid()->setFocus();
    desk.key(Qt::Key_F2);
    CHECK(desk.asked.size() == 1);
    CHECK(desk.field(QStringLiteral("address"))->text() == QStringLiteral("某路 1 号"));
    CHECK(desk.grid()->viewport()->findChildren<QLineEdit*>().isEmpty());
}

TEST_CASE("fields that the program fills are not edited in the grid", "[ledger][grid]")
{
    GridDesk desk;
    twoOutlets(desk);
    const QModelIndex cell = desk.grid()->model()->index(0, desk.column(QStringLiteral("source_point")));
    CHECK_FALSE(cell.flags().testFlag(Qt::ItemIsEditable));
    CHECK(desk.grid()->isColumnHidden(cell.column()));
}

TEST_CASE(
    "Shift and the arrows select a block of which the status line gives count and sum", "[ledger][grid]")
{
    GridDesk desk;
    for (const auto& [shop, count] : {std::pair{u"甲社", u"2"}, {u"乙社", u"3"}, {u"丙社", u"4"}})
        desk.put(outlets,
            {{name, QString::fromUtf16(shop)}, {township, QStringLiteral("东城街道")},
                {stars, QString::fromUtf16(count)},
                {QStringLiteral("star_since"), QStringLiteral("2024-01-01")}});
    desk.open(outlets);
    QSignalSpy said(&desk.page, &Page::positionChanged);
    desk.go(0, stars);
    desk.key(Qt::Key_Down, Qt::ShiftModifier);
    CHECK(said.last().first().toString() == QStringLiteral("计数 2　平均 2.5"));
    desk.key(Qt::Key_Down, Qt::ControlModifier | Qt::ShiftModifier);
    CHECK(said.last().first().toString() == QStringLiteral("计数 3　平均 3"));
    CHECK(desk.page.selectedRecords().size() == 3);
    CHECK(desk.current() == QStringLiteral("0,stars"));
    desk.key(Qt::Key_A, Qt::ControlModifier);
    CHECK(desk.page.selectedRecords().size() == 3);
}

TEST_CASE("a key that the editor of a cell has no use for does nothing and ends", "[ledger][grid]")
{
    GridDesk desk;
    twoOutlets(desk);
    desk.go(0, person);
    desk.type(QStringLiteral("Li"));
    for (const Qt::Key key : {Qt::Key_Control, Qt::Key_Shift, Qt::Key_F7, Qt::Key_CapsLock})
        desk.key(key);
    desk.key(Qt::Key_Return);
    CHECK(desk.stored(outlets, QStringLiteral("甲社"))[person].text() == QStringLiteral("Li"));
}

TEST_CASE("an unusual value in a cell is written for a reason only, and the reason is in the history",
    "[ledger][grid]")
{
    GridDesk desk;
    twoOutlets(desk);
    const QString phone = QStringLiteral("phone");
    desk.go(0, phone);
    desk.type(QStringLiteral("138123"));
    desk.key(Qt::Key_Return);
    QTest::qWait(10);
    REQUIRE(desk.preview());
    INFO(desk.previewText().toStdString());
    CHECK(desk.previewText().startsWith(QStringLiteral("1|修改|甲社|（空） → ")));
    CHECK(desk.previewText().contains(QStringLiteral("|⚠ ")));
    CHECK(desk.stored(outlets, QStringLiteral("甲社"))[phone].isNull());
    desk.press(QStringLiteral("changes.write")); // without a reason: asks for it
    REQUIRE(desk.preview());
    CHECK(desk.stored(outlets, QStringLiteral("甲社"))[phone].isNull());
    auto* reason = desk.popupPart<QLineEdit>(QStringLiteral("form.reason"));
    CHECK(reason->hasFocus());
    reason->setText(QStringLiteral("短号"));
    QTest::keyClick(reason, Qt::Key_Return);
    QTest::qWait(10);
    CHECK_FALSE(desk.preview());
    CHECK(desk.stored(outlets, QStringLiteral("甲社"))[phone].text() == QStringLiteral("138123"));
    const auto entries = history(desk.workspace(), {.registry = outlets});
    REQUIRE(entries);
    CHECK(entries->first().reason.endsWith(QStringLiteral("：短号")));

    // Left without a reason the cell keeps what it had.
    desk.go(1, phone);
    desk.type(QStringLiteral("12"));
    desk.key(Qt::Key_Return);
    QTest::qWait(10);
    desk.press(QStringLiteral("changes.leave"));
    CHECK(desk.stored(outlets, QStringLiteral("乙社"))[phone].isNull());
    CHECK(desk.shown(1, phone).isEmpty());
}

TEST_CASE("a point of another province typed into the grid is written for a reason only", "[ledger][grid]")
{
    GridDesk desk;
    const RowId shop = desk.put(outlets,
        {{name, QStringLiteral("甲社")}, {township, QStringLiteral("东城街道")},
            {QStringLiteral("lon"), QStringLiteral("107.1")},
            {QStringLiteral("lat"), QStringLiteral("29.1")}});
    layDistrictBox(desk.workspace(), desk.workspace().row(outlets, shop).value()[u"township"].number());
    desk.open(outlets);
    desk.go(0, QStringLiteral("lon"));
    desk.type(QStringLiteral("116.4"));
    desk.key(Qt::Key_Return);
    QTest::qWait(10);
    REQUIRE(desk.preview());
    CHECK(desk.previewText().contains(QStringLiteral("离本区约")));
    CHECK(desk.workspace().row(outlets, shop).value()[u"lon"].real() == Approx(107.1));
    desk.press(QStringLiteral("changes.leave"));
    desk.go(0, QStringLiteral("lon"));
    desk.type(QStringLiteral("107.2"));
    desk.key(Qt::Key_Return);
    QTest::qWait(10);
    CHECK_FALSE(desk.preview());
    CHECK(desk.workspace().row(outlets, shop).value()[u"lon"].real() == Approx(107.2));
}

TEST_CASE("the reason beside a refused cell is shown whole however long it is", "[ledger][grid]")
{
    GridDesk desk;
    twoOutlets(desk);
    const QString away = desk.folder.filePath(QStringLiteral("移走.gpkg"));
    REQUIRE(QFile::rename(desk.workspace().path(), away));
    for (const int row : {0, 1}) { // a label that has been shown before has another size hint
        desk.go(row, name);
        desk.type(QStringLiteral("x"));
        desk.key(Qt::Key_Return);
        const auto* reason = desk.part<QLabel>(QStringLiteral("cell.error"));
        REQUIRE(reason->isVisible());
        CHECK(reason->text().contains(QStringLiteral("另存副本")));
        CHECK(reason->height() >= reason->heightForWidth(reason->width()));
        desk.key(Qt::Key_Escape);
    }
}

TEST_CASE("the keyboard stays in its column when the row that it is in goes away", "[ledger][grid]")
{
    GridDesk desk;
    twoOutlets(desk);
    desk.go(1, township);
    QTest::keyClick(desk.grid(), Qt::Key_Right); // not by a click, nor by saving
    const QString there = desk.current().section(u',', 1);
    REQUIRE(there != township);
    desk.grid()->selectionModel()->clear();
    REQUIRE_FALSE(desk.grid()->currentIndex().isValid());
    desk.page.showRow(outlets, desk.stored(outlets, QStringLiteral("甲社")).id);
    CHECK(desk.current() == QStringLiteral("0,") + there);
}

TEST_CASE("the reason beside a refused name says which one was most likely meant", "[ledger][grid]")
{
    GridDesk desk;
    twoOutlets(desk);
    desk.go(0, QStringLiteral("township"));
    desk.key(Qt::Key_F2);
    auto* line = qobject_cast<QLineEdit*>(QApplication::focusWidget());
    REQUIRE(line);
    line->selectAll();
    desk.compose(QStringLiteral("大官镇"));
    desk.key(Qt::Key_Return);
    auto* reason = desk.part<QLabel>(QStringLiteral("cell.error"));
    REQUIRE(reason->isVisible());
    CHECK(reason->text().contains(QStringLiteral("没有这个镇街，您是不是要找：大观镇")));
}
