#include "core/tabular/read/cell_value.h"
#include "core/tabular/read/number_format.h"

#include <catch2/catch.hpp>

using namespace coop;

namespace
{
struct Shown {
    const char* code;
    double number;
    const char* text;
};
} // namespace

TEST_CASE("a number is shown with what its format adds and without what it only adorns")
{
    const QList<Shown> cases{{"General", 1234.5, "1234.5"}, {"G/通用格式", 45356, "45356"}, {"0", 1.6, "1.6"},
        {"#,##0.00", 1234.5, "1234.5"}, {"0.00_ ", 3, "3"}, {"@", 7, "7"}, {"\"WD1-\"0000", 1, "WD1-0001"},
        {"000\"号村\"", 7, "007号村"}, {"00000", 123, "00123"}, {"0%", 0.95, "95%"}, {"0.0%", 0.955, "95.5%"},
        {"000-0000", 1234567, "123-4567"}, {"0\"元\"", 1234, "1234元"},
        {"#,##0\"元\"", 1234567, "1,234,567元"}, {"0.00\"元\"", 0.285, "0.29元"},
        {"0!.0,\"万\"", 123456, "12.3万"}, {"0!.0000", 123456, "12.3456"}, {"#,##0;-#,##0", -1234, "-1234"},
        {"[>=10000]0!.0,\"万\";0", 99, "99"}, {"[>=10000]0!.0,\"万\";0", 123456, "12.3万"},
        {"\"dd\"0", 100, "dd100"}, {"[红色]0", 5, "5"}, {"[$￥-804]0.00", 5, "￥5.00"},
        {"G/通用格式\"万元\"", 12.5, "12.5万元"}, {"General\"元\"", -3, "-3元"},
        {"\"WD-\"General", 7, "WD-7"}, {"[DBNum1][$-804]General", 7, "7"}, {"0.00E+00", 12345, "12345"},
        {"# ?/?", 0.5, "0.5"}, {"000", -7, "-007"}, {"\"甲\";\"乙\"", 3, "甲"}, {"\"坏", 3, "3"},
        {"[=1]\"男\";[=2]\"女\";General", 2, "女"}, {"[=1]\"男\";[=2]\"女\";General", 3, "3"},
        {"0;-0;\"无\"", 0, "无"}, {"0;-0;\"-\"", 0, "0"}, {";;;", 3, "3"}, {"0%;@", -0.05, "-5%"},
        {"", 3, "3"}};
    for (const Shown& each : cases) {
        INFO(each.code);
        CHECK(NumberFormat(QString::fromUtf8(each.code)).shown(each.number).toStdString() == each.text);
    }
}

TEST_CASE("a format is one of days only where its letters stand outside of quotes - escapes and brackets")
{
    for (const char* code : {"yyyy-mm-dd", "m\"月\"d\"日\"", "[DBNum1]yyyy\"年\"m\"月\"", "h:mm AM/PM",
             "[h]:mm", "e\"年\"", "[$-804]aaaa", "上午/下午h\"时\"", "m\"月\"d\"日\" h:mm", "yyyy/m/d;@"})
        CHECK(NumberFormat(QString::fromUtf8(code)).isDate(45356));
    for (const char* code : {"0\"dd\"", "\"hh\"0", "0\\y", "0!m", "[Red]0", "[黑色]#,##0", "General",
             "G/通用格式", "\"约\"General\"亩\"", "0.00E+00", "_d0", "0*s", "#,##0\" yy\"", "@"})
        CHECK_FALSE(NumberFormat(QString::fromUtf8(code)).isDate(45356));
    for (const int id : {14, 22, 27, 30, 31, 36, 45, 50, 57, 58})
        CHECK(NumberFormat(NumberFormat::builtIn(id)).isDate(45356));
    for (const int id : {0, 1, 4, 9, 10, 11, 37, 44, 48, 49, 163})
        CHECK_FALSE(NumberFormat(NumberFormat::builtIn(id)).isDate(45356));
}

TEST_CASE("a text is shown with what the section for texts adds and with nothing else")
{
    const QList<std::pair<const char*, const char*>> cases{{"@\"镇\"", "大观镇"}, {"\"南川\"@", "南川大观"},
        {"0;-0;0;\"[\"@\"]\"", "[大观]"}, {"0.00;@\"社\"", "大观社"}, {"@", "大观"}, {"General", "大观"},
        {"_ * #,##0_ ;_ * -#,##0_ ;_ * \"-\"_ ;_ @_ ", "大观"}, {"@*.", "大观"}, {"yyyy/m/d;@", "大观"},
        {";;;", "大观"}, {"\"有\"", "大观"}, {"", "大观"}};
    for (const auto& [code, text] : cases) {
        INFO(code);
        CHECK(NumberFormat(QString::fromUtf8(code)).shownText(QStringLiteral("大观")).toStdString() == text);
    }
}

TEST_CASE("a format says by how much the screen differs from the number")
{
    const auto scale = [](const char* code) { return NumberFormat(QString::fromUtf8(code)).scale(123456); };
    CHECK(scale("0") == 0);
    CHECK(scale("#,##0.00") == 0);
    CHECK(scale("0%") == -2);
    CHECK(scale("0,") == 3);
    CHECK(scale("0.0,,") == 6);
    CHECK(scale("0!.0,") == 4);
    CHECK(scale("0\\.0,\"万亩\"") == 4);
    CHECK(scale("0\".\"0000") == 4);
    CHECK(NumberFormat(QStringLiteral("0!.0,\"万亩\"")).wordExponent(1) == 4);
    CHECK(NumberFormat(QStringLiteral("0.0\"亿元\"")).wordExponent(1) == 8);
    CHECK(NumberFormat(QStringLiteral("0\"元\"")).wordExponent(1) == 0);
    CHECK(NumberFormat(QStringLiteral("G/通用格式\"万元\"")).wordExponent(1) == 4);
    CHECK(NumberFormat(QStringLiteral("0\" 公顷\"")).suffix(1) == QStringLiteral("公顷"));
    CHECK(NumberFormat(QStringLiteral("#,##0_);(#,##0)")).suffix(-1).isEmpty());
}

TEST_CASE("a number has at most fifteen digits and no exponent")
{
    const QList<std::pair<double, const char*>> cases{{8.140000000000001, "8.14"}, {0.1 + 0.2, "0.3"},
        {1e-5, "0.00001"}, {500119101, "500119101"}, {-12.5, "-12.5"}, {0, "0"}, {-0.0, "0"},
        {1e15, "1000000000000000"}, {123456789012345678.0, "123456789012346000"},
        {1e20, "100000000000000000000"}, {0.1, "0.1"}, {1.0 / 3, "0.333333333333333"}};
    for (const auto& [number, text] : cases)
        CHECK(plainNumber(number).toStdString() == text);
}

TEST_CASE("a format that writes another money than yuan says which one and every other one says none")
{
    for (const auto& [code, money] : QList<std::pair<const char*, const char*>>{{"[$$-409]#,##0.00", "美元"},
             {"\"$\"#,##0", "美元"}, {"\\$0", "美元"}, {"$#,##0.00", "美元"}, {"\"US$\"0", "美元"},
             {"0\" USD\"", "美元"}, {"[$US$-1004] 0", "美元"}, {"[$USD] 0", "美元"}, {"0\"美元\"", "美元"},
             {"[$HK$-C04]0", "港元"}, {"\"HK$\"0", "港元"}, {"[$NT$-404]0", "新台币"}, {"0 [$€-407]", "欧元"},
             {"[$€-2] 0", "欧元"}, {"0\\ \"€\"", "欧元"}, {"[$¥-411]#,##0", "日元"}, {"[$￥-411]0", "日元"},
             {"[$¥-ja-JP]0", "日元"}, {"0\"JPY\"", "日元"}, {"[$£-809]0", "英镑"}, {"[$₩-412]0", "韩元"},
             {"_($* #,##0.00_)", "美元"}, {"[$kr-41D] 0", "kr"}, {"0;[红色]-0;\"$\"0", ""},
             {"[$¥-804]#,##0.00", ""}, {"\"￥\"#,##0", ""}, {"¥0.00", ""}, {"[$￥-zh-CN]0", ""},
             {"[$CNY] 0", ""}, {"[$RMB-804]0", ""}, {"0\"元\"", ""}, {"[$-804]0", ""}, {"[$day-804]0", ""},
             {"[$-409]0", ""}, {"0.00", ""}, {"General", ""}, {"0\"SUSDA\"", ""}}) {
        INFO(code);
        CHECK(NumberFormat(QString::fromUtf8(code)).foreignMoney(1234).toStdString() == money);
    }
}

TEST_CASE("a format without a day gives hours and one with a day gives the day")
{
    const auto text = [](const char* code, double number, bool date1904 = false) {
        return NumberFormat(QString::fromUtf8(code))
            .dateText(number, date1904)
            .value_or(QStringLiteral("无"))
            .toStdString();
    };
    CHECK(text("[h]:mm", 1.5) == "36:00:00");
    CHECK(text("[h]:mm:ss", 45356) == "1088544:00:00");
    CHECK(text("[mm]:ss", 0.5) == "12:00:00");
    for (const char* code : {"h:mm", "h:mm AM/PM", "上午/下午h\"时\"mm\"分\"", "mm:ss", "h:mm A/P"}) {
        INFO(code);
        CHECK(text(code, 1.5) == "12:00:00");
        CHECK(text(code, 0.5) == "12:00:00");
        CHECK(text(code, 1.5, true) == "12:00:00");
        CHECK(text(code, 45356.5) == "2024-03-05 12:00:00");
    }
    for (const char* code :
        {"yyyy-mm-dd", "m\"月\"d\"日\"", "mmm-yy", "mm", "d", "[$-804]aaaa", "e\"年\"", "yyyy/m/d h:mm"}) {
        INFO(code);
        CHECK(text(code, 45356) == "2024-03-05");
        CHECK(text(code, 30) == "1900-01-30");
    }
    CHECK(text("0.00", 30) == "无");
    CHECK(text("[h]:mm", -1) == "无");
}

TEST_CASE(
    "a format hides a number only where the screen stays empty and a zero only where every number is hidden")
{
    const auto hides
        = [](const char* code, double number) { return NumberFormat(QString::fromUtf8(code)).hides(number); };
    for (const char* code :
        {";;;", ";;", ";;;@", "\"\"", " ; ; ", "_ ;_ ;_ ;", "\"\";\"\";\"\"", "[>0];[<0];[=0];"})
        for (const double number : {5.0, -5.0, 0.0}) {
            INFO(code << ' ' << number);
            CHECK(hides(code, number));
        }
    CHECK(hides("0;;", -5));
    CHECK(hides(";0", 5));
    CHECK(hides("[<10]\"\";0", 5));
    for (const char* code : {"0;-0;;@", "0;;", "#,##0;-#,##0;\"\"", "[=0]\"\";General", "General;-General;"})
        for (const double number : {5.0, 0.0}) {
            INFO(code << ' ' << number);
            CHECK_FALSE(hides(code, number));
        }
    for (const char* code : {"", "General", "@", "[Red]", "[红色];[蓝色]", "\"有\"", "yyyy", "[h", "#",
             "0;-0;\"无\"", "_ * #,##0_ ;_ * -#,##0_ ;_ * \"-\"_ ;_ @_ "})
        for (const double number : {5.0, -5.0, 0.0}) {
            INFO(code << ' ' << number);
            CHECK_FALSE(hides(code, number));
        }
    CHECK(NumberFormat(QStringLiteral(";;;")).hidesText());
    CHECK(NumberFormat(QStringLiteral("0;-0;0;")).hidesText());
    for (const char* code : {";;;@", ";;", "0;-0;", "\"\"", "", "General"})
        CHECK_FALSE(NumberFormat(QString::fromUtf8(code)).hidesText());
}
