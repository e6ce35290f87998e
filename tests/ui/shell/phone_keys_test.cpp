// An outlet's telephone is corrected from wherever one is, by its name, with few keys.
#include "tests/ui/window_desk.h"

#include <QTableView>

using namespace coop;

TEST_CASE("an outlet is found by its initials and its telephone corrected with 14 keys besides the number",
    "[phoneKeys]")
{
    const QString outlets = QStringLiteral("outlets"), number = QStringLiteral("13800002345");
    RowId wanted = 0;
    WindowDesk desk([&wanted](Workspace& workspace) {
        for (const char* name : {"兴隆农资店", "大观供销社", "中心综合服务社"})
            WindowDesk::putOutlet(workspace, QString::fromUtf8(name), QStringLiteral("新增"));
        wanted = WindowDesk::putOutlet(
            workspace, QStringLiteral("石溪便民店"), QStringLiteral("新增"), QStringLiteral("13900001111"));
    });
    desk.open(); // on the first page
    int sent = 0;
    const auto press = [&sent](Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        ++sent;
        REQUIRE(QApplication::focusWidget());
        QTest::keyClick(QApplication::focusWidget(), key, modifiers);
        QTest::qWait(0);
    };
    press(Qt::Key_K, Qt::ControlModifier);
    for (const Qt::Key key : {Qt::Key_S, Qt::Key_X, Qt::Key_B, Qt::Key_M})
        press(key);
    QTest::qWait(500); // nobody presses Enter before he reads what was found
    press(Qt::Key_Return);
    auto* grid = desk.part<QTableView>(QStringLiteral("ledger.grid"));
    REQUIRE(desk.waitFor([&] { return grid->hasFocus() && grid->currentIndex().isValid(); }));
    desk.settle();
    const int phone = desk.workspace().registries().find(outlets)->indexOf(u"phone");
    while (grid->currentIndex().column() != phone && sent < 40)
        press(Qt::Key_Right);
    for (const QChar digit : number)
        press(Qt::Key(digit.unicode()));
    press(Qt::Key_Return);
    CHECK(desk.workspace().row(outlets, wanted).value()[u"phone"].text() == number);
    CHECK(sent - number.size() == 14); // Ctrl+K, four initials, Enter, seven to the right, Enter
}
