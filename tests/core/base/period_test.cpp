#include "core/base/period.h"

#include <catch2/catch.hpp>

using namespace coop;

namespace
{
QString text(const char* utf8)
{
    return QString::fromUtf8(utf8);
}

template <class Parse> std::string readAs(Parse parse, const char* written)
{
    const auto read = parse(text(written));
    if (read)
        return read->toString().toStdString();
    CHECK(read.error().kind == ErrorKind::invalidValue);
    CHECK(read.error().text.contains(text(written)));
    return "refused";
}

std::string dateFrom(const char* written)
{
    const auto read = parseDate(text(written));
    return read ? read->toString(Qt::ISODate).toStdString() : "refused";
}
} // namespace

TEST_CASE("a month is read in every form that clerks write")
{
    for (const char* written : {"2024-07", "2024-7", "2024.7", "2024.07", "2024/07", "2024年7月",
             "2024年07月", "2024年7月份", "202407", " 2024-07 ", "２０２４－０７", "2024 年 7 月"}) {
        CAPTURE(written);
        CHECK(readAs(Month::parse, written) == "2024-07");
    }
}

TEST_CASE("what is no month is refused with the text that was written")
{
    for (const char* written : {"", "2024-13", "2024-00", "202413", "2024", "24-07", "2024-07-26", "七月",
             "2024Q3", "3024-07", "1899-12"}) {
        CAPTURE(written);
        CHECK(readAs(Month::parse, written) == "refused");
    }
}

TEST_CASE("a period is read as month, quarter or year")
{
    struct Case {
        const char* written;
        const char* read;
    };
    const Case cases[] = {
        {"2024", "2024"},
        {"2024年", "2024"},
        {"2024Q4", "2024Q4"},
        {"2024q4", "2024Q4"},
        {"2024-Q4", "2024Q4"},
        {"2024年第四季度", "2024Q4"},
        {"2024年一季度", "2024Q1"},
        {"2024年3季度", "2024Q3"},
        {"2024-07", "2024-07"},
        {"2024年12月", "2024-12"},
        {"2024Q5", "refused"},
        {"2024Q0", "refused"},
        {"2024-13", "refused"},
        {"0000", "refused"},
        {"3000Q1", "refused"},
        {"去年", "refused"},
        {"", "refused"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.written);
        CHECK(readAs(Period::parse, c.written) == c.read);
    }
}

TEST_CASE("a period knows its months, its last day and its names")
{
    struct Case {
        Period period;
        const char* first;
        const char* last;
        QDate lastDay;
        int quarter;
        const char* title;
        const char* shortTitle;
    };
    const Case cases[] = {
        {Period::ofQuarter(2024, 1), "2024-01", "2024-03", {2024, 3, 31}, 1, "2024年第一季度", "24Q1"},
        {Period::ofQuarter(2024, 4), "2024-10", "2024-12", {2024, 12, 31}, 4, "2024年第四季度", "24Q4"},
        {Period::ofYear(2025), "2025-01", "2025-12", {2025, 12, 31}, 4, "2025年", "25"},
        {Period::ofMonth({2024, 2}), "2024-02", "2024-02", {2024, 2, 29}, 1, "2024年2月", "24-02"},
        {Period::ofMonth({2023, 2}), "2023-02", "2023-02", {2023, 2, 28}, 1, "2023年2月", "23-02"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.title);
        CHECK(c.period.firstMonth().toString().toStdString() == c.first);
        CHECK(c.period.lastMonth().toString().toStdString() == c.last);
        CHECK(c.period.lastDay() == c.lastDay);
        CHECK(c.period.quarter() == c.quarter);
        CHECK(c.period.title().toStdString() == c.title);
        CHECK(c.period.shortTitle().toStdString() == c.shortTitle);
        CHECK(Period::parse(c.period.toString()).value() == c.period);
    }
}

TEST_CASE("quarters are counted across the turn of the year in both directions")
{
    CHECK(Period::ofQuarter(2024, 4).addQuarters(1) == Period::ofQuarter(2025, 1));
    CHECK(Period::ofQuarter(2024, 1).addQuarters(-1) == Period::ofQuarter(2023, 4));
    CHECK(Period::ofQuarter(2024, 2).addQuarters(-7) == Period::ofQuarter(2022, 3));
    CHECK(Period::ofQuarter(2024, 2).addQuarters(0) == Period::ofQuarter(2024, 2));
    for (int month = 1; month <= 12; ++month)
        CHECK(Period::quarterOf(QDate(2024, month, 1)).lastMonth().month == (month + 2) / 3 * 3);
}

TEST_CASE("a year, its last quarter and its last month are three different periods")
{
    CHECK_FALSE(Period::ofYear(2024) == Period::ofQuarter(2024, 4));
    CHECK_FALSE(Period::ofMonth({2024, 1}) == Period::ofQuarter(2024, 1));
    CHECK_FALSE(Period::ofYear(2024) == Period::ofYear(2025));
}

TEST_CASE("months compare by time")
{
    CHECK(Month{2023, 12} < Month{2024, 1});
    CHECK(Month{2024, 2} > Month{2024, 1});
    CHECK(Month::of(QDate(2024, 7, 26)) == Month{2024, 7});
}

TEST_CASE("a date is read in every form that clerks and Excel write")
{
    for (const char* written : {"2024-07-26", "2024-7-26", "2024.7.26", "2024/07/26", "20240726",
             "2024年7月26日", "2024年07月26日", " 2024-07-26 ", "２０２４．７．２６", "2024-07-26 00:00:00",
             "2024-07-26T00:00:00", "2024-07-26 0:00"}) {
        CAPTURE(written);
        CHECK(dateFrom(written) == "2024-07-26");
    }
}

TEST_CASE("a day that does not exist is refused")
{
    for (const char* written : {"", "2024-02-30", "2023-02-29", "2024-13-01", "2024-07", "26.7.2024", "昨天",
             "20240732", "45499", "1899-12-31", "3024-07-26", "2024-07-26 12:30"}) {
        CAPTURE(written);
        CHECK(dateFrom(written) == "refused");
    }
    CHECK(dateFrom("2024-02-29") == "2024-02-29");
}

TEST_CASE("a date in words has no leading noughts")
{
    CHECK(dateInWords(QDate(2024, 7, 6)) == text("2024年7月6日"));
}

TEST_CASE("a day is read with 号 and with its weekday and refused when the weekday is another one")
{
    for (const char* written : {"2024年7月26号", "2024-7-26 星期五", "2024.7.26.", "2024-07-26(周五)",
             "2024-07-26（星期五）", "2024年7月26日 礼拜五", "2024/7/26 周五"}) {
        CAPTURE(written);
        CHECK(dateFrom(written) == "2024-07-26");
    }
    CHECK(dateFrom("2024-07-28 星期天") == "2024-07-28");
    CHECK(dateFrom("2024-07-28 周日") == "2024-07-28");
    for (const char* written : {"2024-7-26 星期四", "7月26号", "2024-7-26 周", "2024年7月26号号"}) {
        CAPTURE(written);
        CHECK(dateFrom(written) == "refused");
    }
}
