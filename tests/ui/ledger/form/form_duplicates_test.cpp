#include "core/store/history/change_log.h"
#include "core/store/rows/duplicates.h"
#include "tests/ui/ledger/ledger_desk.h"
#include "ui/ledger/duplicates/duplicates_dialog.h"

#include <QTreeWidget>

using namespace coop;

namespace
{
const QString shop = QStringLiteral("大观供销社");
const QString sameShop = QStringLiteral("大观镇大观供销社"); ///< as another clerk writes it
const QString daguan = QStringLiteral("大观镇");

void typeRow(LedgerDesk& desk, const QString& name, const QString& township)
{
    desk.key(Qt::Key_N, Qt::ControlModifier);
    desk.compose(name);
    desk.key(Qt::Key_Return);
    desk.fill(QStringLiteral("township"), township);
    desk.key(Qt::Key_Return);
}
} // namespace

TEST_CASE("a new row that may be there already says so while it is typed", "[ledger][form]")
{
    LedgerDesk desk;
    const RowId first = desk.putOutlet(shop, daguan);
    desk.open(outlets);
    typeRow(desk, sameShop, daguan);
    CHECK(desk.part<QWidget>(QStringLiteral("form.duplicates"))->isVisible());
    CHECK(desk.text(QStringLiteral("duplicate.text"))
        == QStringLiteral("可能重复：大观供销社（WD1-0001）同一镇街同名"));

    SECTION("saving waits for an answer")
    {
        desk.key(Qt::Key_S, Qt::ControlModifier);
        CHECK(desk.workspace().count(outlets).value() == 1);
        CHECK(QApplication::focusWidget()->objectName() == QStringLiteral("duplicate.apart"));

        desk.key(Qt::Key_Space); // 不是重复: saving goes on
        REQUIRE(desk.workspace().count(outlets).value() == 2);
        const auto heads = historyHeads(desk.workspace(), {.limit = 2});
        REQUIRE(heads->size() == 2);
        CHECK(heads->at(0).reason.contains(QStringLiteral("不是重复")));
        CHECK(heads->at(1).reason == QStringLiteral("新增服务网点 大观镇大观供销社"));
        const Record row = desk.workspace().row(outlets, first).value();
        CHECK(possibleDuplicates(desk.workspace(), row)->isEmpty());
    }
    SECTION("仍要保存 saves and leaves the pair for later")
    {
        desk.key(Qt::Key_S, Qt::ControlModifier);
        desk.click(QStringLiteral("duplicate.anyway"));
        REQUIRE(desk.workspace().count(outlets).value() == 2);
        const Record row = desk.workspace().row(outlets, first).value();
        CHECK(possibleDuplicates(desk.workspace(), row)->size() == 1);
    }
    SECTION("another township is another shop")
    {
        desk.fill(QStringLiteral("township"), QStringLiteral("水江镇"));
        desk.key(Qt::Key_Return);
        CHECK_FALSE(desk.part<QWidget>(QStringLiteral("form.duplicates"))->isVisible());
        desk.key(Qt::Key_S, Qt::ControlModifier);
        CHECK(desk.workspace().count(outlets).value() == 2);
    }
    SECTION("查看 shows the other row and keeps what is typed")
    {
        QString seen;
        QTimer::singleShot(50, &desk.page, [&] {
            QWidget* box = QApplication::activeModalWidget();
            REQUIRE(box);
            seen = box->findChild<QLabel*>(QStringLiteral("brief.name"))->text();
            box->close();
        });
        desk.click(QStringLiteral("duplicate.look"));
        CHECK(seen == shop);
        CHECK(desk.field(QStringLiteral("name"))->text() == sameShop);
    }
}

TEST_CASE("an edit asks about duplicates only when it changes what the row is", "[ledger][form]")
{
    LedgerDesk desk;
    desk.putOutlet(shop, daguan);
    const RowId other = desk.putOutlet(QStringLiteral("大观二社"), daguan);
    desk.page.showRow(outlets, other);
    desk.fill(QStringLiteral("operator"), QStringLiteral("李四"));
    desk.key(Qt::Key_S, Qt::ControlModifier);
    CHECK(desk.workspace().row(outlets, other).value()[u"operator"].text() == QStringLiteral("李四"));

    desk.fill(QStringLiteral("name"), sameShop);
    desk.key(Qt::Key_S, Qt::ControlModifier);
    CHECK(desk.workspace().row(outlets, other).value()[u"name"].text() == QStringLiteral("大观二社"));
    desk.click(QStringLiteral("duplicate.apart"));
    CHECK(desk.workspace().row(outlets, other).value()[u"name"].text() == sameShop);

    // The answer was written down once: the next step says nothing about it.
    desk.fill(QStringLiteral("operator"), QStringLiteral("王五"));
    desk.key(Qt::Key_S, Qt::ControlModifier);
    CHECK(desk.workspace().row(outlets, other).value()[u"operator"].text() == QStringLiteral("王五"));
    const auto heads = historyHeads(desk.workspace(), {.limit = 1});
    CHECK(heads->first().reason == QStringLiteral("修改服务网点 大观镇大观供销社"));
}

TEST_CASE("查重 lists every pair, and a pair marked 不是重复 is gone for good", "[ledger][form]")
{
    LedgerDesk desk;
    const RowId first = desk.putOutlet(shop, daguan);
    const RowId second = desk.putOutlet(sameShop, daguan);
    desk.putOutlet(QStringLiteral("水江供销社"), QStringLiteral("水江镇"));
    const RegistrySpec& spec = *desk.workspace().registries().find(outlets);
    const auto open = [&](DuplicatesDialog& dialog) {
        dialog.show();
        auto* state = dialog.findChild<QLabel*>(QStringLiteral("duplicates.state"));
        REQUIRE(QTest::qWaitFor([&] { return !state->text().startsWith(QStringLiteral("正在")); }, 20000));
        return dialog.findChild<QTreeWidget*>(QStringLiteral("duplicates.list"));
    };
    const auto press = [](DuplicatesDialog& dialog, const QString& button) {
        QTest::mouseClick(dialog.findChild<QPushButton*>(button), Qt::LeftButton);
    };
    {
        DuplicatesDialog dialog(desk.session, spec, &desk.page);
        QTreeWidget* list = open(dialog);
        REQUIRE(list->topLevelItemCount() == 1);
        CHECK(list->topLevelItem(0)->text(2) == QStringLiteral("同一镇街同名"));
        RowId opened = 0;
        QObject::connect(&desk.session, &Session::placeRequested, &dialog,
            [&](const Place& place) { opened = std::get<RowPlace>(place).row; });
        press(dialog, QStringLiteral("duplicates.openSecond"));
        CHECK((opened == second || opened == first));
    }
    {
        DuplicatesDialog dialog(desk.session, spec, &desk.page);
        QTreeWidget* list = open(dialog);
        press(dialog, QStringLiteral("duplicates.apart"));
        CHECK(list->topLevelItemCount() == 0);
        CHECK(duplicatePairs(desk.workspace(), outlets)->isEmpty());
    }
}
