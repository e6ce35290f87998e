#include "core/domain/plan/shortfall.h"

#include <catch2/catch.hpp>

using namespace coop;

namespace
{
/// 27 万亩次 in 2024, counted in 0.01 亩次.
Indicator grown()
{
    Indicator indicator;
    indicator.id = QStringLiteral("mu-times");
    indicator.unit = QStringLiteral("万亩次");
    indicator.exponent = 6;
    indicator.decimals = 2;
    indicator.basis = Basis::yearFlow;
    indicator.targets = {{2024, 27'000'000, QDate(2024, 12, 31), {}, {}}};
    return indicator;
}

Reading readOn(const Indicator& indicator, const char* when, std::optional<qint64> value)
{
    const Period period = Period::parse(QString::fromUtf8(when)).value();
    const IndicatorTarget* target = indicator.target(period.year());
    return judge(indicator, period, {}, value, target ? std::optional(target->value) : std::nullopt, {});
}
} // namespace

TEST_CASE("what is behind its pace says by how many points and how much is missing, to the last unit")
{
    struct Case {
        const char* when;
        std::optional<qint64> value;
        const char *behind, *missing;
    };
    // Of 27 万亩次 20.25 are due after three quarters, 27 at the end.
    for (const Case& c :
        {Case{"2024Q3", 16'200'000, "15.0", "4.05"}, Case{"2024Q4", 25'300'000, "6.3", "1.70"},
            Case{"2024Q3", 20'250'000, "—", "—"}, Case{"2024Q3", 20'250'001, "—", "—"},
            Case{"2024Q3", 20'249'999, "0.1", "0.000001"}, // never 0.0 and 0.00
            Case{"2024Q4", 30'000'000, "—", "—"}, Case{"2024Q4", 0, "100.0", "27.00"},
            Case{"2024Q4", std::nullopt, "—", "—"}, Case{"2025Q4", 1, "—", "—"}}) { // no target in 2025
        CAPTURE(c.when, c.value.value_or(-1));
        const Indicator indicator = grown();
        const Reading reading = readOn(indicator, c.when, c.value);
        CHECK(behindText(reading).toStdString() == c.behind);
        CHECK(missingText(reading).toStdString() == c.missing);
        CHECK(missingHeading(indicator) == QStringLiteral("还差（万亩次）"));
    }
    // A third of a year leaves a share that no double holds: still nothing is missing when it is kept.
    Indicator thirds = grown();
    thirds.targets.first().value = 3;
    CHECK_FALSE(shortfallOf(readOn(thirds, "2024-04", 1)));
    REQUIRE(shortfallOf(readOn(thirds, "2024-08", 1)));
    CHECK(shortfallOf(readOn(thirds, "2024-08", 1))->amount == 1);
    Reading elsewhere = readOn(grown(), "2024Q4", 1);
    elsewhere.applicable = false;
    CHECK_FALSE(shortfallOf(elsewhere));
}
