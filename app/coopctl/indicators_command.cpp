#include "app/coopctl/command_line.h"
#include "app/coopctl/commands.h"
#include "app/coopctl/json_output.h"
#include "core/store/indicator_reader.h"
#include "core/store/workspace.h"

namespace coop
{

namespace
{
struct Options {
    std::string file, period, by;
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

Result<Outcome> indicators(const Options& options)
{
    const auto period = Period::parse(text(options.period));
    if (!period)
        return fail(period.error());
    const auto workspace = Workspace::open(text(options.file), Workspace::Access::read);
    if (!workspace)
        return fail(workspace.error());
    const auto readings = readIndicators(**workspace, *period, breakdownOf(options.by));
    if (!readings)
        return fail(readings.error());
    QJsonArray array;
    QStringList lines{QStringLiteral("指标\t范围\t实绩\t目标\t完成率\t序时进度\t状态\t口径")};
    for (const Reading& reading : *readings) {
        array += readingJson(reading);
        const Indicator& indicator = *reading.indicator;
        lines += QStringList{QStringLiteral("%1（%2）").arg(indicator.title, indicator.unit),
            reading.area.id == 0 ? QStringLiteral("全区") : reading.area.name,
            figureOrUnreported(indicator, reading.value), figureOrDash(indicator, reading.target),
            percent(reading.completion), percent(reading.pace), statusWord(reading.status),
            basisName(indicator.basis)}
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
}

} // namespace coop
