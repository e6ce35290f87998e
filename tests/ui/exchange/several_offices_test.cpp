#include "core/exchange/merge/conflicts.h"
#include "core/exchange/receipt/receipt.h"
#include "tests/ui/exchange/exchange_desk.h"
#include "ui/exchange/merge/merge_dialog.h"

#include <QDir>
#include <QTableView>
#include <QTreeWidget>

using namespace coop;

namespace
{
const QString secondOffice = QStringLiteral("南平镇农合联");

/// Opens 合并 by the mouse with these files and a passphrase, and previews them.
void previewByWindow(
    ExchangeDesk& desk, const QStringList& files, const std::function<void(MergeDialog*)>& then)
{
    desk.show(QStringLiteral("exchange"));
    desk.whenAsked<MergeDialog>(QStringLiteral("merge"), [&desk, files, then](MergeDialog* dialog) {
        dialog->addFiles(files);
        auto* list = dialog->findChild<QTreeWidget*>(QStringLiteral("merge.files"));
        REQUIRE(desk.waitFor([=] { return list->topLevelItemCount() == files.size(); }));
        ExchangeDesk::type(dialog, "merge.passphrase", ExchangeDesk::districtKey);
        desk.press(dialog, "merge.act", QStringLiteral("合并"));
        then(dialog);
    });
    QTest::mouseClick(desk.part<QPushButton>(QStringLiteral("exchange.merge")), Qt::LeftButton);
    desk.settle();
}
} // namespace

TEST_CASE("receipts for several offices go into one folder, one file an office", "[exchange]")
{
    ExchangeDesk desk;
    desk.open();
    const QString other = desk.folder.filePath(QStringLiteral("南平.gpkg"));
    desk.makeTown();
    desk.makeTown(secondOffice, other);
    const QString first = desk.handInRenamed(QStringLiteral("乡镇店"));
    const QString second = desk.handIn(QStringLiteral("南平"), HandIn::evenEmpty, other);
    const QDir folder(desk.folder.filePath(QStringLiteral("回执")));
    REQUIRE(folder.mkpath(QStringLiteral(".")));
    previewByWindow(desk, {first, second}, [&](MergeDialog* dialog) {
        CHECK(ExchangeDesk::button(dialog, "merge.act")->text() == QStringLiteral("合并 2 个数据包"));
        desk.press(dialog, "merge.act", QStringLiteral("完成"));
        desk.whenAsked<QDialog>(QStringLiteral("receipt"), [&](QDialog* receipts) {
            ExchangeDesk::type(receipts, "receipt.file", folder.path());
            ExchangeDesk::type(receipts, "receipt.passphrase", ExchangeDesk::districtKey);
            CHECK(ExchangeDesk::button(receipts, "receipt.act")->text() == QStringLiteral("写 2 份回执"));
            desk.press(receipts, "receipt.act", QStringLiteral("完成"));
            CHECK(ExchangeDesk::said(receipts, "receipt.result").contains(secondOffice));
            desk.press(receipts, "receipt.act");
        });
        desk.press(dialog, "merge.toReceipts");
    });
    CHECK(folder.entryList({QStringLiteral("回执*.nfb")}, QDir::Files).size() == 2);
    CHECK(packages(desk.workspace(), 3)->last().kind == PackageKind::receipt);
}

TEST_CASE(
    "撤销 after several packages names the one that it takes back, and takes back that one", "[exchange]")
{
    ExchangeDesk desk;
    desk.open();
    desk.makeTown();
    const QString first = desk.handInRenamed(QStringLiteral("第一次的名字"));
    const QString second = desk.handInRenamed(QStringLiteral("第二次的名字"));
    previewByWindow(desk, {second, first}, [&](MergeDialog* dialog) {
        desk.press(dialog, "merge.act", QStringLiteral("完成"));
        desk.press(dialog, "merge.act");
    });
    CHECK(desk.outletName() == QStringLiteral("第二次的名字"));
    const QString said = desk.text(QStringLiteral("messageLabel"));
    INFO(said.toStdString());
    CHECK(said.contains(QStringLiteral("最后一份：合并大观镇农合联第 2 号上报")));
    QTest::mouseClick(desk.part<QPushButton>(QStringLiteral("messageStep")), Qt::LeftButton);
    REQUIRE(desk.waitFor([&] { return desk.outletName() == QStringLiteral("第一次的名字"); }));
}

TEST_CASE("两者保留 asks for another name and keeps both rows that were entered twice", "[exchange]")
{
    ExchangeDesk desk;
    desk.open();
    desk.makeTown();
    desk.atTown([](Workspace& town) {
        WindowDesk::putOutlet(
            town, QStringLiteral("同名社"), QStringLiteral("乡镇新增"), QStringLiteral("71420001"));
    });
    const QString package = desk.handIn(QStringLiteral("重名"));
    WindowDesk::putOutlet(
        desk.workspace(), QStringLiteral("同名社"), QStringLiteral("区级新增"), QStringLiteral("71420002"));
    desk.session().noteSaved();
    previewByWindow(desk, {package}, [&](MergeDialog* dialog) {
        desk.press(dialog, "merge.act", QStringLiteral("完成"));
        desk.press(dialog, "merge.toConflicts");
    });
    REQUIRE(waitingConflicts(desk.workspace()) == 1);
    CHECK_FALSE(ExchangeDesk::button(&desk.window, "conflicts.edited")->isEnabled());
    const auto keepBoth = [&](const QString& name) {
        desk.whenAsked<QDialog>(QStringLiteral("settleDialog"), [&desk, name](QDialog* dialog) {
            auto* field = qobject_cast<QLineEdit*>(dialog->focusWidget()); // what has to be told apart
            REQUIRE(field);
            CHECK(field->accessibleName() == QStringLiteral("名称"));
            field->setText(name);
            desk.press(dialog, "settle.act");
        });
        desk.press(&desk.window, "conflicts.both");
    };
    keepBoth(QStringLiteral("同名社"));
    REQUIRE(desk.waitFor([&] { return !ExchangeDesk::said(&desk.window, "conflicts.problem").isEmpty(); }));
    CHECK(waitingConflicts(desk.workspace()) == 1);
    desk.settle();
    keepBoth(QStringLiteral("同名社二店"));
    REQUIRE(desk.waitFor([&] { return waitingConflicts(desk.workspace()) == 0; }));
    CHECK(desk.outlets() == 3);
}

TEST_CASE(
    "a large merge that is cancelled leaves every row as it was, and can be started again", "[exchange]")
{
    ExchangeDesk desk;
    desk.open();
    desk.makeTown();
    constexpr int many = 3000;
    desk.atTown([&](Workspace& town) {
        const RegistrySpec& spec = *town.registries().find(u"outlets");
        auto work
            = UnitOfWork::begin(town, {QStringLiteral("李四"), Door::importing, QStringLiteral("导入")});
        REQUIRE(work);
        for (int i = 0; i < many; ++i) {
            Record row(spec);
            row.set(u"name", QStringLiteral("网点%1").arg(i));
            row.set(
                u"township", *parseField(*spec.field(u"township"), QStringLiteral("大观镇"), town.lookup()));
            REQUIRE((*work)->add(row));
        }
        REQUIRE((*work)->commit());
    });
    const QString package = desk.handIn(QStringLiteral("很多"));
    previewByWindow(desk, {package}, [&](MergeDialog* dialog) {
        desk.press(dialog, "merge.act");
        desk.press(dialog, "merge.leave");
        REQUIRE(desk.waitFor(
            [=] { return ExchangeDesk::button(dialog, "merge.act")->text() == QStringLiteral("完成"); }));
        CHECK(dialog->windowTitle() == QStringLiteral("没有合并"));
        desk.press(dialog, "merge.act");
    });
    CHECK(desk.outlets() == 1);
    CHECK(packages(desk.workspace(), 2)->last().kind == PackageKind::issue);
    previewByWindow(desk, {package}, [&](MergeDialog* dialog) {
        desk.press(dialog, "merge.act", QStringLiteral("完成"));
        desk.press(dialog, "merge.act");
    });
    CHECK(desk.outlets() == many + 1);
}

TEST_CASE(
    "what comes from a copied workspace or after a restored backup is said in the merge in whole sentences",
    "[exchange]")
{
    ExchangeDesk desk;
    desk.open();
    desk.makeTown();
    const QString copy = desk.folder.filePath(QStringLiteral("大观-拷贝.gpkg"));
    const QString backup = desk.folder.filePath(QStringLiteral("备份.gpkg"));
    REQUIRE(QFile::copy(desk.townPath(), copy)); // taken along to a second computer
    const auto handInFrom = [&](const QString& path, const QString& name) {
        desk.atTown(
            [&](Workspace& town) { WindowDesk::rename(town, desk.outlet(), name, QStringLiteral("改名")); },
            path);
        return desk.handIn(name, HandIn::changes, path);
    };
    const QString first = handInFrom(desk.townPath(), QStringLiteral("原件一"));
    const auto merge = [&](const QString& file, const QString& refusal) {
        desk.show(QStringLiteral("exchange"));
        desk.whenAsked<MergeDialog>(QStringLiteral("merge"), [&desk, file, refusal](MergeDialog* dialog) {
            dialog->addFiles({file});
            auto* list = dialog->findChild<QTreeWidget*>(QStringLiteral("merge.files"));
            REQUIRE(desk.waitFor([=] { return list->topLevelItemCount() == 1; }));
            ExchangeDesk::type(dialog, "merge.passphrase", ExchangeDesk::districtKey);
            if (refusal.isEmpty()) {
                desk.press(dialog, "merge.act", QStringLiteral("合并"));
                desk.press(dialog, "merge.act", QStringLiteral("完成"));
                return desk.press(dialog, "merge.act");
            }
            auto* detail = dialog->findChild<QLabel*>(QStringLiteral("merge.detail"));
            REQUIRE(desk.waitFor([=] { return detail->text().contains(refusal); }));
            CHECK(detail->isVisible());
            CHECK(detail->text().contains(QStringLiteral("请")));
            CHECK(detail->height() >= detail->heightForWidth(detail->width()));
            dialog->reject();
        });
        QTest::mouseClick(desk.part<QPushButton>(QStringLiteral("exchange.merge")), Qt::LeftButton);
        desk.settle();
    };
    merge(first, {});
    CHECK(desk.outletName() == QStringLiteral("原件一"));
    merge(handInFrom(copy, QStringLiteral("拷贝的")), QStringLiteral("拷贝到另一台电脑"));
    CHECK(desk.outletName() == QStringLiteral("原件一"));
    // The district's own office went back to a state before the merge.
    REQUIRE(QFile::copy(desk.townPath(), backup));
    merge(handInFrom(desk.townPath(), QStringLiteral("原件二")), {});
    CHECK(desk.outletName() == QStringLiteral("原件二"));
    merge(handInFrom(backup, QStringLiteral("从备份来的")), QStringLiteral("恢复过较早的备份"));
    CHECK(desk.outletName() == QStringLiteral("原件二"));
}
