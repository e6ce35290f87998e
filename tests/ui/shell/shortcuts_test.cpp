// Every key that a menu or a tooltip shows does something, on every page, before and after menus were opened.
#include "tests/ui/window_desk.h"
#include "ui/shell/page_list.h"

#include <QAbstractButton>
#include <QAction>
#include <QDialog>
#include <QMenu>
#include <QRegularExpression>
#include <QShortcut>
#include <QShortcutEvent>
#include <QSignalSpy>
#include <QToolButton>

using namespace coop;

namespace
{
/// What became of a key: how Qt delivered it.
class KeyWatch : public QObject
{
public:
    KeyWatch() { qApp->installEventFilter(this); }
    void begin() { shortcuts = ambiguous = 0; }
    int shortcuts = 0, ambiguous = 0;

protected:
    bool eventFilter(QObject*, QEvent* event) override
    {
        if (event->type() == QEvent::Shortcut)
            ++(static_cast<QShortcutEvent*>(event)->isAmbiguous() ? ambiguous : shortcuts);
        return false;
    }
};

/// Closes whatever asks something, so that a test can go on.
class Closer : public QObject
{
public:
    explicit Closer(QWidget& window)
        : main(window)
    {
        startTimer(5);
    }

protected:
    void timerEvent(QTimerEvent*) override
    {
        if (QWidget* popup = QApplication::activePopupWidget()) {
            popup->close();
        } else if (auto* dialog = qobject_cast<QDialog*>(QApplication::activeModalWidget())) {
            dialog->reject();
        } else {
            for (QWidget* other : QApplication::topLevelWidgets())
                if (other != &main && other->isVisible() && other->isWindow())
                    other->close();
        }
    }

private:
    QWidget& main;
};

class KeyDesk : public WindowDesk
{
public:
    KeyDesk()
        : WindowDesk([](Workspace& workspace) {
            WindowDesk::putOutlet(workspace, QStringLiteral("甲社"), {});
            WindowDesk::putOutlet(workspace, QStringLiteral("乙社"), {});
        })
    {
        open();
    }
    QList<QMenu*> menus()
    {
        QList<QMenu*> found = window.findChildren<QMenu*>();
        for (const QToolButton* button : window.findChildren<QToolButton*>())
            if (button->menu() && !found.contains(button->menu()) && button->isVisible())
                found += button->menu();
        return found;
    }
    void openMenus()
    {
        for (const QPointer<QMenu> menu : menus())
            for (int times = 0; menu && times < 2; ++times) {
                menu->popup({10, 10});
                QTest::qWait(0);
                if (menu)
                    menu->close();
                QTest::qWait(0);
            }
        window.activateWindow();
        REQUIRE(becomesActive(&window));
    }
    /// Keys of actions that the window shows, with the action.
    QList<QAction*> actions()
    {
        QList<QAction*> found;
        const auto take = [&](const QList<QAction*>& all) {
            for (QAction* each : all)
                if (!each->shortcut().isEmpty() && each->isEnabled() && each->isVisible()
                    && !found.contains(each))
                    found += each;
        };
        take(window.actions());
        for (const QMenu* menu : menus())
            take(menu->actions());
        for (const QWidget* each : window.findChildren<QWidget*>())
            if (each->isVisible())
                take(each->actions());
        return found;
    }
    /// Keys in brackets at the end of what a visible widget says when the mouse rests on it.
    QHash<QString, QString> keysOfTips()
    {
        static const QRegularExpression keys(
            QStringLiteral("（((?:(?:Ctrl|Alt|Shift)\\+)+(?:[A-Z0-9]|[-←→↑↓])|F\\d+)）"));
        QHash<QString, QString> found;
        for (const QWidget* each : window.findChildren<QWidget*>())
            if (each->isVisible() && each->isEnabled())
                if (const auto match = keys.match(each->toolTip()); match.hasMatch())
                    found.insert(match.captured(1), each->toolTip());
        return found;
    }
    static QKeySequence sequence(QString keys)
    {
        return QKeySequence(keys.replace(u'←', QStringLiteral("Left")).replace(u'→', QStringLiteral("Right")),
            QKeySequence::PortableText);
    }
    void press(const QKeySequence& keys)
    {
        // What the key before opened is closed first.
        QTest::qWait(20);
        REQUIRE(
            waitFor([] { return !QApplication::activeModalWidget() && !QApplication::activePopupWidget(); }));
        window.activateWindow();
        REQUIRE(becomesActive(&window));
        QWidget* at = window.focusWidget() ? window.focusWidget() : window.workbench()->page();
        QTest::keyClick(at, Qt::Key(keys[0].key()), keys[0].keyboardModifiers());
        QTest::qWait(20);
        window.activateWindow();
        REQUIRE(becomesActive(&window));
    }
    void atPage(const QString& id)
    {
        show(id);
        window.workbench()->page()->setFocus();
        QTest::qWait(0);
    }
};
} // namespace

TEST_CASE("every key that a menu shows triggers its action on every page before and after menus were opened",
    "[shortcuts]")
{
    KeyDesk desk;
    Closer closer(desk.window);
    KeyWatch watch;
    QStringList seen;
    for (const bool opened : {false, true}) {
        for (const PageEntry& page : pageList()) {
            desk.atPage(page.id);
            if (opened)
                desk.openMenus();
            for (const QPointer<QAction> action : desk.actions()) {
                if (!action)
                    continue;
                const QKeySequence keys = action->shortcut();
                INFO(page.id.toStdString()
                    << " " << action->text().toStdString() << " " << keys.toString().toStdString()
                    << (opened ? " after" : " before"));
                desk.atPage(page.id);
                if (page.id == u"ledger" && keys == QKeySequence(QKeySequence::New))
                    continue; // the page's own: see below
                if (!action->isEnabled())
                    continue; // an undo has nothing left
                QSignalSpy triggered(action, &QAction::triggered);
                watch.begin();
                desk.press(keys);
                CHECK(triggered.count() == 1);
                CHECK(watch.ambiguous == 0);
                seen += keys.toString();
                desk.settle();
            }
        }
    }
    CHECK(seen.contains(QStringLiteral("Ctrl+O")));
    CHECK(seen.contains(QStringLiteral("Ctrl+N")));
    CHECK(seen.contains(QStringLiteral("Ctrl+H")));
}

TEST_CASE("every key that a tooltip shows arrives somewhere and is not claimed by two", "[shortcuts]")
{
    KeyDesk desk;
    Closer closer(desk.window);
    KeyWatch watch;
    int tried = 0;
    for (const bool opened : {false, true}) {
        for (const PageEntry& page : pageList()) {
            desk.atPage(page.id);
            if (opened)
                desk.openMenus();
            const QHash<QString, QString> tips = desk.keysOfTips();
            for (auto each = tips.begin(); each != tips.end(); ++each) {
                if (each.key() == u"F1") // the program's own, and its window takes the keyboard (help_key.h)
                    continue;
                INFO(page.id.toStdString()
                    << " " << each.value().toStdString() << (opened ? " after" : " before"));
                desk.atPage(page.id);
                const QKeySequence keys = KeyDesk::sequence(each.key());
                REQUIRE(keys.count() == 1);
                watch.begin();
                desk.press(keys);
                CHECK(watch.ambiguous == 0);
                // A key of the window is a shortcut; Ctrl+N and Ctrl+- in the ledger belong to what has the
                // keyboard.
                if (page.id != u"ledger" && !each.key().contains(QRegularExpression(QStringLiteral("[←→]"))))
                    CHECK(watch.shortcuts >= 1);
                ++tried;
                desk.settle();
            }
        }
    }
    CHECK(tried > 20);
}

TEST_CASE(
    "while the map has the whole screen every key of a page and of the search works and brings the rest back",
    "[shortcuts]")
{
    KeyDesk desk;
    for (const char* key : {"Alt+1", "Alt+3", "Alt+8", "Ctrl+K"}) {
        INFO(key);
        desk.atPage(QStringLiteral("map"));
        const bool wasWhole = desk.window.isFullScreen();
        CHECK_FALSE(wasWhole);
        desk.press(QKeySequence(Qt::Key_F11));
        REQUIRE(desk.window.isFullScreen());
        CHECK_FALSE(desk.part<QWidget>(QStringLiteral("rail"))->isVisible());
        desk.press(KeyDesk::sequence(QString::fromLatin1(key)));
        CHECK(desk.window.workbench()->currentPage() != (key[0] == 'A' ? QStringLiteral("map") : QString()));
        CHECK_FALSE(desk.window.isFullScreen());
        for (const char* part : {"rail", "topBar", "searchBox"})
            CHECK(desk.part<QWidget>(QLatin1String(part))->isVisible());
        desk.settle();
    }
    CHECK(desk.part<QWidget>(QStringLiteral("searchBox"))->hasFocus());
}

TEST_CASE("a row of the ledger that is opened from the map on the whole screen brings everything back",
    "[shortcuts]")
{
    KeyDesk desk;
    desk.atPage(QStringLiteral("map"));
    desk.press(QKeySequence(Qt::Key_F11));
    REQUIRE(desk.window.isFullScreen());
    SECTION("opened")
    {
        Q_EMIT desk.session().placeRequested(RowPlace{QStringLiteral("outlets")});
        desk.settle();
        CHECK(desk.window.workbench()->currentPage() == QStringLiteral("ledger"));
        CHECK(desk.part<QWidget>(QStringLiteral("rail"))->isVisible());
        CHECK_FALSE(desk.window.isFullScreen());
    }
    SECTION("closed")
    {
        desk.window.close();
        MainWindow next;
        CHECK_FALSE(next.isFullScreen());
    }
}

TEST_CASE("in the ledger Ctrl+N adds a row and nothing else", "[shortcuts]")
{
    KeyDesk desk;
    desk.show(QStringLiteral("ledger"));
    for (const bool opened : {false, true}) {
        if (opened)
            desk.openMenus();
        desk.part<QWidget>(QStringLiteral("ledger.grid"))->setFocus();
        QTest::keyClick(desk.part<QWidget>(QStringLiteral("ledger.grid")), Qt::Key_N, Qt::ControlModifier);
        QTest::qWait(20);
        CHECK(QApplication::activeModalWidget() == nullptr);
        CHECK(desk.text(QStringLiteral("form.title")).startsWith(QStringLiteral("新增")));
        QTest::mouseClick(desk.part<QPushButton>(QStringLiteral("form.discard")), Qt::LeftButton);
    }
}

TEST_CASE("on the first page Ctrl+O and Ctrl+N open their dialogs", "[shortcuts]")
{
    QTemporaryDir folder;
    QSettings::setPath(QSettings::defaultFormat(), QSettings::UserScope, folder.path());
    theme::apply(*qApp);
    MainWindow window;
    window.show();
    REQUIRE(becomesActive(&window));
    KeyWatch watch;
    for (const Qt::Key key : {Qt::Key_O, Qt::Key_N}) {
        QString title;
        QTimer look;
        look.callOnTimeout([&] {
            if (auto* dialog = qobject_cast<QDialog*>(QApplication::activeModalWidget())) {
                title = dialog->windowTitle();
                dialog->reject();
            }
        });
        look.start(20);
        watch.begin();
        QTest::keyClick(&window, key, Qt::ControlModifier);
        (void)QTest::qWaitFor([&] { return !title.isEmpty(); }, 20000);
        CHECK(watch.ambiguous == 0);
        CHECK_FALSE(title.isEmpty());
        window.activateWindow();
        REQUIRE(becomesActive(&window));
    }
}
