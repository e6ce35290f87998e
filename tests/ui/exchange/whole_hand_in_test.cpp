#include "core/exchange/receipt/receipt.h"
#include "tests/ui/exchange/town_desk.h"
#include "ui/exchange/merge/merge_dialog.h"

#include <QCheckBox>
#include <QTableView>
#include <QTextBrowser>

using namespace coop;

namespace
{
/// Walks through 上报 in the township's window; `choose` sees the step of the changes.
void handInByWindow(TownDesk& desk, const QString& package, const std::function<void(QDialog*)>& choose)
{
    desk.whenAsked<QDialog>(QStringLiteral("handIn"), [&desk, package, choose](QDialog* wizard) {
        REQUIRE(desk.waitFor(
            [=] { return ExchangeDesk::said(wizard, "handIn.sheet").contains(QStringLiteral("填报表")); }));
        desk.press(wizard, "handIn.act", QStringLiteral("下一步"));
        choose(wizard);
        desk.press(wizard, "handIn.act", QStringLiteral("上报"));
        ExchangeDesk::type(wizard, "handIn.file", package);
        ExchangeDesk::type(wizard, "handIn.passphrase", ExchangeDesk::townKey);
        desk.press(wizard, "handIn.act", QStringLiteral("完成"));
        desk.press(wizard, "handIn.act");
    });
    QTest::mouseClick(desk.part<QPushButton>(QStringLiteral("exchange.handIn"), &desk.town), Qt::LeftButton);
    desk.settleTown();
}
} // namespace

TEST_CASE("a township without changes hands in that nothing changed, and no row moves at the district",
    "[exchange]")
{
    TownDesk desk;
    desk.openTown();
    const QString package = desk.folder.filePath(QStringLiteral("空报.nfb"));
    handInByWindow(desk, package, [](QDialog* wizard) {
        CHECK(ExchangeDesk::said(wizard, "handIn.counts").contains(QStringLiteral("没有改动")));
        CHECK_FALSE(wizard->findChild<QTableView*>(QStringLiteral("handIn.changes"))->isVisible());
    });
    REQUIRE(QFileInfo::exists(package));
    const auto merged = mergePackage(
        desk.workspace(), desk.session().author(Door::merge, {}), ExchangeDesk::districtKey, package);
    REQUIRE(merged);
    CHECK(merged->rows.isEmpty());
    CHECK(merged->conflicts.isEmpty());
    CHECK(packages(desk.workspace(), 2)->last().sequence == 1);
}

TEST_CASE("全部重报 brings back a row that the district lost", "[exchange]")
{
    TownDesk desk;
    const Author author = desk.session().author(Door::merge, {});
    REQUIRE(mergePackage(
        desk.workspace(), author, ExchangeDesk::districtKey, desk.handInRenamed(QStringLiteral("乡镇店"))));
    const QString receipt = desk.folder.filePath(QStringLiteral("回执.nfb"));
    REQUIRE(makeReceipt(desk.workspace(), author, ExchangeDesk::districtKey, 2, receipt));
    desk.atTown([&](Workspace& town) {
        REQUIRE(openReceipt(town, {QStringLiteral("李四"), Door::receipt, QStringLiteral("打开回执")},
            ExchangeDesk::townKey, receipt));
    });
    const RowId lost = desk.outlet();
    {
        auto work = UnitOfWork::begin(desk.workspace(), author);
        REQUIRE(work);
        REQUIRE((*work)->remove(QStringLiteral("outlets"), lost));
        REQUIRE((*work)->commit());
    }
    desk.openTown();
    const QString package = desk.folder.filePath(QStringLiteral("全部.nfb"));
    handInByWindow(desk, package, [](QDialog* wizard) {
        auto* everything = wizard->findChild<QCheckBox*>(QStringLiteral("handIn.everything"));
        QTest::mouseClick(everything, Qt::LeftButton, {}, QPoint(8, everything->height() / 2));
        CHECK(ExchangeDesk::said(wizard, "handIn.counts").contains(QStringLiteral("每一行")));
    });
    const auto merged = mergePackage(desk.workspace(), author, ExchangeDesk::districtKey, package);
    INFO((merged ? QString() : merged.error().text).toStdString());
    REQUIRE(merged);
    const bool back = desk.workspace().row(QStringLiteral("outlets"), lost).has_value();
    CHECK((back || !merged->conflicts.isEmpty())); // taken, or asked about: never dropped without a word
}

TEST_CASE("the help opens beside the page by F1 and leaves the page usable", "[exchange]")
{
    ExchangeDesk desk;
    desk.open();
    desk.show(QStringLiteral("exchange"));
    QTest::keyClick(&desk.window, Qt::Key_F1);
    REQUIRE(desk.waitFor([&] { return desk.window.findChild<QDialog*>(QStringLiteral("help")) != nullptr; }));
    auto* help = desk.window.findChild<QDialog*>(QStringLiteral("help"));
    CHECK_FALSE(help->isModal());
    CHECK(help->findChild<QTextBrowser*>(QStringLiteral("help.text"))
              ->toPlainText()
              .contains(QStringLiteral("重设密钥")));
    CHECK(desk.part<QPushButton>(QStringLiteral("exchange.issue"))->isEnabled());
    QTest::keyClick(help, Qt::Key_Escape);
    CHECK(desk.waitFor([&] { return !desk.window.findChild<QDialog*>(QStringLiteral("help")); }));
}
