#include "core/store/copies/backup.h"
#include "core/store/people/people.h"
#include "tests/ui/window_desk.h"

#include <QComboBox>
#include <QDialog>
#include <QLineEdit>
#include <QTabWidget>
#include <QTableWidget>

#include <sqlite3.h>

using namespace coop;

namespace
{
class SettingsDesk : public WindowDesk
{
public:
    explicit SettingsDesk(const std::function<void(Workspace&)>& prepare = {})
        : WindowDesk(prepare)
    {
        open();
        show(QStringLiteral("settings"));
    }
    QString cell(const QString& table, int row, int column)
    {
        const auto* item = part<QTableWidget>(table)->item(row, column);
        return item ? item->text() : QString();
    }
    int rows(const QString& table) { return part<QTableWidget>(table)->rowCount(); }
    void click(const QString& button)
    {
        part<QPushButton>(button)->click();
        settle();
    }
    QString checkUp()
    {
        part<QPushButton>(QStringLiteral("checkUp.start"))->click();
        auto* start = part<QPushButton>(QStringLiteral("checkUp.start"));
        REQUIRE(waitFor([&] { return !start->isHidden(); }));
        return text(QStringLiteral("checkUp.state"));
    }
};

void fillPerson(
    QDialog* dialog, const QString& name, Role role, const QString& passphrase, const QString& again)
{
    dialog->findChild<QLineEdit*>(QStringLiteral("person.name"))->setText(name);
    auto* roles = dialog->findChild<QComboBox*>(QStringLiteral("person.role"));
    roles->setCurrentIndex(roles->findData(int(role)));
    dialog->findChild<QLineEdit*>(QStringLiteral("person.passphrase"))->setText(passphrase);
    dialog->findChild<QLineEdit*>(QStringLiteral("person.again"))->setText(again);
    dialog->findChild<QPushButton*>(QStringLiteral("person.accept"))->click();
}
} // namespace

TEST_CASE("the first person on the list is who is at work, as 管理员")
{
    SettingsDesk desk;
    CHECK(desk.rows(QStringLiteral("people.table")) == 0);
    desk.whenAsked<QDialog>(QStringLiteral("personEditDialog"), [](QDialog* dialog) {
        CHECK(dialog->findChild<QLineEdit*>(QStringLiteral("person.name"))->text() == QStringLiteral("张三"));
        CHECK(dialog->findChild<QComboBox*>(QStringLiteral("person.role"))
                  ->currentText()
                  .startsWith(QStringLiteral("管理员")));
        dialog->findChild<QPushButton*>(QStringLiteral("person.accept"))->click();
    });
    desk.click(QStringLiteral("people.add"));
    REQUIRE(desk.rows(QStringLiteral("people.table")) == 1);
    CHECK(desk.cell(QStringLiteral("people.table"), 0, 0) == QStringLiteral("张三"));
    CHECK(desk.cell(QStringLiteral("people.table"), 0, 1) == QStringLiteral("管理员"));
    CHECK(desk.cell(QStringLiteral("people.table"), 0, 2) == QStringLiteral("没有"));
    CHECK(desk.session().mayWrite());
}

TEST_CASE("making somebody else the first 管理员 leaves the person at work on the list and at work")
{
    SettingsDesk desk;
    CHECK(desk.text(QStringLiteral("people.explanation")).contains(QStringLiteral("您自己也会列入名单")));
    desk.whenAsked<QDialog>(QStringLiteral("personEditDialog"), [](QDialog* dialog) {
        fillPerson(dialog, QStringLiteral("李主任"), Role::admin, QStringLiteral("白鹭稻田渡口"),
            QStringLiteral("白鹭稻田渡口"));
    });
    desk.click(QStringLiteral("people.add"));
    REQUIRE(desk.waitFor([&] { return desk.rows(QStringLiteral("people.table")) == 2; }));
    QStringList names{
        desk.cell(QStringLiteral("people.table"), 0, 0), desk.cell(QStringLiteral("people.table"), 1, 0)};
    names.sort();
    CHECK(names == QStringList{QStringLiteral("张三"), QStringLiteral("李主任")});
    CHECK(desk.session().person() == QStringLiteral("张三"));
    CHECK(desk.session().mayWrite());
    CHECK(desk.part<QPushButton>(QStringLiteral("people.add"))->isEnabled());
    desk.put(QStringLiteral("还能写"));
    CHECK(desk.outlets() == 1);
}

TEST_CASE("who had not signed in goes on as the first person that was made")
{
    SettingsDesk desk;
    desk.session().continueAs(SignIn());
    desk.settle();
    CHECK_FALSE(desk.session().mayWrite());
    desk.whenAsked<QDialog>(QStringLiteral("personEditDialog"), [](QDialog* dialog) {
        fillPerson(dialog, QStringLiteral("李主任"), Role::admin, QStringLiteral("白鹭稻田渡口"),
            QStringLiteral("白鹭稻田渡口"));
    });
    desk.click(QStringLiteral("people.add"));
    REQUIRE(desk.waitFor([&] { return desk.session().mayWrite(); }));
    CHECK(desk.session().person() == QStringLiteral("李主任"));
    CHECK(desk.rows(QStringLiteral("people.table")) == 1);
}

TEST_CASE("two different passphrases are refused in the dialog, and a set one is asked for later")
{
    SettingsDesk desk;
    desk.whenAsked<QDialog>(QStringLiteral("personEditDialog"), [](QDialog* dialog) {
        fillPerson(dialog, QStringLiteral("张三"), Role::admin, QStringLiteral("白鹭稻田渡口"),
            QStringLiteral("白鹭稻田渡船"));
        CHECK(dialog->isVisible());
        CHECK(dialog->findChild<QLabel*>(QStringLiteral("person.problem"))
                  ->text()
                  .contains(QStringLiteral("不一样")));
        fillPerson(dialog, QStringLiteral("张三"), Role::admin, QStringLiteral("白鹭稻田渡口"),
            QStringLiteral("白鹭稻田渡口"));
    });
    desk.click(QStringLiteral("people.add"));
    CHECK(desk.cell(QStringLiteral("people.table"), 0, 2) == QStringLiteral("已设"));
    const auto other = Workspace::open(desk.path, Workspace::Access::read);
    CHECK_FALSE((*other)->signIn(QStringLiteral("张三"), QStringLiteral("白鹭稻田渡船")));
    CHECK((*other)->signIn(QStringLiteral("张三"), QStringLiteral("白鹭稻田渡口")));
}

TEST_CASE("the last 管理员 keeps the role, and the refusal says why")
{
    SettingsDesk desk([](Workspace& workspace) {
        const Author author{QStringLiteral("张三"), Door::form, {}};
        REQUIRE(addPerson(workspace, author, QStringLiteral("张三"), Role::admin));
        REQUIRE(addPerson(workspace, author, QStringLiteral("李四"), Role::entry));
    });
    desk.part<QTableWidget>(QStringLiteral("people.table"))->selectRow(0);
    desk.whenAsked<QDialog>(QStringLiteral("personEditDialog"), [&](QDialog* dialog) {
        auto* roles = dialog->findChild<QComboBox*>(QStringLiteral("person.role"));
        roles->setCurrentIndex(roles->findData(int(Role::read)));
        desk.whenRefused();
        dialog->findChild<QPushButton*>(QStringLiteral("person.accept"))->click();
    });
    desk.click(QStringLiteral("people.role"));
    REQUIRE(desk.waitFor([&] { return !desk.refusals.isEmpty(); }));
    CHECK(desk.refusals.first().contains(QStringLiteral("最后一名管理员")));
    CHECK(desk.cell(QStringLiteral("people.table"), 0, 1) == QStringLiteral("管理员"));
}

TEST_CASE("who is not 管理员 can look at the list of people and not change it")
{
    SettingsDesk desk([](Workspace& workspace) {
        const Author author{QStringLiteral("张三"), Door::form, {}};
        REQUIRE(addPerson(workspace, author, QStringLiteral("张三"), Role::admin));
        REQUIRE(addPerson(workspace, author, QStringLiteral("李四"), Role::entry));
    });
    CHECK(desk.part<QPushButton>(QStringLiteral("people.add"))->isEnabled());
    REQUIRE(desk.session().signIn(QStringLiteral("李四")));
    for (const QString& button : {QStringLiteral("people.add"), QStringLiteral("people.role"),
             QStringLiteral("people.passphrase"), QStringLiteral("people.remove")})
        CHECK_FALSE(desk.part<QPushButton>(button)->isEnabled());
    CHECK(desk.text(QStringLiteral("people.explanation")).contains(QStringLiteral("不是管理员")));
    CHECK(desk.rows(QStringLiteral("people.table")) == 2);
}

TEST_CASE("a backup by hand stands in the list, checked")
{
    SettingsDesk desk;
    CHECK(desk.rows(QStringLiteral("backup.table")) == 0);
    CHECK_FALSE(desk.part<QPushButton>(QStringLiteral("backup.restore"))->isEnabled());
    desk.click(QStringLiteral("backup.now"));
    REQUIRE(desk.rows(QStringLiteral("backup.table")) == 1);
    CHECK(desk.cell(QStringLiteral("backup.table"), 0, 1) == QStringLiteral("手动"));
    CHECK(desk.text(QStringLiteral("backup.state")).startsWith(QStringLiteral("已备份并检查过")));
    CHECK(verifyCopy(backups(desk.path).first().file));
    CHECK(desk.text(QStringLiteral("backupLabel")).contains(QStringLiteral("今天")));
}

TEST_CASE("before anything is restored the differences are shown, and leaving changes nothing")
{
    SettingsDesk desk;
    desk.click(QStringLiteral("backup.now"));
    desk.put(QStringLiteral("甲店"));
    QStringList outlets;
    QString summary;
    desk.whenAsked<QDialog>(QStringLiteral("restoreDialog"), [&](QDialog* dialog) {
        summary = dialog->findChild<QLabel*>(QStringLiteral("restore.summary"))->text();
        const auto* table = dialog->findChild<QTableWidget*>(QStringLiteral("restore.table"));
        for (int row = 0; row < table->rowCount(); ++row)
            if (table->item(row, 0)->text() == QStringLiteral("服务网点"))
                for (int column = 1; column < table->columnCount(); ++column)
                    outlets += table->item(row, column)->text();
        CHECK(dialog->findChild<QPushButton*>(QStringLiteral("restore.leave"))->isDefault());
        dialog->reject();
    });
    desk.click(QStringLiteral("backup.restore"));
    REQUIRE(desk.waitFor([&] { return !outlets.isEmpty(); }));
    CHECK(outlets
        == QStringList{QStringLiteral("0"), QStringLiteral("1"), QStringLiteral("0"), QStringLiteral("1"),
            QStringLiteral("0")});
    CHECK(summary.contains(QStringLiteral("备份之后的 1 步修改")));
    CHECK(desk.outlets() == 1);
}

TEST_CASE("who is not 管理员 sees the differences but cannot restore")
{
    SettingsDesk desk([](Workspace& workspace) {
        const Author author{QStringLiteral("张三"), Door::form, {}};
        REQUIRE(addPerson(workspace, author, QStringLiteral("张三"), Role::admin));
        REQUIRE(addPerson(workspace, author, QStringLiteral("李四"), Role::entry));
    });
    REQUIRE(desk.session().signIn(QStringLiteral("李四")));
    desk.click(QStringLiteral("backup.now"));
    QString why;
    desk.whenAsked<QDialog>(QStringLiteral("restoreDialog"), [&](QDialog* dialog) {
        CHECK_FALSE(dialog->findChild<QPushButton*>(QStringLiteral("restore.accept"))->isEnabled());
        why = dialog->findChild<QLabel*>(QStringLiteral("restore.refusal"))->text();
        dialog->reject();
    });
    desk.click(QStringLiteral("backup.restore"));
    REQUIRE(desk.waitFor([&] { return !why.isEmpty(); }));
    CHECK(why.contains(QStringLiteral("不是管理员")));
}

TEST_CASE("a workspace that was overwritten while it is open can be replaced by a backup")
{
    SettingsDesk desk;
    desk.put(QStringLiteral("甲店"));
    desk.click(QStringLiteral("backup.now"));
    // As copying another file over it does: the same file, other content, of which nothing can be read.
    QFile file(desk.path);
    REQUIRE(file.open(QIODevice::ReadWrite));
    const qint64 size = file.size();
    REQUIRE(file.resize(0));
    REQUIRE(file.write(QByteArray(int(size), 'x')) == size);
    file.close();
    bool asked = false, may = false;
    QString why;
    desk.whenAsked<QDialog>(QStringLiteral("restoreDialog"), [&](QDialog* dialog) {
        may = dialog->findChild<QPushButton*>(QStringLiteral("restore.accept"))->isEnabled();
        why = dialog->findChild<QLabel*>(QStringLiteral("restore.refusal"))->text();
        asked = true;
        dialog->reject();
    });
    desk.click(QStringLiteral("backup.restore"));
    REQUIRE(desk.waitFor([&] { return asked; }));
    INFO(why.toStdString());
    CHECK(may);
}

TEST_CASE("the second place of backups is shown and can be given up")
{
    SettingsDesk desk;
    CHECK(desk.text(QStringLiteral("backup.place")) == QStringLiteral("没有设"));
    const QString stick = desk.folder.filePath(QStringLiteral("U盘"));
    REQUIRE(QDir().mkpath(stick));
    REQUIRE(setSecondPlace(desk.workspace(), desk.session().person(), stick));
    Q_EMIT desk.session().backupsChanged();
    CHECK(desk.text(QStringLiteral("backup.place")).contains(QStringLiteral("U盘")));
    desk.click(QStringLiteral("backup.now"));
    CHECK_FALSE(QDir(stick).entryList(QDir::Files | QDir::Dirs | QDir::NoDotAndDotDot).isEmpty());

    REQUIRE(QDir(stick).removeRecursively()); // somebody pulls the stick out
    desk.click(QStringLiteral("backup.now"));
    CHECK(desk.text(QStringLiteral("backup.state")).contains(QStringLiteral("U盘")));
    CHECK(desk.rows(QStringLiteral("backup.table")) == 2);
    desk.click(QStringLiteral("backup.clearPlace"));
    CHECK(desk.text(QStringLiteral("backup.place")) == QStringLiteral("没有设"));
    CHECK(secondPlace(desk.path).isEmpty());
}

TEST_CASE("the drill says how much it compared")
{
    SettingsDesk desk;
    desk.click(QStringLiteral("backup.now"));
    desk.put(QStringLiteral("甲店"));
    desk.click(QStringLiteral("backup.drill"));
    CHECK(desk.text(QStringLiteral("backup.state")).startsWith(QStringLiteral("✔ 演练通过")));
    CHECK(desk.text(QStringLiteral("backup.state")).contains(QStringLiteral("补上 1 步历史")));
}

TEST_CASE("体检 finds nothing in a good workspace and a row that was changed behind the program's back")
{
    SettingsDesk desk;
    desk.put(QStringLiteral("甲店"));
    const QString first = desk.checkUp();
    INFO(first.toStdString());
    if (const auto* table = desk.part<QTableWidget>(QStringLiteral("findings"),
            desk.part<QPushButton>(QStringLiteral("checkUp.start"))->parentWidget());
        table && table->rowCount() > 0)
        UNSCOPED_INFO(table->item(0, 1)->text().toStdString());
    CHECK(first.startsWith(QStringLiteral("✔ 没有发现问题")));

    sqlite3* database = nullptr;
    REQUIRE(sqlite3_open(desk.path.toUtf8().constData(), &database) == SQLITE_OK);
    REQUIRE(
        sqlite3_exec(database, "UPDATE outlets SET operator = 'x'", nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(database);
    CHECK(desk.checkUp().startsWith(QStringLiteral("发现 ")));
    const auto* findings = desk.part<QTableWidget>(
        QStringLiteral("findings"), desk.part<QPushButton>(QStringLiteral("checkUp.start"))->parentWidget());
    REQUIRE(findings->rowCount() >= 1);
    CHECK(findings->item(0, 1)->text().contains(QStringLiteral("服务网点")));
}

TEST_CASE("the first quarter is changed with a reason, and 填报 has no red cells before it")
{
    SettingsDesk desk;
    const auto cells = [&](const QString& word) {
        desk.show(QStringLiteral("entry"));
        const auto* board = desk.part<QTableWidget>(QStringLiteral("entry.board"));
        int count = 0;
        for (int row = 0; row < board->rowCount(); ++row)
            for (int column = 0; column < board->columnCount(); ++column)
                count += board->item(row, column)->text() == word ? 1 : 0;
        desk.show(QStringLiteral("settings"));
        return count;
    };
    REQUIRE(cells(QStringLiteral("逾期")) > 0);
    desk.part<QTabWidget>(QStringLiteral("settings.tabs"))->setCurrentIndex(1);
    auto* quarters = desk.part<QComboBox>(QStringLiteral("first.quarter"));
    auto* reason = desk.part<QLineEdit>(QStringLiteral("first.reason"));
    auto* record = desk.part<QPushButton>(QStringLiteral("first.record"));
    CHECK(desk.text(QStringLiteral("first.standing")) == QStringLiteral("没有另定，从方案印发起填报。"));
    quarters->setFocus();
    QTest::keyClick(quarters, Qt::Key_End); // the plan's last quarter
    CHECK(record->isEnabled());
    reason->setFocus();
    QTest::keyClicks(reason, QStringLiteral("moved"));
    QTest::mouseClick(record, Qt::LeftButton);
    REQUIRE(desk.waitFor(
        [&] { return desk.text(QStringLiteral("first.standing")).contains(QStringLiteral("：moved")); }));
    CHECK_FALSE(record->isEnabled());
    CHECK(desk.text(QStringLiteral("messageLabel")).startsWith(QStringLiteral("已记录，首个填报季度是")));
    CHECK(cells(QStringLiteral("逾期")) == 0);
    CHECK(cells(QStringLiteral("未提交")) == 0);
    CHECK(cells(QStringLiteral("—")) > 0);
}
