#include "core/exchange/receipt/receipt.h"
#include "tests/ui/exchange/town_desk.h"
#include "ui/shell/page_list.h"
#include "ui/shell/scope_chooser.h"

#include <QTabWidget>
#include <QTableView>
#include <QTreeWidget>

using namespace coop;

TEST_CASE("a township's window knows no other area and no 下发", "[exchange]")
{
    TownDesk desk;
    desk.openTown();
    CHECK(desk.town.session()->scope().name == QStringLiteral("大观镇农合联"));
    desk.town.session()->setScope({QString(), 0, QString(), QStringLiteral("全区")});
    CHECK(desk.town.session()->scope().name == QStringLiteral("大观镇农合联"));
    CHECK(desk.town.windowTitle().contains(QStringLiteral("大观镇农合联")));
    CHECK_FALSE(desk.town.findChild<QPushButton*>(QStringLiteral("exchange.issue")));
    CHECK_FALSE(desk.town.findChild<QPushButton*>(QStringLiteral("exchange.merge")));

    QTest::mouseClick(desk.part<ScopeChooser>(QStringLiteral("scopeChooser"), &desk.town), Qt::LeftButton);
    auto* tree = desk.town.findChild<QTreeWidget*>(QStringLiteral("scopeTree"));
    REQUIRE(tree);
    CHECK(tree->topLevelItemCount() == 1);
    CHECK(tree->topLevelItem(0)->text(0) == QStringLiteral("大观镇农合联"));
    CHECK(tree->topLevelItem(0)->childCount() > 1);
    tree->window()->close();
    CHECK(desk.part<QLabel>(QStringLiteral("exchange.standing"), &desk.town)
              ->text()
              .contains(QStringLiteral("还没有上报过")));
}

TEST_CASE(
    "上报 shows every change before it writes, and the receipt is opened in the same place", "[exchange]")
{
    TownDesk desk;
    desk.atTown([&](Workspace& town) {
        WindowDesk::rename(town, desk.outlet(), QStringLiteral("乡镇店"), QStringLiteral("改名"));
    });
    desk.openTown();
    const QString package = desk.folder.filePath(QStringLiteral("上报.nfb"));
    desk.whenAsked<QDialog>(QStringLiteral("handIn"), [&](QDialog* wizard) {
        const auto step = [&](const char* word) {
            return desk.waitFor([=] {
                return ExchangeDesk::said(wizard, "handIn.step").contains(QString::fromUtf8(word))
                    && ExchangeDesk::button(wizard, "handIn.act")->isEnabled();
            });
        };
        REQUIRE(desk.waitFor(
            [=] { return ExchangeDesk::said(wizard, "handIn.sheet").contains(QStringLiteral("草稿")); }));
        CHECK(ExchangeDesk::said(wizard, "handIn.advice").contains(QStringLiteral("还没有提交")));
        desk.press(wizard, "handIn.act"); // all the same
        REQUIRE(step("第 2 步"));
        auto* changes = wizard->findChild<QTableView*>(QStringLiteral("handIn.changes"));
        REQUIRE(changes->model()->rowCount() == 1);
        CHECK(changes->model()->index(0, 5).data().toString() == QStringLiteral("一号店"));
        CHECK(changes->model()->index(0, 6).data().toString() == QStringLiteral("乡镇店"));
        desk.press(wizard, "handIn.act");
        REQUIRE(step("第 3 步"));
        CHECK(ExchangeDesk::button(wizard, "handIn.act")->text() == QStringLiteral("上报 1 行"));
        ExchangeDesk::type(wizard, "handIn.file", package);
        ExchangeDesk::type(wizard, "handIn.passphrase", QStringLiteral("不是这个口令"));
        desk.press(wizard, "handIn.act");
        REQUIRE(desk.waitFor([=] { return !ExchangeDesk::said(wizard, "handIn.problem").isEmpty(); }));
        CHECK_FALSE(QFileInfo::exists(package));
        ExchangeDesk::type(wizard, "handIn.passphrase", ExchangeDesk::townKey);
        desk.press(wizard, "handIn.act", QStringLiteral("完成"));
        CHECK(ExchangeDesk::said(wizard, "handIn.result").contains(QStringLiteral("第 1 号上报")));
        desk.press(wizard, "handIn.act");
    });
    QTest::mouseClick(desk.part<QPushButton>(QStringLiteral("exchange.handIn"), &desk.town), Qt::LeftButton);
    desk.settleTown();
    auto* standing = desk.part<QLabel>(QStringLiteral("exchange.standing"), &desk.town);
    CHECK(standing->text().contains(QStringLiteral("还在等回执")));

    const Author author = desk.session().author(Door::merge, {});
    REQUIRE(mergePackage(desk.workspace(), author, ExchangeDesk::districtKey, package));
    CHECK(desk.outletName() == QStringLiteral("乡镇店"));
    desk.renameHere(QStringLiteral("区级店"));
    const QString receipt = desk.folder.filePath(QStringLiteral("回执.nfb"));
    REQUIRE(makeReceipt(desk.workspace(), author, ExchangeDesk::districtKey, 2, receipt));

    desk.whenAsked<QDialog>(QStringLiteral("openReceipt"), [&](QDialog* dialog) {
        ExchangeDesk::type(dialog, "openReceipt.passphrase", ExchangeDesk::townKey);
        desk.press(dialog, "openReceipt.act", QStringLiteral("完成"));
        CHECK(ExchangeDesk::said(dialog, "openReceipt.summary").contains(QStringLiteral("第 1 号回执")));
        desk.press(dialog, "openReceipt.act");
    });
    CHECK_FALSE(desk.town.openFile(receipt)); // as by double click: leads to the page
    REQUIRE(desk.waitFor([&] { return standing->text().contains(QStringLiteral("回执已经打开")); }));
    const auto row = desk.town.session()->workspace().row(QStringLiteral("outlets"), desk.outlet());
    REQUIRE(row);
    CHECK((*row)[u"name"].text() == QStringLiteral("区级店"));
}

TEST_CASE("a package that was opened in the wrong place says where it belongs", "[exchange]")
{
    TownDesk desk;
    const QString package = desk.handInRenamed(QStringLiteral("乡镇店"));
    desk.openTown();
    desk.whenRefused();
    CHECK_FALSE(desk.town.openFile(package));
    CHECK(desk.refusals.value(0).contains(QStringLiteral("区级的工作区")));

    MainWindow empty;
    empty.show();
    desk.whenRefused();
    CHECK_FALSE(empty.openFile(package));
    CHECK(desk.refusals.value(1).contains(QStringLiteral("先打开区级的工作区")));
}

TEST_CASE("opening a 下发 makes the workspace and goes on in it", "[exchange]")
{
    ExchangeDesk desk;
    desk.open();
    const QString package = desk.folder.filePath(QStringLiteral("下发.nfb"));
    const auto issued = issuePackage(desk.workspace(), desk.session().author(Door::issue, {}),
        ExchangeDesk::districtKey, desk.federation(), package);
    REQUIRE(issued);
    MainWindow fresh;
    fresh.show();
    desk.whenAsked<QDialog>(QStringLiteral("openIssued"), [&](QDialog* dialog) {
        REQUIRE(desk.waitFor([=] {
            return ExchangeDesk::said(dialog, "openIssued.about").contains(QStringLiteral("大观镇农合联"));
        }));
        ExchangeDesk::type(dialog, "openIssued.code", QStringLiteral("ABCD-ABCD-ABCD-ABCD-ABCD"));
        ExchangeDesk::type(dialog, "openIssued.who", QStringLiteral("李四"));
        ExchangeDesk::type(dialog, "openIssued.target", desk.townPath());
        ExchangeDesk::type(dialog, "openIssued.passphrase", ExchangeDesk::townKey);
        ExchangeDesk::type(dialog, "openIssued.passphrase.again", ExchangeDesk::townKey);
        desk.press(dialog, "openIssued.act");
        REQUIRE(desk.waitFor([=] { return !ExchangeDesk::said(dialog, "openIssued.problem").isEmpty(); }));
        CHECK_FALSE(QFileInfo::exists(desk.townPath()));
        ExchangeDesk::type(dialog, "openIssued.code", issued->openingCode);
        desk.press(dialog, "openIssued.act");
    });
    fresh.openFile(package);
    REQUIRE(fresh.session());
    CHECK(fresh.session()->office()->name == QStringLiteral("大观镇农合联"));
    CHECK(fresh.session()->person() == QStringLiteral("李四"));
}
