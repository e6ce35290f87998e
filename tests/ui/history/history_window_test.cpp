#include "core/store/people/people.h"
#include "tests/ui/window_desk.h"
#include "ui/history/history_window.h"
#include "ui/session/undo_steps.h"

#include <QAction>
#include <QComboBox>
#include <QFile>
#include <QLineEdit>
#include <QScrollBar>
#include <QTableView>
#include <QTreeWidget>
#include <SQLiteCpp/Database.h>

using namespace coop;

namespace
{
/// The window 历史 of a workspace in which 张三 has made two outlets and renamed the first.
class HistoryDesk : public WindowDesk
{
public:
    explicit HistoryDesk(const std::function<void(Workspace&)>& prepare = {})
        : WindowDesk(prepare)
    {
        open();
        first = putOutlet(workspace(), QStringLiteral("甲店"), QStringLiteral("新增服务网点 甲店"),
            QStringLiteral("13800000000"));
        putOutlet(workspace(), QStringLiteral("乙店"), QStringLiteral("导入网点 1 行"), {}, Door::importing);
        rename(workspace(), first, QStringLiteral("甲老店"), QStringLiteral("修改服务网点 甲店"));
        session().noteSaved();
    }
    void openHistory(const QString& registry = {}, RowId row = 0)
    {
        Q_EMIT session().placeRequested(HistoryPlace{registry, row});
        settleHistory();
    }
    HistoryWindow* history() { return part<HistoryWindow>(QStringLiteral("historyWindow")); }
    void settleHistory()
    {
        QTest::qWait(20);
        REQUIRE(waitFor([this] { return !history()->busy(); }));
        QTest::qWait(20);
    }
    QAbstractItemModel* model() { return part<QTableView>(QStringLiteral("history.list"))->model(); }
    QString cell(int row, int column) { return model()->index(row, column).data().toString(); }
    /// What the column 事由 says, newest first.
    QStringList steps()
    {
        QStringList texts;
        for (int row = 0; row < model()->rowCount(); ++row)
            texts += cell(row, 4);
        return texts;
    }
    int rowOf(const QString& step) { return int(steps().indexOf(step)); }
    void select(const QString& step)
    {
        REQUIRE(rowOf(step) >= 0);
        part<QTableView>(QStringLiteral("history.list"))->selectRow(rowOf(step));
        settleHistory();
    }
    /// “名称：甲店 → 甲老店” for every field line below.
    QStringList changes()
    {
        QStringList lines;
        auto* tree = part<QTreeWidget>(QStringLiteral("history.changes"));
        for (int i = 0; i < tree->topLevelItemCount(); ++i)
            for (int j = 0; j < tree->topLevelItem(i)->childCount(); ++j) {
                const QTreeWidgetItem* line = tree->topLevelItem(i)->child(j);
                lines += QStringLiteral("%1：%2 → %3").arg(line->text(0), line->text(1), line->text(2));
            }
        return lines;
    }

    RowId first = 0;
};
} // namespace

TEST_CASE("the history lists every step newest first, in Chinese, with its fields before and after")
{
    HistoryDesk desk;
    desk.openHistory();
    REQUIRE(desk.steps()
        == QStringList{QStringLiteral("修改服务网点 甲店"), QStringLiteral("导入网点 1 行"),
            QStringLiteral("新增服务网点 甲店"), QStringLiteral("新建工作区")});
    CHECK(desk.cell(0, 2) == QStringLiteral("张三"));
    CHECK(desk.cell(0, 3) == QStringLiteral("表单"));
    CHECK(desk.cell(1, 3) == QStringLiteral("导入"));
    CHECK(desk.cell(0, 5) == QStringLiteral("修改服务网点 1 行"));
    desk.select(QStringLiteral("修改服务网点 甲店"));
    CHECK(desk.changes() == QStringList{QStringLiteral("名称：甲店 → 甲老店")});
}

TEST_CASE("person, day, ledger and door narrow the history, and 显示全部 widens it again")
{
    HistoryDesk desk;
    desk.openHistory();
    auto* door = desk.part<QComboBox>(QStringLiteral("history.door"));
    door->setCurrentIndex(door->findText(QStringLiteral("导入")));
    desk.settleHistory();
    CHECK(desk.steps() == QStringList{QStringLiteral("导入网点 1 行")});
    desk.part<QPushButton>(QStringLiteral("history.all"))->click();
    desk.settleHistory();
    CHECK(desk.steps().size() == 4);

    auto* registry = desk.part<QComboBox>(QStringLiteral("history.registry"));
    registry->setCurrentIndex(registry->findText(QStringLiteral("会员单位")));
    desk.settleHistory();
    CHECK(desk.steps().isEmpty());
    CHECK(desk.text(QStringLiteral("history.note")) == QStringLiteral("没有符合条件的历史"));
    registry->setCurrentIndex(0);

    auto* from = desk.part<QLineEdit>(QStringLiteral("history.from"));
    from->setText(QDate::currentDate().addDays(1).toString(QStringLiteral("yyyy.M.d")));
    Q_EMIT from->editingFinished();
    desk.settleHistory();
    CHECK(desk.steps().isEmpty());
    from->setText(QDate::currentDate().toString(Qt::ISODate));
    Q_EMIT from->editingFinished();
    desk.settleHistory();
    CHECK(desk.steps().size() == 4);

    auto* person = desk.part<QComboBox>(QStringLiteral("history.person"));
    REQUIRE(person->findText(QStringLiteral("张三")) > 0);
    person->setCurrentIndex(person->findText(QStringLiteral("张三")));
    desk.settleHistory();
    CHECK(desk.steps().size() == 4);
}

TEST_CASE("the history of a row shows that row and no other")
{
    HistoryDesk desk;
    desk.openHistory(QStringLiteral("outlets"), desk.first);
    CHECK(desk.steps()
        == QStringList{QStringLiteral("修改服务网点 甲店"), QStringLiteral("新增服务网点 甲店")});
    CHECK(desk.part<QPushButton>(QStringLiteral("history.row"))->text().contains(QStringLiteral("甲老店")));
    desk.part<QPushButton>(QStringLiteral("history.row"))->click();
    desk.settleHistory();
    CHECK(desk.steps().size() == 3); // still only of 服务网点
}

TEST_CASE("the ledger leads to the history of its selected row and of itself")
{
    HistoryDesk desk;
    desk.show(QStringLiteral("ledger"));
    Q_EMIT desk.session().placeRequested(RowPlace{QStringLiteral("outlets"), desk.first});
    desk.settle();
    desk.part<QAction>(QStringLiteral("ledger.rowHistory"))->trigger();
    desk.settleHistory();
    CHECK(desk.steps()
        == QStringList{QStringLiteral("修改服务网点 甲店"), QStringLiteral("新增服务网点 甲店")});
    desk.part<QAction>(QStringLiteral("ledger.wholeHistory"))->trigger();
    desk.settleHistory();
    CHECK(desk.steps().size() == 3);
    CHECK(desk.history()->isVisible());
}

TEST_CASE("a step that is taken back stays in the list, grey, with the word 已撤销")
{
    HistoryDesk desk;
    desk.openHistory();
    desk.select(QStringLiteral("导入网点 1 行"));
    auto* undo = desk.part<QPushButton>(QStringLiteral("history.undo"));
    REQUIRE(undo->isEnabled());
    undo->click();
    REQUIRE(desk.waitFor([&] { return desk.outlets() == 1 && desk.steps().size() == 5; }));
    desk.settleHistory();
    const int row = desk.rowOf(QStringLiteral("导入网点 1 行"));
    CHECK(desk.cell(row, 6) == QStringLiteral("已撤销"));
    CHECK(desk.model()->index(row, 6).data(Qt::ForegroundRole).value<QColor>() == theme::disabledText);
    CHECK_FALSE(undo->isEnabled()); // it stays selected
    CHECK(desk.cell(0, 3) == QStringLiteral("撤销"));
}

TEST_CASE("a step that later ones build on is not taken back, and they are named")
{
    HistoryDesk desk;
    desk.openHistory();
    desk.select(QStringLiteral("新增服务网点 甲店"));
    desk.whenRefused();
    desk.part<QPushButton>(QStringLiteral("history.undo"))->click();
    REQUIRE(desk.waitFor([&] { return !desk.refusals.isEmpty(); }));
    CHECK(desk.refusals.first().contains(QStringLiteral("修改服务网点 甲店")));
    CHECK(desk.outlets() == 2);
}

TEST_CASE("the making of the workspace cannot be taken back")
{
    HistoryDesk desk;
    desk.openHistory();
    desk.select(QStringLiteral("新建工作区"));
    CHECK_FALSE(desk.part<QPushButton>(QStringLiteral("history.undo"))->isEnabled());
}

TEST_CASE("telephone numbers in the history are masked for everybody")
{
    HistoryDesk desk;
    desk.openHistory(QStringLiteral("outlets"), desk.first);
    desk.select(QStringLiteral("新增服务网点 甲店"));
    CHECK(desk.changes().join(u'\n').contains(QStringLiteral("138****0000")));
    CHECK_FALSE(desk.changes().join(u'\n').contains(QStringLiteral("13800000000")));

    REQUIRE(addPerson(
        desk.workspace(), desk.session().author(Door::form, {}), QStringLiteral("张三"), Role::admin));
    desk.session().noteSaved();
    desk.settleHistory();
    desk.select(QStringLiteral("新增服务网点 甲店"));
    CHECK_FALSE(desk.changes().join(u'\n').contains(QStringLiteral("13800000000")));
}

TEST_CASE("a long history is read a page at a time")
{
    HistoryDesk desk([](Workspace& workspace) {
        const RowId id = WindowDesk::putOutlet(workspace, QStringLiteral("店 0"), QStringLiteral("新增"));
        for (int i = 1; i <= 300; ++i)
            WindowDesk::rename(
                workspace, id, QStringLiteral("店 %1").arg(i), QStringLiteral("改名 %1").arg(i));
    });
    desk.openHistory();
    CHECK(desk.model()->rowCount() == 200);
    auto* list = desk.part<QTableView>(QStringLiteral("history.list"));
    list->verticalScrollBar()->setValue(list->verticalScrollBar()->maximum());
    REQUIRE(desk.waitFor([&] { return desk.model()->rowCount() > 200; }));
    CHECK(desk.model()->rowCount() == 305);
    CHECK(desk.steps().removeDuplicates() == 0);
    CHECK(desk.text(QStringLiteral("history.note")) == QStringLiteral("共 305 步"));
}

TEST_CASE("a history in which nothing is found says so and one button shows it all again")
{
    HistoryDesk desk;
    desk.openHistory();
    const int all = desk.model()->rowCount();
    auto* from = desk.part<QLineEdit>(QStringLiteral("history.from"), desk.history());
    from->setFocus();
    QTest::keyClicks(from, QStringLiteral("2099-1-1"));
    QTest::keyClick(from, Qt::Key_Return);
    desk.settleHistory();
    CHECK(desk.model()->rowCount() == 0);
    CHECK_FALSE(desk.part<QTableView>(QStringLiteral("history.list"))->isVisible());
    auto* step = desk.part<QPushButton>(QStringLiteral("empty.step"), desk.history());
    CHECK(desk.part<QLabel>(QStringLiteral("empty.heading"), desk.history())->text()
        == QStringLiteral("没有符合条件的历史"));
    REQUIRE(step->isVisible());
    CHECK(step->text() == QStringLiteral("清除搜索"));
    QTest::mouseClick(step, Qt::LeftButton);
    desk.settleHistory();
    CHECK(desk.model()->rowCount() == all);
    CHECK(desk.part<QTableView>(QStringLiteral("history.list"))->isVisible());
    CHECK(from->text().isEmpty());
}

TEST_CASE("what the filter names goes into a table")
{
    HistoryDesk desk;
    desk.openHistory(QStringLiteral("outlets"), desk.first);
    const QString file = desk.folder.filePath(QStringLiteral("历史.csv"));
    desk.history()->exportTo(file);
    desk.settleHistory();
    QFile table(file);
    REQUIRE(table.open(QIODevice::ReadOnly));
    const QString text = QString::fromUtf8(table.readAll());
    CHECK(text.contains(QStringLiteral("修改服务网点 甲店,,服务网点,WD1-0001,甲老店,修改,名称,甲店,甲老店")));
    CHECK_FALSE(text.contains(QStringLiteral("乙店")));
    CHECK(desk.text(QStringLiteral("history.note")).startsWith(QStringLiteral("已导出 2 步")));
}

TEST_CASE("a step through a door that is not known stands in the list as its word and the others as always")
{
    HistoryDesk desk;
    SQLite::Database(desk.path.toStdString(), SQLite::OPEN_READWRITE)
        .exec("PRAGMA ignore_check_constraints = ON; UPDATE change_log SET door = 'moon' WHERE reason = "
              "'导入网点 1 行'");
    desk.openHistory();
    REQUIRE(desk.steps().size() == 4);
    CHECK(desk.cell(1, 3).toStdString() == "〈moon〉");
    CHECK(desk.cell(0, 3).toStdString() == "表单");
    QTest::keyClick(desk.part<QTableView>(QStringLiteral("history.list")), Qt::Key_Down); // from the newest
    desk.settleHistory();
    CHECK(desk.changes().size() > 1); // what it changed is told all the same
    auto* undoButton = desk.part<QPushButton>(QStringLiteral("history.undo"));
    CHECK_FALSE(undoButton->isEnabled());
    CHECK(undoButton->toolTip().contains(QStringLiteral("moon")));
    desk.select(QStringLiteral("修改服务网点 甲店"));
    CHECK(undoButton->isEnabled());
}
