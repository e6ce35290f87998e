#include "core/domain/plan/json/json_node.h"
#include "core/domain/plan/json/sections.h"

namespace coop
{

namespace
{
PlanBoundaries readBoundaries(const JsonNode& node)
{
    node.expectKeys({u"file"}, {u"layer", u"code_field", u"name_field", u"schematic", u"credits"});
    PlanBoundaries boundaries;
    boundaries.file = node[u"file"].text();
    boundaries.layer = node.textOr(u"layer");
    boundaries.codeField = node.textOr(u"code_field");
    boundaries.nameField = node.textOr(u"name_field");
    boundaries.schematic = node.flagOr(u"schematic", true);
    if (node.has(u"credits"))
        boundaries.credits = node[u"credits"].texts();
    if (boundaries.codeField.isEmpty() && boundaries.nameField.isEmpty())
        node.refuse(QStringLiteral("“code_field”和“name_field”至少要写一个，否则图斑对不上镇街"));
    return boundaries;
}
} // namespace

void readHead(const JsonNode& root, Plan& plan)
{
    if (const JsonNode format = root[u"format"]; format.text() != QStringLiteral("coopmap-plan"))
        format.refuse(QStringLiteral("应当是“coopmap-plan”"));
    root[u"version"].integer(1, 1);
    plan.id = root[u"id"].text();
    plan.title = root[u"title"].text();
    plan.issuer = root[u"issuer"].text();

    const JsonNode document = root[u"document"];
    document.expectKeys({u"number", u"title", u"issued"});
    plan.document = document[u"number"].text();
    plan.documentTitle = document[u"title"].text();
    plan.issued = document[u"issued"].date();

    const JsonNode district = root[u"district"];
    district.expectKeys({u"code", u"name"});
    plan.districtCode = district[u"code"].digits(6);
    plan.districtName = district[u"name"].text();

    const JsonNode years = root[u"years"];
    years.expectKeys({u"first", u"last"});
    plan.firstYear = years[u"first"].integer(1949, 2999);
    plan.lastYear = years[u"last"].integer(plan.firstYear, 2999);

    if (root.has(u"thresholds")) {
        const JsonNode thresholds = root[u"thresholds"];
        thresholds.expectKeys({u"version", u"watch_points"});
        plan.thresholds.version = thresholds[u"version"].integer(1, 9999);
        plan.thresholds.watchPoints = thresholds[u"watch_points"].integer(0, 100);
    }
    if (root.has(u"pace_from")) {
        const JsonNode from = root[u"pace_from"];
        plan.paceFrom = from.date();
        if (from.isSound() && (plan.paceFrom.year() < plan.firstYear || plan.paceFrom.year() > plan.lastYear))
            from.refuse(QStringLiteral("%1 年不在方案年份 %2 到 %3 之内")
                            .arg(plan.paceFrom.year())
                            .arg(plan.firstYear)
                            .arg(plan.lastYear));
    }
    if (root.has(u"boundaries"))
        plan.boundaries = readBoundaries(root[u"boundaries"]);
    if (root.has(u"credits"))
        plan.credits = root[u"credits"].texts();
}

} // namespace coop
