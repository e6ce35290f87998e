#include "core/store/figures/indicator_reader.h"
#include "core/store/history/change_log.h"
#include "core/store/undo/undo.h"
#include "core/workflow/filing/filing_form.h"
#include "core/workflow/filing/filing_steps.h"
#include "core/workflow/filing/quarter_close.h"
#include "tests/core/store/test_workspace.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

using namespace coop;

namespace
{
using coop::need;

const QString zhang = QStringLiteral("张三");
const QString li = QStringLiteral("李四");
const QString wang = QStringLiteral("王五");

Author by(const QString& who)
{
    return {who, Door::coopctl, QString()};
}

/// A federation with figures in two quarters of 2024.
struct Desk : TestWorkspace {
    RowId place = township(QStringLiteral("大观镇"));
    FilingKey key{row("townships", place)[u"federation"].number(), Period::ofQuarter(2024, 3)};
    RowId shop = enter("outlets",
        {{u"name", QStringLiteral("店")}, {u"township", place},
            {u"opened_on", QStringLiteral("2024-08-01")}});

    RowId enter(const char* registry, const QList<std::pair<QStringView, FieldValue>>& fields,
        const QString& who = zhang)
    {
        const auto work = need(UnitOfWork::begin(*workspace, {who, Door::form, QStringLiteral("录入")}));
        const RowId id = need(work->add(newRow(registry, fields)));
        need(work->commit());
        return id;
    }
    RowId service(const char* month, int area)
    {
        return enter("services",
            {{u"month", QString::fromLatin1(month)}, {u"township", place}, {u"provider", shop},
                {u"stage", QStringLiteral("耕")}, {u"area", area}});
    }
    RowId loan(const char* month, qint64 disbursed, qint64 repaid, const FieldValue& balance)
    {
        return enter("loans",
            {{u"month", QString::fromLatin1(month)}, {u"township", place},
                {u"institution", QStringLiteral("银行")}, {u"borrower", QStringLiteral("农户")},
                {u"product", QStringLiteral("信用")}, {u"disbursed", disbursed}, {u"repaid", repaid},
                {u"balance", balance}});
    }
    QStringList findings()
    {
        QStringList ids;
        for (const FilingFinding& one : need(filingFindings(*workspace, key)))
            ids += one.id;
        return ids;
    }
    void explainAll()
    {
        for (const FilingFinding& one : need(filingFindings(*workspace, key)))
            if (one.severity == Finding::Severity::warning)
                need(explainFinding(*workspace, by(zhang), key, one.id, QStringLiteral("已核实")));
    }
    Kept<FilingState> state() { return need(filingStanding(*workspace, key, QDate(2024, 10, 1))).state; }
    void lockIt()
    {
        explainAll();
        need(submitFiling(*workspace, by(zhang), key));
        need(reviewFiling(*workspace, by(li), key));
        need(lockFiling(*workspace, by(li), key));
    }
};

ErrorKind kindOf(const Result<>& result)
{
    REQUIRE_FALSE(result);
    INFO(result.error().text.toStdString());
    CHECK(result.error().text.size() > 6);
    return result.error().kind;
}
} // namespace

TEST_CASE("a filing holds its federation's rows of its three months and what happened on its days", "[sheet]")
{
    Desk desk;
    desk.service("2024-06", 100);
    desk.service("2024-07", 200);
    desk.service("2024-09", 300);
    desk.service("2024-10", 400);
    desk.enter("services",
        {{u"month", QStringLiteral("2024-08")}, {u"township", desk.township(QStringLiteral("南平镇"))},
            {u"provider", desk.shop}, {u"stage", QStringLiteral("耕")}, {u"area", 100}});
    const FilingContent content = need(filingContent(*desk, desk.key));
    REQUIRE(content.services.size() == 2);
    CHECK(content.services.first()[u"area"].number() == 200);
    REQUIRE(content.changes.size() == 1);
    CHECK(content.changes.first().kind == QStringLiteral("开业日期"));
    CHECK(content.changes.first().name == QStringLiteral("店"));
    CHECK(content.changes.first().township == QStringLiteral("大观镇"));
}

TEST_CASE(
    "the rules of a filing: more than ±30 % is flagged, 30 % is not, a balance has to add up", "[sheet]")
{
    Desk desk;
    CHECK(desk.findings() == QStringList{QStringLiteral("empty:services"), QStringLiteral("empty:loans")});
    desk.service("2024-06", 1000);
    const RowId now = desk.service("2024-07", 1300);
    desk.loan("2024-06", 5'000, 0, 5'000);
    const RowId loan = desk.loan("2024-07", 6'000, 1'000, 10'000);
    CHECK(desk.findings().isEmpty());
    const auto set = [&](const char* registry, RowId id, QStringView field, qint64 value) {
        const auto work = desk.begin();
        Record row = desk.row(registry, id);
        row.set(field, value);
        need(work->change(row));
        need(work->commit());
    };
    set("services", now, u"area", 1301);
    CHECK(desk.findings() == QStringList{QStringLiteral("change:services")});
    set("services", now, u"area", 699);
    CHECK(desk.findings() == QStringList{QStringLiteral("change:services")});
    set("services", now, u"area", 700);
    CHECK(desk.findings().isEmpty());
    set("loans", loan, u"balance", 10'001);
    const auto found = need(filingFindings(*desk, desk.key));
    REQUIRE(found.size() == 1);
    CHECK(found.first().severity == Finding::Severity::error);
    CHECK(found.first().text.contains(QStringLiteral("10,000 元")));
    CHECK(kindOf(explainFinding(*desk, by(zhang), desk.key, found.first().id, QStringLiteral("就这样")))
        == ErrorKind::refused);
    CHECK(kindOf(submitFiling(*desk, by(zhang), desk.key)) == ErrorKind::refused);
    CHECK(desk.state() == FilingState::draft);
}

TEST_CASE("every step from every state: allowed or refused, and who entered does not review", "[sheet]")
{
    using Step = std::function<Result<>(Desk&, const QString& who)>;
    const QString why = QStringLiteral("原因");
    const QList<std::pair<const char*, Step>> steps{
        {"submit", [](Desk& d, const QString& who) { return submitFiling(*d, by(who), d.key); }},
        {"review", [](Desk& d, const QString& who) { return reviewFiling(*d, by(who), d.key); }},
        {"lock", [](Desk& d, const QString& who) { return lockFiling(*d, by(who), d.key); }},
        {"return", [&](Desk& d, const QString& who) { return returnFiling(*d, by(who), d.key, why); }},
        {"reopen", [&](Desk& d, const QString& who) { return reopenFiling(*d, by(who), d.key, why); }}};
    // From each state what 李四 (who entered nothing) can do, and where it leads.
    const QList<QHash<QString, FilingState>> allowed{{{QStringLiteral("submit"), FilingState::submitted}},
        {{QStringLiteral("review"), FilingState::reviewed}, {QStringLiteral("return"), FilingState::draft}},
        {{QStringLiteral("lock"), FilingState::locked}, {QStringLiteral("return"), FilingState::draft}},
        {{QStringLiteral("reopen"), FilingState::draft}}};
    for (int state = 0; state < 4; ++state)
        for (const auto& [name, step] : steps) {
            INFO(state << ' ' << name);
            Desk desk;
            desk.service("2024-07", 100);
            desk.explainAll();
            if (state > 0)
                need(submitFiling(*desk, by(zhang), desk.key));
            if (state > 1)
                need(reviewFiling(*desk, by(li), desk.key));
            if (state > 2)
                need(lockFiling(*desk, by(li), desk.key));
            REQUIRE(desk.state() == FilingState(state));
            const auto leads = allowed[state].constFind(QString::fromLatin1(name));
            const auto done = step(desk, li);
            CHECK(done.has_value() == (leads != allowed[state].constEnd()));
            CHECK(desk.state() == (done ? *leads : FilingState(state)));
        }
    Desk desk;
    desk.service("2024-07", 100); // by 张三
    desk.explainAll();
    need(submitFiling(*desk, by(wang), desk.key));
    CHECK(kindOf(reviewFiling(*desk, by(wang), desk.key)) == ErrorKind::locked); // submitted it
    CHECK(kindOf(reviewFiling(*desk, by(zhang), desk.key)) == ErrorKind::locked); // entered a row
    CHECK(kindOf(reviewFiling(*desk, by(QString()), desk.key)) == ErrorKind::locked);
    CHECK(kindOf(returnFiling(*desk, by(li), desk.key, QStringLiteral(" "))) == ErrorKind::refused);
    need(returnFiling(*desk, by(wang), desk.key, QStringLiteral("撤回"))); // withdraws his own
    CHECK(need(filingStanding(*desk, desk.key, QDate(2024, 10, 1))).returnReason == QStringLiteral("撤回"));
}

TEST_CASE("where people are listed only 审核 and 管理员 review, lock, open again and close", "[sheet]")
{
    Desk desk;
    desk.service("2024-07", 100);
    desk.explainAll();
    for (const auto& [who, role] : {std::pair(QStringLiteral("管"), Role::admin), {zhang, Role::entry},
             {li, Role::entry}, {wang, Role::review}}) {
        if (need(people(*desk)).size() > 0)
            need(desk->signIn(QStringLiteral("管")));
        need(addPerson(*desk, by(QStringLiteral("管")), who, role));
    }
    need(desk->signIn(zhang));
    need(submitFiling(*desk, by(zhang), desk.key));
    need(desk->signIn(li));
    CHECK(kindOf(reviewFiling(*desk, by(li), desk.key)) == ErrorKind::locked);
    CHECK(kindOf(returnFiling(*desk, by(li), desk.key, QStringLiteral("缺"))) == ErrorKind::locked);
    CHECK(filingStepsFor(*desk, need(filingStanding(*desk, desk.key, {})), li).isEmpty());
    CHECK_FALSE(closeQuarter(*desk, by(li), desk.key.quarter, QStringLiteral("先封")));
    need(desk->signIn(wang));
    need(reviewFiling(*desk, by(wang), desk.key));
    need(lockFiling(*desk, by(wang), desk.key));
    need(desk->signIn(li));
    CHECK(kindOf(reopenFiling(*desk, by(li), desk.key, QStringLiteral("改"))) == ErrorKind::locked);
    CHECK(desk.state() == FilingState::locked);
}

TEST_CASE("a step of a filing is not undone, and a locked row cannot be undone either", "[sheet]")
{
    Desk desk;
    desk.service("2024-07", 100);
    const qint64 entered = need(history(*desk, {})).first().entry;
    desk.lockIt();
    const auto entries = need(history(*desk, {}));
    CHECK(entries.first().door == Door::filing);
    CHECK_FALSE(need(nextUndo(*desk)));
    CHECK_FALSE(undo(*desk, by(li), entries.first().entry));
    const auto undone = undo(*desk, by(li), entered);
    REQUIRE_FALSE(undone);
    CHECK(undone.error().kind == ErrorKind::locked);
}

TEST_CASE("a submitted filing without rows makes a flow 0, before it is 未报", "[sheet]")
{
    Desk desk;
    const auto value = [&](Breakdown breakdown, RowId area) {
        for (const Reading& reading :
            need(readIndicator(*desk, QStringLiteral("mu-times"), desk.key.quarter, breakdown)))
            if (reading.area.id == area)
                return reading.value;
        FAIL("no such area");
        return std::optional<qint64>();
    };
    CHECK_FALSE(value(Breakdown::district, 0));
    desk.explainAll();
    need(submitFiling(*desk, by(zhang), desk.key));
    CHECK(value(Breakdown::district, 0) == 0);
    CHECK(value(Breakdown::byFederation, desk.key.federation) == 0);
    CHECK_FALSE(value(Breakdown::byFederation,
        desk.row("townships", desk.township(QStringLiteral("南平镇")))[u"federation"].number()));
    CHECK(value(Breakdown::byTownship, desk.place) == 0);
    CHECK_FALSE(value(Breakdown::byTownship, desk.township(QStringLiteral("南平镇"))));
    need(returnFiling(*desk, by(zhang), desk.key, QStringLiteral("撤回")));
    CHECK_FALSE(value(Breakdown::district, 0));
}

TEST_CASE("a closed quarter keeps its figures, what is corrected later shows as a correction", "[sheet]")
{
    Desk desk;
    const RowId service = desk.service("2024-07", 100);
    const Period quarter = desk.key.quarter;
    const auto district = [&](Figures figures) {
        return need(readIndicator(*desk, QStringLiteral("mu-times"), quarter, Breakdown::district, figures))
            .first();
    };
    desk.lockIt();
    const auto early = closeQuarter(*desk, by(li), quarter, {});
    REQUIRE_FALSE(early);
    CHECK(early.error().text.contains(QStringLiteral("未提交")));
    const FrozenQuarter frozen = need(closeQuarter(*desk, by(li), quarter, QStringLiteral("其余片区无业务")));
    CHECK(frozen.intact);
    CHECK_FALSE(closeQuarter(*desk, by(li), quarter, QStringLiteral("再来")));
    CHECK_FALSE(closeQuarter(*desk, by(li), Period::ofQuarter(2099, 1), QStringLiteral("早")));
    CHECK(need(correctionsSince(*desk, frozen)).isEmpty());

    need(reopenFiling(*desk, by(li), desk.key, QStringLiteral("漏一亩")));
    {
        const auto work = desk.begin();
        Record row = desk.row("services", service);
        row.set(u"area", 250);
        need(work->change(row));
        need(work->commit());
    }
    CHECK(district(Figures::published).value == 100);
    CHECK(district(Figures::live).value == 250);
    const auto corrections = need(correctionsSince(*desk, frozen));
    REQUIRE(corrections.size() == 3); // district, federation, township
    for (const Correction& one : corrections) {
        CHECK(one.frozen.value == 100);
        CHECK(one.now.value == 250);
        CHECK(one.now.indicator->id == QStringLiteral("mu-times"));
    }
    // Every published figure of the quarter is a frozen one; other quarters are live.
    CHECK(need(readIndicator(
                   *desk, QStringLiteral("mu-times"), Period::ofQuarter(2024, 4), Breakdown::district))
              .first()
              .value
        == 250);
    const auto at = [&](Breakdown breakdown) {
        qint64 sum = 0;
        for (const Reading& reading :
            need(readIndicator(*desk, QStringLiteral("mu-times"), quarter, breakdown)))
            sum += reading.value.value_or(0);
        return sum;
    };
    CHECK(at(Breakdown::byFederation) == 100);
    CHECK(at(Breakdown::byTownship) == 100);
}

namespace
{
/// Somebody else's step on a row of the quarter.
struct OwnWork : Desk {
    void change(const QString& who, RowId id, const QString& field, const FieldValue& value,
        const char* registry = "services")
    {
        Record now = row(registry, id);
        now.set(field, value);
        const auto work = need(UnitOfWork::begin(*workspace, {who, Door::grid, QStringLiteral("改")}));
        need(work->change(now));
        need(work->commit());
    }
    qint64 remove(const QString& who, RowId id, const char* registry = "services")
    {
        const auto work = need(UnitOfWork::begin(*workspace, {who, Door::grid, QStringLiteral("删")}));
        need(work->remove(QString::fromLatin1(registry), id));
        return need(work->commit());
    }
    void submit()
    {
        explainAll();
        need(submitFiling(*workspace, by(zhang), key));
    }
    Result<> review(const QString& who) { return reviewFiling(*workspace, by(who), key); }
    /// 王五 may not review any more, 李四 may.
    void onlyWangIsOut()
    {
        submit();
        const auto refused = review(wang);
        REQUIRE_FALSE(refused);
        CHECK(refused.error().kind == ErrorKind::locked);
        CHECK(refused.error().text.contains(wang));
        CHECK(review(li));
    }
};
} // namespace

TEST_CASE("who took a row out of the quarter does not review it whichever way it went", "[sheet]")
{
    OwnWork desk;
    const RowId gone = desk.service("2024-08", 300);
    desk.service("2024-09", 200);
    SECTION("removed")
    {
        desk.remove(wang, gone);
        desk.onlyWangIsOut();
    }
    SECTION("to a month of another quarter")
    {
        desk.change(wang, gone, QStringLiteral("month"), QStringLiteral("2024-11"));
        desk.onlyWangIsOut();
    }
    SECTION("to a township of another federation")
    {
        desk.change(wang, gone, QStringLiteral("township"), desk.township(QStringLiteral("水江镇")));
        desk.onlyWangIsOut();
    }
    SECTION("by taking back the step that entered it")
    {
        const qint64 entered
            = need(history(*desk, {.registry = QStringLiteral("services"), .row = gone})).first().entry;
        need(undo(*desk.workspace, by(wang), entered));
        desk.onlyWangIsOut();
    }
    SECTION("by removing it again after somebody had taken the removal back")
    {
        const qint64 removed = desk.remove(zhang, gone);
        const qint64 back = need(undo(*desk.workspace, by(zhang), removed));
        need(redo(*desk.workspace, by(wang), back));
        desk.onlyWangIsOut();
    }
    SECTION("changed before another removed it")
    {
        desk.change(wang, gone, QStringLiteral("area"), 4000);
        desk.remove(zhang, gone);
        desk.onlyWangIsOut();
    }
    SECTION("a loan")
    {
        desk.remove(wang, desk.loan("2024-08", 100, 0, {}), "loans");
        desk.onlyWangIsOut();
    }
    SECTION("an outlet that opened in the quarter")
    {
        const RowId shop = desk.enter("outlets",
            {{u"name", QStringLiteral("新店")}, {u"township", desk.place},
                {u"opened_on", QStringLiteral("2024-09-01")}});
        desk.remove(wang, shop, "outlets");
        desk.onlyWangIsOut();
    }
}

TEST_CASE("who only touched what was never in the quarter reviews it", "[sheet]")
{
    OwnWork desk;
    desk.service("2024-08", 300);
    desk.remove(wang, desk.service("2024-11", 200)); // the next quarter
    const RowId elsewhere = desk.enter("services",
        {{u"month", QStringLiteral("2024-08")}, {u"township", desk.township(QStringLiteral("水江镇"))},
            {u"provider", desk.shop}, {u"stage", QStringLiteral("耕")}, {u"area", 100}});
    desk.remove(wang, elsewhere);
    desk.change(wang, desk.shop, QStringLiteral("operator"), QStringLiteral("赵大宝"), "outlets");
    desk.submit();
    CHECK(desk.review(wang));
}

TEST_CASE("figures of a column on the printed filing have as many decimals as the longest of them", "[sheet]")
{
    Desk desk;
    desk.service("2024-07", 23950);
    desk.service("2024-08", 47100);
    desk.service("2024-09", 32433);
    const FilingForm form = need(filingForm(*desk, desk.key, false));
    const SheetTable& cells = form.tables[0].cells;
    const auto column = [&](const QString& heading) {
        QStringList texts;
        for (const QStringList& row : cells.rows)
            texts += row.value(cells.headings.indexOf(heading));
        return texts;
    };
    CHECK(column(QStringLiteral("服务面积（亩）"))
        == QStringList{QStringLiteral("239.50"), QStringLiteral("471.00"), QStringLiteral("324.33"),
            QStringLiteral("1,034.83")});
    CHECK(column(QStringLiteral("服务次数")).first() == QStringLiteral("1")); // whole ones stay whole
}

TEST_CASE(
    "a state of a filing that this program does not know is shown as its word and no step leads from it",
    "[sheet]")
{
    Desk desk;
    desk.explainAll();
    need(submitFiling(*desk, by(zhang), desk.key));
    SQLite::Database file(desk.path.toStdString(), SQLite::OPEN_READWRITE);
    QStringList triggers;
    for (SQLite::Statement named(
             file, "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'sheets'");
         named.executeStep();)
        triggers += QString::fromStdString(named.getColumn(0).getString());
    for (const QString& trigger : triggers)
        file.exec("DROP TRIGGER \"" + trigger.toStdString() + '"');
    REQUIRE(file.exec("UPDATE sheets SET state = '复核中'") == 1);
    const FilingStanding standing = need(filingStanding(*desk, desk.key, QDate(2024, 10, 1)));
    CHECK_FALSE(standing.state.isKnown());
    CHECK(filingStateWord(standing.state).toStdString() == "〈复核中〉");
    CHECK(filingStateId(standing.state).toStdString() == "复核中");
    CHECK(filingStepsFor(*desk, standing, li).isEmpty());
    const auto reviewed = reviewFiling(*desk, by(li), desk.key);
    REQUIRE_FALSE(reviewed);
    CHECK(reviewed.error().text.contains(QStringLiteral("〈复核中〉")));
    CHECK_FALSE(returnFiling(*desk, by(zhang), desk.key, QStringLiteral("改")));
}

TEST_CASE(
    "what came in in time and was given back is not late, what was withdrawn or never came is", "[sheet]")
{
    Desk desk;
    const QDate today = QDate::currentDate();
    desk.key.quarter = Period::ofQuarter(today.year(), (today.month() + 2) / 3); // its day is still to come
    const auto later
        = [&] { return need(filingStanding(*desk, desk.key, desk.key.quarter.lastDay().addMonths(2))); };
    desk.explainAll();
    CHECK(later().late); // a draft
    CHECK_FALSE(need(filingStanding(*desk, desk.key, today)).late); // in time
    need(submitFiling(*desk, by(zhang), desk.key));
    need(returnFiling(*desk, by(li), desk.key, QStringLiteral("面积有误")));
    CHECK_FALSE(later().late);
    CHECK(later().isReturned());
    need(submitFiling(*desk, by(zhang), desk.key));
    need(returnFiling(*desk, by(zhang), desk.key, QStringLiteral("再看看")));
    CHECK(later().late);

    // What came too late and was given back is both.
    desk.key.quarter = Period::ofQuarter(2024, 3);
    desk.explainAll();
    need(submitFiling(*desk, by(zhang), desk.key));
    need(returnFiling(*desk, by(li), desk.key, QStringLiteral("面积有误")));
    CHECK(later().late);
    CHECK(later().isReturned());
}
