#include "app/coopctl/command_line.h"
#include "app/coopctl/commands.h"
#include "app/coopctl/printing/layer_report.h"
#include "core/store/unit_of_work.h"
#include "core/workflow/new_workspace.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonObject>

namespace coop
{

namespace
{
struct Options {
    std::string file, plan, boundaries, layer, codeField, nameField, crs, encoding, from;
    bool example = false, practice = false;
};

Result<Outcome> make(const CommandLine& line, const Options& options)
{
    NewWorkspaceRequest request{.path = text(options.file),
        .plan = text(options.plan),
        .who = line.author({}).who,
        .example = options.example || options.practice,
        .practice = options.practice};
    if (!options.from.empty()) {
        const auto from = Period::parse(text(options.from));
        COOP_TRY(from);
        request.firstQuarter = *from;
    } else if (!request.example) {
        request.firstQuarter = Period::quarterOf(QDate::currentDate());
    }
    if (!options.boundaries.empty())
        request.boundaries = LayerFile{.path = text(options.boundaries),
            .reading = {.layer = text(options.layer),
                .codeField = text(options.codeField),
                .nameField = text(options.nameField),
                .crs = text(options.crs),
                .encoding = text(options.encoding)}};
    const auto made = newWorkspace(request);
    COOP_TRY(made);
    QJsonObject json{{QStringLiteral("file"), request.path}, {QStringLiteral("plan"), request.plan}};
    QString told = QStringLiteral("已新建工作区 %1")
                       .arg(QDir::toNativeSeparators(QFileInfo(request.path).absoluteFilePath()));
    if (request.firstQuarter) {
        json.insert(QStringLiteral("from"), request.firstQuarter->toString());
        told += QStringLiteral("\n首个填报季度：") + request.firstQuarter->title();
    }
    if (made->boundaries && (request.boundaries || !unmatchedIn(*made->boundaries).isEmpty())) {
        json.insert(QStringLiteral("boundaries"), layerJson(*made->boundaries));
        told += u'\n' + layerText(*made->boundaries);
    }
    return Outcome{json, told, made->remarks};
}
} // namespace

void addNewCommand(CommandLine& line)
{
    const auto options = std::make_shared<Options>();
    auto* command
        = line.add(line.root(), "new", "新建工作区", [&line, options] { return make(line, *options); });
    command->add_option("FILE", options->file, "要新建的文件（.gpkg）")->required();
    command->add_option("--plan", options->plan, "方案编号或方案文件")->required();
    command->add_option("--boundaries", options->boundaries, "镇街边界文件，不写就用方案自带的");
    command->add_option("--layer", options->layer, "边界文件里的图层名");
    command->add_option("--code-field", options->codeField, "代码字段");
    command->add_option("--name-field", options->nameField, "名称字段");
    command->add_option("--crs", options->crs, "边界文件的坐标系，例如 EPSG:4490");
    command->add_option("--encoding", options->encoding, "边界文件的文字编码，例如 GBK");
    command->add_option(
        "--from", options->from, "首个填报季度，例如 2026Q4；不写就是现在的季度，示例数据从方案印发起");
    command->add_flag("--example", options->example, "加入示例数据");
    command->add_flag(
        "--practice", options->practice, "练习用：加入示例数据和各种状态的填报表，印出来都标“练习”");
}

} // namespace coop
