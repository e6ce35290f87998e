#include "core/workflow/help/help_text.h"
#include "tests/ui/window_desk.h"
#include "ui/help/help_key.h"
#include "ui/shell/page_list.h"

#include <QLineEdit>
#include <QListWidget>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextBrowser>
#include <QWindow>

using namespace coop;

namespace
{
QDialog* openHelp(WindowDesk& desk, QWidget* where)
{
    QTest::keyClick(where, Qt::Key_F1);
    auto* help = where->window()->findChild<QDialog*>(QStringLiteral("help"));
    REQUIRE(help);
    REQUIRE(desk.waitFor([&] { return help->isVisible(); }));
    return help;
}

QString chapterShown(QDialog* help)
{
    return help->findChild<QTextBrowser*>(QStringLiteral("help.text"))->document()->firstBlock().text();
}

/// As the mouse of somebody who sits here: through the window, which a modal dialog may have closed off.
void clickRow(QListWidget* list, int row)
{
    const QPoint place
        = list->viewport()->mapTo(list->window(), list->visualItemRect(list->item(row)).center());
    QTest::mouseClick(list->window()->windowHandle(), Qt::LeftButton, {}, place);
}
} // namespace

TEST_CASE("F1 opens the chapter of each page beside it, and the page stays usable", "[help]")
{
    WindowDesk desk;
    desk.open();
    for (const PageEntry& page : pageList()) {
        desk.show(page.id);
        QWidget* focus = QApplication::focusWidget();
        QDialog* help = openHelp(desk, focus ? focus : &desk.window);
        INFO(page.title.toStdString());
        CHECK(chapterShown(help).startsWith(page.title));
        CHECK_FALSE(help->isModal());
        QTest::keyClick(help, Qt::Key_Escape);
        REQUIRE(desk.waitFor([&] { return !desk.window.findChild<QDialog*>(QStringLiteral("help")); }));
    }
}

TEST_CASE(
    "the help is searched by initials, leads to the section, and follows links between chapters", "[help]")
{
    WindowDesk desk;
    desk.open();
    QDialog* help = openHelp(desk, &desk.window);
    auto* search = help->findChild<QLineEdit*>(QStringLiteral("help.search"));
    auto* list = help->findChild<QListWidget*>(QStringLiteral("help.chapters"));
    auto* text = help->findChild<QTextBrowser*>(QStringLiteral("help.text"));
    REQUIRE(becomesActive(help));
    CHECK(QTest::qWaitFor([&] { return search->hasFocus(); })); // one types at once
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("wjsh"));
    REQUIRE(list->count() >= 1);
    CHECK(list->item(0)->text() == QStringLiteral("备份与恢复 · 文件损坏"));
    CHECK(chapterShown(help) == QStringLiteral("备份与恢复"));
    CHECK(text->verticalScrollBar()->value() > 0);
    CHECK(text->textCursor().block().text() == QStringLiteral("文件损坏"));
    search->setText(QStringLiteral("没有这样的话"));
    CHECK(list->item(0)->text().startsWith(QStringLiteral("没有找到")));
    search->clear();
    CHECK(list->count() == helpChapters().size());
    clickRow(list, 1);
    CHECK(chapterShown(help) == QStringLiteral("总览"));
    Q_EMIT text->anchorClicked(QUrl(QStringLiteral("任务.md")));
    CHECK(chapterShown(help) == QStringLiteral("任务"));
    CHECK(list->currentItem()->text() == QStringLiteral("任务"));
}

TEST_CASE(
    "in a dialog that wants an answer F1 opens a help that can be used, and the dialog goes on", "[help]")
{
    WindowDesk desk;
    desk.open();
    desk.show(QStringLiteral("ledger"));
    bool looked = false;
    desk.whenAsked<QDialog>(QStringLiteral("importWizard"), [&](QDialog* wizard) {
        QDialog* help = openHelp(desk, wizard->focusWidget() ? wizard->focusWidget() : wizard);
        CHECK(chapterShown(help) == QStringLiteral("导入"));
        REQUIRE(becomesActive(help));
        clickRow(help->findChild<QListWidget*>(QStringLiteral("help.chapters")), 0);
        CHECK(chapterShown(help) == QStringLiteral("第一天")); // the click came through
        CHECK(wizard->isVisible());
        looked = true;
        wizard->reject();
    });
    desk.part<QPushButton>(QStringLiteral("ledger.import"))->click();
    CHECK(desk.waitFor([&] { return looked; }));
}

TEST_CASE("F1 on the start page and 看说明 tell of the first day", "[help]")
{
    WindowDesk desk;
    desk.window.show();
    REQUIRE(becomesActive(&desk.window));
    CHECK(chapterShown(openHelp(desk, &desk.window)) == QStringLiteral("第一天"));
    QTest::keyClick(desk.window.findChild<QDialog*>(QStringLiteral("help")), Qt::Key_Escape);
    REQUIRE(desk.waitFor([&] { return !desk.window.findChild<QDialog*>(QStringLiteral("help")); }));
    QTest::mouseClick(desk.part<QPushButton>(QStringLiteral("welcomeHelp")), Qt::LeftButton);
    CHECK(chapterShown(desk.part<QDialog>(QStringLiteral("help"))) == QStringLiteral("第一天"));
}
