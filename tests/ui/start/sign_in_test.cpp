#include "core/store/people/people.h"
#include "tests/ui/window_desk.h"
#include "ui/start/sign_in_dialog.h"

#include <QComboBox>
#include <QDialog>
#include <QInputDialog>
#include <QLineEdit>
#include <QToolButton>

using namespace coop;

namespace
{
const QString secret = QStringLiteral("稻田白鹭2024");

/// 张三 keeps the list, 李四 has a passphrase, 王五 may only read.
void makeList(Workspace& workspace)
{
    const Author author{QStringLiteral("张三"), Door::form, {}};
    REQUIRE(addPerson(workspace, author, QStringLiteral("张三"), Role::admin));
    REQUIRE(addPerson(workspace, author, QStringLiteral("李四"), Role::entry, secret));
    REQUIRE(addPerson(workspace, author, QStringLiteral("王五"), Role::read));
}

void choose(QDialog* dialog, const QString& name)
{
    auto* names = dialog->findChild<QComboBox*>(QStringLiteral("signIn.name"));
    names->setCurrentIndex(names->findData(name));
}
} // namespace

TEST_CASE("a workspace with a list of people asks at opening who is at work, and a wrong passphrase says so")
{
    WindowDesk desk(makeList);
    QString wrong;
    desk.whenAsked<QDialog>(QStringLiteral("signInDialog"), [&](QDialog* dialog) {
        choose(dialog, QStringLiteral("李四"));
        auto* passphrase = dialog->findChild<QLineEdit*>(QStringLiteral("signIn.passphrase"));
        auto* problem = dialog->findChild<QLabel*>(QStringLiteral("signIn.problem"));
        auto* accept = dialog->findChild<QPushButton*>(QStringLiteral("signIn.accept"));
        CHECK(passphrase->isVisible());
        passphrase->setText(QStringLiteral("猜一个看看"));
        accept->click();
        CHECK(desk.waitFor([&] { return problem->isVisible(); }));
        wrong = problem->text();
        passphrase->setText(secret);
        accept->click();
    });
    REQUIRE(desk.window.openFile(desk.path));
    CHECK(wrong.contains(QStringLiteral("口令不对")));
    CHECK(desk.session().person() == QStringLiteral("李四"));
    CHECK(desk.session().mayWrite());
    CHECK(desk.part<QToolButton>(QStringLiteral("personButton"))->text().startsWith(QStringLiteral("李四")));
}

TEST_CASE("who only looks can write nothing, and the window says why")
{
    WindowDesk desk(makeList);
    desk.whenAsked<QDialog>(QStringLiteral("signInDialog"),
        [](QDialog* dialog) { dialog->findChild<QPushButton*>(QStringLiteral("signIn.lookOnly"))->click(); });
    REQUIRE(desk.window.openFile(desk.path));
    desk.window.show();
    desk.show(QStringLiteral("ledger"));
    CHECK(desk.session().person().isEmpty());
    CHECK_FALSE(desk.part<QPushButton>(QStringLiteral("ledger.add"))->isEnabled());
    CHECK(desk.part<QWidget>(QStringLiteral("noticeBar"))->isVisible());
    CHECK(desk.text(QStringLiteral("noticeText")).contains(QStringLiteral("没有登录")));
    CHECK(desk.text(QStringLiteral("form.readOnly")) == desk.session().writeRefusal());

    desk.whenAsked<QDialog>(QStringLiteral("signInDialog"), [](QDialog* dialog) {
        choose(dialog, QStringLiteral("张三"));
        dialog->findChild<QPushButton*>(QStringLiteral("signIn.accept"))->click();
    });
    desk.part<QPushButton>(QStringLiteral("noticeSignIn"))->click();
    CHECK(desk.session().person() == QStringLiteral("张三"));
    CHECK(desk.part<QPushButton>(QStringLiteral("ledger.add"))->isEnabled());
    CHECK_FALSE(desk.part<QWidget>(QStringLiteral("noticeBar"))->isVisible());
}

TEST_CASE("somebody with 只读 finds the edit controls off")
{
    WindowDesk desk(makeList);
    desk.open();
    desk.show(QStringLiteral("ledger"));
    REQUIRE(desk.session().mayWrite());
    REQUIRE(desk.session().signIn(QStringLiteral("王五")));
    CHECK_FALSE(desk.session().mayWrite());
    CHECK(desk.session().writeRefusal().contains(QStringLiteral("只读")));
    CHECK_FALSE(desk.part<QPushButton>(QStringLiteral("ledger.add"))->isEnabled());
    CHECK_FALSE(desk.part<QPushButton>(QStringLiteral("ledger.remove"))->isEnabled());
    CHECK_FALSE(desk.part<QLineEdit>(QStringLiteral("field.name"))->isEnabled());
    QTest::keyClick(desk.window.workbench()->page(), Qt::Key_N, Qt::ControlModifier);
    CHECK_FALSE(desk.part<QPushButton>(QStringLiteral("form.save"))->isEnabled());
}

TEST_CASE("who is taken off the list while at work cannot write any more")
{
    WindowDesk desk(makeList);
    desk.open();
    REQUIRE(desk.session().signIn(QStringLiteral("李四"), secret));
    REQUIRE(desk.session().mayWrite());
    {
        auto other = Workspace::open(desk.path, Workspace::Access::write);
        REQUIRE(other);
        REQUIRE((*other)->signIn(QStringLiteral("张三")));
        REQUIRE(removePerson(**other, {QStringLiteral("张三"), Door::form, {}}, QStringLiteral("李四")));
    }
    desk.session().noteSaved();
    CHECK_FALSE(desk.session().mayWrite());
}

TEST_CASE("who was at work in one workspace is not taken for the person of another without a word")
{
    WindowDesk desk;
    const QString second = desk.folder.filePath(QStringLiteral("乙区.gpkg"));
    REQUIRE(QFile::copy(desk.path, second));
    QString said;
    const auto open = [&](const QString& path) {
        said.clear();
        const auto heard = QObject::connect(&desk.window, &QMainWindow::windowTitleChanged, [&] {
            if (desk.window.session()) // the workspace that is open now
                QObject::connect(desk.window.session(), &Session::message, &desk.window,
                    [&](const QString& text) { said += text; });
        });
        REQUIRE(desk.window.openFile(path));
        QObject::disconnect(heard);
    };
    const auto becomes = [&](const QString& name) {
        desk.whenAsked<QInputDialog>(QStringLiteral("personDialog"), [&](QInputDialog* dialog) {
            dialog->setTextValue(name);
            dialog->accept();
        });
        askWhoIsAtWork(desk.session(), &desk.window);
        CHECK(desk.session().person() == name);
    };
    open(desk.path);
    becomes(QStringLiteral("李四"));
    open(second);
    CHECK(said.contains(QStringLiteral("李四")));
    CHECK(said.contains(QStringLiteral("右上角")));
    becomes(QStringLiteral("王五"));
    open(desk.path);
    CHECK(desk.session().person() == QStringLiteral("李四"));
    CHECK_FALSE(said.contains(QStringLiteral("右上角"))); // said here once
    open(second);
    CHECK(desk.session().person() == QStringLiteral("王五"));
}
