#include "app/coopctl/command_line.h"
#include "app/coopctl/commands.h"
#include "app/coopctl/json_output.h"
#include "core/store/figures/composition.h"
#include "core/store/figures/indicator_reader.h"
#include "core/store/workspace.h"

namespace coop
{

namespace
{
struct Options {
    std::string file, period, by;
    bool details = false;
};

Breakdown breakdownOf(const std::string& by)
{
    if (by == "federation")
        return Breakdown::byFederation;
    return by == "township" ? Breakdown::byTownship : Breakdown::district;
}

QString percent(const std::optional<double>& ratio)
{
    return ratio ? QString::number(*ratio * 100, 'f', 1) + u'%' : QStringLiteral("—");
}

/// ranksOf() each indicator's areas, beside `readings`, which stand indicator by indicator.
QList<std::optional<int>> ranksByIndicator(const QList<Reading>& readings)
{
    QList<std::optional<int>> ranks;
    for (qsizetype first = 0; first < readings.size();) {
        QList<Reading> own;
        while (first < readings.size() && (own.isEmpty() || readings[first].indicator == own[0].indicator))
            own += readings[first++];
        ranks += ranksOf(own);
    }
    return ranks;
}

Result<QJsonArray> partsJson(const Workspace& workspace, const Reading& reading)
{
    const auto compositions
        = readCompositions(workspace, reading.indicator->id, reading.period, reading.area);
    COOP_TRY(compositions);
    QJsonArray all;
    for (const Composition& composition : *compositions) {
        QJsonObject values;
        for (const Composition::Part& part : composition.parts)
            values.insert(part.choice, figureAsDouble(*reading.indicator, part.value));
        all += QJsonObject{{QStringLiteral("field"), composition.field},
            {QStringLiteral("label"), composition.label}, {QStringLiteral("values"), values}};
    }
    return all;
}

Result<Outcome> indicators(const Options& options)
{
    const auto period = Period::parse(text(options.period));
    COOP_TRY(period);
    const auto workspace = Workspace::open(text(options.file), Workspace::Access::read);
    COOP_TRY(workspace);
    const auto readings = readIndicators(**workspace, *period, breakdownOf(options.by));
    COOP_TRY(readings);
    const QList<std::optional<int>> ranks = ranksByIndicator(*readings);
    QJsonArray array;
    QStringList lines{QStringLiteral("指标\t范围\t名次\t实绩\t目标\t完成率\t序时进度\t状态\t口径")};
    for (qsizetype i = 0; i < readings->size(); ++i) {
        const Reading& reading = (*readings)[i];
        const Indicator& indicator = *reading.indicator;
        QJsonObject one = readingJson(reading);
        const bool ranked = !options.by.empty() && ranks[i];
        if (options.details) {
            one.insert(QStringLiteral("applicable"), reading.applicable);
            one.insert(QStringLiteral("rank"), ranked ? QJsonValue(*ranks[i]) : QJsonValue(QJsonValue::Null));
            const auto parts = partsJson(**workspace, reading);
            COOP_TRY(parts);
            one.insert(QStringLiteral("parts"), *parts);
        }
        array += one;
        lines += QStringList{QStringLiteral("%1（%2）").arg(indicator.title, indicator.unit),
            reading.area.id == 0 ? QStringLiteral("全区") : reading.area.name,
            ranked ? QString::number(*ranks[i]) : QStringLiteral("—"), valueText(reading),
            figureOrDash(indicator, reading.target), percent(reading.completion), percent(reading.pace),
            standingText(reading), basisName(indicator.basis)}
                     .join(u'\t');
    }
    return Outcome{array, lines.join(u'\n')};
}
} // namespace

void addIndicatorsCommand(CommandLine& line)
{
    const auto options = std::make_shared<Options>();
    auto* command = line.add(line.root(), "indicators", "一个期间的指标、目标、完成率和状态",
        [options] { return indicators(*options); });
    command->add_option("FILE", options->file, "工作区文件")->required();
    command->add_option("--period", options->period, "期间，例如 2024Q4")->required();
    command->add_option("--by", options->by, "分片区或分镇街")
        ->check(CLI::IsMember({"federation", "township"}));
    command->add_flag("--details", options->details, "同时给出每个数的名次、构成和是否适用（--json）");
}

} // namespace coop
