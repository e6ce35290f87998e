#include "core/exchange/receipt/receipt.h"
#include "tests/ui/exchange/town_desk.h"
#include "ui/exchange/merge/merge_dialog.h"

#include <QComboBox>
#include <QMessageBox>
#include <QTabWidget>
#include <QTreeWidget>

using namespace coop;

namespace
{
const QString newKeyword = QStringLiteral("换过的口令四五六");

void openKeys(WindowDesk& desk)
{
    desk.show(QStringLiteral("settings"));
    auto* tabs = desk.part<QTabWidget>(QStringLiteral("settings.tabs"));
    tabs->setCurrentIndex(tabs->count() - 1);
}

/// Answers a question by the mouse on its first or last button.
void answer(ExchangeDesk& desk, const char* question, int button)
{
    const QString name = QString::fromLatin1(question);
    desk.whenAsked<QMessageBox>(name, [name, button](QMessageBox* box) {
        auto* found = box->findChild<QPushButton*>(QStringLiteral("%1.%2").arg(name).arg(button));
        REQUIRE(found);
        QTest::mouseClick(found, Qt::LeftButton);
    });
}

QString states(const ExchangeDesk& desk)
{
    QStringList all;
    for (const QTreeWidgetItem* item :
        desk.window.findChild<QTreeWidget*>(QStringLiteral("exchange.offices"))
            ->findItems(QStringLiteral("大观镇农合联"), Qt::MatchExactly))
        all += item->text(1) + item->text(5).left(3);
    return all.join(u' ');
}
} // namespace

TEST_CASE("重新下发 stops the computer before it and gives the next one another number", "[exchange]")
{
    ExchangeDesk desk;
    desk.open();
    desk.makeTown();
    const QString late = desk.handInRenamed(QStringLiteral("乡镇店"));
    desk.show(QStringLiteral("exchange"));
    CHECK(states(desk) == QStringLiteral("2使用中"));
    const QString package = desk.folder.filePath(QStringLiteral("再给大观.nfb"));
    desk.whenAsked<QDialog>(QStringLiteral("issue"), [&](QDialog* dialog) {
        CHECK(dialog->windowTitle() == QStringLiteral("重新下发"));
        CHECK(dialog->findChild<QComboBox*>(QStringLiteral("issue.federation"))->currentText()
            == QStringLiteral("大观镇农合联"));
        CHECK(ExchangeDesk::said(dialog, "issue.warning").contains(QStringLiteral("那台电脑停用")));
        CHECK_FALSE(
            dialog->findChild<QLineEdit*>(QStringLiteral("issue.passphrase.again"))); // the key is there
        ExchangeDesk::type(dialog, "issue.path", package);
        ExchangeDesk::type(dialog, "issue.passphrase", ExchangeDesk::districtKey);
        answer(desk, "issue.confirm", 1);
        desk.press(dialog, "issue.act");
        CHECK_FALSE(QFileInfo::exists(package));
        answer(desk, "issue.confirm", 0);
        desk.press(dialog, "issue.act", QStringLiteral("抄好"));
        desk.press(dialog, "issue.act");
    });
    desk.press(&desk.window, "exchange.again");
    desk.settle();
    REQUIRE(desk.waitFor([&] { return states(desk) == QStringLiteral("3使用中 2已停用"); }));

    desk.whenAsked<MergeDialog>(QStringLiteral("merge"), [&](MergeDialog* dialog) {
        dialog->addFiles({late});
        auto* list = dialog->findChild<QTreeWidget*>(QStringLiteral("merge.files"));
        REQUIRE(desk.waitFor([=] { return list->topLevelItemCount() == 1; }));
        CHECK(list->topLevelItem(0)->text(6).contains(QStringLiteral("停用")));
        CHECK_FALSE(ExchangeDesk::button(dialog, "merge.act")->isEnabled());
        desk.press(dialog, "merge.leave");
    });
    QTest::mouseClick(desk.part<QPushButton>(QStringLiteral("exchange.merge")), Qt::LeftButton);
    desk.settle();
    CHECK(desk.outletName() == QStringLiteral("一号店"));
}

TEST_CASE("停用 asks first, and a stopped computer offers neither receipt nor 停用 again", "[exchange]")
{
    ExchangeDesk desk;
    desk.open();
    desk.makeTown();
    desk.show(QStringLiteral("exchange"));
    answer(desk, "exchange.confirmWithdraw", 1);
    desk.press(&desk.window, "exchange.withdraw");
    CHECK(states(desk) == QStringLiteral("2使用中"));
    answer(desk, "exchange.confirmWithdraw", 0);
    desk.press(&desk.window, "exchange.withdraw");
    REQUIRE(desk.waitFor([&] { return states(desk) == QStringLiteral("2已停用"); }));
    desk.settle();
    CHECK_FALSE(ExchangeDesk::button(&desk.window, "exchange.receipt")->isEnabled());
    CHECK_FALSE(ExchangeDesk::button(&desk.window, "exchange.withdraw")->isEnabled());
    CHECK(ExchangeDesk::button(&desk.window, "exchange.again")->isEnabled());
    CHECK(desk.text(QStringLiteral("messageLabel")).contains(QStringLiteral("已停用")));
    CHECK_FALSE(desk.part<QPushButton>(QStringLiteral("messageStep"))->isVisible()); // it stays so
}

TEST_CASE("the passphrase is changed only with the one before it, and the key stays", "[exchange]")
{
    ExchangeDesk desk;
    desk.open();
    openKeys(desk);
    CHECK_FALSE(ExchangeDesk::button(&desk.window, "keys.change")->isEnabled()); // no key yet
    desk.makeTown();
    const QString print = ExchangeDesk::said(&desk.window, "keys.own");
    desk.whenAsked<QDialog>(QStringLiteral("key"), [&](QDialog* dialog) {
        ExchangeDesk::type(dialog, "key.before", QStringLiteral("不是这个口令"));
        ExchangeDesk::type(dialog, "key.after", newKeyword);
        ExchangeDesk::type(dialog, "key.after.again", newKeyword);
        desk.press(dialog, "key.act");
        REQUIRE(desk.waitFor([=] { return !ExchangeDesk::said(dialog, "key.problem").isEmpty(); }));
        CHECK(officeKey(desk.workspace(), ExchangeDesk::districtKey));
        ExchangeDesk::type(dialog, "key.before", ExchangeDesk::districtKey);
        desk.press(dialog, "key.act");
    });
    desk.press(&desk.window, "keys.change");
    CHECK(officeKey(desk.workspace(), newKeyword));
    CHECK_FALSE(officeKey(desk.workspace(), ExchangeDesk::districtKey));
    CHECK(ExchangeDesk::said(&desk.window, "keys.own") == print);
}

TEST_CASE("重设密钥 needs no passphrase before it and shows another fingerprint at once", "[exchange]")
{
    ExchangeDesk desk;
    desk.open();
    desk.makeTown();
    openKeys(desk);
    const QString print = ExchangeDesk::said(&desk.window, "keys.own");
    desk.whenAsked<QDialog>(QStringLiteral("key"), [&](QDialog* dialog) {
        CHECK_FALSE(dialog->findChild<QLineEdit*>(QStringLiteral("key.before")));
        ExchangeDesk::type(dialog, "key.after", newKeyword);
        ExchangeDesk::type(dialog, "key.after.again", newKeyword);
        desk.press(dialog, "key.act");
    });
    desk.press(&desk.window, "keys.renew");
    CHECK(officeKey(desk.workspace(), newKeyword));
    CHECK(ExchangeDesk::said(&desk.window, "keys.own") != print);
    CHECK(ExchangeDesk::said(&desk.window, "keys.own") == fingerprint(ownPublicKey(desk.workspace())));
}

TEST_CASE(
    "a township opens a receipt under a new district key only after accepting its fingerprint", "[exchange]")
{
    TownDesk desk;
    const QString package = desk.handInRenamed(QStringLiteral("乡镇店"));
    const Author author = desk.session().author(Door::merge, {});
    REQUIRE(mergePackage(desk.workspace(), author, ExchangeDesk::districtKey, package));
    desk.renameHere(QStringLiteral("区级店"));
    REQUIRE(renewKey(desk.workspace(), author, newKeyword));
    const QString receipt = desk.folder.filePath(QStringLiteral("回执.nfb"));
    REQUIRE(makeReceipt(desk.workspace(), author, newKeyword, 2, receipt));
    desk.openTown();
    desk.whenAsked<QDialog>(QStringLiteral("openReceipt"), [&](QDialog* dialog) {
        REQUIRE(desk.waitFor([=] { return ExchangeDesk::button(dialog, "openReceipt.trust")->isVisible(); }));
        CHECK(ExchangeDesk::said(dialog, "openReceipt.key")
                  .contains(fingerprint(ownPublicKey(desk.workspace()))));
        ExchangeDesk::type(dialog, "openReceipt.passphrase", ExchangeDesk::townKey);
        desk.press(dialog, "openReceipt.act");
        CHECK(ExchangeDesk::said(dialog, "openReceipt.problem").contains(QStringLiteral("新密钥")));
        desk.press(dialog, "openReceipt.trust");
        REQUIRE(
            desk.waitFor([=] { return !ExchangeDesk::button(dialog, "openReceipt.trust")->isVisible(); }));
        desk.press(dialog, "openReceipt.act", QStringLiteral("完成"));
        desk.press(dialog, "openReceipt.act");
    });
    CHECK_FALSE(desk.town.openFile(receipt));
    desk.settleTown();
    const auto row = desk.town.session()->workspace().row(QStringLiteral("outlets"), desk.outlet());
    REQUIRE(row);
    CHECK((*row)[u"name"].text() == QStringLiteral("区级店"));
}
