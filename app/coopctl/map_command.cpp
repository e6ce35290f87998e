#include "app/coopctl/command_line.h"
#include "app/coopctl/commands.h"
#include "core/map/sheet/sheet_export.h"
#include "core/store/workspace.h"
#include "core/workflow/quarterly_map.h"

#include <QFileInfo>
#include <QJsonObject>

namespace coop
{

namespace
{
struct Options {
    std::string file, theme, period, by = "federation", page = "A3-landscape", date, out, title, producer,
                                     reviewNumber;
    int dpi = 300;
    bool blackAndWhite = false;
};

Result<Outcome> drawMap(const Options& options)
{
    const auto period = Period::parse(text(options.period));
    if (!period)
        return fail(period.error());
    QDate made = QDate::currentDate();
    if (!options.date.empty()) {
        const auto given = parseDate(text(options.date));
        if (!given)
            return fail(given.error().kind, QStringLiteral("--date ") + given.error().text);
        made = *given;
    }
    const auto workspace = Workspace::open(text(options.file), Workspace::Access::read);
    if (!workspace)
        return fail(workspace.error());
    const auto sheet = quarterlyMap(**workspace,
        {.theme = {text(options.theme), *period,
             options.by == "township" ? Breakdown::byTownship : Breakdown::byFederation},
            .page = text(options.page),
            .title = text(options.title),
            .producer = text(options.producer),
            .made = made,
            .reviewNumber = text(options.reviewNumber),
            .blackAndWhite = options.blackAndWhite});
    if (!sheet)
        return fail(sheet.error());
    const QString out = text(options.out);
    if (const auto written = exportSheet(*sheet, out, options.dpi); !written)
        return fail(written.error());
    return Outcome{QJsonObject{{QStringLiteral("out"), out}, {QStringLiteral("title"), sheet->settings.title},
                       {QStringLiteral("period"), period->toString()}},
        QStringLiteral("已写入 %1").arg(QFileInfo(out).absoluteFilePath())};
}
} // namespace

void addMapCommand(CommandLine& line)
{
    const auto options = std::make_shared<Options>();
    auto* command = line.add(line.root(), "map", "画季度进度图", [options] { return drawMap(*options); });
    command->add_option("FILE", options->file, "工作区文件")->required();
    command->add_option("--theme", options->theme, "指标")->required();
    command->add_option("--period", options->period, "期间，例如 2024Q4")->required();
    command->add_option("--by", options->by, "分片区或分镇街")
        ->check(CLI::IsMember({"federation", "township"}));
    command->add_option(
        "--page", options->page, "纸张：A3-landscape、A3-portrait、A4-landscape、A4-portrait");
    command->add_option("--dpi", options->dpi, "图片的分辨率")->check(CLI::Range(72, 600));
    command->add_option("--date", options->date, "制图日期");
    command->add_option("--title", options->title, "图名");
    command->add_option("--producer", options->producer, "制图单位");
    command->add_option("--review-number", options->reviewNumber, "审图号");
    command->add_flag("--black-and-white", options->blackAndWhite, "黑白印刷用");
    command->add_option("--out", options->out, "输出文件：.pdf、.png 或 .svg")->required();
}

} // namespace coop
