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

namespace
{
/// The window on a screen of 1366×768 at 150 %, without what the system has of it.
struct LowScreen : WindowDesk {
    static constexpr QSize room{895, 472};

    explicit LowScreen(const QString& page = {})
    {
        open();
        window.setMinimumSize(1, 1); // the screen of the tests is higher
        resize(room);
        if (!page.isEmpty())
            turnTo(page);
    }
    void resize(QSize size)
    {
        window.resize(size);
        QTest::qWait(10);
    }
    QWidget* turnTo(const QString& page)
    {
        show(page);
        QTest::qWait(0);
        return window.workbench()->page();
    }
    /// Where a part of the page is in the page.
    QRect place(const char* name)
    {
        auto* shown = part<QWidget>(QString::fromLatin1(name));
        INFO(name);
        REQUIRE(shown->isVisible());
        return {shown->mapTo(window.workbench()->page(), QPoint()), shown->size()};
    }
    bool inside(const char* name)
    {
        const auto* shown = part<QWidget>(QString::fromLatin1(name));
        return shown->isVisible() && shown->mapTo(&window, QPoint(shown->width(), 0)).x() <= window.width();
    }
    void press(const char* name)
    {
        QTest::mouseClick(part<QPushButton>(QString::fromLatin1(name)), Qt::LeftButton);
        QTest::qWait(0);
    }
};
} // namespace

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
    LowScreen desk;
    for (const PageEntry& page : pageList()) {
        INFO(page.id.toStdString());
        const QWidget* shown = desk.turnTo(page.id);
        CHECK(desk.window.size() == LowScreen::room);
        CHECK(shown->width() >= shown->minimumSizeHint().width());
        CHECK(shown->height() >= shown->minimumSizeHint().height());
    }
}

TEST_CASE("台账 needs no scrolling sideways on a screen of 1366 at 150 %", "[window-size]")
{
    LowScreen desk;
    const QWidget* page = desk.turnTo(QStringLiteral("ledger"));
    CHECK(page->minimumSizeHint().width() <= LowScreen::room.width() - theme::railWidth);
    CHECK(desk.inside("ledger.add"));
}

TEST_CASE("grid and form fill a narrow page of 台账, however it became narrow", "[window-size]")
{
    LowScreen desk(QStringLiteral("ledger"));
    const bool fromWide = GENERATE(false, true);
    INFO(fromWide);
    if (fromWide) {
        desk.resize({1366, 768});
        REQUIRE(desk.place("ledger.list").left() == theme::gap);
        desk.resize(LowScreen::room);
    }
    const QRect rows = desk.place("ledger.gridPane"), form = desk.place("ledger.formPane");
    CHECK_FALSE(desk.part<QWidget>(QStringLiteral("ledger.list"))->isVisible());
    CHECK(rows.left() == theme::gap);
    CHECK(form.left() - rows.right() - 1 == theme::gap);
    CHECK(form.right() + 1 == desk.window.workbench()->page()->width() - theme::gap);
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
    LowScreen desk;
    for (const int width : {895, 1080, 1354}) {
        INFO(width);
        desk.resize({width, 560});
        const QWidget* page = desk.turnTo(QStringLiteral("tasks"));
        CHECK(page->width() <= width - theme::railWidth);
        CHECK(desk.inside("tasks.sheets"));
        CHECK(desk.inside("tasks.list"));
        const auto* list = page->findChild<QTreeView*>(QStringLiteral("tasks.list"));
        CHECK(list->header()->length() <= list->viewport()->width());
        if (const auto* details = desk.part<QPushButton>(QStringLiteral("tasks.details"));
            details->isVisible()) {
            desk.press("tasks.details");
            CHECK(desk.inside("tasks.drawer"));
            CHECK_FALSE(list->isVisible());
            desk.press("tasks.details");
            CHECK(list->isVisible());
        } else {
            CHECK(desk.inside("tasks.drawer"));
        }
        page = desk.turnTo(QStringLiteral("print"));
        CHECK(page->width() <= width - theme::railWidth);
        CHECK(desk.inside("print.print"));
        CHECK(desk.inside("print.indicators"));
        if (desk.part<QPushButton>(QStringLiteral("print.settings"))->isVisible()) {
            desk.press("print.settings");
            CHECK(desk.inside("print.saveTemplate"));
            CHECK(desk.inside("print.print"));
            desk.press("print.settings");
        } else {
            CHECK(desk.inside("print.saveTemplate"));
        }
    }
}

TEST_CASE("the grid of 台账 shows more than two columns beside the form on a small screen", "[window-size]")
{
    LowScreen desk(QStringLiteral("ledger"));
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
    desk.resize({1366, 768});
    CHECK(picker->isHidden());
    CHECK(desk.part<QTreeWidget>(QStringLiteral("ledger.list"))->isVisible());
}
