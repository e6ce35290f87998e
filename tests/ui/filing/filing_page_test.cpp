#include "core/domain/field_text.h"
#include "core/store/people/people.h"
#include "core/store/unit_of_work.h"
#include "core/store/workspace.h"
#include "core/workflow/filing/filing_steps.h"
#include "tests/ui/becomes_active.h"
#include "ui/filing/filing_page.h"
#include "ui/session/session.h"

#include <QApplication>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QTabWidget>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <catch2/catch.hpp>

using namespace coop;

namespace
{
std::unique_ptr<Workspace> newWorkspace(const QString& path)
{
    QFile plan(QStringLiteral(COOP_SOURCE_DIR "/data/plans/nanchuan-2024-17.json"));
    REQUIRE(plan.open(QIODevice::ReadOnly));
    auto made = Workspace::create(path, plan.readAll(), QStringLiteral("张三"));
    REQUIRE(made);
    return std::move(*made);
}

/// The page 填报 with a quarter of one federation, and the hands of two people.
class Desk
{
public:
    Desk()
        : session(newWorkspace(folder.filePath(QStringLiteral("填报.gpkg"))))
    {
        is(QStringLiteral("张三"));
        const auto& lookup = session.workspace().lookup();
        const RowId place = lookup.find({QStringLiteral("townships")}, QStringLiteral("大观镇")).first().id;
        const RowId shop = add("outlets",
            {{u"name", QStringLiteral("店")}, {u"township", place},
                {u"opened_on", QStringLiteral("2024-08-01")}});
        for (const auto& [month, area] : {std::pair("2024-06", 1000), {"2024-07", 2000}})
            add("services",
                {{u"month", QString::fromLatin1(month)}, {u"township", place}, {u"provider", shop},
                    {u"stage", QStringLiteral("耕")}, {u"area", area}});
        session.setPeriod(Period::ofQuarter(2024, 3));
        page = std::make_unique<FilingPage>(session);
        page->resize(1254, 692);
        page->show();
        REQUIRE(becomesActive(page.get()));
        settle();
    }
    RowId add(const char* registry, const QList<std::pair<QStringView, FieldValue>>& fields)
    {
        Record row(*session.workspace().registries().find(QString::fromLatin1(registry)));
        for (const auto& [field, value] : fields)
            row.set(field, value);
        auto work = UnitOfWork::begin(session.workspace(), session.author(Door::form, {}));
        REQUIRE(work);
        const auto id = (*work)->add(row);
        REQUIRE(id);
        REQUIRE((*work)->commit());
        return *id;
    }
    void is(const QString& who) { REQUIRE(session.signIn(who)); }
    void settle()
    {
        REQUIRE(QTest::qWaitFor([this] { return !page->busy(); }, 30000));
        QTest::qWait(0);
    }
    template <class T> T* part(const char* name)
    {
        T* found = page->findChild<T*>(QString::fromLatin1(name));
        INFO(name);
        REQUIRE(found);
        return found;
    }
    QString board(int row, int column)
    {
        return part<QTableWidget>("entry.board")->item(row, column)->text();
    }
    bool offers(const char* step) { return part<QPushButton>(step)->isVisible(); }
    void press(const char* button)
    {
        REQUIRE(part<QPushButton>(button)->isVisible());
        QTest::mouseClick(part<QPushButton>(button), Qt::LeftButton);
        settle();
    }
    /// Presses a button that asks for a reason, and gives one.
    void pressWithReason(const char* button, const QString& why)
    {
        QTimer::singleShot(0, page.get(), [why] {
            QWidget* dialog = QApplication::activeModalWidget();
            REQUIRE(dialog);
            auto* act = dialog->findChild<QPushButton*>(QStringLiteral("askReason.act"));
            CHECK_FALSE(act->isEnabled()); // not without a reason
            dialog->findChild<QLineEdit*>(QStringLiteral("askReason.line"))->setText(why);
            QTest::mouseClick(act, Qt::LeftButton);
        });
        press(button);
    }
    void explainAll(const QString& why)
    {
        auto* line = part<QLineEdit>("entry.explanation");
        while (line->isVisible() && line->text().isEmpty()) {
            line->setText(why);
            QTest::keyClick(line, Qt::Key_Return);
            settle();
        }
    }

    QTemporaryDir folder;
    Session session;
    std::unique_ptr<FilingPage> page;
};
} // namespace

TEST_CASE("a filing goes from 未提交 to 已锁定 by two people, and back for a correction", "[entry]")
{
    Desk desk;
    auto* board = desk.part<QTableWidget>("entry.board");
    CHECK(board->rowCount() == 7);
    CHECK(board->columnCount() == 16);
    CHECK(board->currentRow() == 0); // 大观 is the plan's first
    CHECK(board->currentColumn() == 2);
    CHECK(desk.board(0, 2) == QStringLiteral("逾期"));
    CHECK(desk.board(0, 0) == QStringLiteral("未提交")); // over before the plan came
    CHECK(desk.board(0, 15).isEmpty()); // has not begun
    CHECK(desk.part<QTabWidget>("entry.tabs")->tabText(0) == QStringLiteral("社会化服务 1"));
    auto* findings = desk.part<QListWidget>("entry.findings");
    CHECK(findings->count() == 2); // +100 %, no loans

    desk.press("entry.step.submit"); // two warnings are open
    CHECK(desk.part<QLabel>("entry.problem")->text().contains(QStringLiteral("2 处提示还没有说明")));
    desk.explainAll(QStringLiteral("已核实"));
    desk.press("entry.step.submit");
    CHECK(desk.board(0, 2) == QStringLiteral("已提交"));
    CHECK(desk.offers("entry.step.return")); // withdraw
    CHECK_FALSE(desk.offers("entry.step.review"));

    desk.is(QStringLiteral("李四"));
    desk.settle();
    desk.press("entry.step.review");
    CHECK(desk.board(0, 2) == QStringLiteral("已审核"));
    desk.press("entry.step.lock");
    CHECK(desk.board(0, 2) == QStringLiteral("已锁定"));
    CHECK_FALSE(desk.offers("entry.step.submit"));

    desk.pressWithReason("entry.step.reopen", QStringLiteral("漏报一行"));
    CHECK(desk.board(0, 2) == QStringLiteral("更正中"));
    CHECK(desk.part<QLabel>("entry.standing")->text().contains(QStringLiteral("漏报一行")));
}

TEST_CASE("who entered cannot review, the sentence says so and nothing changes", "[entry]")
{
    Desk desk;
    desk.is(QStringLiteral("王五"));
    desk.explainAll(QStringLiteral("已核实"));
    desk.press("entry.step.submit");
    desk.is(QStringLiteral("张三")); // entered the rows, did not submit
    desk.settle();
    desk.press("entry.step.review");
    CHECK(desk.part<QLabel>("entry.problem")->text().contains(QStringLiteral("录入人不能审核")));
    CHECK(desk.board(0, 2) == QStringLiteral("已提交"));
    desk.pressWithReason("entry.step.return", QStringLiteral("面积有误"));
    CHECK(desk.part<QLabel>("entry.standing")->text().contains(QStringLiteral("面积有误")));
}

TEST_CASE(
    "a quarter is closed with a reason, and a later correction shows beside the frozen figure", "[entry]")
{
    Desk desk;
    desk.is(QStringLiteral("李四"));
    desk.settle();
    desk.pressWithReason("entry.close", QStringLiteral("先上报"));
    CHECK(desk.part<QLabel>("entry.standing")->text().contains(QStringLiteral("本季度已封存（李四")));
    CHECK_FALSE(desk.part<QPushButton>("entry.close")->isVisible());
    const auto rows = desk.session.workspace().rows({.registry = QStringLiteral("services")});
    REQUIRE(rows);
    Record row = rows->last();
    REQUIRE(row[u"month"].text() == QStringLiteral("2024-07"));
    row.set(u"area", 1'002'000);
    {
        auto work = UnitOfWork::begin(desk.session.workspace(), desk.session.author(Door::form, {}));
        REQUIRE((*work)->change(row));
        REQUIRE((*work)->commit());
    }
    desk.session.noteSaved();
    desk.settle();
    CHECK(desk.part<QLabel>("entry.standing")
              ->text()
              .contains(QStringLiteral("社会化服务规模 封存 0.003，更正后 1.003 万亩次")));
}

TEST_CASE("a cell of the board opens that federation's filing of that quarter", "[entry]")
{
    Desk desk;
    auto* board = desk.part<QTableWidget>("entry.board");
    board->setCurrentCell(1, 4);
    desk.settle();
    CHECK(desk.session.period() == Period::ofQuarter(2025, 1));
    CHECK(desk.part<QLabel>("entry.heading")->text().startsWith(board->verticalHeaderItem(1)->text()));
    CHECK(desk.part<QLabel>("entry.heading")->text().contains(QStringLiteral("2025年第一季度")));
    CHECK(desk.part<QTabWidget>("entry.tabs")->tabText(0) == QStringLiteral("社会化服务 0"));
}

TEST_CASE("a table of a draft is edited in place, that of a submitted filing is not", "[entry]")
{
    Desk desk;
    auto* grid
        = desk.part<QWidget>("entry.grid.services")->findChild<QTableView*>(QStringLiteral("ledger.grid"));
    REQUIRE(grid);
    const RegistrySpec& spec = *desk.session.workspace().registries().find(QStringLiteral("services"));
    const int area = spec.indexOf(u"area");
    const auto type = [&](const char* figure) {
        const QModelIndex cell = grid->model()->index(0, area);
        grid->setFocus();
        grid->scrollTo(cell);
        QTest::mouseClick(grid->viewport(), Qt::LeftButton, {}, grid->visualRect(cell).center());
        for (const char* key = figure; *key; ++key)
            QTest::keyClick(QApplication::focusWidget(), *key);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        desk.settle();
        return grid->model()->index(0, area).data().toString();
    };
    CHECK(type("11") == QStringLiteral("11"));
    CHECK(desk.part<QListWidget>("entry.findings")->item(0)->text().contains(QStringLiteral("10%")) == false);
    desk.explainAll(QStringLiteral("已核实"));
    desk.press("entry.step.submit");
    CHECK(type("77") == QStringLiteral("11"));
}

TEST_CASE("each role is offered its steps of each state and no other, and every step that is offered is done",
    "[entry]")
{
    struct Person {
        const char* name;
        Role role;
    };
    // 张三 enters, explains and submits; the others did nothing before.
    const Person people[] = {{"管", Role::admin}, {"张三", Role::entry}, {"赵六", Role::entry},
        {"王五", Role::review}, {"看", Role::read}};
    const char* steps[] = {"submit", "review", "return", "lock", "reopen"};
    const auto mayTake = [](const Person& person, FilingState state, const QString& step) {
        const bool reviews = person.role == Role::admin || person.role == Role::review;
        if (step == u"submit")
            return state == FilingState::draft && person.role != Role::read;
        if (step == u"return" && state == FilingState::submitted && person.name == std::string("张三"))
            return true; // withdraws his own
        if (step == u"return")
            return reviews && (state == FilingState::submitted || state == FilingState::reviewed);
        return reviews
            && state
            == (step == u"review"     ? FilingState::submitted
                    : step == u"lock" ? FilingState::reviewed
                                      : FilingState::locked);
    };
    // A desk at which `person` sits, with the filing in that state.
    const auto sitDown = [&](Desk& desk, FilingState state, const Person& person) {
        desk.explainAll(QStringLiteral("已核实"));
        Workspace& workspace = desk.session.workspace();
        const auto as = [&](const char* who) {
            desk.is(QString::fromUtf8(who));
            return desk.session.author(Door::form, {});
        };
        for (const Person& each : people)
            REQUIRE(addPerson(workspace, as("管"), QString::fromUtf8(each.name), each.role));
        const FilingKey key = *filingKey(workspace, QStringLiteral("大观"), QStringLiteral("2024Q3"));
        if (state > FilingState::draft)
            REQUIRE(submitFiling(workspace, as("张三"), key));
        if (state > FilingState::submitted)
            REQUIRE(reviewFiling(workspace, as("王五"), key));
        if (state > FilingState::reviewed)
            REQUIRE(lockFiling(workspace, as("王五"), key));
        desk.is(QString::fromUtf8(person.name));
        desk.session.noteSaved();
        desk.settle();
        return key;
    };
    int taken = 0;
    for (const FilingState state :
        {FilingState::draft, FilingState::submitted, FilingState::reviewed, FilingState::locked})
        for (const Person& person : people) {
            QStringList offered;
            {
                Desk desk;
                sitDown(desk, state, person);
                for (const char* step : steps) {
                    const auto* button = desk.part<QPushButton>((std::string("entry.step.") + step).c_str());
                    CAPTURE(int(state), person.name, step);
                    CHECK((button->isVisible() && button->isEnabled())
                        == mayTake(person, state, QString::fromLatin1(step)));
                    if (button->isVisible() && button->isEnabled())
                        offered += QString::fromLatin1(step);
                }
            }
            for (const QString& step : std::as_const(offered)) {
                CAPTURE(int(state), person.name, step.toStdString());
                Desk desk;
                const FilingKey key = sitDown(desk, state, person);
                const std::string button = "entry.step." + step.toStdString();
                if (step == u"return" || step == u"reopen")
                    desk.pressWithReason(button.c_str(), QStringLiteral("试"));
                else
                    desk.press(button.c_str());
                const auto standing = filingStanding(desk.session.workspace(), key, QDate(2024, 10, 1));
                REQUIRE(standing);
                CHECK(standing->state != state);
                ++taken;
            }
        }
    CHECK(taken == 4 + 2 + 3 + 2 + 2 + 2);
}
