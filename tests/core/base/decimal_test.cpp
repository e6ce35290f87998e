#include "core/base/decimal.h"

#include <catch2/catch.hpp>
#include <limits>

using namespace coop;

namespace
{
constexpr qint64 most = std::numeric_limits<qint64>::max();

std::string reason(const char* text, int scale, int exponent = 0)
{
    const auto read = parseDecimal(QString::fromUtf8(text), scale, exponent);
    if (read)
        return "taken as " + std::to_string(*read);
    CHECK(read.error().kind == ErrorKind::invalidValue);
    return read.error().text.toStdString();
}
} // namespace

TEST_CASE("a number is read exactly, in units of its last decimal")
{
    struct Case {
        const char* text;
        int scale;
        int exponent;
        qint64 value;
    };
    const Case cases[] = {
        {"30", 0, 0, 30},
        {"30", 2, 0, 3000},
        {"0.1", 2, 0, 10},
        {"1,234.5", 2, 0, 123450},
        {"1,234,567", 0, 0, 1234567},
        {"１２．５", 1, 0, 125},
        {"１，２３４", 0, 0, 1234},
        {"-3", 0, 0, -3},
        {"－3.25", 2, 0, -325},
        {"+7", 0, 0, 7},
        {".5", 1, 0, 5},
        {"5.", 0, 0, 5},
        {" 8 ", 0, 0, 8},
        {"007", 0, 0, 7},
        {"0", 8, 0, 0},
        {"-0", 0, 0, 0},
        {"1.500", 1, 0, 15}, // noughts behind do no harm
        {"27", 2, 4, 27'000'000}, // 27 万亩次 in 0.01 亩次
        {"0.0001", 0, 4, 1},
        {"8", 0, 8, 800'000'000}, // 8 亿元
        {"16.12345678", 0, 8, 1'612'345'678},
        {"9223372036854775807", 0, 0, most},
        {"92233720368547758.07", 2, 0, most},
        {"-9223372036854775807", 0, 0, -most},
    };
    for (const Case& c : cases) {
        CAPTURE(c.text, c.scale, c.exponent);
        const auto read = parseDecimal(QString::fromUtf8(c.text), c.scale, c.exponent);
        REQUIRE(read);
        CHECK(*read == c.value);
    }
}

TEST_CASE("what is no number, too fine or too big is refused with the reason")
{
    for (const char* text : {"", " ", "三十", "30亩", "1e5", "1.2.3", "--3", "1,23", ",5", "1,2345",
             "12,34.5", "0x1F", ".", "-", "1.2,3", "1 000", "٣"}) {
        CAPTURE(text);
        CHECK_THAT(reason(text, 2), Catch::Contains("请填数字"));
    }
    CHECK_THAT(reason("1.5", 0), Catch::Contains("只能填整数"));
    CHECK_THAT(reason("1.005", 2), Catch::Contains("最多保留 2 位小数"));
    CHECK_THAT(reason("0.00001", 0, 4), Catch::Contains("最多保留 4 位小数")); // 万元 with kept 元
    CHECK_THAT(reason("9223372036854775808", 0), Catch::Contains("数字太大"));
    CHECK_THAT(reason("9223372036854775807", 1), Catch::Contains("数字太大"));
    CHECK_THAT(reason("三十", 0), Catch::Contains("“三十”"));
}

TEST_CASE("a number is written without noughts behind it, grouped when asked")
{
    struct Case {
        qint64 value;
        int scale;
        const char* plain;
        const char* grouped;
    };
    const Case cases[] = {
        {123450, 2, "1234.5", "1,234.5"},
        {0, 2, "0", "0"},
        {5, 2, "0.05", "0.05"},
        {-5, 2, "-0.05", "-0.05"},
        {100, 2, "1", "1"},
        {999, 0, "999", "999"},
        {1000, 0, "1000", "1,000"},
        {-1234567, 0, "-1234567", "-1,234,567"},
        {most, 0, "9223372036854775807", "9,223,372,036,854,775,807"},
        {std::numeric_limits<qint64>::min(), 2, "-92233720368547758.08", "-92,233,720,368,547,758.08"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.value, c.scale);
        CHECK(formatDecimal(c.value, c.scale).toStdString() == c.plain);
        CHECK(formatDecimal(c.value, c.scale, true).toStdString() == c.grouped);
    }
}

TEST_CASE("what is written is read back as the same number")
{
    for (const qint64 value :
        {qint64(0), qint64(1), qint64(-1), qint64(10), qint64(99), qint64(123456789), -most, most})
        for (const int scale : {0, 1, 2, 8})
            for (const bool grouped : {false, true}) {
                CAPTURE(value, scale, grouped);
                CHECK(parseDecimal(formatDecimal(value, scale, grouped), scale).value() == value);
            }
}

TEST_CASE("fixed decimals round half away from nought and fill up")
{
    struct Case {
        qint64 value;
        int scale;
        int decimals;
        const char* text;
    };
    const Case cases[] = {
        {127, 2, 1, "1.3"},
        {125, 2, 1, "1.3"},
        {124, 2, 1, "1.2"},
        {-125, 2, 1, "-1.3"},
        {-124, 2, 1, "-1.2"},
        {-4, 2, 1, "0.0"},
        {995, 2, 1, "10.0"},
        {99999, 2, 0, "1,000"},
        {150, 2, 0, "2"},
        {149, 2, 0, "1"},
        {5, 0, 2, "5.00"},
        {15, 1, 3, "1.500"},
        {100, 2, 2, "1.00"},
        {123456789, 2, 2, "1,234,567.89"},
        {25'349'999, 6, 2, "25.35"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.value, c.scale, c.decimals);
        CHECK(formatDecimalFixed(c.value, c.scale, c.decimals).toStdString() == c.text);
    }
    CHECK(formatDecimalFixed(123456, 2, 1, false) == QStringLiteral("1234.6"));
}

TEST_CASE("powers of ten reach the last one that fits")
{
    CHECK(powerOfTen(0) == 1);
    CHECK(powerOfTen(8) == 100'000'000);
    CHECK(powerOfTen(18) == 1'000'000'000'000'000'000);
}
