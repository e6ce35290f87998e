#include "core/store/copies/backup.h"
#include "core/workflow/filing/filing.h"
#include "tests/ui/window_desk.h"
#include "ui/session/settings.h"
#include "ui/start/practice_workspace.h"

#include <QDir>
#include <QMenu>
#include <QToolButton>
#include <algorithm>

using namespace coop;

namespace
{
/// Documents of our own: the program puts the workspace for practice among them.
class HomeOfOwn
{
public:
    explicit HomeOfOwn(const QString& folder) { qputenv("HOME", folder.toUtf8()); }
    ~HomeOfOwn() { qputenv("HOME", before); }
    HomeOfOwn(const HomeOfOwn&) = delete;
    HomeOfOwn& operator=(const HomeOfOwn&) = delete;

private:
    const QByteArray before = qgetenv("HOME");
};

QAction* fileAction(WindowDesk& desk, const QString& begin)
{
    auto* menu = desk.part<QMenu>(QStringLiteral("fileMenu"));
    Q_EMIT menu->aboutToShow();
    for (QAction* action : menu->actions())
        if (action->text().startsWith(begin))
            return action;
    return nullptr;
}

void click(QWidget* button)
{
    QTest::mouseClick(button, Qt::LeftButton);
}
} // namespace

TEST_CASE("one click on the start page opens a workspace for practice that says so, and it can be made anew")
{
    WindowDesk desk;
    const HomeOfOwn home(desk.folder.path());
    desk.window.showWelcome(); // as it looks from this home
    desk.window.show();
    REQUIRE(becomesActive(&desk.window));
    CHECK_FALSE(desk.window.findChild<QPushButton*>(QStringLiteral("welcomePracticeAnew")));
    click(desk.part<QPushButton>(QStringLiteral("welcomePractice")));
    REQUIRE(QTest::qWaitFor([&] { return desk.window.session() != nullptr; }, 60000));
    desk.settle();
    CHECK(desk.workspace().path() == practiceFile());
    CHECK(practiceFile().startsWith(desk.folder.path()));
    CHECK(desk.workspace().isPractice());
    CHECK(desk.window.windowTitle().contains(QStringLiteral("（练习）")));
    CHECK(desk.part<QLabel>(QStringLiteral("practiceMark"))->isVisible());
    CHECK_FALSE(settings::recentFiles().contains(practiceFile())); // the next start opens the office's own
    CHECK(desk.session().mayWrite());

    const Period now = Period::quarterOf(QDate::currentDate());
    CHECK(desk.session().period() == now);
    const auto board = filingBoard(desk.workspace(), {now}, QDate::currentDate());
    REQUIRE(board);
    const auto has = [&](const auto& which) { return std::any_of(board->begin(), board->end(), which); };
    for (const FilingState state :
        {FilingState::draft, FilingState::submitted, FilingState::reviewed, FilingState::locked})
        CHECK(has([&](const FilingStanding& each) { return each.row != 0 && each.state == state; }));
    CHECK(has([](const FilingStanding& each) { return each.row == 0; })); // 未提交
    CHECK(has([](const FilingStanding& each) { return !each.returnReason.isEmpty() && !each.corrections; }));
    CHECK(has([](const FilingStanding& each) { return each.corrections > 0; }));

    desk.put(QStringLiteral("练习时加的店"));
    const qint64 worked = desk.outlets();
    QAction* again = fileAction(desk, QStringLiteral("重新做一份练习工作区"));
    REQUIRE(again);
    desk.whenAsked<QMessageBox>(QStringLiteral("practiceAnew"), [](QMessageBox* box) { box->reject(); });
    again->trigger();
    CHECK(desk.outlets() == worked); // nothing is thrown away unasked
    desk.whenAsked<QMessageBox>(QStringLiteral("practiceAnew"),
        [](QMessageBox* box) { click(box->findChild<QPushButton*>(QStringLiteral("practiceAnew.0"))); });
    fileAction(desk, QStringLiteral("重新做一份练习工作区"))->trigger();
    REQUIRE(desk.window.session());
    CHECK(desk.workspace().isPractice());
    CHECK(desk.outlets() == worked - 1);
}

TEST_CASE("a real workspace that somebody put where the one for practice belongs is not thrown away")
{
    WindowDesk desk;
    const HomeOfOwn home(desk.folder.path());
    REQUIRE(QDir().mkpath(QFileInfo(practiceFile()).path()));
    REQUIRE(QFile::copy(desk.path, practiceFile()));
    const auto removed = removePractice();
    REQUIRE_FALSE(removed);
    CHECK(removed.error().text.contains(QStringLiteral("不是练习工作区")));
    CHECK(QFile::exists(practiceFile()));
}

TEST_CASE("a real workspace is marked nowhere")
{
    WindowDesk desk;
    desk.open();
    CHECK_FALSE(desk.window.findChild<QLabel*>(QStringLiteral("practiceMark")));
    CHECK_FALSE(desk.window.windowTitle().contains(QStringLiteral("练习")));
    CHECK(desk.workspace().paperMark().isEmpty());
}
