#include "app/coopctl/command_line.h"
#include "app/coopctl/commands.h"
#include "core/store/workspace.h"
#include "core/tabular/exporter.h"

#include <QFileInfo>
#include <QJsonObject>

namespace coop
{

namespace
{
struct Options {
    std::string file, registry, out;
};

Result<Outcome> exportRows(const CommandLine& line, const Options& options)
{
    const auto workspace = line.openToRead(options.file);
    if (!workspace)
        return fail(workspace.error());
    const auto spec = (*workspace)->registries().require(text(options.registry));
    if (!spec)
        return fail(spec.error());
    const auto rows = (*workspace)->rows({.registry = (*spec)->id});
    if (!rows)
        return fail(rows.error());
    const QString out = text(options.out);
    if (const auto written = exportTable(**workspace, (*spec)->id, *rows, out); !written)
        return fail(written.error());
    return Outcome{QJsonObject{{QStringLiteral("out"), out}, {QStringLiteral("rows"), int(rows->size())}},
        QStringLiteral("已导出%1 %2 行：%3")
            .arg((*spec)->label)
            .arg(rows->size())
            .arg(QFileInfo(out).absoluteFilePath())};
}
} // namespace

void addExportCommand(CommandLine& line)
{
    const auto options = std::make_shared<Options>();
    auto* command = line.add(line.root(), "export", "导出台账为 .xlsx 或 .csv",
        [&line, options] { return exportRows(line, *options); });
    command->add_option("FILE", options->file, "工作区文件")->required();
    command->add_option("REGISTRY", options->registry, "台账")->required();
    command->add_option("OUT", options->out, "输出文件")->required();
}

} // namespace coop
