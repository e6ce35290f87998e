#include "core/exchange/merge/conflicts.h"
#include "core/exchange/merge/settle.h"
#include "core/exchange/receipt/receipt.h"
#include "tests/ui/exchange/exchange_desk.h"
#include "ui/exchange/merge/merge_dialog.h"
#include "ui/session/undo_steps.h"

#include <QComboBox>
#include <QTableView>
#include <QTreeWidget>

using namespace coop;

namespace
{
/// Merges files by the window as far as its result, and then presses a button of it.
void mergeByWindow(ExchangeDesk& desk, const QStringList& files, const char* then,
    const std::function<void(MergeDialog*)>& look = {})
{
    desk.whenAsked<MergeDialog>(QStringLiteral("merge"), [&desk, files, then, look](MergeDialog* dialog) {
        dialog->addFiles(files);
        auto* list = dialog->findChild<QTreeWidget*>(QStringLiteral("merge.files"));
        REQUIRE(desk.waitFor([=] { return list->topLevelItemCount() == files.size(); }));
        ExchangeDesk::type(dialog, "merge.passphrase", ExchangeDesk::districtKey);
        desk.press(dialog, "merge.act", QStringLiteral("合并"));
        if (look)
            look(dialog);
        desk.press(dialog, "merge.act", QStringLiteral("完成"));
        desk.press(dialog, then);
    });
    QTest::mouseClick(desk.part<QPushButton>(QStringLiteral("exchange.merge")), Qt::LeftButton);
    desk.settle();
}
} // namespace

TEST_CASE("the code that 下发 shows opens the township's workspace", "[exchange]")
{
    ExchangeDesk desk;
    desk.open();
    desk.show(QStringLiteral("exchange"));
    const QString package = desk.folder.filePath(QStringLiteral("给大观.nfb"));
    QString code;
    desk.whenAsked<QDialog>(QStringLiteral("issue"), [&](QDialog* dialog) {
        auto* choice = dialog->findChild<QComboBox*>(QStringLiteral("issue.federation"));
        CHECK(choice->count() == 7);
        CHECK(choice->currentText() == QStringLiteral("大观镇农合联")); // the plan's first
        ExchangeDesk::type(dialog, "issue.path", package);
        ExchangeDesk::type(dialog, "issue.passphrase", ExchangeDesk::districtKey);
        desk.press(dialog, "issue.act");
        CHECK(ExchangeDesk::said(dialog, "issue.problem").contains(QStringLiteral("不一样")));
        ExchangeDesk::type(dialog, "issue.passphrase.again", ExchangeDesk::districtKey);
        desk.press(dialog, "issue.act", QStringLiteral("抄好"));
        code = ExchangeDesk::said(dialog, "issue.code");
        desk.press(dialog, "issue.act");
    });
    QTest::mouseClick(desk.part<QPushButton>(QStringLiteral("exchange.issue")), Qt::LeftButton);
    desk.settle();
    REQUIRE(openIssued(package, code, ExchangeDesk::townKey, desk.townPath(), QStringLiteral("李四")));
    auto* list = desk.part<QTreeWidget>(QStringLiteral("exchange.offices"));
    CHECK(list->topLevelItem(0)->text(5).startsWith(QStringLiteral("使用中")));
    CHECK(list->topLevelItem(1)->text(5).contains(QStringLiteral("还没有下发")));
}

TEST_CASE("a conflict of a merge is settled in the inbox, and one click takes it back", "[exchange]")
{
    ExchangeDesk desk;
    desk.open();
    desk.makeTown();
    const QString package = desk.handInRenamed(QStringLiteral("乡镇店"));
    desk.renameHere(QStringLiteral("区级店"));
    desk.show(QStringLiteral("exchange"));
    mergeByWindow(desk, {package}, "merge.toConflicts", [&](MergeDialog* dialog) {
        CHECK(ExchangeDesk::button(dialog, "merge.act")->text() == QStringLiteral("合并 1 个数据包"));
        CHECK(waitingConflicts(desk.workspace()) == 0); // looking is not merging
    });
    REQUIRE(waitingConflicts(desk.workspace()) == 1);
    REQUIRE(desk.waitFor([&] {
        return desk.part<QPushButton>(QStringLiteral("rail-exchange"))
            ->text()
            .contains(QStringLiteral("(1)"));
    }));
    auto* table = desk.part<QTableView>(QStringLiteral("conflicts.table"));
    REQUIRE(table->model()->rowCount() == 1);
    const auto cell = [&](int column) { return table->model()->index(0, column).data().toString(); };
    CHECK(cell(3) == QStringLiteral("一号店"));
    CHECK(cell(4) == QStringLiteral("区级店"));
    CHECK(cell(5) == QStringLiteral("乡镇店"));
    CHECK(cell(7).startsWith(QStringLiteral("李四")));

    desk.press(&desk.window, "conflicts.theirs");
    REQUIRE(desk.waitFor([&] { return desk.outletName() == QStringLiteral("乡镇店"); }));
    desk.settle();
    CHECK(waitingConflicts(desk.workspace()) == 0);
    desk.window.workbench()->undoSteps().undoAction()->trigger();
    REQUIRE(desk.waitFor([&] { return waitingConflicts(desk.workspace()) == 1; }));
    CHECK(desk.outletName() == QStringLiteral("区级店"));
}

TEST_CASE("several conflicts are settled together and taken back together", "[exchange]")
{
    ExchangeDesk desk;
    desk.open();
    desk.makeTown();
    const auto twoFields = [&](Workspace& workspace, const QString& name, const QString& address) {
        auto row = workspace.row(QStringLiteral("outlets"), desk.outlet());
        REQUIRE(row);
        row->set(u"name", name);
        row->set(u"address", address);
        auto work
            = UnitOfWork::begin(workspace, {workspace.signedIn().name(), Door::form, QStringLiteral("两处")});
        REQUIRE(work);
        REQUIRE((*work)->change(*row));
        REQUIRE((*work)->commit());
    };
    const QString package = desk.folder.filePath(QStringLiteral("两处.nfb"));
    desk.atTown([&](Workspace& town) {
        twoFields(town, QStringLiteral("乡镇店"), QStringLiteral("乡镇路1号"));
        REQUIRE(handIn(town, {QStringLiteral("李四"), Door::submit, QStringLiteral("上报")},
            ExchangeDesk::townKey, package));
    });
    twoFields(desk.workspace(), QStringLiteral("区级店"), QStringLiteral("区级路2号"));
    desk.session().noteSaved();
    desk.show(QStringLiteral("exchange"));
    mergeByWindow(desk, {package}, "merge.toConflicts");
    auto* table = desk.part<QTableView>(QStringLiteral("conflicts.table"));
    REQUIRE(table->model()->rowCount() == 2);
    table->selectAll();
    CHECK_FALSE(ExchangeDesk::button(&desk.window, "conflicts.edited")->isEnabled()); // one at a time
    desk.press(&desk.window, "conflicts.theirs");
    REQUIRE(desk.waitFor([&] { return waitingConflicts(desk.workspace()) == 0; }));
    CHECK(desk.outletName() == QStringLiteral("乡镇店"));
    desk.settle();
    desk.window.workbench()->undoSteps().undoAction()->trigger();
    REQUIRE(desk.waitFor([&] { return waitingConflicts(desk.workspace()) == 2; }));
    CHECK(desk.outletName() == QStringLiteral("区级店"));
}

TEST_CASE("what is sent back with a question waits no longer here and stands in the receipt", "[exchange]")
{
    ExchangeDesk desk;
    desk.open();
    desk.makeTown();
    const QString package = desk.handInRenamed(QStringLiteral("乡镇店"));
    desk.renameHere(QStringLiteral("区级店"));
    desk.show(QStringLiteral("exchange"));
    mergeByWindow(desk, {package}, "merge.toConflicts");
    desk.whenAsked<QDialog>(QStringLiteral("askReason"), [&](QDialog* dialog) {
        ExchangeDesk::type(dialog, "askReason.line", QStringLiteral("招牌上写的是哪个？"));
        desk.press(dialog, "askReason.act");
    });
    desk.press(&desk.window, "conflicts.back");
    REQUIRE(desk.waitFor([&] { return waitingConflicts(desk.workspace()) == 0; }));
    desk.settle();
    const QString receipt = desk.folder.filePath(QStringLiteral("回执.nfb"));
    REQUIRE(makeReceipt(
        desk.workspace(), desk.session().author(Door::receipt, {}), ExchangeDesk::districtKey, 2, receipt));
    desk.atTown([&](Workspace& town) {
        const auto opened
            = openReceipt(town, {QStringLiteral("李四"), Door::receipt, QStringLiteral("打开回执")},
                ExchangeDesk::townKey, receipt);
        REQUIRE(opened);
        REQUIRE_FALSE(opened->outcomes.isEmpty());
        CHECK(opened->outcomes.first().text.contains(QStringLiteral("招牌")));
    });
}

TEST_CASE("a damaged file does not stop the others, and a wrong passphrase merges nothing", "[exchange]")
{
    ExchangeDesk desk;
    desk.open();
    desk.makeTown();
    const QString good = desk.handInRenamed(QStringLiteral("乡镇店"));
    const QString bad = desk.folder.filePath(QStringLiteral("坏的.nfb"));
    QFile file(good);
    REQUIRE(file.open(QIODevice::ReadOnly));
    QByteArray bytes = file.readAll();
    file.close(); // what this process has open is not read as a package
    bytes[bytes.size() / 2] = char(bytes[bytes.size() / 2] ^ 1);
    QFile damaged(bad);
    REQUIRE(damaged.open(QIODevice::WriteOnly));
    damaged.write(bytes);
    damaged.close();
    desk.show(QStringLiteral("exchange"));
    desk.whenAsked<MergeDialog>(QStringLiteral("merge"), [&](MergeDialog* dialog) {
        dialog->addFiles({bad, good});
        auto* list = dialog->findChild<QTreeWidget*>(QStringLiteral("merge.files"));
        REQUIRE(desk.waitFor([=] { return list->topLevelItemCount() == 2; }));
        ExchangeDesk::type(dialog, "merge.passphrase", QStringLiteral("不是这个口令"));
        desk.press(dialog, "merge.act");
        REQUIRE(desk.waitFor([=] { return !ExchangeDesk::said(dialog, "merge.problem").isEmpty(); }));
        CHECK(desk.outletName() == QStringLiteral("一号店"));
        ExchangeDesk::type(dialog, "merge.passphrase", ExchangeDesk::districtKey);
        desk.press(dialog, "merge.act", QStringLiteral("合并 1 个数据包"));
        desk.press(dialog, "merge.act", QStringLiteral("完成"));
        CHECK(list->topLevelItem(0)->text(6).startsWith(u'✔'));
        CHECK(list->topLevelItem(1)->text(6).startsWith(u'✘'));
        desk.press(dialog, "merge.act");
    });
    QTest::mouseClick(desk.part<QPushButton>(QStringLiteral("exchange.merge")), Qt::LeftButton);
    desk.settle();
    CHECK(desk.outletName() == QStringLiteral("乡镇店"));
}

TEST_CASE("an office with a new key is merged only after its fingerprint was accepted", "[exchange]")
{
    ExchangeDesk desk;
    desk.open();
    desk.makeTown();
    desk.atTown([](Workspace& town) {
        REQUIRE(renewKey(town, {QStringLiteral("李四"), Door::keys, {}}, ExchangeDesk::townKey));
    });
    const QString package = desk.handInRenamed(QStringLiteral("乡镇店"));
    desk.show(QStringLiteral("exchange"));
    desk.whenAsked<MergeDialog>(QStringLiteral("merge"), [&](MergeDialog* dialog) {
        dialog->addFiles({package});
        REQUIRE(desk.waitFor([=] { return ExchangeDesk::button(dialog, "merge.trust")->isVisible(); }));
        CHECK_FALSE(ExchangeDesk::button(dialog, "merge.act")->isEnabled());
        CHECK(ExchangeDesk::said(dialog, "merge.key").contains(QStringLiteral("指纹")));
        desk.press(dialog, "merge.trust");
        REQUIRE(desk.waitFor([=] { return !ExchangeDesk::button(dialog, "merge.trust")->isVisible(); }));
        ExchangeDesk::type(dialog, "merge.passphrase", ExchangeDesk::districtKey);
        desk.press(dialog, "merge.act", QStringLiteral("合并"));
        desk.press(dialog, "merge.act", QStringLiteral("完成"));
        desk.press(dialog, "merge.act");
    });
    QTest::mouseClick(desk.part<QPushButton>(QStringLiteral("exchange.merge")), Qt::LeftButton);
    desk.settle();
    CHECK(desk.outletName() == QStringLiteral("乡镇店"));
}
