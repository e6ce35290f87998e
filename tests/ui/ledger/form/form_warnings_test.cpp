#include "core/store/history/change_log.h"
#include "tests/core/store/district_box.h"
#include "tests/ui/ledger/ledger_desk.h"

using namespace coop;

namespace
{

QString lastReason(LedgerDesk& desk)
{
    const auto heads = historyHeads(desk.workspace(), {.limit = 1});
    REQUIRE(heads);
    REQUIRE(heads->size() == 1);
    return heads->first().reason;
}
} // namespace

TEST_CASE("a row with a warning is saved only with a reason, which stands in the history", "[ledger][form]")
{
    LedgerDesk desk;
    const RowId row = desk.putOutlet(QStringLiteral("大观供销社"), QStringLiteral("大观镇"));
    desk.page.showRow(outlets, row);
    desk.fill(QStringLiteral("phone"), QStringLiteral("12345"));
    desk.key(Qt::Key_S, Qt::ControlModifier);

    auto* reason = desk.part(QStringLiteral("form.reason"));
    CHECK(reason->isVisible());
    CHECK(QApplication::focusWidget() == reason);
    CHECK(desk.error(QStringLiteral("phone")).startsWith(QStringLiteral("请留意：")));
    CHECK(desk.workspace().row(outlets, row).value()[u"phone"].isNull());

    SECTION("pressing save again without a reason does not save")
    {
        desk.key(Qt::Key_S, Qt::ControlModifier);
        desk.compose(QStringLiteral("   "));
        desk.key(Qt::Key_Return);
        CHECK(desk.workspace().row(outlets, row).value()[u"phone"].isNull());
    }
    SECTION("Enter after the reason saves")
    {
        desk.compose(QStringLiteral("内部短号，已电话核实"));
        desk.key(Qt::Key_Return);
        CHECK(desk.workspace().row(outlets, row).value()[u"phone"].text() == QStringLiteral("12345"));
        CHECK(lastReason(desk) == QStringLiteral("修改服务网点 大观供销社：内部短号，已电话核实"));
        CHECK_FALSE(reason->isVisible());

        // The next step begins without that reason, and what was so before is not asked about again.
        desk.fill(QStringLiteral("operator"), QStringLiteral("李四"));
        desk.key(Qt::Key_S, Qt::ControlModifier);
        CHECK(desk.workspace().row(outlets, row).value()[u"operator"].text() == QStringLiteral("李四"));
        CHECK(lastReason(desk) == QStringLiteral("修改服务网点 大观供销社"));
    }
    SECTION("a corrected value needs none")
    {
        desk.compose(QStringLiteral("写了一半"));
        desk.fill(QStringLiteral("phone"), QStringLiteral("13812345678"));
        desk.key(Qt::Key_S, Qt::ControlModifier);
        CHECK(desk.workspace().row(outlets, row).value()[u"phone"].text() == QStringLiteral("13812345678"));
        CHECK(lastReason(desk) == QStringLiteral("修改服务网点 大观供销社"));
        CHECK_FALSE(reason->isVisible());
    }
    SECTION("a reason for one warning does not answer another")
    {
        desk.compose(QStringLiteral("内部短号"));
        desk.fill(QStringLiteral("opened_on"), QStringLiteral("2099-01-01"));
        desk.key(Qt::Key_S, Qt::ControlModifier);
        CHECK(desk.workspace().row(outlets, row).value()[u"phone"].isNull());
        CHECK_FALSE(desk.error(QStringLiteral("opened_on")).isEmpty());
        CHECK(QApplication::focusWidget() == reason);
        desk.key(Qt::Key_Return);
        CHECK(desk.workspace().row(outlets, row).value()[u"phone"].text() == QStringLiteral("12345"));
    }
}

TEST_CASE("more area than the township has farmland asks for a reason", "[ledger][form]")
{
    LedgerDesk desk;
    const QString townships = QStringLiteral("townships");
    const auto found = desk.workspace().lookup().find({townships}, QStringLiteral("大观镇"));
    REQUIRE(found.size() == 1);
    Record township = desk.workspace().row(townships, found[0].id).value();
    township.set(u"farmland", qint64(100'00));
    auto work = UnitOfWork::begin(desk.workspace(), desk.session.author(Door::form, {}));
    REQUIRE(work);
    REQUIRE((*work)->change(township));
    REQUIRE((*work)->commit());
    work->reset();
    desk.session.noteSaved();
    desk.putOutlet(QStringLiteral("大观供销社"), QStringLiteral("大观镇"));

    desk.open(QStringLiteral("services"));
    desk.key(Qt::Key_N, Qt::ControlModifier);
    desk.fill(QStringLiteral("month"), QStringLiteral("2024-07"));
    desk.fill(QStringLiteral("township"), QStringLiteral("大观镇"));
    desk.key(Qt::Key_Return);
    desk.fill(QStringLiteral("provider"), QStringLiteral("大观供销社"));
    desk.key(Qt::Key_Return);
    desk.field<QWidget>(QStringLiteral("stage"))->setFocus();
    desk.type(QStringLiteral("f"));
    desk.fill(QStringLiteral("area"), QStringLiteral("101"));
    desk.click(QStringLiteral("form.save"));
    CHECK(desk.error(QStringLiteral("area")).contains(QStringLiteral("耕地")));
    CHECK(desk.workspace().count(QStringLiteral("services")).value() == 0);
    desk.compose(QStringLiteral("含外镇托管"));
    desk.key(Qt::Key_Return);
    CHECK(desk.workspace().count(QStringLiteral("services")).value() == 1);
    CHECK(lastReason(desk).endsWith(QStringLiteral("：含外镇托管")));
}

TEST_CASE("a point of another province is asked about in the form and one near the district is not",
    "[ledger][form]")
{
    LedgerDesk desk;
    const RowId row = desk.putOutlet(QStringLiteral("大观供销社"), QStringLiteral("大观镇"));
    const auto place
        = desk.workspace().lookup().find({QStringLiteral("townships")}, QStringLiteral("大观镇"));
    layDistrictBox(desk.workspace(), place[0].id);
    desk.session.noteSaved();
    const auto stored = [&] { return desk.workspace().row(outlets, row).value(); };
    desk.page.showRow(outlets, row);
    desk.fill(QStringLiteral("lon"), QStringLiteral("116.4"));
    desk.fill(QStringLiteral("lat"), QStringLiteral("29.1"));
    desk.key(Qt::Key_Return);
    CHECK(desk.error(QStringLiteral("lat")).contains(QStringLiteral("离本区约")));
    desk.key(Qt::Key_S, Qt::ControlModifier);
    CHECK(stored()[u"lon"].isNull());
    CHECK(QApplication::focusWidget() == desk.part(QStringLiteral("form.reason")));
    SECTION("corrected it needs no reason")
    {
        desk.fill(QStringLiteral("lon"), QStringLiteral("107.5"));
        desk.key(Qt::Key_Return);
        CHECK(desk.error(QStringLiteral("lat")).isEmpty());
        desk.key(Qt::Key_S, Qt::ControlModifier);
        CHECK(stored()[u"lon"].real() == Approx(107.5));
    }
    SECTION("with a reason it is saved and not asked about again")
    {
        desk.compose(QStringLiteral("驻外门店"));
        desk.key(Qt::Key_Return);
        CHECK(stored()[u"lon"].real() == Approx(116.4));
        desk.fill(QStringLiteral("operator"), QStringLiteral("李四"));
        desk.key(Qt::Key_S, Qt::ControlModifier);
        CHECK(stored()[u"operator"].text() == QStringLiteral("李四"));
    }
}
