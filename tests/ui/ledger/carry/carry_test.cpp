// 复制上季度 in the real window: how many keys a quarter takes, and what is said of rows that are not right.
#include "core/store/history/change_log.h"
#include "tests/ui/window_desk.h"

#include <QAction>
#include <QClipboard>
#include <QHeaderView>
#include <QTabWidget>
#include <QTableView>
#include <QToolButton>
#include <algorithm>

using namespace coop;

namespace
{
const QStringList stages{QStringLiteral("耕"), QStringLiteral("种"), QStringLiteral("防"),
    QStringLiteral("收"), QStringLiteral("烘干"), QStringLiteral("其他")};
const QString services = QStringLiteral("services");

/// The window with so many services of 2024Q3, and a clerk whose keys are counted. The quarter is 2024Q4.
class CarryDesk : public WindowDesk
{
public:
    explicit CarryDesk(int rows, const char* month = "2024-08")
        : WindowDesk([rows, month](Workspace& workspace) {
            const RowId shop = putOutlet(workspace, QStringLiteral("甲社"), QStringLiteral("新增"));
            for (int i = 0; i < rows; ++i)
                putService(workspace, shop, month, i);
        })
    {
        open();
    }
    static void putService(Workspace& workspace, RowId shop, const char* month, int number)
    {
        const RegistrySpec& spec = *workspace.registries().find(services);
        Record row(spec);
        row.set(u"month", QString::fromLatin1(month));
        row.set(
            u"township", *parseField(*spec.field(u"township"), QStringLiteral("大观镇"), workspace.lookup()));
        row.set(u"provider", shop);
        row.set(u"stage", stages[number % 6]);
        row.set(u"crop", QStringLiteral("作物%1").arg(number / 6));
        row.set(u"area", 5000);
        auto work = UnitOfWork::begin(workspace, {workspace.signedIn().name(), Door::form, {}});
        REQUIRE(work);
        REQUIRE((*work)->add(row));
        REQUIRE((*work)->commit());
    }
    void atServices()
    {
        Q_EMIT session().placeRequested(RowPlace{services});
        settle();
        part<QWidget>(QStringLiteral("ledger.grid"))->setFocus();
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        ++sent;
        QWidget* at = QApplication::focusWidget();
        REQUIRE(at);
        QTest::keyClick(at, key, modifiers);
        QTest::qWait(0);
    }
    void type(const QString& text)
    {
        for (const QChar each : text)
            press(Qt::Key(each.toUpper().unicode()));
    }
    QWidget* dialog()
    {
        auto* found = window.findChild<QWidget*>(QStringLiteral("carryDialog"));
        return found && found->isVisible() ? found : nullptr;
    }
    QTableView* grid() { return part<QTableView>(QStringLiteral("carry.grid"), dialog()); }
    QString said(const char* label) { return part<QLabel>(QString::fromLatin1(label), dialog())->text(); }
    /// By the key; then the caret stands where the first figure goes.
    void openDialog()
    {
        press(Qt::Key_J, Qt::ControlModifier);
        REQUIRE(waitFor([this] { return dialog() && !said("carry.sentence").startsWith(u"正在"); }));
        REQUIRE(becomesActive(dialog()));
    }
    void add() { press(Qt::Key_Return, Qt::ControlModifier); }
    bool closed()
    {
        const bool gone = waitFor([this] { return !dialog(); });
        window.activateWindow(); // off-screen nobody does
        return gone && becomesActive(&window);
    }
    QString current()
    {
        const QModelIndex at = grid()->currentIndex();
        return QStringLiteral("%1,%2").arg(at.row()).arg(field(at.column()));
    }
    QString field(int column) { return workspace().registries().find(services)->fields[column].id; }
    int column(const char16_t* id) { return workspace().registries().find(services)->indexOf(id); }
    QString cell(int row, const char16_t* id)
    {
        return grid()->model()->index(row, column(id)).data().toString();
    }
    QString sentence(int row, const char16_t* id)
    {
        return grid()->model()->index(row, column(id)).data(Qt::AccessibleDescriptionRole).toString();
    }
    QList<Record> stored(const char* month)
    {
        return workspace()
            .rows({.registry = services, .equals = {{QStringLiteral("month"), QString::fromLatin1(month)}}})
            .value();
    }
    void paste(const QStringList& lines) { QApplication::clipboard()->setText(lines.join(u"\r\n")); }
    void picture(const char* name, QWidget* of = nullptr)
    {
        const QString pictures = qEnvironmentVariable("COOP_PICTURES");
        if (!pictures.isEmpty() && (of || dialog()))
            REQUIRE((of ? of : dialog())->grab().save(pictures + u'/' + QString::fromLatin1(name)));
    }

    int sent = 0; ///< keys
};

int sumOfAreas(const QList<Record>& rows)
{
    qint64 sum = 0;
    for (const Record& row : rows)
        sum += row[u"area"].number();
    return int(sum / 100);
}
} // namespace

TEST_CASE("34 service rows of a quarter are entered with at most 190 keys, in one step", "[carry]")
{
    CarryDesk desk(34);
    desk.atServices();
    desk.sent = 0;
    desk.openDialog();
    CHECK(desk.current() == QStringLiteral("0,area"));
    CHECK(desk.said("carry.sentence").contains(QStringLiteral("34 行")));
    CHECK(desk.cell(0, u"month") == QStringLiteral("2024-11"));
    int sum = 0;
    for (int i = 0; i < 34; ++i) {
        desk.type(QString::number(101 + i));
        sum += 101 + i;
        desk.press(Qt::Key_Return);
    }
    desk.picture("carry.png");
    CHECK(desk.part<QPushButton>(QStringLiteral("carry.add"), desk.dialog())->text()
        == QStringLiteral("新增 34 行"));
    desk.add();
    REQUIRE(desk.closed());
    CHECK(desk.sent == 138); // 34 × (three digits and Enter), Ctrl+J, Ctrl+Enter
    desk.settle();
    const QList<Record> rows = desk.stored("2024-11");
    REQUIRE(rows.size() == 34);
    CHECK(sumOfAreas(rows) == sum);
    for (const Record& row : rows)
        CHECK(row[u"mu_times"] == row[u"area"]);
    desk.press(Qt::Key_Z, Qt::ControlModifier); // one step, so one undo
    CHECK(desk.waitFor([&] { return desk.stored("2024-11").isEmpty(); }));
}

TEST_CASE("a column of 34 numbers copied from a spreadsheet fills the figures in one paste", "[carry]")
{
    CarryDesk desk(34);
    desk.atServices();
    QStringList numbers;
    for (int i = 0; i < 34; ++i)
        numbers += QString::number(201 + i);
    desk.paste(numbers);
    desk.sent = 0;
    desk.openDialog();
    desk.press(Qt::Key_V, Qt::ControlModifier);
    CHECK(desk.cell(33, u"area") == QStringLiteral("234"));
    desk.add();
    REQUIRE(desk.closed());
    CHECK(desk.sent == 3);
    CHECK(desk.stored("2024-11").size() == 34);
}

TEST_CASE("Tab goes to the next empty figure, Enter back down the main one, and empty rows are not added",
    "[carry]")
{
    CarryDesk desk(4);
    desk.atServices();
    desk.openDialog();
    desk.type(QStringLiteral("30"));
    desk.press(Qt::Key_Tab); // 亩次 follows from the area
    CHECK(desk.cell(0, u"mu_times") == QStringLiteral("30"));
    CHECK(desk.current() == QStringLiteral("0,farmers"));
    desk.type(QStringLiteral("5"));
    desk.press(Qt::Key_Return);
    CHECK(desk.current() == QStringLiteral("1,area"));
    desk.press(Qt::Key_Return);
    desk.type(QStringLiteral("40"));
    desk.press(Qt::Key_Return);
    desk.add();
    REQUIRE(desk.closed());
    const QList<Record> rows = desk.stored("2024-11");
    REQUIRE(rows.size() == 2);
    CHECK(sumOfAreas(rows) == 70);
    CHECK(rows.first()[u"farmers"].number() == 5);
}

TEST_CASE("a row that breaks a rule and a figure that cannot be read stay marked, and nothing is written",
    "[carry]")
{
    CarryDesk desk(3);
    desk.atServices();
    desk.paste({QStringLiteral("100"), QStringLiteral("12o"), QStringLiteral("-5"), QStringLiteral("7")});
    desk.openDialog();
    desk.press(Qt::Key_V, Qt::ControlModifier);
    CHECK(desk.said("carry.problem").contains(QStringLiteral("多出的 1 行")));
    CHECK(desk.sentence(1, u"area").contains(QStringLiteral("12o")));
    CHECK_FALSE(desk.sentence(2, u"area").isEmpty());
    CHECK(desk.sentence(0, u"area").isEmpty());
    desk.add();
    CHECK(desk.current() == QStringLiteral("1,area"));
    CHECK(desk.said("carry.problem").contains(QStringLiteral("2 行有错")));
    const auto* line = desk.part<QLabel>(QStringLiteral("cell.error"), desk.dialog());
    CHECK(line->isVisible());
    CHECK(line->text().contains(QStringLiteral("12o")));
    desk.picture("carry-wrong.png");
    CHECK(desk.stored("2024-11").isEmpty());
    desk.type(QStringLiteral("120"));
    desk.press(Qt::Key_Return);
    desk.press(Qt::Key_Delete); // that row is not wanted after all
    desk.add();
    REQUIRE(desk.closed());
    CHECK(desk.stored("2024-11").size() == 2);
}

TEST_CASE("what is unusual asks for a reason, which the history keeps", "[carry]")
{
    CarryDesk desk(1);
    const QString townships = QStringLiteral("townships");
    Record township
        = desk.workspace()
              .row(
                  townships, desk.workspace().lookup().find({townships}, QStringLiteral("大观镇")).first().id)
              .value();
    township.set(u"farmland", qint64(100'00));
    auto work = UnitOfWork::begin(desk.workspace(), desk.session().author(Door::form, {}));
    REQUIRE(work);
    REQUIRE((*work)->change(township));
    REQUIRE((*work)->commit());
    work->reset();
    desk.atServices();
    desk.openDialog();
    desk.type(QStringLiteral("101")); // more than the township's farmland
    desk.press(Qt::Key_Return);
    desk.add();
    auto* reason = desk.part<QWidget>(QStringLiteral("form.reason"), desk.dialog());
    REQUIRE(desk.waitFor([&] { return reason->isVisible() && reason->hasFocus(); }));
    CHECK(desk.sentence(0, u"area").contains(QStringLiteral("耕地")));
    CHECK(desk.said("carry.problem").contains(QStringLiteral("耕地")));
    desk.picture("carry-reason.png");
    CHECK(desk.stored("2024-11").isEmpty());
    desk.type(QStringLiteral("ok"));
    desk.press(Qt::Key_Return);
    REQUIRE(desk.closed());
    CHECK(desk.stored("2024-11").size() == 1);
    const auto heads = historyHeads(desk.workspace(), {.limit = 1});
    REQUIRE(heads);
    CHECK(heads->first().reason == QStringLiteral("复制上季度：新增社会化服务 1 行：ok"));
}

TEST_CASE("rows that are there are not offered twice, and older quarters are offered where the last has none",
    "[carry]")
{
    CarryDesk desk(3, "2024-05");
    desk.atServices();
    desk.openDialog();
    CHECK(desk.said("carry.sentence").contains(QStringLiteral("2024年第三季度没有社会化服务")));
    CHECK(desk.said("carry.sentence").contains(QStringLiteral("2024年第二季度")));
    desk.type(QStringLiteral("30"));
    desk.press(Qt::Key_Return);
    desk.add();
    REQUIRE(desk.closed());
    desk.settle();
    desk.openDialog();
    CHECK(desk.said("carry.sentence").contains(QStringLiteral("已有 1 行，不再列出")));
    CHECK(desk.grid()->model()->rowCount() == 2);
    desk.press(Qt::Key_Escape); // nothing typed: nothing asked
    CHECK(desk.closed());
}

TEST_CASE("who closes it with figures in it is asked, and goes on where he was", "[carry]")
{
    CarryDesk desk(2);
    desk.atServices();
    desk.openDialog();
    desk.type(QStringLiteral("30"));
    desk.press(Qt::Key_Return);
    desk.whenAsked<QMessageBox>(QStringLiteral("carry.giveUp"), [](QMessageBox* box) { box->reject(); });
    desk.press(Qt::Key_Escape);
    REQUIRE(desk.dialog());
    desk.dialog()->activateWindow();
    REQUIRE(becomesActive(desk.dialog()));
    desk.whenAsked<QMessageBox>(QStringLiteral("carry.giveUp"), [](QMessageBox* box) {
        QTest::mouseClick(box->findChild<QPushButton*>(QStringLiteral("carry.giveUp.0")), Qt::LeftButton);
    });
    desk.press(Qt::Key_Escape);
    CHECK(desk.closed());
    CHECK(desk.stored("2024-11").isEmpty());
}

TEST_CASE("on 填报 the rows of its federation and quarter come into the shown table", "[carry]")
{
    CarryDesk desk(3);
    desk.show(QStringLiteral("entry"));
    auto* button = desk.part<QPushButton>(QStringLiteral("entry.carry"));
    REQUIRE(button->isVisible());
    REQUIRE(button->isEnabled());
    desk.part<QWidget>(QStringLiteral("entry.board"))->setFocus();
    desk.picture("entry.png", &desk.window);
    desk.openDialog();
    desk.picture("carry-filing.png");
    desk.type(QStringLiteral("30"));
    desk.press(Qt::Key_Return);
    desk.add();
    REQUIRE(desk.closed());
    auto* tabs = desk.part<QTabWidget>(QStringLiteral("entry.tabs"));
    CHECK(desk.waitFor([&] { return tabs->tabText(0) == QStringLiteral("社会化服务 1"); }));
    tabs->setCurrentIndex(2); // 网点和会员变动 come from elsewhere
    CHECK_FALSE(button->isVisible());
}

TEST_CASE("who only looks is offered nothing, nor is a ledger whose rows do not come again", "[carry]")
{
    CarryDesk desk(2);
    desk.atServices();
    auto* action = desk.part<QAction>(QStringLiteral("ledger.carry"));
    CHECK(action->isVisible());
    CHECK(action->isEnabled());
    Q_EMIT desk.session().placeRequested(RowPlace{QStringLiteral("outlets")});
    desk.settle();
    CHECK_FALSE(action->isVisible());
    desk.press(Qt::Key_J, Qt::ControlModifier);
    CHECK_FALSE(desk.dialog());
    desk.session().continueAs(SignIn());
    desk.atServices();
    REQUIRE_FALSE(desk.session().mayWrite());
    CHECK_FALSE(action->isEnabled());
    desk.press(Qt::Key_J, Qt::ControlModifier);
    CHECK_FALSE(desk.dialog());
    desk.show(QStringLiteral("entry"));
    CHECK_FALSE(desk.part<QPushButton>(QStringLiteral("entry.carry"))->isEnabled());
}
