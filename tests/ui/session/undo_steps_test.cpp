#include "tests/ui/window_desk.h"
#include "ui/session/undo_steps.h"

#include <QLineEdit>
#include <QMenu>
#include <QToolButton>

using namespace coop;

TEST_CASE("the undo button carries the name of the last step and takes it back")
{
    WindowDesk desk;
    desk.open();
    auto* undo = desk.part<QToolButton>(QStringLiteral("undoButton"));
    auto* redo = desk.part<QToolButton>(QStringLiteral("redoButton"));
    CHECK_FALSE(undo->isEnabled()); // the making of the workspace is not undone
    CHECK_FALSE(redo->isEnabled());

    desk.put(QStringLiteral("甲店"));
    CHECK(undo->isEnabled());
    CHECK(undo->toolTip() == QStringLiteral("撤销：新增服务网点 甲店（Ctrl+Z）"));
    CHECK(undo->accessibleName() == undo->toolTip());

    undo->click();
    REQUIRE(desk.waitFor([&] { return redo->isEnabled(); }));
    CHECK(desk.outlets() == 0);
    CHECK_FALSE(undo->isEnabled());
    CHECK(redo->toolTip() == QStringLiteral("重做：新增服务网点 甲店（Ctrl+Y）"));
    CHECK(desk.text(QStringLiteral("messageLabel")) == QStringLiteral("已撤销：新增服务网点 甲店"));
}

TEST_CASE("Ctrl+Z takes the last step back and Ctrl+Y and Ctrl+Shift+Z do it again")
{
    WindowDesk desk;
    desk.open();
    desk.put(QStringLiteral("甲店"));
    UndoSteps& steps = desk.window.workbench()->undoSteps();
    const auto press = [&](Qt::Key key, Qt::KeyboardModifiers modifiers, qint64 rows) {
        QTest::keyClick(&desk.window, key, modifiers);
        return desk.waitFor([&] { return !steps.busy() && desk.outlets() == rows; });
    };
    CHECK(press(Qt::Key_Z, Qt::ControlModifier, 0));
    CHECK(press(Qt::Key_Y, Qt::ControlModifier, 1));
    CHECK(press(Qt::Key_Z, Qt::ControlModifier, 0));
    CHECK(press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier, 1));
}

TEST_CASE("Ctrl+Z pressed three times at once takes three steps back")
{
    WindowDesk desk;
    desk.open();
    for (const QString& name : {QStringLiteral("甲店"), QStringLiteral("乙店"), QStringLiteral("丙店")})
        desk.put(name);
    for (int i = 0; i < 3; ++i)
        QTest::keyClick(&desk.window, Qt::Key_Z, Qt::ControlModifier);
    CHECK(desk.waitFor([&] { return desk.outlets() == 0; }));
}

TEST_CASE("a text field keeps Ctrl+Z as long as it has something of its own to take back")
{
    WindowDesk desk;
    desk.open();
    desk.show(QStringLiteral("ledger"));
    desk.put(QStringLiteral("甲店"));
    auto* search = desk.part<QLineEdit>(QStringLiteral("ledger.search"));
    search->setFocus();
    QTest::keyClicks(search, QStringLiteral("abc"));
    QTest::keyClick(search, Qt::Key_Z, Qt::ControlModifier);
    QTest::qWait(100);
    CHECK(search->text().isEmpty());
    CHECK(desk.outlets() == 1);
    CHECK_FALSE(search->isUndoAvailable());
    QTest::keyClick(search, Qt::Key_Z, Qt::ControlModifier);
    CHECK(desk.waitFor([&] { return desk.outlets() == 0; }));
}

TEST_CASE("after an edit the status bar offers to take it back, and after that to do it again")
{
    WindowDesk desk;
    desk.open();
    auto* offer = desk.part<QPushButton>(QStringLiteral("messageStep"));
    CHECK_FALSE(offer->isVisible());
    desk.put(QStringLiteral("甲店"));
    CHECK(desk.text(QStringLiteral("messageLabel")) == QStringLiteral("已新增服务网点 甲店"));
    REQUIRE(offer->isVisible());
    CHECK(offer->text() == QStringLiteral("撤销"));
    offer->click();
    REQUIRE(desk.waitFor([&] { return desk.outlets() == 0 && offer->isVisible(); }));
    CHECK(offer->text() == QStringLiteral("重做"));
    offer->click();
    CHECK(desk.waitFor([&] { return desk.outlets() == 1; }));
}

TEST_CASE("the file menu names the step that 撤销 takes back")
{
    WindowDesk desk;
    desk.open();
    desk.put(QStringLiteral("甲店"));
    auto* file = desk.part<QToolButton>(QStringLiteral("fileButton"));
    Q_EMIT file->menu()->aboutToShow();
    QStringList texts;
    for (const QAction* action : file->menu()->actions())
        texts += action->text();
    CHECK(texts.contains(QStringLiteral("撤销：新增服务网点 甲店")));
    CHECK(texts.contains(QStringLiteral("历史(&H)…")));
    CHECK(texts.contains(QStringLiteral("另存副本(&A)…")));
}
