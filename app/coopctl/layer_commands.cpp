#include "app/coopctl/command_line.h"
#include "app/coopctl/commands.h"
#include "core/store/unit_of_work.h"
#include "core/store/workspace.h"
#include "core/workflow/map_layers.h"

#include <QJsonArray>
#include <QJsonObject>

namespace coop
{

namespace
{
struct Options {
    std::string file, layerFile, layer, codeField, nameField, crs, encoding;
};

QJsonObject layerJson(const MapLayer& layer)
{
    return {{QStringLiteral("name"), layer.name}, {QStringLiteral("format"), layer.format},
        {QStringLiteral("crs"), layer.crs}, {QStringLiteral("features"), layer.features},
        {QStringLiteral("joined"), layer.joined},
        {QStringLiteral("unmatched_features"), QJsonArray::fromStringList(layer.unmatchedFeatures)},
        {QStringLiteral("unmatched_townships"), QJsonArray::fromStringList(layer.unmatchedTownships)}};
}

QString layerText(const MapLayer& layer)
{
    QString text = QStringLiteral("图层“%1”（%2，%3）：%4 个面，对上 %5 个镇街")
                       .arg(layer.name, layer.format, layer.crs)
                       .arg(layer.features)
                       .arg(layer.joined);
    if (!layer.unmatchedFeatures.isEmpty())
        text += QStringLiteral("\n没有对上镇街的面：%1").arg(layer.unmatchedFeatures.join(u'、'));
    if (!layer.unmatchedTownships.isEmpty())
        text += QStringLiteral("\n没有边界的镇街：%1").arg(layer.unmatchedTownships.join(u'、'));
    return text;
}

Result<Outcome> add(const CommandLine& line, const Options& options)
{
    auto workspace = line.openToWrite(options.file);
    if (!workspace)
        return fail(workspace.error());
    const auto added = addBoundaries(**workspace,
        line.author(QStringLiteral("换镇街边界图层：%1").arg(text(options.layerFile))),
        {.path = text(options.layerFile),
            .layer = text(options.layer),
            .codeField = text(options.codeField),
            .nameField = text(options.nameField),
            .crs = text(options.crs),
            .encoding = text(options.encoding)});
    if (!added)
        return fail(added.error());
    return Outcome{layerJson(*added), layerText(*added)};
}

Result<Outcome> list(const CommandLine& line, const Options& options)
{
    const auto workspace = line.openToRead(options.file);
    if (!workspace)
        return fail(workspace.error());
    const auto layers = mapLayers(**workspace);
    if (!layers)
        return fail(layers.error());
    QJsonArray array;
    QStringList lines;
    for (const MapLayer& layer : *layers) {
        array += layerJson(layer);
        lines += layerText(layer);
    }
    return Outcome{array, lines.join(u'\n')};
}

Result<Outcome> remove(const CommandLine& line, const Options& options)
{
    auto workspace = line.openToWrite(options.file);
    if (!workspace)
        return fail(workspace.error());
    const auto removed = removeMapLayer(**workspace,
        line.author(QStringLiteral("移除图层：%1").arg(text(options.layerFile))), text(options.layerFile));
    if (!removed)
        return fail(removed.error());
    return Outcome{QJsonObject{{QStringLiteral("removed"), text(options.layerFile)}},
        QStringLiteral("已移除图层“%1”").arg(text(options.layerFile))};
}
} // namespace

void addLayerCommands(CommandLine& line)
{
    const auto options = std::make_shared<Options>();
    auto* layer = line.add(line.root(), "layer", "地图图层", {});
    auto* adding = line.add(layer, "add", "加入镇街边界（GDAL 能读的任何矢量文件），替换原有的",
        [&line, options] { return add(line, *options); });
    adding->add_option("FILE", options->file, "工作区文件")->required();
    adding->add_option("LAYERFILE", options->layerFile, "图层文件")->required();
    adding->add_option("--layer", options->layer, "文件里的图层名");
    adding->add_option("--code-field", options->codeField, "代码字段");
    adding->add_option("--name-field", options->nameField, "名称字段");
    adding->add_option("--crs", options->crs, "坐标系，例如 EPSG:4490");
    adding->add_option("--encoding", options->encoding, "文字编码，例如 GBK");
    auto* listing = line.add(layer, "list", "列出图层", [&line, options] { return list(line, *options); });
    listing->add_option("FILE", options->file, "工作区文件")->required();
    auto* removing
        = line.add(layer, "remove", "移除图层", [&line, options] { return remove(line, *options); });
    removing->add_option("FILE", options->file, "工作区文件")->required();
    removing->add_option("NAME", options->layerFile, "图层名")->required();
}

} // namespace coop
