#include "core/store/people/people.h"
#include "core/workflow/tasks/task_reports.h"
#include "tests/ui/window_desk.h"
#include "ui/ledger/side/attachment_pane.h"
#include "ui/tasks/demand_note_dialog.h"
#include "ui/tasks/report_dialog.h"
#include "ui/tasks/task_list.h"

#include <QComboBox>
#include <QFileInfo>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSpinBox>
#include <QTabWidget>
#include <QToolButton>

using namespace coop;

namespace
{
const QString zhang = QStringLiteral("张三"), li = QStringLiteral("李四");

class TasksDesk : public WindowDesk
{
public:
    explicit TasksDesk(const std::function<void(Workspace&)>& prepare = {})
        : WindowDesk(prepare)
    {
        open();
        show(QStringLiteral("tasks"));
    }
    TaskList* list() { return part<TaskList>(QStringLiteral("tasks.list")); }
    /// The numbers of the tasks as they stand on the screen.
    QList<int> shown()
    {
        QList<int> numbers;
        const auto* model = list()->model();
        for (int group = 0; group < model->rowCount(); ++group)
            for (int row = 0; row < model->rowCount(model->index(group, 0)); ++row)
                numbers += model->index(row, 0, model->index(group, 0)).data(TaskList::taskRole).toInt();
        return numbers;
    }
    QModelIndex cell(int task, TaskList::Column column)
    {
        const auto* model = list()->model();
        for (int group = 0; group < model->rowCount(); ++group)
            for (int row = 0; row < model->rowCount(model->index(group, 0)); ++row) {
                const auto found = model->index(row, column, model->index(group, 0));
                if (found.data(TaskList::taskRole).toInt() == task)
                    return found;
            }
        return {};
    }
    QString light(int task) { return cell(task, TaskList::lightColumn).data().toString(); }
    void pick(int task)
    {
        const QModelIndex index = cell(task, TaskList::textColumn);
        REQUIRE(index.isValid());
        list()->scrollTo(index);
        QTest::mouseClick(list()->viewport(), Qt::LeftButton, {}, list()->visualRect(index).center());
        REQUIRE(list()->currentTask() == task);
    }
    void click(const QString& name)
    {
        auto* button = part<QAbstractButton>(name);
        INFO(name.toStdString());
        REQUIRE(button->isVisible());
        REQUIRE(button->isEnabled());
        QTest::mouseClick(button, Qt::LeftButton);
        settle();
    }
    bool offers(const QString& name)
    {
        const auto* button = part<QAbstractButton>(name);
        return button->isVisible() && button->isEnabled();
    }
    void giveReason(const QString& text)
    {
        whenAsked<QDialog>(QStringLiteral("askReason"), [text](QDialog* dialog) {
            auto* act = dialog->findChild<QPushButton*>(QStringLiteral("askReason.act"));
            CHECK_FALSE(act->isEnabled()); // not without a reason
            dialog->findChild<QLineEdit*>(QStringLiteral("askReason.line"))->setText(text);
            QTest::mouseClick(act, Qt::LeftButton);
        });
    }
    void ask(int task)
    {
        pick(task);
        giveReason(QStringLiteral("都已完成"));
        click(QStringLiteral("task.ask"));
    }
    void become(const QString& person)
    {
        REQUIRE(session().signIn(person));
        settle();
    }
};

void type(QDialog* dialog, const char* field, const QString& text)
{
    auto* edit = dialog->findChild<QPlainTextEdit*>(QStringLiteral("report.") + QLatin1String(field));
    REQUIRE(edit);
    edit->setFocus();
    edit->selectAll();
    edit->insertPlainText(text);
}
} // namespace

TEST_CASE("the page lists the plan's 32 tasks in 6 groups with their lights on the quarter's last day")
{
    TasksDesk desk;
    CHECK(desk.shown().size() == 32);
    CHECK(desk.list()->model()->rowCount() == 6);
    CHECK(desk.text(QStringLiteral("tasks.summary")).contains(QStringLiteral("2024年12月31日")));
    CHECK(desk.light(1) == QStringLiteral("临期")); // due today
    CHECK(desk.light(11) == QStringLiteral("无进展"));
    desk.session().setPeriod(Period::ofQuarter(2025, 1));
    desk.settle();
    CHECK(desk.light(1) == QStringLiteral("逾期"));
    CHECK(desk.light(11) == QStringLiteral("无进展"));
}

TEST_CASE("light, unit, deadline and search narrow the list, and one button shows all again")
{
    TasksDesk desk;
    desk.click(QStringLiteral("tasks.light.blue"));
    CHECK(desk.shown() == QList<int>{1, 2, 3, 4, 8, 21});
    desk.click(QStringLiteral("tasks.light.grey")); // one light at a time
    CHECK(desk.shown().size() == 24);
    desk.click(QStringLiteral("tasks.light.grey"));
    CHECK(desk.shown().size() == 32);

    auto* unit = desk.part<QComboBox>(QStringLiteral("tasks.unit"));
    unit->setCurrentIndex(unit->findText(QStringLiteral("区财政局")));
    CHECK(desk.shown() == QList<int>{9, 18, 25, 26});
    auto* search = desk.part<QLineEdit>(QStringLiteral("tasks.search"));
    QTest::keyClick(desk.list(), Qt::Key_F, Qt::ControlModifier);
    CHECK(search->hasFocus());
    QTest::keyClicks(search, QStringLiteral("zxzj")); // 专项资金
    CHECK(desk.shown() == QList<int>{26});
    CHECK(desk.list()->currentTask() == 26);
    CHECK(desk.text(QStringLiteral("task.heading")).contains(QStringLiteral("26")));
    QTest::keyClicks(search, QStringLiteral("xyz"));
    CHECK(desk.shown().isEmpty());
    CHECK(desk.text(QStringLiteral("empty.heading")) == QStringLiteral("没有找到“zxzjxyz”"));
    CHECK(desk.part<QPushButton>(QStringLiteral("empty.step"))->text() == QStringLiteral("清除搜索和筛选"));
    desk.click(QStringLiteral("empty.step"));
    CHECK(desk.shown().size() == 32);
    auto* deadline = desk.part<QComboBox>(QStringLiteral("tasks.deadline"));
    deadline->setCurrentIndex(deadline->findText(QStringLiteral("长期坚持")));
    CHECK(desk.shown().size() == 24);
}

TEST_CASE("the keyboard walks over the headings and the drawer follows")
{
    TasksDesk desk;
    desk.list()->setFocus();
    CHECK(desk.list()->currentTask() == 1);
    QTest::keyClick(desk.list(), Qt::Key_Down);
    QTest::keyClick(desk.list(), Qt::Key_Down);
    CHECK(desk.list()->currentTask() == 3);
    const QString words = desk.text(QStringLiteral("task.text"));
    CHECK(words.contains(desk.workspace().plan().tasks[2].text)); // verbatim
    CHECK(words.contains(QStringLiteral("区商务委")));
    CHECK(words.contains(QStringLiteral("今天到期")));
    QTest::keyClick(desk.list(), Qt::Key_End);
    CHECK(desk.list()->currentTask() == 32);
}

TEST_CASE("a report that is written in the window turns the light and stands in the history")
{
    TasksDesk desk;
    desk.pick(5);
    desk.whenAsked<QDialog>(QStringLiteral("reportDialog"), [](QDialog* dialog) {
        auto* save = dialog->findChild<QPushButton*>(QStringLiteral("report.save"));
        CHECK(dialog->findChild<QComboBox*>(QStringLiteral("report.unit"))->currentText()
            == QStringLiteral("区供销合作社")); // its lead
        QTest::mouseClick(save, Qt::LeftButton); // nothing written yet
        CHECK(dialog->isVisible());
        CHECK(dialog->findChild<QLabel*>(QStringLiteral("report.error"))
                  ->text()
                  .contains(QStringLiteral("进展情况")));
        type(dialog, "progress", QStringLiteral("已代账 12 家"));
        type(dialog, "problem", QStringLiteral("人手不足"));
        auto* percent = dialog->findChild<QSpinBox*>(QStringLiteral("report.percent"));
        percent->setFocus();
        percent->selectAll();
        QTest::keyClicks(percent, QStringLiteral("40"));
        QTest::mouseClick(save, Qt::LeftButton);
    });
    desk.click(QStringLiteral("task.report"));
    REQUIRE(desk.waitFor([&] { return desk.light(5) == QStringLiteral("正常"); }));
    CHECK(desk.list()->currentTask() == 5); // the choice stays
    CHECK(desk.cell(5, TaskList::progressColumn).data().toString() == QStringLiteral("40%"));
    const QString history = desk.text(QStringLiteral("task.reports"));
    for (const auto& words : {QStringLiteral("2024年第四季度"), QStringLiteral("已代账 12 家"),
             QStringLiteral("人手不足"), QStringLiteral("完成 40%")})
        CHECK(history.contains(words));

    // The unit goes on with what it wrote; another one begins with nothing.
    desk.whenAsked<QDialog>(QStringLiteral("reportDialog"), [&](QDialog* dialog) {
        auto* progress = dialog->findChild<QPlainTextEdit*>(QStringLiteral("report.progress"));
        CHECK(progress->toPlainText() == QStringLiteral("已代账 12 家"));
        auto* unit = dialog->findChild<QComboBox*>(QStringLiteral("report.unit"));
        unit->setCurrentText(QStringLiteral("区农业农村委"));
        unit->setFocus();
        progress->setFocus(); // leaving the field looks for the unit's report
        CHECK(progress->toPlainText().isEmpty());
        type(dialog, "progress", QStringLiteral("没有保存的话"));
        desk.whenAsked<QMessageBox>(QStringLiteral("dropReport"), [](QMessageBox* box) {
            QTest::mouseClick(box->findChild<QPushButton*>(QStringLiteral("dropReport.0")), Qt::LeftButton);
        });
        QTest::keyClick(dialog, Qt::Key_Escape); // asks, since something was typed
        CHECK_FALSE(dialog->isVisible());
    });
    desk.click(QStringLiteral("task.report"));
    CHECK_FALSE(desk.text(QStringLiteral("task.reports")).contains(QStringLiteral("没有保存的话")));
}

TEST_CASE("closing is asked for in the window by one and granted by another")
{
    TasksDesk desk;
    desk.session().setPeriod(Period::ofQuarter(2025, 1));
    desk.settle();
    CHECK(desk.light(3) == QStringLiteral("逾期"));
    desk.ask(3);
    CHECK(desk.cell(3, TaskList::dueColumn).data(TaskList::secondRole).toString()
        == QStringLiteral("申请销号"));
    CHECK_FALSE(desk.offers(QStringLiteral("task.ask")));
    CHECK_FALSE(desk.offers(QStringLiteral("task.grant"))); // the same person
    CHECK(desk.text(QStringLiteral("task.hint")).contains(zhang));
    CHECK(desk.offers(QStringLiteral("task.refuse"))); // to take it back

    desk.become(li);
    REQUIRE(desk.offers(QStringLiteral("task.grant")));
    desk.whenAsked<QMessageBox>(QStringLiteral("grantClosing"), [](QMessageBox* box) {
        CHECK(box->informativeText().contains(QStringLiteral("都已完成")));
        QTest::mouseClick(box->findChild<QPushButton*>(QStringLiteral("grantClosing.0")), Qt::LeftButton);
    });
    desk.click(QStringLiteral("task.grant"));
    CHECK(desk.light(3) == QStringLiteral("正常"));
    CHECK(desk.text(QStringLiteral("task.text")).contains(li));
    CHECK(desk.text(QStringLiteral("task.light")).contains(QStringLiteral("已销号")));
}

TEST_CASE("a request that is not granted comes back with its reason")
{
    TasksDesk desk;
    desk.ask(3);
    desk.become(li);
    desk.giveReason(QStringLiteral("缺验收材料"));
    desk.click(QStringLiteral("task.refuse"));
    CHECK(desk.text(QStringLiteral("task.light")).contains(QStringLiteral("进行中")));
    CHECK(desk.text(QStringLiteral("task.text")).contains(QStringLiteral("缺验收材料")));
    CHECK(desk.offers(QStringLiteral("task.ask")));
}

TEST_CASE("the role decides what the drawer offers, and who only reads can still print")
{
    TasksDesk desk([](Workspace& workspace) {
        const Author author{zhang, Door::form, {}};
        REQUIRE(askClosing(workspace, author, 3, QStringLiteral("完成")));
        const Author admin{QStringLiteral("管理"), Door::form, {}};
        REQUIRE(addPerson(workspace, admin, QStringLiteral("管理"), Role::admin));
        REQUIRE(workspace.signIn(QStringLiteral("管理")));
        REQUIRE(addPerson(workspace, admin, zhang, Role::read));
        REQUIRE(addPerson(workspace, admin, li, Role::entry));
        REQUIRE(addPerson(workspace, admin, QStringLiteral("王五"), Role::review));
    });
    desk.pick(3);
    CHECK_FALSE(desk.offers(QStringLiteral("task.report")));
    CHECK_FALSE(desk.offers(QStringLiteral("task.refuse")));
    CHECK(desk.offers(QStringLiteral("task.sheet")));
    CHECK(desk.text(QStringLiteral("task.hint")).contains(QStringLiteral("只读")));
    desk.become(li);
    CHECK(desk.offers(QStringLiteral("task.report")));
    CHECK_FALSE(desk.offers(QStringLiteral("task.grant")));
    CHECK(desk.text(QStringLiteral("task.hint")).contains(QStringLiteral("审核")));
    desk.become(QStringLiteral("王五"));
    CHECK(desk.offers(QStringLiteral("task.grant")));
}

TEST_CASE("a file on a task is its evidence and is counted on the tab")
{
    TasksDesk desk;
    desk.pick(3);
    QFile photo(desk.folder.filePath(QStringLiteral("验收.txt")));
    REQUIRE(photo.open(QIODevice::WriteOnly));
    photo.write("ok");
    photo.close();
    auto* tabs = desk.part<QTabWidget>(QStringLiteral("task.tabs"));
    auto* pane = desk.part<QWidget>(QStringLiteral("side.attachments"));
    tabs->setCurrentWidget(pane);
    static_cast<AttachmentPane*>(pane)->addFiles({photo.fileName()});
    CHECK(desk.waitFor([&] { return tabs->tabText(2) == QStringLiteral("附件 1"); }));
    desk.pick(4);
    CHECK(tabs->tabText(2) == QStringLiteral("附件"));
}

TEST_CASE("another page can ask for a task by its row, or by the row of a report on it")
{
    TasksDesk desk([](Workspace& workspace) {
        Record report
            = *taskReport(workspace, 19, Period::ofQuarter(2024, 4), QStringLiteral("人行巴南分行"));
        report.set(u"progress", QStringLiteral("12 个村"));
        REQUIRE(saveTaskReport(workspace, {zhang, Door::form, {}}, report));
    });
    desk.part<QLineEdit>(QStringLiteral("tasks.search"))
        ->setText(QStringLiteral("代账")); // stands in the way
    const auto rows = desk.workspace().rows({.registry = QStringLiteral("task_reports")});
    REQUIRE(rows->size() == 1);
    Q_EMIT desk.session().placeRequested(RowPlace{QStringLiteral("task_reports"), rows->first().id});
    desk.settle();
    CHECK(desk.list()->currentTask() == 19);
}

TEST_CASE("the 督办单 of what is listed goes to a PDF of a page each")
{
    TasksDesk desk;
    desk.click(QStringLiteral("tasks.light.blue"));
    const QString out = desk.folder.filePath(QStringLiteral("督办.pdf"));
    desk.whenAsked<QDialog>(QStringLiteral("sheetDialog"), [&](QDialog* dialog) {
        auto* notes = static_cast<DemandNoteDialog*>(dialog);
        REQUIRE(desk.waitFor([&] { return !notes->busy(); }));
        const auto pages = dialog->findChildren<QLabel*>(QStringLiteral("sheet.page"));
        CHECK(pages.size() == 6);
        CHECK(pages.first()->pixmap().width() > 500);
        dialog->findChild<QPlainTextEdit*>(QStringLiteral("sheet.demand"))
            ->setPlainText(QStringLiteral("三日内到会说明"));
        CHECK(notes->notes().first().demand == QStringLiteral("三日内到会说明"));
        notes->exportTo(out);
        CHECK(desk.waitFor([&] { return QFileInfo(out).size() > 1000; }));
    });
    desk.click(QStringLiteral("tasks.sheets"));
    CHECK(desk.waitFor([&] { return QFileInfo::exists(out); }));
}

TEST_CASE("the 督办单 of all red tasks go out as one, whatever the list is narrowed to")
{
    TasksDesk desk;
    CHECK_FALSE(desk.offers(QStringLiteral("tasks.redSheets"))); // none is past its date
    desk.session().setPeriod(Period::ofQuarter(2025, 1));
    desk.settle();
    const QList<int> all = desk.shown();
    const auto red = std::count_if(
        all.begin(), all.end(), [&](int task) { return desk.light(task) == QStringLiteral("逾期"); });
    REQUIRE(red > 1);
    CHECK(desk.part<QPushButton>(QStringLiteral("tasks.redSheets"))->text()
        == QStringLiteral("逾期 %1 项督办单…").arg(red));
    desk.click(QStringLiteral("tasks.light.grey"));
    qsizetype pages = 0;
    for (const bool byKey : {true, false}) {
        desk.whenAsked<QDialog>(QStringLiteral("sheetDialog"), [&](QDialog* dialog) {
            const auto notes = static_cast<DemandNoteDialog*>(dialog)->notes();
            pages = notes.size();
            CHECK(std::all_of(notes.begin(), notes.end(),
                [](const DemandNote& note) { return note.light == QStringLiteral("逾期"); }));
            dialog->reject();
        });
        if (byKey)
            QTest::keyClick(desk.list(), Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
        else
            desk.click(QStringLiteral("tasks.redSheets"));
        CHECK(desk.waitFor([&] { return pages == red; }));
        pages = 0;
    }
}

TEST_CASE("the scope of the top bar leaves the tasks that it answers for")
{
    TasksDesk desk;
    const auto federation
        = desk.workspace().lookup().find({QStringLiteral("federations")}, QStringLiteral("大观镇农合联"));
    REQUIRE(federation.size() == 1);
    desk.session().setScope({federation.first().registry, federation.first().id, federation.first().code,
        federation.first().name});
    desk.settle();
    CHECK_FALSE(desk.shown().contains(16)); // no township in it
    CHECK(desk.shown().contains(1));
    desk.pick(5);
    desk.whenAsked<QDialog>(QStringLiteral("reportDialog"), [](QDialog* dialog) {
        CHECK(dialog->findChild<QComboBox*>(QStringLiteral("report.unit"))->currentText()
            == QStringLiteral("大观镇农合联"));
        dialog->reject();
    });
    desk.click(QStringLiteral("task.report"));
}
