#include "tests/ui/window_desk.h"
#include "ui/look/window_room.h"
#include "ui/shell/page_list.h"

#include <QComboBox>
#include <QDialog>
#include <QHeaderView>
#include <QScreen>
#include <QScrollArea>
#include <QTableView>
#include <QTreeWidget>

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

// A screen of 1366 at 150 % and one of 1366 at 125 %, without the frame of the window.
TEST_CASE("任务 and 制图 need no scrolling sideways on small screens and fold their panes", "[window-size]")
{
    WindowDesk desk;
    desk.open();
    desk.window.setMinimumSize(1, 1);
    const auto inside = [&](const char* name) {
        const auto* part = desk.window.workbench()->page()->findChild<QWidget*>(QString::fromLatin1(name));
        INFO(name);
        REQUIRE(part);
        const QPoint end = part->mapTo(&desk.window, QPoint(part->width(), 0));
        return part->isVisible() && end.x() <= desk.window.width();
    };
    const auto press = [&](const char* name) {
        QTest::mouseClick(desk.part<QPushButton>(QString::fromLatin1(name)), Qt::LeftButton);
        QTest::qWait(0);
    };
    for (const int width : {895, 1080, 1354}) {
        INFO(width);
        desk.window.resize(width, 560);
        desk.show(QStringLiteral("tasks"));
        QTest::qWait(0);
        const QWidget* page = desk.window.workbench()->page();
        CHECK(page->width() <= width - theme::railWidth);
        CHECK(inside("tasks.sheets"));
        CHECK(inside("tasks.list"));
        const auto* list = page->findChild<QTreeView*>(QStringLiteral("tasks.list"));
        CHECK(list->header()->length() <= list->viewport()->width());
        if (const auto* details = desk.part<QPushButton>(QStringLiteral("tasks.details"));
            details->isVisible()) {
            press("tasks.details");
            CHECK(inside("tasks.drawer"));
            CHECK_FALSE(list->isVisible());
            press("tasks.details");
            CHECK(list->isVisible());
        } else {
            CHECK(inside("tasks.drawer"));
        }
        desk.show(QStringLiteral("print"));
        QTest::qWait(0);
        page = desk.window.workbench()->page();
        CHECK(page->width() <= width - theme::railWidth);
        CHECK(inside("print.print"));
        CHECK(inside("print.indicators"));
        if (desk.part<QPushButton>(QStringLiteral("print.settings"))->isVisible()) {
            press("print.settings");
            CHECK(inside("print.saveTemplate"));
            CHECK(inside("print.print"));
            press("print.settings");
        } else {
            CHECK(inside("print.saveTemplate"));
        }
    }
}

TEST_CASE("the grid of 台账 shows more than two columns beside the form on a small screen", "[window-size]")
{
    WindowDesk desk;
    desk.open();
    desk.window.setMinimumSize(1, 1);
    desk.window.resize(911, 512);
    desk.show(QStringLiteral("ledger"));
    QTest::qWait(0);
    const auto* grid = desk.part<QTableView>(QStringLiteral("ledger.grid"));
    REQUIRE(desk.part<QWidget>(QStringLiteral("ledger.formPane"))->isVisible());
    int whole = 0;
    for (int column = 0; column < grid->model()->columnCount(); ++column)
        if (!grid->isColumnHidden(column)
            && grid->columnViewportPosition(column) + grid->columnWidth(column) <= grid->viewport()->width())
            ++whole;
    CHECK(whole > 2);
    auto* picker = desk.part<QComboBox>(QStringLiteral("ledger.picker"));
    REQUIRE(picker->isVisible());
    CHECK(picker->count() == desk.part<QTreeWidget>(QStringLiteral("ledger.list"))->topLevelItemCount());
    picker->setFocus();
    QTest::keyClick(picker, Qt::Key_Down);
    QTest::qWait(10);
    CHECK(desk.part<QTreeWidget>(QStringLiteral("ledger.list"))->currentItem()->text(0)
        == picker->currentText());
    CHECK(picker->currentIndex() == 1);
    desk.window.resize(1366, 768);
    QTest::qWait(10);
    CHECK(picker->isHidden());
    CHECK(desk.part<QTreeWidget>(QStringLiteral("ledger.list"))->isVisible());
}
