#include "tests/ui/ledger/ledger_desk.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHeaderView>
#include <QTreeWidget>

using namespace coop;

namespace
{
const QString services = QStringLiteral("services");
} // namespace

TEST_CASE("a row typed by keyboard alone is in the store and in the grid", "[ledger]")
{
    LedgerDesk desk;
    desk.open(outlets);
    REQUIRE(desk.gridRows() == 0);

    desk.key(Qt::Key_N, Qt::ControlModifier);
    desk.compose(QStringLiteral("鼓楼坝综合服务社"));
    desk.key(Qt::Key_Return);
    desk.type(QStringLiteral("dcjd")); // 东城街道
    desk.key(Qt::Key_Return);
    desk.compose(QStringLiteral("鼓楼坝社区"));
    desk.key(Qt::Key_Return);
    desk.type(QStringLiteral("2024.7.1"));
    desk.key(Qt::Key_Return);
    CHECK(desk.field(QStringLiteral("opened_on"))->text() == QStringLiteral("2024-07-01"));
    desk.key(Qt::Key_S, Qt::ControlModifier);

    const auto rows = desk.workspace().rows({.registry = outlets});
    REQUIRE(rows);
    REQUIRE(rows->size() == 1);
    CHECK((*rows)[0][u"name"].text() == QStringLiteral("鼓楼坝综合服务社"));
    CHECK((*rows)[0][u"opened_on"].text() == QStringLiteral("2024-07-01"));
    CHECK_FALSE((*rows)[0].code().isEmpty());
    REQUIRE(desk.gridRows() == 1);
    CHECK(desk.cell(0, QStringLiteral("名称")) == QStringLiteral("鼓楼坝综合服务社"));
    CHECK(desk.cell(0, QStringLiteral("镇街")) == QStringLiteral("东城街道"));
    CHECK(desk.text(QStringLiteral("ledger.count")) == QStringLiteral("1 行"));
}

TEST_CASE("a negative area is refused at its field and nothing is written", "[ledger]")
{
    LedgerDesk desk;
    desk.putOutlet(QStringLiteral("甲社"), QStringLiteral("东城街道"));
    desk.open(services);
    desk.key(Qt::Key_N, Qt::ControlModifier);
    desk.fill(QStringLiteral("month"), QStringLiteral("2024.7"));
    desk.fill(QStringLiteral("township"), QStringLiteral("东城街道"));
    desk.fill(QStringLiteral("provider"), QStringLiteral("甲社"));
    desk.field<QComboBox>(QStringLiteral("stage"))->setCurrentText(QStringLiteral("防"));
    desk.fill(QStringLiteral("area"), QStringLiteral("-3"));
    desk.key(Qt::Key_Return);
    CHECK(desk.error(QStringLiteral("area")).contains(QStringLiteral("不能小于 0")));

    desk.key(Qt::Key_S, Qt::ControlModifier);
    CHECK(desk.workspace().count(services).value() == 0);
    CHECK(QApplication::focusWidget() == desk.field(QStringLiteral("area")));

    desk.fill(QStringLiteral("area"), QStringLiteral("三十亩"));
    desk.key(Qt::Key_S, Qt::ControlModifier);
    CHECK(desk.error(QStringLiteral("area")).contains(QStringLiteral("三十亩")));
    CHECK(desk.workspace().count(services).value() == 0);

    desk.fill(QStringLiteral("area"), QStringLiteral("30"));
    desk.key(Qt::Key_S, Qt::ControlModifier);
    CHECK(desk.error(QStringLiteral("area")).isEmpty());
    CHECK(desk.workspace().count(services).value() == 1);
}

TEST_CASE("what follows from other fields is shown while they are typed", "[ledger]")
{
    LedgerDesk desk;
    desk.open(services);
    desk.key(Qt::Key_N, Qt::ControlModifier);
    desk.fill(QStringLiteral("area"), QStringLiteral("120.5"));
    desk.fill(QStringLiteral("times"), QStringLiteral("3"));
    CHECK(desk.field(QStringLiteral("mu_times"))->text() == QStringLiteral("361.5"));
}

TEST_CASE("an edited row is written and the grid shows it", "[ledger]")
{
    LedgerDesk desk;
    const RowId row = desk.putOutlet(QStringLiteral("甲社"), QStringLiteral("东城街道"));
    desk.page.showRow(outlets, row);
    desk.fill(QStringLiteral("name"), QStringLiteral("乙社"));
    CHECK(desk.part<QPushButton>(QStringLiteral("form.save"))->text() == QStringLiteral("保存修改"));
    desk.click(QStringLiteral("form.save"));
    CHECK(desk.workspace().row(outlets, row).value()[u"name"].text() == QStringLiteral("乙社"));
    CHECK(desk.cell(0, QStringLiteral("名称")) == QStringLiteral("乙社"));
    CHECK_FALSE(desk.part<QPushButton>(QStringLiteral("form.save"))->isEnabled());
}

TEST_CASE("a row is deleted only after the button that says so", "[ledger]")
{
    LedgerDesk desk;
    const RowId row = desk.putOutlet(QStringLiteral("甲社"), QStringLiteral("东城街道"));
    desk.page.showRow(outlets, row);
    desk.answer({QStringLiteral("不删除")});
    desk.click(QStringLiteral("ledger.remove"));
    CHECK(desk.asked.join(u'\n').contains(QStringLiteral("甲社")));
    CHECK(desk.workspace().count(outlets).value() == 1);

    desk.grid()->setFocus();
    desk.answer({QStringLiteral("删除 1 行")});
    desk.key(Qt::Key_Minus, Qt::ControlModifier);
    CHECK(desk.workspace().count(outlets).value() == 0);
    CHECK(desk.gridRows() == 0);
    CHECK(desk.part<QLabel>(QStringLiteral("empty.heading"))->text() == QStringLiteral("还没有服务网点"));
}

TEST_CASE("several rows are deleted together, and none when one is still in use", "[ledger]")
{
    LedgerDesk desk;
    desk.putOutlet(QStringLiteral("甲社"), QStringLiteral("东城街道"));
    desk.putOutlet(QStringLiteral("乙社"), QStringLiteral("南城街道"));
    desk.put(services,
        {{QStringLiteral("month"), QStringLiteral("2024-07")},
            {QStringLiteral("township"), QStringLiteral("东城街道")},
            {QStringLiteral("provider"), QStringLiteral("甲社")},
            {QStringLiteral("stage"), QStringLiteral("防")}, {QStringLiteral("area"), QStringLiteral("30")}});
    desk.open(outlets);
    desk.grid()->selectAll();
    CHECK(desk.part<QPushButton>(QStringLiteral("ledger.remove"))->text() == QStringLiteral("删除 2 行"));
    desk.answer({QStringLiteral("删除 2 行"), QStringLiteral("知道了")});
    desk.click(QStringLiteral("ledger.remove"));
    REQUIRE(desk.asked.size() == 2);
    CHECK(desk.asked[1].startsWith(QStringLiteral("没有删除。")));
    CHECK(desk.workspace().count(outlets).value() == 2);
    CHECK(desk.gridRows() == 2);
}

TEST_CASE("the search finds by characters, pinyin and initials as one types", "[ledger]")
{
    LedgerDesk desk;
    desk.putOutlet(QStringLiteral("金佛山综合服务社"), QStringLiteral("三泉镇"));
    desk.putOutlet(QStringLiteral("木凉综合服务社"), QStringLiteral("木凉镇"));
    desk.open(outlets);
    REQUIRE(desk.gridRows() == 2);
    auto* search = desk.part(QStringLiteral("ledger.search"));
    const auto found = [&](const QString& query) {
        search->setText(query);
        QStringList names;
        for (int row = 0; row < desk.gridRows(); ++row)
            names += desk.cell(row, QStringLiteral("名称"));
        return names;
    };
    CHECK(found(QStringLiteral("jfs")) == QStringList{QStringLiteral("金佛山综合服务社")});
    CHECK(found(QStringLiteral("muliang")) == QStringList{QStringLiteral("木凉综合服务社")});
    CHECK(found(QStringLiteral("三泉")) == QStringList{QStringLiteral("金佛山综合服务社")});
    CHECK(found(QStringLiteral("zhfws")).size() == 2);
    CHECK(found(QStringLiteral("zhfws mlz")) == QStringList{QStringLiteral("木凉综合服务社")});
    CHECK(desk.text(QStringLiteral("ledger.count")).startsWith(QStringLiteral("1 行，共 2 行")));
    CHECK(found(QStringLiteral("xyz")).isEmpty());
    CHECK(desk.text(QStringLiteral("empty.heading")) == QStringLiteral("没有找到“xyz”"));
    // Also below a column's filter, which stays when the search is cleared.
    const QString name = QStringLiteral("name");
    const ColumnFilter filter{.field = name, .values = {QStringLiteral("木凉综合服务社")}};
    desk.rows().setFilter(name, &filter);
    auto* step = desk.part<QPushButton>(QStringLiteral("empty.step"));
    REQUIRE(step->isVisible());
    CHECK(step->text() == QStringLiteral("清除搜索"));
    QTest::mouseClick(step, Qt::LeftButton);
    CHECK(search->text().isEmpty());
    CHECK(desk.gridRows() == 1);
    CHECK_FALSE(step->isVisible());
}

TEST_CASE("unsaved changes ask before the row is left", "[ledger]")
{
    LedgerDesk desk;
    const RowId first = desk.putOutlet(QStringLiteral("甲社"), QStringLiteral("东城街道"));
    const RowId second = desk.putOutlet(QStringLiteral("乙社"), QStringLiteral("南城街道"));
    desk.page.showRow(outlets, first);
    REQUIRE(desk.cell(0, QStringLiteral("名称")) == QStringLiteral("甲社"));
    const auto leave = [&] {
        desk.grid()->selectRow(1);
        QTest::qWait(120);
    };
    desk.fill(QStringLiteral("operator"), QStringLiteral("李四"));

    desk.answer({QStringLiteral("继续编辑")});
    leave();
    CHECK(desk.asked.join(u'\n').contains(QStringLiteral("还没有保存")));
    CHECK(desk.field(QStringLiteral("operator"))->text() == QStringLiteral("李四"));
    CHECK(desk.grid()->currentIndex().row() == 0);

    SECTION("放弃修改 writes nothing")
    {
        desk.answer({QStringLiteral("放弃修改")});
        leave();
        CHECK(desk.workspace().row(outlets, first).value()[u"operator"].isNull());
        CHECK(desk.field(QStringLiteral("name"))->text() == QStringLiteral("乙社"));
    }
    SECTION("保存修改 writes and goes on")
    {
        desk.answer({QStringLiteral("保存修改")});
        leave();
        CHECK(desk.workspace().row(outlets, first).value()[u"operator"].text() == QStringLiteral("李四"));
        CHECK(desk.field(QStringLiteral("name"))->text() == QStringLiteral("乙社"));
    }
    SECTION("another ledger asks, too")
    {
        desk.asked.clear();
        desk.answer({QStringLiteral("继续编辑")});
        desk.page.showRow(services, 0);
        QTest::qWait(120);
        CHECK(desk.asked.join(u'\n').contains(QStringLiteral("还没有保存")));
        CHECK(desk.part<QTreeWidget>(QStringLiteral("ledger.list"))->currentItem()->text(0)
            == QStringLiteral("服务网点"));
    }
    Q_UNUSED(second)
}

TEST_CASE("personal data are masked in the grid and stay whole when another field is edited", "[ledger]")
{
    LedgerDesk desk;
    const RowId row = desk.put(outlets,
        {{QStringLiteral("name"), QStringLiteral("甲社")},
            {QStringLiteral("township"), QStringLiteral("东城街道")},
            {QStringLiteral("phone"), QStringLiteral("13812345678")}});
    desk.page.showRow(outlets, row);
    CHECK(desk.cell(0, QStringLiteral("联系电话")) == QStringLiteral("138****5678"));
    CHECK(desk.field(QStringLiteral("phone"))->text() == QStringLiteral("138****5678"));
    desk.fill(QStringLiteral("operator"), QStringLiteral("李四"));
    desk.click(QStringLiteral("form.save"));
    CHECK(desk.workspace().row(outlets, row).value()[u"phone"].text() == QStringLiteral("13812345678"));

    desk.fill(QStringLiteral("phone"), QStringLiteral("138****9999"));
    desk.click(QStringLiteral("form.save"));
    CHECK(desk.error(QStringLiteral("phone")).contains(QStringLiteral("遮盖")));
    CHECK(desk.workspace().row(outlets, row).value()[u"phone"].text() == QStringLiteral("13812345678"));
}

TEST_CASE("a click on a heading sorts numbers by size and Chinese by pinyin", "[ledger]")
{
    LedgerDesk desk;
    for (const auto& [name, stars] : {std::pair{u"张家社", u"5"}, {u"李家社", u"1"}, {u"陈家社", u"3"}})
        desk.put(outlets,
            {{QStringLiteral("name"), QString::fromUtf16(name)},
                {QStringLiteral("township"), QStringLiteral("东城街道")},
                {QStringLiteral("stars"), QString::fromUtf16(stars)},
                {QStringLiteral("star_since"), QStringLiteral("2024-01-01")}});
    desk.open(outlets);
    const auto order = [&](const QString& heading, Qt::SortOrder direction) {
        for (int column = 0; column < desk.grid()->model()->columnCount(); ++column)
            if (desk.grid()->model()->headerData(column, Qt::Horizontal) == heading)
                desk.grid()->sortByColumn(column, direction);
        QString names;
        for (int row = 0; row < desk.gridRows(); ++row)
            names += desk.cell(row, QStringLiteral("名称")).first(1);
        return names;
    };
    CHECK(order(QStringLiteral("名称"), Qt::AscendingOrder) == QStringLiteral("陈李张"));
    CHECK(order(QStringLiteral("名称"), Qt::DescendingOrder) == QStringLiteral("张李陈"));
    CHECK(order(QStringLiteral("星级"), Qt::AscendingOrder) == QStringLiteral("李陈张"));
}

TEST_CASE("the scope of the session narrows the grid", "[ledger]")
{
    LedgerDesk desk;
    desk.putOutlet(QStringLiteral("甲社"), QStringLiteral("大观镇"));
    desk.putOutlet(QStringLiteral("乙社"), QStringLiteral("水江镇"));
    desk.open(outlets);
    const auto township
        = desk.workspace().lookup().find({QStringLiteral("townships")}, QStringLiteral("大观镇"));
    REQUIRE(township.size() == 1);
    desk.session.setScope({QStringLiteral("townships"), township[0].id, township[0].code, township[0].name});
    REQUIRE(desk.gridRows() == 1);
    CHECK(desk.cell(0, QStringLiteral("名称")) == QStringLiteral("甲社"));
    CHECK(desk.part<QAbstractButton>(QStringLiteral("choice.area"))->text() == QStringLiteral("大观镇"));
    desk.session.setScope({});
    CHECK(desk.gridRows() == 2);
}

TEST_CASE(
    "rows chosen on the map are shown alone, outside the scope as well, until the chip is closed", "[ledger]")
{
    LedgerDesk desk;
    const RowId first = desk.putOutlet(QStringLiteral("甲社"), QStringLiteral("大观镇"));
    desk.putOutlet(QStringLiteral("乙社"), QStringLiteral("水江镇"));
    const RowId third = desk.putOutlet(QStringLiteral("丙社"), QStringLiteral("水江镇"));
    desk.open(outlets);
    const auto township
        = desk.workspace().lookup().find({QStringLiteral("townships")}, QStringLiteral("大观镇"));
    desk.session.setScope({QStringLiteral("townships"), township[0].id, township[0].code, township[0].name});
    REQUIRE(desk.gridRows() == 1);
    desk.page.showPlace(RowsPlace{outlets, {first, third}, QStringLiteral("地图框选 = 2 个")});
    REQUIRE(QTest::qWaitFor([&] { return desk.gridRows() == 2; }, 5000));
    CHECK(desk.cell(0, QStringLiteral("名称")) + desk.cell(1, QStringLiteral("名称"))
        == QStringLiteral("甲社丙社"));
    desk.page.showRow(services, 0);
    desk.page.showRow(outlets, 0);
    CHECK(QTest::qWaitFor([&] { return desk.gridRows() == 1; }, 5000)); // the scope holds again
}

TEST_CASE("every ledger opens with a form that has an input for each field", "[ledger]")
{
    LedgerDesk desk;
    for (const RegistrySpec* ledger : desk.workspace().registries().ledgers()) {
        desk.open(ledger->id);
        desk.key(Qt::Key_N, Qt::ControlModifier);
        for (const FieldSpec& field : ledger->fields) {
            INFO(ledger->id.toStdString() << "." << field.id.toStdString());
            CHECK(desk.page.findChild<QWidget*>(QStringLiteral("editor.") + field.id));
        }
        desk.click(QStringLiteral("form.discard"));
    }
}

TEST_CASE("Ctrl+1 hides the form and shows it again", "[ledger]")
{
    LedgerDesk desk;
    auto* pane = desk.part<QWidget>(QStringLiteral("ledger.formPane"));
    desk.key(Qt::Key_1, Qt::ControlModifier);
    CHECK_FALSE(pane->isVisible());
    desk.key(Qt::Key_1, Qt::ControlModifier);
    CHECK(pane->isVisible());
}

TEST_CASE("the page holds up closing while a row is not saved", "[ledger]")
{
    LedgerDesk desk;
    const RowId row = desk.putOutlet(QStringLiteral("甲社"), QStringLiteral("东城街道"));
    desk.page.showRow(outlets, row);
    CHECK(desk.page.mayClose());
    desk.fill(QStringLiteral("operator"), QStringLiteral("李四"));
    desk.answer({QStringLiteral("继续编辑")});
    CHECK_FALSE(desk.page.mayClose());
    desk.answer({QStringLiteral("保存修改")});
    CHECK(desk.page.mayClose());
    CHECK(desk.workspace().row(outlets, row).value()[u"operator"].text() == QStringLiteral("李四"));
}
