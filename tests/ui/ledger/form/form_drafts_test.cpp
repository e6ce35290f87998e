#include "tests/ui/ledger/ledger_desk.h"
#include "ui/ledger/form/draft_store.h"

#include <QDir>

using namespace coop;

namespace
{

/// A folder with a workspace in which windows are opened one after another; none is closed as it should be.
struct Office {
    Office()
    {
        // A home of its own: other tests that run beside this one empty the same folder.
        qputenv("HOME", home.path().toLocal8Bit());
        QStandardPaths::setTestModeEnabled(true);
        LedgerDesk::newWorkspace(path);
    }
    QTemporaryDir home, folder;
    QString path = folder.filePath(QStringLiteral("台账.gpkg"));
    qsizetype drafts() const { return DraftStore(path).all().size(); }
    bool draftsBecome(qsizetype count) const
    {
        return QTest::qWaitFor([&] { return drafts() == count; }, 30000);
    }
};
} // namespace

TEST_CASE("what was typed and not saved is offered by the next window and comes back as it was",
    "[ledger][form][drafts]")
{
    Office office;
    {
        LedgerDesk crashed(office.path);
        crashed.open(outlets);
        crashed.key(Qt::Key_N, Qt::ControlModifier);
        crashed.compose(QStringLiteral("大观供销社"));
        crashed.fill(QStringLiteral("township"), QStringLiteral("大观镇"));
        crashed.fill(QStringLiteral("opened_on"), QStringLiteral("去年七月"));
        crashed.fill(QStringLiteral("phone"), QStringLiteral("13812345678"));
        REQUIRE(office.draftsBecome(1));
        QTest::qWait(1000); // the last key is written within a second
    }
    LedgerDesk desk(office.path);
    const QString notice = desk.text(QStringLiteral("noticeText"));
    CHECK(notice.contains(QStringLiteral("服务网点 大观供销社")));
    CHECK(notice.contains(QDate::currentDate().toString(QStringLiteral("M月d日"))));

    SECTION("恢复")
    {
        desk.click(QStringLiteral("draft.restore"));
        CHECK(desk.text(QStringLiteral("form.title")) == QStringLiteral("新增服务网点"));
        CHECK(desk.field(QStringLiteral("name"))->text() == QStringLiteral("大观供销社"));
        CHECK(desk.field(QStringLiteral("township"))->text() == QStringLiteral("大观镇"));
        CHECK(desk.field(QStringLiteral("opened_on"))->text() == QStringLiteral("去年七月"));
        CHECK(desk.field(QStringLiteral("phone"))->text() == QStringLiteral("13812345678"));
        CHECK_FALSE(desk.error(QStringLiteral("opened_on")).isEmpty());
        CHECK(office.drafts() == 1); // still not saved

        desk.fill(QStringLiteral("opened_on"), QStringLiteral("2023-07-01"));
        desk.key(Qt::Key_S, Qt::ControlModifier);
        CHECK(desk.workspace().count(outlets).value() == 1);
        CHECK(office.drafts() == 0);
    }
    SECTION("丢弃")
    {
        desk.click(QStringLiteral("draft.discard"));
        CHECK(office.drafts() == 0);
        CHECK_FALSE(desk.part<QWidget>(QStringLiteral("noticeBar"))->isVisible());
    }
}

TEST_CASE("a draft goes when the row is saved or the changes are discarded", "[ledger][form][drafts]")
{
    Office office;
    LedgerDesk desk(office.path);
    const RowId row = desk.putOutlet(QStringLiteral("甲社"), QStringLiteral("东城街道"));
    desk.page.showRow(outlets, row);
    desk.fill(QStringLiteral("operator"), QStringLiteral("李四"));
    REQUIRE(office.draftsBecome(1));
    SECTION("saved")
    {
        desk.key(Qt::Key_S, Qt::ControlModifier);
    }
    SECTION("discarded")
    {
        desk.click(QStringLiteral("form.discard"));
    }
    SECTION("typed back")
    {
        desk.field(QStringLiteral("operator"))->setFocus();
        desk.field(QStringLiteral("operator"))->selectAll();
        desk.key(Qt::Key_Backspace);
    }
    CHECK(office.drafts() == 0);
    QTest::qWait(700); // nor does a late timer bring it back
    CHECK(office.drafts() == 0);
}

TEST_CASE("a draft of a row that changed meanwhile says so", "[ledger][form][drafts]")
{
    Office office;
    RowId row = 0;
    {
        LedgerDesk crashed(office.path);
        row = crashed.putOutlet(QStringLiteral("甲社"), QStringLiteral("东城街道"));
        crashed.page.showRow(outlets, row);
        crashed.fill(QStringLiteral("operator"), QStringLiteral("李四"));
        REQUIRE(office.draftsBecome(1));
    }
    LedgerDesk desk(office.path);
    auto work = UnitOfWork::begin(desk.workspace(), desk.session.author(Door::form, {}));
    SECTION("changed")
    {
        Record changed = desk.workspace().row(outlets, row).value();
        changed.set(u"address", QStringLiteral("新街 1 号"));
        REQUIRE((*work)->change(changed));
        REQUIRE((*work)->commit());
        work->reset();
        desk.session.noteSaved();
        QTest::qWait(400); // until the ledger was read again
        desk.click(QStringLiteral("draft.restore"));
        CHECK(desk.text(QStringLiteral("form.refusal")).contains(QStringLiteral("改过")));
        CHECK(desk.field(QStringLiteral("operator"))->text() == QStringLiteral("李四"));
        CHECK(desk.field(QStringLiteral("address"))->text() == QStringLiteral("新街 1 号"));
    }
    SECTION("removed")
    {
        const bool others = GENERATE(false, true);
        const QString shown = GENERATE(QStringLiteral("outlets"), QStringLiteral("members"));
        INFO(others << " " << shown.toStdString());
        REQUIRE((*work)->remove(outlets, row));
        REQUIRE((*work)->commit());
        work->reset();
        if (others)
            desk.putOutlet(QStringLiteral("乙店"), QStringLiteral("大观镇"));
        desk.open(shown);
        desk.session.noteSaved();
        QTest::qWait(400); // until the ledger was read again
        desk.click(QStringLiteral("draft.restore"));
        QTest::qWait(50); // nobody went anywhere, so nobody is asked
        CHECK_FALSE(QApplication::activeModalWidget());
        CHECK(desk.text(QStringLiteral("form.refusal")).contains(QStringLiteral("已删除")));
        CHECK(desk.field(QStringLiteral("operator"))->text() == QStringLiteral("李四"));
        CHECK(desk.text(QStringLiteral("form.title")) == QStringLiteral("新增服务网点"));
        CHECK_FALSE(desk.grid()->currentIndex().isValid()); // no row seems to be the one in the form
        CHECK(office.drafts() == 1);
        desk.session.noteSaved(); // and it outlives that the rows are read again
        QTest::qWait(400);
        CHECK(desk.field(QStringLiteral("operator"))->text() == QStringLiteral("李四"));
        desk.fill(QStringLiteral("name"), QStringLiteral("甲社分社"));
        desk.fill(QStringLiteral("township"), QStringLiteral("水江镇"));
        desk.key(Qt::Key_S, Qt::ControlModifier);
        CHECK(desk.workspace().count(outlets).value() == (others ? 2 : 1));
        CHECK(office.drafts() == 0);
    }
}

TEST_CASE("a draft of another workspace is not offered", "[ledger][form][drafts]")
{
    Office office;
    FormDraft draft;
    draft.registry = outlets;
    draft.title = QStringLiteral("服务网点 别处");
    draft.time = QDateTime::currentDateTimeUtc();
    REQUIRE(
        DraftStore(office.folder.filePath(QStringLiteral("别的.gpkg"))).write(QStringLiteral("a"), draft));
    LedgerDesk desk(office.path);
    CHECK_FALSE(desk.part<QWidget>(QStringLiteral("noticeBar"))->isVisible());
}
