#include "core/workflow/targets/target_matrix.h"

#include "core/store/undo/undo.h"
#include "core/workflow/targets/target_shares.h"
#include "tests/core/store/test_workspace.h"

#include <numeric>
#include <random>

using namespace coop;

namespace
{
const Author planner{QStringLiteral("张三"), Door::form, {}};
const QString muTimes = QStringLiteral("mu-times");

TargetCell cell(const Workspace& workspace, const QString& indicator, int year)
{
    for (const TargetRow& row : need(targetMatrix(workspace)).rows)
        for (const TargetCell& each : row.cells)
            if (row.indicator->id == indicator && each.year == year)
                return each;
    FAIL("no such cell");
    return {};
}

QList<qint64> values(const QList<TargetPart>& parts)
{
    QList<qint64> all;
    for (const TargetPart& part : parts)
        all += part.value.value_or(-1);
    return all;
}

qint64 sum(const QList<qint64>& parts)
{
    return std::accumulate(parts.begin(), parts.end(), qint64(0));
}

void serve(const TestWorkspace& desk, const QString& township, const char* month, qint64 mu)
{
    const RowId centre = desk.add("centres",
        {{u"name", township + QString::fromLatin1(month)}, {u"level", QStringLiteral("乡镇级")},
            {u"township", desk.township(township)}, {u"status", QStringLiteral("筹建")}});
    desk.add("services",
        {{u"month", QString::fromLatin1(month)}, {u"township", desk.township(township)},
            {u"provider", centre}, {u"stage", QStringLiteral("耕")}, {u"area", mu * 100}, {u"times", 1}});
}
} // namespace

TEST_CASE("the matrix has every indicator and year, with the document's words and no invented zero")
{
    const TestWorkspace desk;
    const TargetMatrix matrix = need(targetMatrix(*desk));
    CHECK(matrix.years == QList<int>{2024, 2025, 2026, 2027});
    CHECK(matrix.rows.size() == desk->plan().indicators.size());
    const TargetCell cell2025 = cell(*desk, muTimes, 2025);
    CHECK(cell2025.value == 36'000'000);
    CHECK(cell2025.planned == 36'000'000);
    CHECK_FALSE(cell2025.edited());
    CHECK(cell2025.clause.contains(QStringLiteral("附件第8项")));
    CHECK_FALSE(cell2025.allocated);
    CHECK_FALSE(cell(*desk, QStringLiteral("members"), 2025).value);
}

TEST_CASE("a target is set, seen as edited, taken away and brought back by undo")
{
    const TestWorkspace desk;
    CHECK(need(setTarget(*desk, planner, muTimes, 2025, 37'500'000)));
    CHECK(cell(*desk, muTimes, 2025).value == 37'500'000);
    CHECK(cell(*desk, muTimes, 2025).edited());
    CHECK_FALSE(need(setTarget(*desk, planner, muTimes, 2025, 37'500'000))); // nothing to do
    CHECK(need(setTarget(*desk, planner, muTimes, 2025, std::nullopt)));
    CHECK_FALSE(cell(*desk, muTimes, 2025).value);
    CHECK(cell(*desk, muTimes, 2025).edited());
    const auto last = need(nextUndo(*desk));
    REQUIRE(last);
    REQUIRE(undo(*desk.workspace, planner, last->entry));
    CHECK(cell(*desk, muTimes, 2025).value == 37'500'000);
    CHECK(need(setTarget(*desk, planner, QStringLiteral("members"), 2025, 250)));
    CHECK(cell(*desk, QStringLiteral("members"), 2025).edited());
    CHECK_FALSE(setTarget(*desk, planner, muTimes, 2030, 1));
    CHECK_FALSE(setTarget(*desk, planner, QStringLiteral("nothing"), 2025, 1));
}

TEST_CASE("what people type as a target is read exactly or refused")
{
    const TestWorkspace desk;
    const Indicator& flow = *desk->plan().indicator(muTimes);
    const Indicator& count = *desk->plan().indicator(u"outlets");
    CHECK(need(parseTarget(flow, QStringLiteral("35.5"))) == 35'500'000);
    CHECK(need(parseTarget(flow, QStringLiteral(" 1,234 "))) == 1'234'000'000);
    CHECK_FALSE(need(parseTarget(flow, QStringLiteral("—"))));
    CHECK_FALSE(need(parseTarget(flow, QString())));
    CHECK(need(parseTarget(count, QStringLiteral("0"))) == 0); // zero is a target
    CHECK_FALSE(parseTarget(count, QStringLiteral("3.5")));
    CHECK_FALSE(parseTarget(count, QStringLiteral("-3")));
    CHECK_FALSE(parseTarget(count, QStringLiteral("三")));
}

TEST_CASE("a division gives whole steps that sum to the whole")
{
    CHECK(dividedByWeights(10, {1, 1, 1}, 1) == QList<qint64>{4, 3, 3});
    CHECK(dividedByWeights(100, {3, 1, 0}, 10) == QList<qint64>{80, 20, 0}); // 7.5 steps and 2.5: the first
    CHECK(dividedByWeights(0, {1, 1}, 1) == QList<qint64>{0, 0});
    CHECK(dividedByWeights(2, {1, 1, 1}, 1) == QList<qint64>{1, 1, 0});
    CHECK(dividedByWeights(25, {1, 1}, 10) == QList<qint64>{15, 10});
    CHECK(sum(dividedByWeights(5'400'000'000'000'000, {7'000'000'000'000, 1, 3}, 1))
        == 5'400'000'000'000'000); // no overflow
    std::mt19937 random(5);
    for (int round = 0; round < 500; ++round) {
        QList<qint64> weights;
        for (int i = 0; i < 7; ++i)
            weights += qint64(random() % 1000);
        weights[0] += 1;
        const qint64 whole = qint64(random() % 100'000'000);
        const QList<qint64> parts = dividedByWeights(whole, weights, 10'000);
        CHECK(sum(parts) == whole);
        const double all = double(sum(weights));
        for (int i = 0; i < 7; ++i)
            CHECK(std::abs(double(parts[i]) - double(whole) * double(weights[i]) / all) < 20'000);
    }
}

TEST_CASE("a target is allocated evenly in what the indicator counts, summing to the district's")
{
    const TestWorkspace desk;
    for (const auto& [indicator, year] : {std::pair(muTimes, 2025), {QStringLiteral("outlets"), 2024},
             {QStringLiteral("centres"), 2025}, {QStringLiteral("credit"), 2026}}) {
        CAPTURE(indicator.toStdString());
        const auto parts = need(proposedParts(*desk, indicator, year, AllocationWay::evenly));
        REQUIRE(parts.size() == 7);
        CHECK(sum(values(parts)) == cell(*desk, indicator, year).value);
        const Indicator& figure = *desk->plan().indicator(indicator);
        for (const qint64 part : values(parts)) {
            qint64 step = 1;
            for (int i = figure.decimals; i < figure.exponent; ++i)
                step *= 10;
            CHECK(part % step == 0);
        }
    }
    CHECK(values(need(proposedParts(*desk, QStringLiteral("centres"), 2025, AllocationWay::evenly)))
        == QList<qint64>{2, 1, 1, 1, 1, 1, 1});
    const auto parts = need(proposedParts(*desk, muTimes, 2025, AllocationWay::evenly));
    CHECK(parts.first().name.startsWith(QStringLiteral("大观"))); // the plan's order
    CHECK(need(allocateTarget(*desk, planner, muTimes, 2025, parts)) == 7);
    CHECK(need(allocateTarget(*desk, planner, muTimes, 2025, parts)) == 0);
    CHECK(cell(*desk, muTimes, 2025).allocated == 36'000'000);
}

TEST_CASE("a target is allocated by what each federation did last year")
{
    const TestWorkspace desk;
    CHECK_FALSE(proposedParts(*desk, muTimes, 2025, AllocationWay::byLastYear)); // nothing was done yet
    serve(desk, QStringLiteral("大观镇"), "2024-05", 3000);
    serve(desk, QStringLiteral("水江镇"), "2024-06", 1000);
    const auto parts = need(proposedParts(*desk, muTimes, 2025, AllocationWay::byLastYear));
    CHECK(values(parts) == QList<qint64>{27'000'000, 9'000'000, 0, 0, 0, 0, 0});
}

TEST_CASE("parts that do not sum are kept, and the sentence says by how much")
{
    const TestWorkspace desk;
    const Indicator& flow = *desk->plan().indicator(muTimes);
    auto parts = need(targetParts(*desk, muTimes, 2025));
    CHECK(sumSentence(flow, 36'000'000, parts).isEmpty());
    CHECK_FALSE(sumDiffers(flow, 36'000'000, parts));
    for (TargetPart& part : parts)
        part.value = 5'000'000;
    parts[0].value = 5'500'000;
    CHECK(sumSentence(flow, 36'000'000, parts) == QStringLiteral("合计 35.5，比全区目标 36 少 0.5"));
    CHECK(sumDiffers(flow, 36'000'000, parts));
    CHECK(need(allocateTarget(*desk, planner, muTimes, 2025, parts)) == 7);
    CHECK(cell(*desk, muTimes, 2025).allocated == 35'500'000);
    parts[0].value = 6'500'000;
    CHECK(sumSentence(flow, 36'000'000, parts) == QStringLiteral("合计 36.5，比全区目标 36 多 0.5"));
    parts[0].value = 6'000'000;
    CHECK(sumSentence(flow, 36'000'000, parts) == QStringLiteral("合计 36，与全区目标一致"));
    parts[6].value.reset();
    CHECK(sumSentence(flow, 36'000'000, parts)
        == QStringLiteral("合计 31，比全区目标 36 少 5；还有 1 个农合联没有分到"));
    CHECK(sumSentence(flow, std::nullopt, parts).contains(QStringLiteral("全区没有目标")));
    CHECK(need(allocateTarget(*desk, planner, muTimes, 2025, {parts[6]})) == 1); // the others keep theirs
    CHECK(cell(*desk, muTimes, 2025).allocated == 30'500'000);
}

TEST_CASE("a rate is not divided, nor is a year without a target")
{
    const TestWorkspace desk;
    const auto rate = proposedParts(*desk, QStringLiteral("willing-households"), 2027, AllocationWay::evenly);
    REQUIRE_FALSE(rate);
    CHECK(rate.error().text.contains(QStringLiteral("比率")));
    CHECK_FALSE(proposedParts(*desk, QStringLiteral("members"), 2025, AllocationWay::evenly));
}
