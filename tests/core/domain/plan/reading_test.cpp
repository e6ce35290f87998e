#include "core/domain/plan/reading.h"

#include <catch2/catch.hpp>

using namespace coop;

namespace
{
constexpr qint64 unitsPerWan = 1'000'000; // 万亩次 over 0.01 亩次

Indicator flow()
{
    Indicator indicator;
    indicator.id = QStringLiteral("mu-times");
    indicator.unit = QStringLiteral("万亩次");
    indicator.exponent = 6;
    indicator.basis = Basis::yearFlow;
    indicator.targets = {{2024, 27 * unitsPerWan, QDate(2024, 12, 31), {}, {}}};
    return indicator;
}

Indicator stock()
{
    Indicator indicator;
    indicator.id = QStringLiteral("members");
    indicator.basis = Basis::stock;
    indicator.targets = {{2024, 200, QDate(2024, 12, 31), {}, {}}, {2027, 300, QDate(2027, 12, 31), {}, {}}};
    return indicator;
}

Period period(const char* text)
{
    return Period::parse(QString::fromUtf8(text)).value();
}

Reading judged(const Indicator& indicator, const char* when, std::optional<qint64> value)
{
    const Period p = period(when);
    const IndicatorTarget* target = indicator.target(p.year());
    return judge(indicator, p, {}, value, target ? std::optional(target->value) : std::nullopt, {});
}

std::string status(const Indicator& indicator, const char* when, std::optional<qint64> value)
{
    return statusId(judged(indicator, when, value).status).toStdString();
}
} // namespace

TEST_CASE("a flow's pace is the elapsed part of the year")
{
    struct Case {
        const char* when;
        double pace;
    };
    for (const Case& c : {Case{"2024-01", 1 / 12.0}, Case{"2024Q1", 0.25}, Case{"2024-05", 5 / 12.0},
             Case{"2024Q2", 0.5}, Case{"2024Q3", 0.75}, Case{"2024Q4", 1}, Case{"2024", 1}}) {
        CAPTURE(c.when);
        CHECK(judged(flow(), c.when, 0).pace == c.pace);
    }
}

TEST_CASE("quarter weights take the place of linear pace, a month being a third of its quarter")
{
    Indicator weighted = flow();
    weighted.weights = {10, 40, 30, 20};
    struct Case {
        const char* when;
        double pace;
    };
    for (const Case& c : {Case{"2024Q1", 0.1}, Case{"2024-06", 0.5}, Case{"2024Q3", 0.8}, Case{"2024", 1},
             Case{"2024-04", 70 / 300.0}, Case{"2024-01", 10 / 300.0}}) {
        CAPTURE(c.when);
        CHECK(judged(weighted, c.when, 0).pace == c.pace);
    }
}

TEST_CASE("a flow's status changes at the pace and ten points below it, to the last unit")
{
    struct Case {
        const char* when;
        qint64 value; // 0.01 亩次, of 27,000,000
        const char* status;
    };
    const Case cases[] = {
        {"2024Q2", 27'000'000, "met"},
        {"2024Q2", 26'999'999, "ahead"},
        {"2024Q2", 13'500'000, "ahead"},
        {"2024Q2", 13'499'999, "watch"},
        {"2024Q2", 10'800'000, "watch"},
        {"2024Q2", 10'799'999, "behind"},
        {"2024Q2", 0, "behind"},
        {"2024-01", 2'250'000, "ahead"},
        {"2024-01", 2'249'999, "watch"},
        {"2024-01", 0, "watch"}, // 8.3 % is within ten points of nothing
        {"2024Q4", 26'999'999, "watch"},
        {"2024Q4", 24'300'000, "watch"},
        {"2024Q4", 24'299'999, "behind"},
        {"2024", 27'000'000, "met"},
        {"2024", 30'000'000, "met"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.when, c.value);
        CHECK(status(flow(), c.when, c.value) == c.status);
    }
}

TEST_CASE("thirds of a year are judged without rounding")
{
    Indicator third = flow();
    third.exponent = 0;
    third.targets[0].value = 3;
    CHECK(status(third, "2024-04", 1) == "ahead"); // exactly 4 ÷ 12 of 3
    third.targets[0].value = 1'000'000'000'000'000'003;
    // A third of it is …334.33; as doubles, 334 and 335 are the same.
    CHECK(status(third, "2024-04", 333'333'333'333'333'334) == "watch");
    CHECK(status(third, "2024-04", 333'333'333'333'333'335) == "ahead");
}

TEST_CASE("a stock is judged against what was already due, until its own date")
{
    struct Case {
        const char* when;
        qint64 value;
        double pace;
        const char* status;
    };
    const Case cases[] = {
        {"2024Q1", 0, 0, "ahead"}, // nothing was due before
        {"2024Q3", 150, 0, "ahead"},
        {"2024Q3", 200, 0, "met"},
        {"2024Q4", 200, 1, "met"},
        {"2024Q4", 199, 1, "watch"},
        {"2024Q4", 180, 1, "watch"},
        {"2024Q4", 179, 1, "behind"},
        {"2027Q3", 200, 200 / 300.0, "ahead"},
        {"2027Q3", 199, 200 / 300.0, "watch"},
        {"2027Q3", 170, 200 / 300.0, "watch"}, // 56.67 % = 66.67 % − 10
        {"2027Q3", 169, 200 / 300.0, "behind"},
        {"2027", 299, 1, "watch"},
        {"2027", 300, 1, "met"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.when, c.value);
        const Reading reading = judged(stock(), c.when, c.value);
        CHECK(reading.pace == c.pace);
        CHECK(statusId(reading.status).toStdString() == c.status);
    }
}

TEST_CASE("after its date an unmet target is behind, however near")
{
    Indicator early = stock();
    early.targets[0].due = QDate(2024, 6, 30);
    CHECK(status(early, "2024Q1", 0) == "ahead");
    CHECK(judged(early, "2024Q1", 0).pace == 0);
    CHECK(status(early, "2024Q2", 199) == "watch"); // on the day itself
    CHECK(judged(early, "2024Q2", 199).pace == 1);
    CHECK(status(early, "2024Q3", 199) == "behind");
    CHECK(status(early, "2024Q3", 200) == "met");
    Indicator halfYear = flow();
    halfYear.targets[0].due = QDate(2024, 6, 30);
    CHECK(status(halfYear, "2024Q4", 26'999'999) == "behind");
}

TEST_CASE("a township's part of a stock has the district's pace")
{
    const Reading part = judge(stock(), period("2027Q3"), {}, 20, 30, {});
    CHECK(part.pace == 200 / 300.0);
    CHECK(part.status == TargetStatus::ahead);
    CHECK(judge(stock(), period("2027Q3"), {}, 19, 30, {}).status == TargetStatus::watch);
}

TEST_CASE("a stock whose next target is smaller than the last never paces above one")
{
    Indicator shrinking = stock();
    shrinking.targets[1].value = 100;
    CHECK(judged(shrinking, "2027Q1", 50).pace == 1);
}

TEST_CASE("more than is not met by just as many")
{
    Indicator more = stock();
    more.strict = true;
    CHECK(status(more, "2027", 300) == "ahead"); // full pace, and yet not more than 300
    CHECK(status(more, "2027", 301) == "met");
    CHECK(judged(more, "2027", 300).completion == 1.0);
}

TEST_CASE("a target of nothing is met and has no completion")
{
    Indicator none = stock();
    none.targets[0].value = 0;
    for (const char* when : {"2024Q1", "2024Q4"}) {
        CHECK(status(none, when, 0) == "met");
        CHECK(status(none, when, 5) == "met");
        CHECK_FALSE(judged(none, when, 5).completion);
    }
    CHECK(status(none, "2024Q4", -1) == "behind");
}

TEST_CASE("no target wins over no data, and neither is a nought")
{
    const Reading noTarget = judged(stock(), "2025Q4", 250);
    CHECK(noTarget.status == TargetStatus::noTarget);
    CHECK_FALSE(noTarget.pace);
    CHECK_FALSE(noTarget.completion);
    CHECK(judged(stock(), "2025Q4", std::nullopt).status == TargetStatus::noTarget);
    const Reading noData = judged(stock(), "2024Q4", std::nullopt);
    CHECK(noData.status == TargetStatus::noData);
    CHECK(noData.pace == 1);
    CHECK_FALSE(noData.completion);
    CHECK(judged(stock(), "2024Q4", 0).completion == 0.0);
}

TEST_CASE("completion is value over target")
{
    CHECK(judged(flow(), "2024Q3", 20'250'000).completion == 0.75);
    CHECK(judged(flow(), "2024Q3", 54'000'000).completion == 2.0);
}

TEST_CASE("thresholds of the plan decide what is watched")
{
    const StatusThresholds strictOnes{2, 0};
    CHECK(judge(flow(), period("2024Q2"), {}, 13'499'999, 27'000'000, strictOnes).status
        == TargetStatus::behind);
    const StatusThresholds wide{2, 50};
    CHECK(judge(flow(), period("2024Q2"), {}, 0, 27'000'000, wide).status == TargetStatus::watch);
}

TEST_CASE("a figure in a sentence is rounded without zeros and never says what is not so")
{
    Indicator indicator = flow();
    indicator.decimals = 2;
    CHECK(figureInSentence(indicator, 3'483'650) == QStringLiteral("3.48"));
    CHECK(figureInSentence(indicator, 25'300'000) == QStringLiteral("25.3"));
    CHECK(figureInSentence(indicator, 25'295'000) == QStringLiteral("25.3"));
    CHECK(figureInSentence(indicator, 27'000'000) == QStringLiteral("27"));
    CHECK(figureInSentence(indicator, 0) == QStringLiteral("0"));
    CHECK(figureInSentence(indicator, 4'000) == QStringLiteral("0.004"));
    CHECK(figureInSentence(indicator, 26'996'000) == QStringLiteral("27"));
    CHECK(figureInSentence(indicator, 26'996'000, 27'000'000) == QStringLiteral("26.996"));
    CHECK(figureInSentence(indicator, 27'000'000, 27'000'000) == QStringLiteral("27"));
    CHECK(figureInSentence(indicator, 1'234'567'891) == QStringLiteral("1,234.57"));
}

TEST_CASE("figures are exact in the indicator's unit, and four kinds of nothing look different")
{
    CHECK(figure(flow(), 25'300'000) == QStringLiteral("25.3"));
    CHECK(figure(flow(), 1) == QStringLiteral("0.000001"));
    CHECK(figure(flow(), 1'234'000'000) == QStringLiteral("1,234"));
    CHECK(figure(flow(), 1'234'000'000, false) == QStringLiteral("1234"));
    CHECK(figureOrUnreported(flow(), std::nullopt) == QStringLiteral("未报"));
    CHECK(figureOrUnreported(flow(), 0) == QStringLiteral("0"));
    CHECK(figureOrDash(flow(), std::nullopt) == QStringLiteral("—"));
    CHECK(figureOrDash(flow(), 27'000'000) == QStringLiteral("27"));
    CHECK(figureAsDouble(flow(), 25'300'000) == 25.3);
}

TEST_CASE("every status has an id, a word and a mark of its own")
{
    QStringList ids, words, marks;
    for (const TargetStatus s : {TargetStatus::met, TargetStatus::ahead, TargetStatus::watch,
             TargetStatus::behind, TargetStatus::noTarget, TargetStatus::noData}) {
        ids += statusId(s);
        words += statusWord(s);
        marks += statusMark(s);
    }
    CHECK(ids.join(u' ') == QStringLiteral("met ahead watch behind no-target no-data"));
    CHECK(words.join(u' ') == QStringLiteral("达标 领先 关注 滞后 无目标 未报"));
    CHECK(marks.join(u' ') == QStringLiteral("✔ ▲ ◆ ▼ — ○"));
}

TEST_CASE("a pace that begins within the year spans what is left of it")
{
    struct Case {
        QDate from;
        const char* when;
        double pace;
    };
    const QDate july(2024, 7, 26), leap(2024, 2, 29);
    for (const Case& c : {
             Case{july, "2024Q2", 0}, // not begun
             Case{july, "2024-06", 0},
             Case{july, "2024-07", 6 / 161.0}, // 6 of 31 days of July, and 5 whole months are to come
             Case{july, "2024Q3", 68 / 161.0},
             Case{july, "2024Q4", 1},
             Case{july, "2025Q3", 0.75}, // another year
             Case{leap, "2024-01", 0},
             Case{leap, "2024-02", 1 / 291.0}, // the 29th is the last of 29 days
             Case{leap, "2024Q1", 30 / 291.0},
             Case{QDate(2024, 1, 1), "2024Q1", 0.25},
             Case{QDate(2024, 12, 31), "2024-11", 0},
             Case{QDate(2024, 12, 31), "2024Q4", 1},
         }) {
        Indicator indicator = flow();
        indicator.targets += {2025, 36 * unitsPerWan, QDate(2025, 12, 31), {}, {}};
        indicator.paceFrom = c.from;
        CAPTURE(c.from.toString(Qt::ISODate).toStdString(), c.when);
        CHECK(judged(indicator, c.when, 0).pace == Approx(c.pace).epsilon(1e-12));
    }
}

TEST_CASE("a pace that begins within the year keeps the quarters' weights")
{
    Indicator indicator = flow();
    indicator.weights = {10, 40, 30, 20};
    indicator.paceFrom = QDate(2024, 8, 1); // a third of the third quarter is over
    CHECK(judged(indicator, "2024Q3", 0).pace == Approx(20 / 40.0));
    CHECK(judged(indicator, "2024Q4", 0).pace == 1);
    indicator.weights = {50, 50, 0, 0}; // nothing is left to do
    CHECK(judged(indicator, "2024Q3", 0).pace == 1);
    CHECK(status(indicator, "2024Q2", 0) == "ahead"); // nothing was due before
}

TEST_CASE("equal figures share a rank, the next is left out, and what was not handed in has none")
{
    const auto at = [](std::optional<qint64> value, std::optional<qint64> target) {
        static const Indicator indicator = flow();
        return judge(indicator, period("2024Q2"), {}, value, target, {});
    };
    using Ranks = QList<std::optional<int>>;
    // By completion: 1/3 and 2/6 are the same, whatever doubles make of them.
    CHECK(ranksOf({at(1, 3), at(2, 6), at(9, 10), at(std::nullopt, 5), at(0, 7)})
        == Ranks{2, 2, 1, std::nullopt, 4});
    CHECK(ranksOf({at(5, std::nullopt), at(7, std::nullopt), at(5, std::nullopt), at(0, std::nullopt)})
        == Ranks{2, 1, 2, 4}); // no targets: by value
    CHECK(ranksOf({at(100, std::nullopt), at(1, 10)}) == Ranks{2, 1}); // one without a target comes last
    const qint64 large = 3'000'000'000'000'000'000;
    CHECK(ranksOf({at(large - 1, large), at(large, large)}) == Ranks{2, 1});
    Reading none = at(std::nullopt, std::nullopt);
    none.applicable = false;
    CHECK(ranksOf({none, at(0, std::nullopt)}) == Ranks{std::nullopt, 1});
    CHECK(standingText(none) == QStringLiteral("不适用"));
    CHECK(standingText(at(std::nullopt, std::nullopt)) == QStringLiteral("○未报"));
    CHECK(standingText(at(0, std::nullopt)) == QStringLiteral("—无目标"));
    CHECK(roundedValueText(at(0, std::nullopt)) == QStringLiteral("0"));
}
