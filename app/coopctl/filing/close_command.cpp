#include "app/coopctl/command_line.h"
#include "app/coopctl/commands.h"
#include "core/store/figures/indicator_reader.h"
#include "core/store/unit_of_work.h"
#include "core/store/workspace.h"
#include "core/workflow/filing/quarter_close.h"

namespace coop
{

namespace
{
struct Options {
    std::string file, quarter;
};

QJsonObject correctionJson(const Correction& correction)
{
    return {{QStringLiteral("frozen"), readingJson(correction.frozen)},
        {QStringLiteral("now"), readingJson(correction.now)}};
}

QString correctionLine(const Correction& correction)
{
    const Indicator& indicator = *correction.now.indicator;
    const auto shown = [&](const Reading& reading) {
        return QStringLiteral("%1（目标 %2）")
            .arg(figureOrUnreported(indicator, reading.value), figureOrDash(indicator, reading.target));
    };
    return QStringList{correction.now.area.name, indicator.title,
        QStringLiteral("封存 ") + shown(correction.frozen), QStringLiteral("更正后 ") + shown(correction.now)}
        .join(u'\t');
}

/// A closed quarter with what was corrected since.
Result<Outcome> shown(const Workspace& workspace, const FrozenQuarter& frozen)
{
    const auto corrections = correctionsSince(workspace, frozen);
    COOP_TRY(corrections);
    QJsonArray array;
    QStringList lines{QStringLiteral("%1\t%2 于 %3 封存%4%5")
                          .arg(frozen.quarter, frozen.closedBy,
                              frozen.closedAt.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm")),
                              frozen.remark.isEmpty() ? QString() : u'：' + frozen.remark,
                              frozen.intact ? QString() : QStringLiteral("，封存内容已被改动，请体检"))};
    for (const Correction& correction : *corrections) {
        array += correctionJson(correction);
        lines += correctionLine(correction);
    }
    return Outcome{QJsonObject{{QStringLiteral("quarter"), frozen.quarter},
                       {QStringLiteral("closed_by"), frozen.closedBy},
                       {QStringLiteral("closed_at"), frozen.closedAt.toString(Qt::ISODate)},
                       {QStringLiteral("reason"), frozen.remark}, {QStringLiteral("digest"), frozen.digest},
                       {QStringLiteral("intact"), frozen.intact}, {QStringLiteral("corrections"), array}},
        lines.join(u'\n')};
}

Result<Outcome> list(const CommandLine& line, const Options& options)
{
    const auto workspace = line.openToRead(options.file);
    COOP_TRY(workspace);
    const auto all = frozenQuarters(**workspace);
    COOP_TRY(all);
    Outcome outcome;
    QJsonArray array;
    QStringList lines;
    for (const FrozenQuarter& frozen : *all) {
        const auto one = shown(**workspace, frozen);
        COOP_TRY(one);
        array += one->json;
        lines += one->text;
    }
    return Outcome{array, lines.isEmpty() ? QStringLiteral("还没有封存的季度") : lines.join(u'\n')};
}

Result<Outcome> close(const CommandLine& line, const Options& options)
{
    const auto workspace = line.openToWrite(options.file, Deed::review);
    COOP_TRY(workspace);
    const auto quarter = Period::parse(text(options.quarter));
    COOP_TRY(quarter);
    const Author author = line.author({});
    const auto frozen = closeQuarter(**workspace, author, *quarter, author.reason);
    return frozen ? shown(**workspace, *frozen) : Result<Outcome>(fail(frozen.error()));
}
} // namespace

void addCloseCommand(CommandLine& line)
{
    const auto options = std::make_shared<Options>();
    auto* command = line.add(line.root(), "close", "封存一个季度；不写季度则列出封存的季度和以后的更正",
        [&line, options] { return options->quarter.empty() ? list(line, *options) : close(line, *options); });
    command->add_option("FILE", options->file, "工作区文件")->required();
    command->add_option("QUARTER", options->quarter, "季度，例如 2024Q4");
}

} // namespace coop
