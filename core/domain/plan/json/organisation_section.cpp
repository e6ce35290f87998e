#include "core/domain/plan/json/json_node.h"
#include "core/domain/plan/json/sections.h"
#include "core/domain/plan/json/unique_texts.h"

#include <QHash>

namespace coop
{

namespace
{
const QStringList federationLevels{QStringLiteral("区级"), QStringLiteral("乡镇级"), QStringLiteral("产业")};
const QStringList townshipKinds{QStringLiteral("街道"), QStringLiteral("镇"), QStringLiteral("乡")};
const QStringList villageKinds{QStringLiteral("村"), QStringLiteral("社区")};
enum Level { district, township, industry };

PlanTownship readTownship(const JsonNode& node, const QHash<QString, QString>& levelOfFederation)
{
    node.expectKeys(
        {u"code", u"name", u"kind"}, {u"federation", u"lon", u"lat", u"population", u"area_km2", u"remark"});
    PlanTownship place;
    place.code = node[u"code"].digits(9);
    place.name = node[u"name"].text();
    place.kind = townshipKinds[node[u"kind"].oneOf(townshipKinds)];
    if (node.has(u"federation")) {
        place.federation = node[u"federation"].text();
        if (!levelOfFederation.contains(place.federation))
            node[u"federation"].refuse(
                QStringLiteral("federations 里没有编码为“%1”的农合联").arg(place.federation));
        else if (levelOfFederation[place.federation] != federationLevels[township])
            node[u"federation"].refuse(
                QStringLiteral("“%1”不是乡镇级农合联，镇街只能归乡镇级农合联").arg(place.federation));
    }
    if (node.has(u"lon") != node.has(u"lat"))
        node.refuse(QStringLiteral("经度“lon”和纬度“lat”要么都写，要么都不写"));
    else if (node.has(u"lon")) {
        place.lon = node[u"lon"].degrees(73, 136);
        place.lat = node[u"lat"].degrees(3, 54);
    }
    if (node.has(u"population"))
        place.population = node[u"population"].integer(0, 100'000'000);
    if (node.has(u"area_km2"))
        place.areaKm2Hundredths = node[u"area_km2"].amount(2);
    place.remark = node.textOr(u"remark");
    return place;
}

PlanFederation readFederation(const JsonNode& node)
{
    node.expectKeys({u"code", u"name", u"level"}, {u"township", u"remark"});
    PlanFederation federation;
    federation.code = node[u"code"].text();
    federation.name = node[u"name"].text();
    const int level = node[u"level"].oneOf(federationLevels);
    federation.level = federationLevels[level];
    federation.township = node.textOr(u"township");
    federation.remark = node.textOr(u"remark");
    if (level == township && federation.township.isEmpty())
        node.refuse(QStringLiteral("乡镇级农合联要写驻地镇街“township”"));
    if (level == industry && !federation.township.isEmpty())
        node[u"township"].refuse(QStringLiteral("产业农合联没有驻地镇街，请删去"));
    return federation;
}

PlanVillage readVillage(const JsonNode& node)
{
    node.expectKeys({u"code", u"name", u"kind", u"township"});
    PlanVillage village;
    village.code = node[u"code"].digits(12);
    village.name = node[u"name"].text();
    village.kind = villageKinds[node[u"kind"].oneOf(villageKinds)];
    village.township = node[u"township"].text();
    return village;
}

void readTownships(const JsonNode& list, Plan& plan)
{
    QHash<QString, QString> levelOfFederation;
    for (const PlanFederation& federation : std::as_const(plan.federations))
        levelOfFederation.insert(federation.code, federation.level);
    UniqueTexts codes, names;
    for (const JsonNode& node : list.items()) {
        plan.townships += readTownship(node, levelOfFederation);
        codes.add(node[u"code"], plan.townships.last().code);
        names.add(node[u"name"], plan.townships.last().name);
    }
    if (plan.townships.isEmpty())
        list.refuse(QStringLiteral("至少要有一个镇街"));
}
} // namespace

void readOrganisations(const JsonNode& root, Plan& plan)
{
    UniqueTexts codes, names;
    const QList<JsonNode> federations = root[u"federations"].items();
    for (const JsonNode& node : federations) {
        plan.federations += readFederation(node);
        codes.add(node[u"code"], plan.federations.last().code);
        names.add(node[u"name"], plan.federations.last().name);
    }
    readTownships(root[u"townships"], plan);

    QSet<QString> townshipCodes;
    for (const PlanTownship& place : std::as_const(plan.townships))
        townshipCodes.insert(place.code);
    const auto mustBeTownship = [&](const JsonNode& node, const QString& code) {
        if (node.isSound() && !townshipCodes.contains(code))
            node.refuse(QStringLiteral("townships 里没有代码为“%1”的镇街").arg(code));
    };
    for (qsizetype i = 0; i < federations.size(); ++i)
        if (!plan.federations[i].township.isEmpty())
            mustBeTownship(federations[i][u"township"], plan.federations[i].township);

    if (!root.has(u"villages"))
        return;
    UniqueTexts villageCodes;
    for (const JsonNode& node : root[u"villages"].items()) {
        plan.villages += readVillage(node);
        villageCodes.add(node[u"code"], plan.villages.last().code);
        mustBeTownship(node[u"township"], plan.villages.last().township);
    }
}

} // namespace coop
