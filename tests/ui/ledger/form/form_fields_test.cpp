#include "core/store/history/change_log.h"
#include "core/store/people/people.h"
#include "tests/ui/ledger/ledger_desk.h"

#include <QAbstractItemView>
#include <QToolButton>

using namespace coop;

namespace
{

RowId putWithPhone(LedgerDesk& desk, const QString& name)
{
    return desk.put(outlets,
        {{QStringLiteral("name"), name}, {QStringLiteral("township"), QStringLiteral("大观镇")},
            {QStringLiteral("phone"), QStringLiteral("13812345678")}});
}
} // namespace

TEST_CASE("seeing a phone number stands in the history and lasts until the selection moves", "[ledger][form]")
{
    LedgerDesk desk;
    REQUIRE(addPerson(
        desk.workspace(), desk.session.author(Door::form, {}), QStringLiteral("张三"), Role::admin));
    const RowId row = putWithPhone(desk, QStringLiteral("甲社"));
    const RowId other = putWithPhone(desk, QStringLiteral("乙社"));
    desk.page.showRow(outlets, row);
    auto* phone = desk.field(QStringLiteral("phone"));
    auto* reveal = desk.part<QToolButton>(QStringLiteral("reveal.phone"));
    REQUIRE(maySeePersonal(desk.workspace()));
    REQUIRE(reveal->isVisible());
    CHECK(reveal->accessibleName() == QStringLiteral("显示联系电话"));
    CHECK(phone->text() == QStringLiteral("138****5678"));
    phone->setFocus();
    desk.key(Qt::Key_Tab); // by keyboard
    CHECK(QApplication::focusWidget() == reveal);
    desk.key(Qt::Key_Space);
    CHECK(phone->text() == QStringLiteral("13812345678"));
    CHECK_FALSE(desk.part<QPushButton>(QStringLiteral("form.save"))->isEnabled()); // nothing was typed
    const auto heads = historyHeads(desk.workspace(), {.limit = 1});
    REQUIRE(heads->size() == 1);
    CHECK(heads->first().door == Door::see);
    CHECK(heads->first().reason.contains(QStringLiteral("联系电话")));

    desk.page.showRow(outlets, other);
    CHECK(phone->text() == QStringLiteral("138****5678"));
    desk.page.showRow(outlets, row);
    CHECK(phone->text() == QStringLiteral("138****5678"));
}

TEST_CASE("who is not on the list of people is not offered to see a phone number", "[ledger][form]")
{
    LedgerDesk desk;
    desk.page.showRow(outlets, putWithPhone(desk, QStringLiteral("甲社")));
    CHECK(desk.field(QStringLiteral("phone"))->text() == QStringLiteral("138****5678"));
    CHECK_FALSE(desk.part<QToolButton>(QStringLiteral("reveal.phone"))->isVisible());
}

TEST_CASE(
    "villages of the row's township are offered by pinyin, and any other name may be typed", "[ledger][form]")
{
    LedgerDesk desk;
    desk.open(outlets);
    desk.key(Qt::Key_N, Qt::ControlModifier);
    desk.compose(QStringLiteral("鼓楼坝综合服务社"));
    desk.key(Qt::Key_Return);
    desk.type(QStringLiteral("dcjd")); // 东城街道
    desk.key(Qt::Key_Return);
    REQUIRE(QApplication::focusWidget() == desk.field(QStringLiteral("village")));
    const auto township
        = desk.workspace().lookup().find({QStringLiteral("townships")}, QStringLiteral("东城街道"));
    const auto villages = desk.workspace().rows({.registry = QStringLiteral("villages"),
        .equals = {{QStringLiteral("township"), FieldValue(township[0].id)}}});
    REQUIRE(villages);
    REQUIRE_FALSE(villages->isEmpty());

    SECTION("Down lists those of the township only")
    {
        desk.key(Qt::Key_Down);
        auto* list = qobject_cast<QAbstractItemView*>(QApplication::activePopupWidget());
        REQUIRE(list);
        CHECK(list->model()->rowCount() == villages->size());
        list->hide();
    }
    SECTION("initials choose")
    {
        desk.type(QStringLiteral("glb"));
        desk.key(Qt::Key_Return);
        CHECK(desk.field(QStringLiteral("village"))->text().startsWith(QStringLiteral("鼓楼坝")));
        CHECK(QApplication::focusWidget() != desk.field(QStringLiteral("village")));
    }
    SECTION("a name that is in no list stays")
    {
        desk.compose(QStringLiteral("鼓楼"));
        desk.key(Qt::Key_Return);
        desk.key(Qt::Key_S, Qt::ControlModifier);
        const auto rows = desk.workspace().rows({.registry = outlets});
        REQUIRE(rows->size() == 1);
        CHECK(rows->first()[u"village"].text() == QStringLiteral("鼓楼"));
    }
}

TEST_CASE("what the program fills can be read and not typed", "[ledger][form]")
{
    LedgerDesk desk;
    const RowId row = desk.putOutlet(QStringLiteral("甲社"), QStringLiteral("大观镇"));
    desk.page.showRow(outlets, row);
    auto* field = desk.field(QStringLiteral("source_point"));
    CHECK(field->isReadOnly());
    field->setFocus();
    desk.type(QStringLiteral("x"));
    CHECK(field->text().isEmpty());
}

TEST_CASE("no field of any ledger is wider than the form beside the grid", "[ledger][form]")
{
    LedgerDesk desk;
    for (const RegistrySpec& spec : desk.workspace().registries().all()) {
        if (!spec.ledger)
            continue;
        desk.open(spec.id);
        desk.click(QStringLiteral("ledger.add"));
        const auto* fields = desk.part<QWidget>(QStringLiteral("form.fields"));
        INFO(spec.label.toStdString());
        CHECK(fields->minimumSizeHint().width() <= fields->parentWidget()->width());
    }
}

TEST_CASE("a name that does not exist is refused with the one that was most likely meant", "[ledger][form]")
{
    LedgerDesk desk;
    desk.open(outlets);
    desk.key(Qt::Key_N, Qt::ControlModifier);
    desk.fill(QStringLiteral("name"), QStringLiteral("甲社"));
    desk.fill(QStringLiteral("township"), QStringLiteral("大官镇"));
    desk.key(Qt::Key_S, Qt::ControlModifier);
    CHECK(desk.error(QStringLiteral("township")).contains(QStringLiteral("您是不是要找：大观镇")));
    CHECK(desk.workspace().rows({.registry = outlets})->isEmpty());
}
