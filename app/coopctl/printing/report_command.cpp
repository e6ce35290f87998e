#include "app/coopctl/command_line.h"
#include "app/coopctl/commands.h"
#include "core/store/workspace.h"
#include "core/workflow/report/report_files.h"
#include "ui/charts/report_charts.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonObject>

namespace coop
{

namespace
{
struct Options {
    std::string file, period, date, out, runNumber, producer;
};

Result<Outcome> writeReport(const Options& options)
{
    const auto period = Period::parse(text(options.period));
    COOP_TRY(period);
    if (!period->isQuarter())
        return fail(ErrorKind::invalidValue, QStringLiteral("报告按季度写，--period 请写成 2024Q4 这样。"));
    QDate made = QDate::currentDate();
    if (!options.date.empty()) {
        const auto given = parseDate(text(options.date));
        if (!given)
            return fail(given.error().kind, QStringLiteral("--date ") + given.error().text);
        made = *given;
    }
    const auto workspace = Workspace::open(text(options.file), Workspace::Access::read);
    COOP_TRY(workspace);
    const auto report = readReport(**workspace,
        {.period = *period,
            .made = made,
            .runNumber = text(options.runNumber),
            .producer = text(options.producer)});
    COOP_TRY(report);
    const QString out = text(options.out);
    COOP_TRY(exportReport(*report, out, drawReportChart));
    return Outcome{QJsonObject{{QStringLiteral("out"), out}, {QStringLiteral("title"), report->title},
                       {QStringLiteral("period"), period->toString()},
                       {QStringLiteral("summary"), QJsonArray::fromStringList(report->summary)},
                       {QStringLiteral("unreported"), QJsonArray::fromStringList(report->unreported)}},
        QStringLiteral("已写入 %1").arg(QDir::toNativeSeparators(QFileInfo(out).absoluteFilePath()))};
}
} // namespace

void addReportCommand(CommandLine& line)
{
    const auto options = std::make_shared<Options>();
    auto* command
        = line.addDrawing(line.root(), "report", "写季度报告", [options] { return writeReport(*options); });
    command->add_option("FILE", options->file, "工作区文件")->required();
    command->add_option("--period", options->period, "季度，例如 2024Q4")->required();
    command->add_option("--date", options->date, "报告日期");
    command->add_option("--producer", options->producer, "编制单位");
    command->add_option("--run-number", options->runNumber, "出图编号");
    command->add_option("--out", options->out, "输出文件：.pdf、.xlsx 或 .odt")->required();
}

} // namespace coop
