#include "core/domain/plan/plan.h"

#include <QFile>
#include <QTemporaryDir>
#include <catch2/catch.hpp>

using namespace coop;

namespace
{
/// A small sound plan of some other county; each case breaks it in one place.
const QByteArray sound = R"json({
  "format": "coopmap-plan", "version": 1,
  "id": "elsewhere-1", "title": "某县改革",
  "document": {"number": "某府发〔2025〕1号", "title": "某县实施方案", "issued": "2025-01-02"},
  "issuer": "某县供销合作社",
  "district": {"code": "500101", "name": "某县"},
  "years": {"first": 2025, "last": 2026},
  "thresholds": {"version": 1, "watch_points": 5},
  "boundaries": {"file": "a.shp", "code_field": "PAC"},
  "credits": ["某局"],
  "federations": [
    {"code": "F0", "name": "某县农合联", "level": "区级"},
    {"code": "F1", "name": "甲镇农合联", "level": "乡镇级", "township": "500101100"},
    {"code": "F2", "name": "柑橘农合联", "level": "产业"}],
  "townships": [
    {"code": "500101100", "name": "甲镇", "kind": "镇", "federation": "F1", "lon": 107.5, "lat": 29.25, "population": 10, "area_km2": 12.34},
    {"code": "500101200", "name": "乙乡", "kind": "乡"}],
  "indicators": [
    {"id": "land", "title": "服务规模", "unit": "万亩次", "exponent": 6, "decimals": 1, "basis": "年度发生额", "operator": ">", "headline": true,
     "clause": "一", "weights": [10, 40, 30, 20],
     "measure": {"registry": "services", "aggregate": "sum", "field": "mu_times", "when": "month"},
     "targets": [{"year": 2025, "value": 0.5, "clause": "a"}, {"year": 2026, "value": 1.000001, "clause": "b", "due": "2026-06-30"}]},
    {"id": "centres", "title": "中心", "unit": "个", "basis": "期末存量", "clause": "二",
     "measure": {"registry": "centres", "where": [{"field": "status", "any_of": ["建成"]}], "from": "built_on", "split": "level"},
     "targets": [{"year": 2026, "value": 3, "clause": "c", "split": {"区级": 1, "乡镇级": 2}}]}],
  "groups": [{"no": 1, "title": "平台"}],
  "tasks": [
    {"no": 1, "group": 1, "item": "组建", "text": "做事", "lead": ["甲局"], "responsible": ["乙局"], "deadline": "2025年底前",
     "milestones": [{"due": "2025-12-31", "text": "底前", "indicator": "land", "value": 0.5}]},
    {"no": 2, "group": 1, "item": "建设", "text": "再做", "lead": ["甲局"], "responsible": ["乙局"], "deadline": "长期坚持。", "milestones": []}],
  "questions": [
    {"id": "q", "title": "口径", "text": "不清", "clause": "三", "default": "a",
     "choices": [{"id": "a", "text": "甲"}, {"id": "b", "text": "乙", "effect": {"indicators": {"land": {"basis": "累计"}}}}]}],
  "villages": [{"code": "500101100200", "name": "丙村", "kind": "村", "township": "500101100"}]
})json";

struct Case {
    const char* find; ///< stands exactly once in the sound plan
    const char* replace;
    const char* place;
    const char* reason; ///< part of the sentence
};

std::string refusal(const QByteArray& json)
{
    const auto plan = Plan::fromJson(json, QStringLiteral("某县.json"));
    return plan ? std::string("taken") : plan.error().text.toStdString();
}
} // namespace

TEST_CASE("a plan of another county is read with all that it says")
{
    const auto plan = Plan::fromJson(sound, QStringLiteral("某县.json"));
    if (!plan)
        FAIL(plan.error().text.toStdString());
    CHECK(plan->thresholds.watchPoints == 5);
    CHECK(plan->boundaries.schematic); // unless said otherwise
    const Indicator& land = plan->indicators[0];
    CHECK(land.strict);
    CHECK(land.headline);
    CHECK(land.weights == QList<int>{10, 40, 30, 20});
    CHECK(land.target(2025)->value == 500'000);
    CHECK(land.target(2026)->value == 1'000'001);
    CHECK(land.target(2026)->due == QDate(2026, 6, 30));
    CHECK(land.target(2025)->due == QDate(2025, 12, 31));
    CHECK(plan->indicators[1].target(2026)->split[QStringLiteral("乡镇级")] == 2);
    CHECK(plan->indicators[1].measure.fromRequired);
    CHECK(plan->townships[0].areaKm2Hundredths == 1234);
    CHECK_FALSE(plan->townships[1].lon);
    CHECK(plan->tasks[0].milestones[0].value == 500'000);
    CHECK(plan->questions[0].choices[1].effect.size() == 1);
}

TEST_CASE("a plan with a mistake is refused with the place and the reason")
{
    const Case cases[] = {
        // Head
        {"coopmap-plan", "coopmap", "format", "coopmap-plan"},
        {"\"version\": 1,\n", "\"version\": 2,\n", "version", "2 不在 1 到 1 之间"},
        {"\"id\": \"elsewhere-1\", ", "", "最外层", "缺少必填的键“id”"},
        {"\"issuer\"", "\"issuers\"", "最外层", "缺少必填的键“issuer”"},
        {"\"credits\"", "\"credit\"", "credit", "没有这个键"},
        {"\"某县改革\"", "7", "title", "应当是文字"},
        {"\"某县改革\"", "\" \"", "title", "不能是空的"},
        {"\"某县改革\"", "\"某县改革 \"", "title", "前后不能有空格"},
        {"2025-01-02", "2025-02-30", "document.issued", "没有“2025-02-30”这一天"},
        {"\"500101\"", "\"50010\"", "district.code", "6 位数字"},
        {"\"last\": 2026", "\"last\": 2024", "years.last", "2024 不在 2025 到 2999 之间"},
        {"\"last\": 2026", "\"last\": 2026.5", "years.last", "整数"},
        {"\"watch_points\": 5", "\"watch_points\": 101", "thresholds.watch_points", "101 不在"},
        {", \"code_field\": \"PAC\"", "", "boundaries", "code_field"},
        {"[\"某局\"]", "[]", "credits", "列表不能是空的"},
        {"[\"某局\"]", "\"某局\"", "credits", "应当是列表"},
        {"{\"first\": 2025, \"last\": 2026}", "[2025, 2026]", "years", "应当是对象"},
        // Organisations
        {"\"code\": \"F2\"", "\"code\": \"F1\"", "federations[2].code", "“F1”在前面已经有了"},
        {"\"柑橘农合联\"", "\"甲镇农合联\"", "federations[2].name", "不能重复"},
        {"\"level\": \"产业\"", "\"level\": \"市级\"", "federations[2].level",
            "不认识“市级”，只能是“区级”、“乡镇级”、“产业”"},
        {"\"level\": \"产业\"", "\"level\": \"产业\", \"township\": \"500101100\"", "federations[2].township",
            "产业农合联没有驻地镇街"},
        {", \"township\": \"500101100\"},\n    {\"code\": \"F2\"", "},\n    {\"code\": \"F2\"",
            "federations[1]", "驻地镇街"},
        {"\"level\": \"乡镇级\", \"township\": \"500101100\"",
            "\"level\": \"乡镇级\", \"township\": \"500101999\"", "federations[1].township",
            "没有代码为“500101999”的镇街"},
        {"\"500101200\"", "\"500101100\"", "townships[1].code", "不能重复"},
        {"\"乙乡\"", "\"甲镇\"", "townships[1].name", "不能重复"},
        {"\"500101200\"", "\"5001012\"", "townships[1].code", "9 位数字"},
        {"\"kind\": \"乡\"", "\"kind\": \"苏木\"", "townships[1].kind", "不认识“苏木”"},
        {"\"federation\": \"F1\"", "\"federation\": \"F9\"", "townships[0].federation", "“F9”"},
        {"\"federation\": \"F1\"", "\"federation\": \"F0\"", "townships[0].federation", "乡镇级农合联"},
        {", \"lat\": 29.25", "", "townships[0]", "要么都写"},
        {"29.25", "129.25", "townships[0].lat", "129.25 度不在 3 到 54 之间"},
        {"29.25", "\"29.25\"", "townships[0].lat", "数字"},
        {"12.34", "12.345", "townships[0].area_km2", "最多保留 2 位小数"},
        {"12.34", "-1", "townships[0].area_km2", "不能是负数"},
        {"\"population\": 10", "\"population\": -1", "townships[0].population", "-1 不在"},
        {"\"丙村\", \"kind\": \"村\", \"township\": \"500101100\"",
            "\"丙村\", \"kind\": \"村\", \"township\": \"1\"", "villages[0].township", "没有代码为“1”的镇街"},
        {"500101100200", "50010110020x", "villages[0].code", "12 位数字"},
        // Indicators
        {"\"id\": \"centres\"", "\"id\": \"land\"", "indicators[1].id", "“land”在前面已经有了"},
        {"\"title\": \"中心\"", "\"title\": \"服务规模\"", "indicators[1].title", "不能重复"},
        {"\"basis\": \"期末存量\"", "\"basis\": \"存量\"", "indicators[1].basis",
            "只能是“年度发生额”、“累计”、“期末存量”"},
        {"\"operator\": \">\"", "\"operator\": \"=\"", "indicators[0].operator", "只能是“≥”、“>”"},
        {"\"exponent\": 6", "\"exponent\": 9", "indicators[0].exponent", "9 不在 0 到 8 之间"},
        {"\"decimals\": 1", "\"decimals\": 7", "indicators[0].decimals", "7 不在 0 到 6 之间"},
        {"\"headline\": true", "\"headline\": 1", "indicators[0].headline", "true 或 false"},
        {"[10, 40, 30, 20]", "[10, 40, 30, 21]", "indicators[0].weights", "合计 100"},
        {"[10, 40, 30, 20]", "[50, 50]", "indicators[0].weights", "四个季度"},
        {"\"unit\": \"个\",", "\"unit\": \"个\", \"weights\": [25, 25, 25, 25],", "indicators[1].weights",
            "年度发生额"},
        {"\"year\": 2025", "\"year\": 2031", "indicators[0].targets[0].year", "2031 不在 2025 到 2026 之间"},
        {"\"year\": 2025", "\"year\": 2026", "indicators[0].targets[1].year", "按年份从小到大排"},
        {"\"value\": 1.000001", "\"value\": 1.0000001", "indicators[0].targets[1].value",
            "最多保留 6 位小数"},
        {"\"value\": 1.000001", "\"value\": \"1\"", "indicators[0].targets[1].value", "不加引号"},
        {"\"value\": 1.000001", "\"value\": 1e300", "indicators[0].targets[1].value", "数字太大"},
        {"\"value\": 1.000001", "\"value\": null", "indicators[0].targets[1].value", "数字"},
        {"\"value\": 3", "\"value\": 3.5", "indicators[1].targets[0].value", "只能填整数"},
        {"2026-06-30", "2025-06-30", "indicators[0].targets[1].due", "2026 年内"},
        {"\"clause\": \"b\"", "\"caluse\": \"b\"", "indicators[0].targets[1]", "缺少必填的键“clause”"},
        {"\"乡镇级\": 2", "\"乡镇级\": 3", "indicators[1].targets[0].split",
            "各分项合计 4个，与目标 3个 不符"},
        {"\"乡镇级\": 2", "\"村级\": 2", "indicators[1].targets[0].split.村级", "不认识分项“村级”"},
        {", \"split\": \"level\"", "", "indicators[1].targets[0].split", "没有写“split”"},
        // Measures
        {"\"registry\": \"services\"", "\"registry\": \"service\"", "indicators[0].measure.registry",
            "没有编号为“service”的台账"},
        {"\"aggregate\": \"sum\"", "\"aggregate\": \"max\"", "indicators[0].measure.aggregate",
            "不认识“max”，只能是“count”、“sum”、“entered”"},
        {"\"field\": \"mu_times\"", "\"field\": \"mu\"", "indicators[0].measure.field", "没有字段“mu”"},
        {"\"field\": \"mu_times\"", "\"field\": \"crop\"", "indicators[0].measure.field", "“crop”不是数字"},
        {"\"field\": \"mu_times\", ", "", "indicators[0].measure", "要写“field”"},
        {", \"when\": \"month\"", "", "indicators[0].measure", "要写“when”"},
        {"\"when\": \"month\"", "\"when\": \"stage\"", "indicators[0].measure.when", "不是月份或日期"},
        {"\"aggregate\": \"sum\", \"field\"", "\"field\"", "indicators[0].measure.field",
            "不求和时不能写“field”"},
        {"\"from\": \"built_on\"", "\"from\": \"name\"", "indicators[1].measure.from", "不是日期"},
        {"\"any_of\": [\"建成\"]", "\"any_of\": [\"建好\"]", "indicators[1].measure.where[0].any_of[0]",
            "不认识“建好”"},
        {"\"field\": \"status\"", "\"field\": \"name\"", "indicators[1].measure.where[0].field", "没有选项"},
        {"\"from\": \"built_on\"", "\"aggregate\": \"entered\"", "indicators[1].measure.where",
            "手工录入（entered）的指标不能写“where”"},
        // Tasks
        {"{\"no\": 2", "{\"no\": 3", "tasks[1].no", "序号应当是 2，却是 3"},
        {"\"no\": 1, \"title\"", "\"no\": 2, \"title\"", "groups[0].no", "序号应当是 1"},
        {"\"no\": 2, \"group\": 1", "\"no\": 2, \"group\": 2", "tasks[1].group", "没有第 2 组"},
        {"\"due\": \"2025-12-31\"", "\"due\": \"2025年12月\"", "tasks[0].milestones[0].due",
            "没有“2025年12月”"},
        {"\"due\": \"2025-12-31\"", "\"due\": \"2027-12-31\"", "tasks[0].milestones[0].due", "2027 年不在"},
        {"\"indicator\": \"land\"", "\"indicator\": \"lands\"", "tasks[0].milestones[0].indicator",
            "没有指标“lands”"},
        {"\"indicator\": \"land\", ", "", "tasks[0].milestones[0].value", "哪个指标"},
        {"\"indicator\": \"land\", \"value\": 0.5", "\"indicator\": \"land\", \"value\": 0.0000005",
            "tasks[0].milestones[0].value", "最多保留 6 位小数"},
        {"\"text\": \"再做\", \"lead\": [\"甲局\"]", "\"text\": \"再做\", \"lead\": []", "tasks[1].lead",
            "列表不能是空的"},
        {", \"milestones\": []", "", "tasks[1]", "缺少必填的键“milestones”"},
        // Questions
        {"\"default\": \"a\"", "\"default\": \"c\"", "questions[0].default", "choices 里没有“c”"},
        {"{\"id\": \"b\"", "{\"id\": \"a\"", "questions[0].choices[1].id", "不能重复"},
        {"{\"land\": {\"basis\"", "{\"lnd\": {\"basis\"", "questions[0].choices[1].effect.indicators.lnd",
            "没有指标“lnd”"},
        {"{\"basis\": \"累计\"}", "{\"base\": \"累计\"}",
            "questions[0].choices[1].effect.indicators.land.base", "没有这个键"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.find, c.replace);
        REQUIRE(sound.count(c.find) == 1);
        QByteArray broken = sound;
        broken.replace(c.find, c.replace);
        const std::string text = refusal(broken);
        CHECK_THAT(text, Catch::StartsWith("方案文件“某县.json”的 " + std::string(c.place) + " 不对："));
        CHECK_THAT(text, Catch::Contains(c.reason));
        CHECK(QString::fromStdString(text).count(u'\n') == 0);
    }
}

TEST_CASE("a file that is no JSON is refused with line and column")
{
    struct Syntax {
        const char* json;
        const char* text;
    };
    const Syntax cases[] = {
        {"{\n  \"甲\": 1\n  \"乙\": 2\n}", "第 3 行第 4 列附近不是正确的 JSON：缺少逗号"},
        {"{\n  \"甲\": [1, 2\n}", "第 3 行"},
        {"{\"甲\": \"没有完", "缺少右引号"},
        {"{\"甲\": 1} 2", "结尾多出了内容"},
        {"", "不是正确的 JSON"},
        {"\xC4\xCF\xB4\xA8", "不是正确的 JSON"},
        {"{\"a\": \"\xC4\xCF\"}", "UTF-8"},
        {"[]", "最外层 不对：这里应当是对象"},
        {"7", "不是正确的 JSON"},
    };
    for (const Syntax& c : cases) {
        CAPTURE(c.json);
        CHECK_THAT(refusal(c.json), Catch::Contains(c.text));
    }
}

TEST_CASE("a plan that is cut off or damaged anywhere is refused in one sentence")
{
    for (qsizetype length = 0; length < sound.size(); length += 7) {
        CAPTURE(length);
        CHECK_THAT(refusal(sound.left(length)), Catch::StartsWith("方案文件“某县.json”"));
    }
    for (qsizetype at = 0; at < sound.size(); at += 3)
        for (const char byte : {'\0', '"', '{', '9', '\xFF'}) {
            QByteArray damaged = sound;
            damaged[at] = byte;
            const std::string text = refusal(damaged); // some damage is another sound plan
            CHECK((text == "taken" || QString::fromStdString(text).startsWith(QStringLiteral("方案文件"))));
        }
}

TEST_CASE("a plan file that cannot be read is named with the reason")
{
    const QTemporaryDir folder;
    const auto error = [](const QString& path) { return Plan::fromFile(path).error(); };
    CHECK(error(folder.filePath(QStringLiteral("none.json"))).kind == ErrorKind::fileUnreadable);
    CHECK(error(folder.filePath(QStringLiteral("none.json"))).text.contains(QStringLiteral("没有这个文件")));
    CHECK(error(folder.path()).text.contains(QStringLiteral("文件夹")));
    QFile empty(folder.filePath(QStringLiteral("empty.json")));
    REQUIRE(empty.open(QIODevice::WriteOnly));
    empty.close();
    CHECK(error(empty.fileName()).kind == ErrorKind::invalidValue);
    CHECK(error(empty.fileName()).text.contains(QStringLiteral("empty.json")));
}
