#include "tests/ui/window_desk.h"
#include "ui/look/window_room.h"
#include "ui/shell/page_list.h"

#include <QDialog>
#include <QScreen>
#include <QScrollArea>

using namespace coop;

// The screen of the tests is smaller than the window's usual size, as a screen of 1366×768 is at 150 %.

TEST_CASE("the first window is no larger than its screen and can be made as small", "[window-size]")
{
    const QTemporaryDir folder;
    QSettings::setPath(QSettings::defaultFormat(), QSettings::UserScope, folder.path());
    const MainWindow window;
    const QSize screen = window.screen()->availableSize();
    REQUIRE(screen.width() < 1366);
    CHECK(window.width() <= screen.width());
    CHECK(window.height() <= screen.height());
    CHECK(window.minimumWidth() <= roomFor(window).width());
    CHECK(window.minimumHeight() <= roomFor(window).height());
}

TEST_CASE("on a small screen every page keeps its size and scrolls instead of being cut", "[window-size]")
{
    WindowDesk desk;
    desk.open();
    desk.window.setMinimumSize(1, 1); // the screen of the tests is higher
    desk.window.resize(895, 472);
    for (const PageEntry& page : pageList()) {
        INFO(page.id.toStdString());
        desk.show(page.id);
        QTest::qWait(0);
        CHECK(desk.window.size() == QSize(895, 472));
        QWidget* shown = desk.window.workbench()->page();
        CHECK(shown->width() >= shown->minimumSizeHint().width());
        CHECK(shown->height() >= shown->minimumSizeHint().height());
    }
}

TEST_CASE("台账 needs no scrolling sideways on a screen of 1366 at 150 %", "[window-size]")
{
    WindowDesk desk;
    desk.open();
    desk.window.setMinimumSize(1, 1);
    desk.window.resize(911, 512);
    desk.show(QStringLiteral("ledger"));
    QTest::qWait(0);
    const QWidget* page = desk.window.workbench()->page();
    CHECK(page->minimumSizeHint().width() <= 911 - theme::railWidth);
    const auto* add = page->findChild<QPushButton*>(QStringLiteral("ledger.add"));
    REQUIRE(add);
    CHECK(add->mapTo(&desk.window, QPoint(add->width(), 0)).x() <= desk.window.width());
}

TEST_CASE("a dialog is no larger than its screen when it is shown", "[window-size]")
{
    theme::apply(*qApp);
    QDialog dialog;
    dialog.resize(3000, 2000);
    dialog.show();
    CHECK(dialog.width() <= roomFor(dialog).width());
    CHECK(dialog.height() <= roomFor(dialog).height());
}
