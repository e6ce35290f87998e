#include "core/store/copies/backup.h"
#include "tests/ui/window_desk.h"
#include "ui/start/opening.h"

#include <QAction>
#include <QDialog>
#include <QFileDialog>
#include <QLineEdit>
#include <QLockFile>
#include <QMenu>
#include <QPointer>
#include <algorithm>
#include <filesystem>

using namespace coop;

namespace
{
/// Overwrites pages of a file, as a bad stick does; those with the plan, without which nothing opens, are not
/// among them.
void damage(const QString& path)
{
    QFile file(path);
    REQUIRE(file.open(QIODevice::ReadWrite));
    constexpr qint64 page = 4096;
    REQUIRE(file.seek(file.size() * 5 / 6 / page * page));
    REQUIRE(file.write(QByteArray(int(3 * page), 'U')) == 3 * page);
}
} // namespace

TEST_CASE("a file that somebody else has opens read-only, says who has it, and can be tried again")
{
    WindowDesk desk;
    QLockFile other(desk.path + QStringLiteral(".lock"));
    other.setStaleLockTime(0);
    REQUIRE(other.tryLock());
    desk.open();
    CHECK(desk.workspace().access() == Workspace::Access::read);
    CHECK_FALSE(desk.session().mayWrite());
    const QString notice = desk.text(QStringLiteral("noticeText"));
    CHECK(notice.startsWith(QStringLiteral("只读：")));
    CHECK(notice.contains(QStringLiteral("打开着")));
    CHECK(desk.text(QStringLiteral("savedLabel")) == QStringLiteral("只读"));

    other.unlock();
    desk.part<QPushButton>(QStringLiteral("noticeRetry"))->click();
    REQUIRE(desk.waitFor([&] { return desk.workspace().access() == Workspace::Access::write; }));
    CHECK_FALSE(desk.part<QWidget>(QStringLiteral("noticeBar"))->isVisible());
    CHECK(desk.session().mayWrite());
}

TEST_CASE("a damaged file opens read-only and offers 体检 and 抢救")
{
    WindowDesk desk;
    damage(desk.path);
    desk.open();
    CHECK(desk.workspace().access() == Workspace::Access::read);
    CHECK(desk.text(QStringLiteral("noticeText")).contains(QStringLiteral("损坏")));
    CHECK(desk.part<QPushButton>(QStringLiteral("noticeSalvage"))->isVisible());

    QString found;
    desk.whenAsked<QDialog>(QStringLiteral("checkUpDialog"), [&](QDialog* dialog) {
        auto* state = dialog->findChild<QLabel*>(QStringLiteral("checkUp.state"));
        CHECK(desk.waitFor([&] { return state->text().startsWith(QStringLiteral("发现")); }));
        found = state->text();
        dialog->reject();
    });
    desk.part<QPushButton>(QStringLiteral("noticeCheckUp"))->click();
    REQUIRE(desk.waitFor([&] { return !found.isEmpty(); }));
    CHECK_FALSE(found.contains(QStringLiteral(" 0 处错误")));
}

TEST_CASE("what can be read of a damaged file goes into a new workspace that opens for writing")
{
    WindowDesk desk;
    damage(desk.path);
    desk.open();
    desk.whenAsked<QDialog>(QStringLiteral("salvageDialog"), [&](QDialog* dialog) {
        auto* start = dialog->findChild<QPushButton*>(QStringLiteral("salvage.start"));
        start->click();
        dialog->reject(); // not before it has said what came of it
        CHECK(dialog->isVisible());
        auto* report = dialog->findChild<QLabel*>(QStringLiteral("salvage.report"));
        CHECK(desk.waitFor([&] { return report->isVisible(); }));
        CHECK(report->text().startsWith(QStringLiteral("抢救出")));
        start->click(); // 打开新工作区
    });
    desk.part<QPushButton>(QStringLiteral("noticeSalvage"))->click();
    REQUIRE(desk.waitFor([&] { return desk.workspace().path() != desk.path; }));
    CHECK(desk.workspace().access() == Workspace::Access::write);
    CHECK(desk.workspace().count(QStringLiteral("townships")).value() > 0);
}

TEST_CASE("the first opening of a day makes a backup and the status bar says so")
{
    WindowDesk desk;
    REQUIRE(desk.window.openFile(desk.path));
    CHECK(desk.waitFor(
        [&] { return desk.text(QStringLiteral("backupLabel")).contains(QStringLiteral("备份 今天")); }));
    REQUIRE(backups(desk.path).size() == 1);
    CHECK(backups(desk.path).first().kind == BackupKind::daily);
}

TEST_CASE("a day's backup that cannot be made stays said in the status bar")
{
    WindowDesk desk;
    QFile inTheWay(backupFolder(desk.path)); // where the folder should be
    REQUIRE(inTheWay.open(QIODevice::WriteOnly));
    inTheWay.close();
    REQUIRE(desk.window.openFile(desk.path));
    auto* label = desk.part<QLabel>(QStringLiteral("backupLabel"));
    CHECK(desk.waitFor([&] { return label->text().contains(QStringLiteral("没有做成")); }));
    CHECK_FALSE(label->toolTip().isEmpty());
    CHECK(desk.session().mayWrite());
}

TEST_CASE("restoring a backup closes the workspace, puts it back and opens it again")
{
    WindowDesk desk;
    desk.open();
    desk.put(QStringLiteral("甲店"));
    const auto made = backUp(desk.workspace(), BackupKind::byHand);
    REQUIRE(made);
    desk.put(QStringLiteral("乙店"));
    const QPointer<Session> before = &desk.session();
    Q_EMIT desk.session().restoreRequested(made->backup.file, {});
    REQUIRE(desk.waitFor([&] { return !before && desk.window.session(); }));
    CHECK(desk.outlets() == 1);
    CHECK(desk.workspace().access() == Workspace::Access::write);
    CHECK(desk.text(QStringLiteral("messageLabel")).startsWith(QStringLiteral("已恢复")));
}

TEST_CASE("when the file is removed while it is open, nothing is written and a copy still has everything")
{
    WindowDesk desk;
    desk.open();
    desk.put(QStringLiteral("甲店"));
    REQUIRE(QFile::remove(desk.path));
    const auto work
        = UnitOfWork::begin(desk.workspace(), desk.session().author(Door::form, QStringLiteral("试")));
    REQUIRE_FALSE(work);
    CHECK(work.error().text.contains(QStringLiteral("另存副本")));

    const QString copy = desk.folder.filePath(QStringLiteral("副本.gpkg"));
    desk.window.saveCopyTo(copy);
    CHECK(desk.text(QStringLiteral("messageLabel")).startsWith(QStringLiteral("副本存为")));
    const auto opened = Workspace::open(copy, Workspace::Access::read);
    REQUIRE(opened);
    CHECK((*opened)->count(QStringLiteral("outlets")).value() == 1);
    desk.whenRefused();
    desk.window.saveCopyTo(copy);
    REQUIRE(desk.refusals.size() == 1);
    CHECK(desk.refusals.first().contains(QStringLiteral("已经存在")));
}

TEST_CASE(
    "a workspace that is renamed while its window is open keeps what was saved, says so, and closes whole")
{
    WindowDesk desk;
    desk.open();
    desk.put(QStringLiteral("甲店"));
    const QString away = desk.folder.filePath(QStringLiteral("改名.gpkg"));
    REQUIRE(QFile::rename(desk.path, away));
    const auto work
        = UnitOfWork::begin(desk.workspace(), desk.session().author(Door::form, QStringLiteral("试")));
    REQUIRE_FALSE(work);
    CHECK(work.error().text.contains(QStringLiteral("移走")));
    CHECK(Workspace::open(away, Workspace::Access::write).error().kind == ErrorKind::inUse);
    REQUIRE(desk.window.openFile(away)); // closes the one that was open
    CHECK(desk.workspace().access() == Workspace::Access::write);
    CHECK(desk.outlets() == 1);
    CHECK(verifyCopy(away));
}

TEST_CASE("a file is opened for writing in the window that has it under another name and another one under "
          "its name")
{
    const bool asked = GENERATE(false, true);
    WindowDesk desk;
    desk.open();
    desk.put(QStringLiteral("甲店"));
    desk.show(QStringLiteral("tasks"));
    QString next = desk.folder.filePath(QStringLiteral("另一个.gpkg"));
    const qint64 expected = 1;
    SECTION("a hard link")
    {
        std::filesystem::create_hard_link(desk.path.toStdU16String(), next.toStdU16String());
    }
#ifndef Q_OS_WIN // where nobody moves a file that is open
    SECTION("another workspace in the place of one that was moved away")
    {
        REQUIRE(backUpTo(desk.workspace(), next));
        desk.put(QStringLiteral("乙店"));
        REQUIRE(QFile::rename(desk.path, desk.folder.filePath(QStringLiteral("移走.gpkg"))));
        REQUIRE(QFile::rename(next, desk.path));
        next = desk.path;
    }
#endif
    SECTION("the same once more")
    {
        next = desk.path;
    }
    REQUIRE((asked ? desk.window.openFile(next) : desk.window.tryOpen(next).has_value()));
    REQUIRE(desk.session().signIn(QStringLiteral("张三")));
    CHECK(desk.workspace().access() == Workspace::Access::write);
    CHECK(desk.workspace().path() == next);
    CHECK(desk.outlets() == expected);
    CHECK(desk.window.workbench()->currentPage() == QStringLiteral("tasks"));
    desk.put(QStringLiteral("丙店"));
    CHECK(desk.outlets() == expected + 1);
}

TEST_CASE("what was open stays when the other file is held by another program or is none")
{
    WindowDesk desk;
    desk.open();
    const QPointer<Session> before = &desk.session();
    const QString none = desk.folder.filePath(QStringLiteral("不是.gpkg"));
    QFile file(none);
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write("x");
    file.close();
    CHECK_FALSE(desk.window.tryOpen(none));
    CHECK(before);
    CHECK(desk.workspace().access() == Workspace::Access::write);
}

TEST_CASE("the file menu writes a checked copy that holds what was just saved")
{
    WindowDesk desk;
    desk.open();
    desk.put(QStringLiteral("甲店"));
    const QString copy = desk.folder.filePath(QStringLiteral("存一份.gpkg"));
    desk.whenAsked<QFileDialog>(QStringLiteral("QFileDialog"), [&](QFileDialog* dialog) {
        dialog->findChild<QLineEdit*>(QStringLiteral("fileNameEdit"))->setText(copy);
        QMetaObject::invokeMethod(dialog, "accept");
    });
    for (QMenu* menu : desk.window.findChildren<QMenu*>())
        Q_EMIT menu->aboutToShow(); // the file menu is filled when it opens
    const auto actions = desk.window.findChildren<QAction*>();
    const auto action = std::find_if(actions.begin(), actions.end(),
        [](const QAction* each) { return each->text().startsWith(QStringLiteral("另存副本")); });
    REQUIRE(action != actions.end());
    (*action)->trigger();
    CHECK(desk.text(QStringLiteral("messageLabel")).startsWith(QStringLiteral("副本存为")));
    REQUIRE(verifyCopy(copy));
    const auto opened = Workspace::open(copy, Workspace::Access::read);
    REQUIRE(opened);
    CHECK((*opened)->count(QStringLiteral("outlets")).value() == 1);
}

TEST_CASE("only what is damaged counts as damaged")
{
    WindowDesk desk;
    CHECK_FALSE(isDamaged({ErrorKind::inUse, QStringLiteral("正由张三打开着")}));
    const auto readme = openAsFarAsPossible(QStringLiteral(COOP_SOURCE_DIR "/README.md"));
    REQUIRE_FALSE(readme);
    CHECK_FALSE(isDamaged(readme.error()));
    damage(desk.path);
    const auto opened = openAsFarAsPossible(desk.path);
    REQUIRE(opened);
    REQUIRE(opened->readOnly);
    CHECK(isDamaged(*opened->readOnly));
}
