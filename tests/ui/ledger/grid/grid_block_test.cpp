#include "core/store/history/change_log.h"
#include "core/store/undo/undo.h"
#include "tests/ui/ledger/grid/grid_desk.h"
#include "ui/ledger/grid/record_grid.h"
#include "ui/ledger/grid/tsv_text.h"

#include <QComboBox>
#include <QContextMenuEvent>
#include <QMenu>

using namespace coop;

namespace
{
const QString phone = QStringLiteral("phone");

void threeOutlets(GridDesk& desk)
{
    for (const auto* shop : {u"甲社", u"乙社", u"丙社"})
        desk.put(outlets,
            {{name, QString::fromUtf16(shop)}, {township, QStringLiteral("东城街道")},
                {phone, QStringLiteral("13812345678")}});
    desk.open(outlets);
}
qsizetype steps(GridDesk& desk)
{
    return history(desk.workspace(), {.registry = outlets})->size();
}
void undoLast(GridDesk& desk)
{
    const auto entries = history(desk.workspace(), {.registry = outlets});
    REQUIRE(undo(desk.workspace(), desk.session.author(Door::undo, {}), entries->first().entry));
    desk.session.noteSaved();
}
} // namespace

TEST_CASE(
    "a block survives the way through the clipboard with tabs, line ends and quotes in its cells", "[grid]")
{
    const QList<QStringList> block{{QStringLiteral("a\tb"), QStringLiteral("他说“\"好\"”")},
        {QStringLiteral("两\n行"), QString()}, {QStringLiteral("5\" 管"), QStringLiteral("x")}};
    CHECK(fromTsv(toTsv(block)) == block);
    // As Excel writes it: line ends of two characters, the last one is no row.
    CHECK(fromTsv(QStringLiteral("1\t2\r\n3\r\n"))
        == QList<QStringList>{{QStringLiteral("1"), QStringLiteral("2")}, {QStringLiteral("3")}});
    CHECK(fromTsv(QStringLiteral("5\" 管")) == QList<QStringList>{{QStringLiteral("5\" 管")}});
}

TEST_CASE("a copied block has no headings, masks personal data and can have headings", "[ledger][grid]")
{
    GridDesk desk;
    threeOutlets(desk);
    desk.go(0, person);
    desk.key(Qt::Key_Right, Qt::ShiftModifier);
    desk.key(Qt::Key_Down, Qt::ShiftModifier);
    desk.key(Qt::Key_C, Qt::ControlModifier);
    CHECK(desk.clipboard() == QStringLiteral("\t138****5678\n\t138****5678\n"));
}

TEST_CASE("a pasted block shows what would change and is written as one step", "[ledger][grid]")
{
    GridDesk desk;
    threeOutlets(desk);
    const qsizetype before = steps(desk);
    desk.go(0, name);
    desk.copy(QStringLiteral("甲甲社\t大观镇\r\n乙社\t没有的镇\r\n"));
    desk.key(Qt::Key_V, Qt::ControlModifier);
    REQUIRE(desk.preview());
    const QString text = desk.previewText();
    CHECK(text.contains(QStringLiteral("1|修改|甲社 → 甲甲社|东城街道 → 大观镇|")));
    CHECK(text.startsWith(QStringLiteral("2|不修改||没有的镇|✘ 镇街：")));
    CHECK(desk.popupPart<QPushButton>(QStringLiteral("changes.write"))->text()
        == QStringLiteral("粘贴 2 处修改"));
    CHECK(steps(desk) == before);
    desk.press(QStringLiteral("changes.write"));
    CHECK_FALSE(desk.preview());
    CHECK(steps(desk) == before + 1);
    CHECK(desk.shown(0, name) == QStringLiteral("甲甲社"));
    CHECK(desk.shown(0, township) == QStringLiteral("大观镇"));
    CHECK(desk.shown(1, township) == QStringLiteral("东城街道"));
    undoLast(desk);
    CHECK(desk.shown(0, name) == QStringLiteral("甲社"));
    CHECK(desk.shown(0, township) == QStringLiteral("东城街道"));
}

TEST_CASE("a pasted month or day that may be another one is not written", "[ledger][grid]")
{
    GridDesk desk;
    threeOutlets(desk);
    desk.go(0, QStringLiteral("opened_on"));
    desk.copy(QStringLiteral("1900/1/3\n2024/7/26\n"));
    desk.key(Qt::Key_V, Qt::ControlModifier);
    REQUIRE(desk.preview());
    INFO(desk.previewText().toStdString());
    CHECK(desk.previewText().contains(QStringLiteral("多半是一个很小的数")));
    desk.press(QStringLiteral("changes.write"));
    CHECK(desk.stored(outlets, QStringLiteral("甲社"))[u"opened_on"].isNull());
    CHECK(desk.stored(outlets, QStringLiteral("乙社"))[u"opened_on"].text() == QStringLiteral("2024-07-26"));
    desk.put(QStringLiteral("services"),
        {{QStringLiteral("month"), QStringLiteral("2024-07")}, {township, QStringLiteral("东城街道")},
            {QStringLiteral("provider"), QStringLiteral("甲社")},
            {QStringLiteral("stage"), QStringLiteral("耕")}, {QStringLiteral("area"), QStringLiteral("10")}});
    desk.open(QStringLiteral("services"));
    desk.go(0, QStringLiteral("month"));
    desk.copy(QStringLiteral("2024.1"));
    desk.key(Qt::Key_V, Qt::ControlModifier);
    REQUIRE(desk.preview());
    CHECK(desk.previewText().contains(QStringLiteral("分不清是 1 月还是 10 月")));
    desk.press(QStringLiteral("changes.leave"));
    CHECK(desk.shown(0, QStringLiteral("month")) == QStringLiteral("2024-07"));
}

TEST_CASE("不粘贴 writes nothing", "[ledger][grid]")
{
    GridDesk desk;
    threeOutlets(desk);
    const qsizetype before = steps(desk);
    desk.go(0, name);
    desk.copy(QStringLiteral("甲甲社"));
    desk.key(Qt::Key_V, Qt::ControlModifier);
    desk.press(QStringLiteral("changes.leave"));
    CHECK(steps(desk) == before);
    CHECK(desk.shown(0, name) == QStringLiteral("甲社"));
}

TEST_CASE("rows of a block past the end are new rows", "[ledger][grid]")
{
    GridDesk desk;
    threeOutlets(desk);
    desk.go(2, name);
    desk.copy(QStringLiteral("丙丙社\t大观镇\n丁社\t水江镇\n\t水江镇\n"));
    desk.key(Qt::Key_V, Qt::ControlModifier);
    REQUIRE(desk.preview());
    CHECK(desk.popupPart<QPushButton>(QStringLiteral("changes.write"))->text()
        == QStringLiteral("粘贴 2 处修改，1 行新行"));
    CHECK(desk.previewText().startsWith(QStringLiteral("5|不新增|"))); // no name
    CHECK(desk.previewText().contains(QStringLiteral("4|新增|丁社|水江镇|")));
    desk.press(QStringLiteral("changes.write"));
    CHECK(desk.workspace().count(outlets).value() == 4);
    CHECK(desk.gridRows() == 4);
    CHECK(desk.shown(3, name) == QStringLiteral("丁社"));
    CHECK(desk.stored(outlets, QStringLiteral("丁社")).code().isEmpty() == false);
}

TEST_CASE("a single copied cell goes into every selected cell", "[ledger][grid]")
{
    GridDesk desk;
    threeOutlets(desk);
    desk.go(0, person);
    desk.key(Qt::Key_Down, Qt::ControlModifier | Qt::ShiftModifier);
    desk.copy(QStringLiteral("李四"));
    desk.key(Qt::Key_V, Qt::ControlModifier);
    desk.press(QStringLiteral("changes.write"));
    CHECK(desk.shownAll(person) == QStringList(3, QStringLiteral("李四")));
}

TEST_CASE("cells that a pasted line leaves out stay as they are", "[ledger][grid]")
{
    GridDesk desk;
    threeOutlets(desk);
    desk.go(0, name);
    desk.copy(QStringLiteral("甲甲社\t大观镇\n乙乙社\n"));
    desk.key(Qt::Key_V, Qt::ControlModifier);
    desk.press(QStringLiteral("changes.write"));
    CHECK(desk.shown(0, township) == QStringLiteral("大观镇"));
    CHECK(desk.shown(1, name) == QStringLiteral("乙乙社"));
    CHECK(desk.shown(1, township) == QStringLiteral("东城街道"));
}

TEST_CASE("a masked value that is pasted changes nothing", "[ledger][grid]")
{
    GridDesk desk;
    threeOutlets(desk);
    const qsizetype before = steps(desk);
    desk.go(0, phone);
    desk.key(Qt::Key_C, Qt::ControlModifier);
    desk.key(Qt::Key_Down);
    desk.key(Qt::Key_V, Qt::ControlModifier);
    CHECK_FALSE(desk.preview());
    CHECK(steps(desk) == before);
    CHECK(desk.stored(outlets, QStringLiteral("乙社"))[phone].text() == QStringLiteral("13812345678"));
}

TEST_CASE("a duplicate that only the store can see is refused in the preview and nothing is written",
    "[ledger][grid]")
{
    GridDesk desk;
    threeOutlets(desk);
    const qsizetype before = steps(desk);
    desk.go(0, name);
    desk.copy(QStringLiteral("丁社\n丙社\n"));
    desk.key(Qt::Key_V, Qt::ControlModifier);
    desk.press(QStringLiteral("changes.write"));
    REQUIRE(desk.preview());
    CHECK(desk.popupPart<QLabel>(QStringLiteral("changes.refusal"))
              ->text()
              .startsWith(QStringLiteral("第 2 行：")));
    CHECK(steps(desk) == before);
    desk.press(QStringLiteral("changes.leave"));
    CHECK(desk.shown(0, name) == QStringLiteral("甲社"));
}

TEST_CASE("Ctrl+D fills the selection with its first row and is one step", "[ledger][grid]")
{
    GridDesk desk;
    threeOutlets(desk);
    desk.go(0, person);
    desk.type(QStringLiteral("Li"));
    desk.key(Qt::Key_Up);
    desk.go(0, person);
    const qsizetype before = steps(desk);
    desk.key(Qt::Key_Down, Qt::ControlModifier | Qt::ShiftModifier);
    desk.key(Qt::Key_D, Qt::ControlModifier);
    CHECK_FALSE(desk.preview());
    CHECK(desk.shownAll(person) == QStringList(3, QStringLiteral("Li")));
    CHECK(steps(desk) == before + 1);
    undoLast(desk);
    CHECK(desk.shownAll(person) == QStringList{QStringLiteral("Li"), QString(), QString()});
}

TEST_CASE("Ctrl+R fills to the right", "[ledger][grid]")
{
    GridDesk desk;
    threeOutlets(desk);
    desk.go(0, QStringLiteral("opened_on"));
    desk.type(QStringLiteral("2024.7.1"));
    desk.key(Qt::Key_Return);
    desk.go(0, QStringLiteral("opened_on"));
    desk.key(Qt::Key_Right, Qt::ShiftModifier);
    desk.key(Qt::Key_R, Qt::ControlModifier);
    CHECK(desk.shown(0, QStringLiteral("closed_on")) == QStringLiteral("2024-07-01"));
}

TEST_CASE("Delete clears cells, and says why a required one stays", "[ledger][grid]")
{
    GridDesk desk;
    threeOutlets(desk);
    desk.go(0, phone);
    desk.key(Qt::Key_Down, Qt::ShiftModifier);
    desk.key(Qt::Key_Delete);
    CHECK(desk.shownAll(phone) == QStringList{QString(), QString(), QStringLiteral("138****5678")});
    CHECK(desk.workspace().count(outlets).value() == 3);

    desk.go(2, name);
    desk.key(Qt::Key_Delete);
    REQUIRE(desk.preview());
    CHECK(desk.previewText().startsWith(QStringLiteral("3|不修改|")));
    desk.press(QStringLiteral("changes.leave"));
    CHECK(desk.shown(2, name) == QStringLiteral("丙社"));
}

TEST_CASE("one value goes into a field of many rows after a preview", "[ledger][grid]")
{
    GridDesk desk;
    threeOutlets(desk);
    desk.go(0, township);
    Q_EMIT static_cast<RecordGrid*>(desk.grid())->changeManyRequested();
    QTest::qWait(10);
    auto* line = desk.popupPart<QComboBox>(QStringLiteral("changeMany.field"))
                     ->window()
                     ->findChild<QLineEdit*>(QStringLiteral("field.township"));
    REQUIRE(line);
    line->setText(QStringLiteral("大观镇"));
    desk.press(QStringLiteral("changeMany.preview"));
    REQUIRE(desk.preview());
    CHECK(
        desk.popupPart<QPushButton>(QStringLiteral("changes.write"))->text() == QStringLiteral("修改 3 处"));
    desk.press(QStringLiteral("changes.write"));
    CHECK(desk.shownAll(township) == QStringList(3, QStringLiteral("大观镇")));
}

TEST_CASE("the menu of the cells copies with headings", "[ledger][grid]")
{
    GridDesk desk;
    threeOutlets(desk);
    desk.go(0, name);
    const QPoint place = desk.grid()->visualRect(desk.grid()->currentIndex()).center();
    QContextMenuEvent asked(QContextMenuEvent::Mouse, place, desk.grid()->viewport()->mapToGlobal(place));
    QApplication::sendEvent(desk.grid()->viewport(), &asked);
    auto* menu = desk.part<QMenu>(QStringLiteral("grid.menu"));
    for (QAction* action : menu->actions())
        if (action->text() == QStringLiteral("复制（含表头）"))
            action->trigger();
    CHECK(desk.clipboard() == QStringLiteral("名称\n甲社\n"));
    menu->close();
}

TEST_CASE("quotes are quoting only where the closing one ends the cell", "[grid]")
{
    using Block = QList<QStringList>;
    const auto pasted = [](const char16_t* text) { return fromTsv(QString::fromUtf16(text)); };
    const auto cell = [](const char16_t* text) { return QString::fromUtf16(text); };
    // Letters like any other.
    CHECK(pasted(u"\"老李\"农资店\t北门\n") == Block{{cell(u"\"老李\"农资店"), cell(u"北门")}});
    CHECK(pasted(u"\"没有后引号\t北门\n12\"口径\t南门\n")
        == Block{{cell(u"\"没有后引号"), cell(u"北门")}, {cell(u"12\"口径"), cell(u"南门")}});
    CHECK(pasted(u"\"") == Block{{cell(u"\"")}});
    CHECK(pasted(u"甲\"乙\"\t\"") == Block{{cell(u"甲\"乙\""), cell(u"\"")}});
    // Quoting: a line end, a tab or a quote inside.
    CHECK(pasted(u"\"一\r\n二\"\t\"a\tb\"\r\n") == Block{{cell(u"一\r\n二"), cell(u"a\tb")}});
    CHECK(pasted(u"\"他说\"\"好\"\"\"\t尾") == Block{{cell(u"他说\"好\""), cell(u"尾")}});
    CHECK(pasted(u"\"\"\t甲") == Block{{cell(u""), cell(u"甲")}});
    CHECK(pasted(u"\"末尾\"") == Block{{cell(u"末尾")}});
    // Empty cells and lines keep their places.
    CHECK(
        pasted(u"甲\t\n\t乙\n\n") == Block{{cell(u"甲"), QString()}, {QString(), cell(u"乙")}, {QString()}});
    CHECK(pasted(u"甲\t") == Block{{cell(u"甲"), QString()}});
}

TEST_CASE("the preview of a paste says of a row that stays out which one it is", "[ledger][grid]")
{
    GridDesk desk;
    desk.open(QStringLiteral("outlets"));
    desk.copy(QStringLiteral("名称\t镇街\t经营者\n甲社\t大观镇\t张某\n乙社\t没有的镇\t李某\n"));
    desk.go(0, QStringLiteral("name"));
    desk.key(Qt::Key_V, Qt::ControlModifier);
    REQUIRE(QTest::qWaitFor([&] { return desk.preview() != nullptr; }, 10000));
    const QString text = desk.previewText();
    INFO(text.toStdString());
    const QString out = text.section(u'\n', 0, 0); // what is wrong stands first
    CHECK(out.contains(QStringLiteral("不新增")));
    CHECK(out.contains(QStringLiteral("乙社")));
    CHECK(out.contains(QStringLiteral("李某")));
    CHECK(desk.popupPart<QLabel>(QStringLiteral("changes.note"))->text().startsWith(QStringLiteral("1 处")));
    desk.press(QStringLiteral("changes.write"));
    REQUIRE(QTest::qWaitFor([&] { return desk.gridRows() == 1; }, 10000));
    CHECK(desk.shown(0, QStringLiteral("name")) == QStringLiteral("甲社"));
}

TEST_CASE("the preview shows in full the telephones that were just pasted and no others", "[ledger][grid]")
{
    GridDesk desk;
    threeOutlets(desk);
    desk.go(0, phone);
    // The second is the number that is there, the third has its mask: neither tells which it is.
    desk.copy(QStringLiteral("13911112222\n13812345678\n13800005678\n"));
    desk.key(Qt::Key_V, Qt::ControlModifier);
    REQUIRE(desk.preview());
    const QString shown = desk.previewText();
    CHECK(shown.contains(QStringLiteral("138****5678 → 13911112222")));
    CHECK_FALSE(shown.contains(QStringLiteral("13812345678")));
    CHECK_FALSE(shown.contains(QStringLiteral("13800005678")));
    desk.press(QStringLiteral("changes.leave"));
    CHECK(desk.shownAll(phone).first() == QStringLiteral("138****5678"));
}
