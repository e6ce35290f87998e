#include "app/coopctl/command_line.h"
#include "app/coopctl/commands.h"
#include "app/coopctl/printing/layer_report.h"
#include "core/geo/coordinates/crs_title.h"
#include "core/geo/files/layer_path.h"
#include "core/geo/layers/layer_inspector.h"
#include "core/store/unit_of_work.h"
#include "core/store/workspace.h"
#include "core/workflow/mapping/map_layers.h"
#include "core/workflow/mapping/reference_layers.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonObject>

namespace coop
{

namespace
{
struct Options {
    std::string file, layerFile, layer, codeField, nameField, crs, encoding;
    std::string name, datum, labelField, credits, style, rename;
    bool reference = false, linked = false, swapAxes = false, schematic = false;
    int place = 0, opacity = 100, largest = 0, smallest = 0;
    std::string shown;
};

Result<Outcome> addReference(const CommandLine& line, Workspace& workspace, const LayerFile& file)
{
    const auto added = addReferenceLayer(workspace,
        line.author(QStringLiteral("加入图层：%1").arg(QDir::toNativeSeparators(file.path))), file);
    COOP_TRY(added);
    QJsonObject json = layerJson(added->layer);
    json.insert(QStringLiteral("repaired"), added->repaired);
    json.insert(QStringLiteral("skipped"), added->skipped);
    QString told = layerText(added->layer);
    if (added->repaired > 0)
        told += QStringLiteral("\n修复了 %1 个自相交的面").arg(added->repaired);
    if (added->skipped > 0)
        told += QStringLiteral("\n跳过 %1 个没有图形的要素").arg(added->skipped);
    return Outcome{json, told, added->remarks};
}

Result<Outcome> add(const CommandLine& line, const Options& options)
{
    Datum datum = Datum::cgcs2000;
    if (!options.datum.empty()) {
        const auto parsed = parseDatum(text(options.datum));
        COOP_TRY(parsed);
        datum = *parsed;
    }
    auto workspace = line.openToWrite(options.file);
    COOP_TRY(workspace);
    const LayerFile file{.path = layerPath(text(options.layerFile)),
        .reading = {.layer = text(options.layer),
            .codeField = text(options.codeField),
            .nameField = text(options.nameField),
            .crs = text(options.crs),
            .encoding = text(options.encoding),
            .datum = datum,
            .swapAxes = options.swapAxes},
        .schematic = options.schematic,
        .credits = text(options.credits),
        .name = text(options.name),
        .labelField = text(options.labelField),
        .linked = options.linked};
    if (options.reference)
        return addReference(line, **workspace, file);
    const auto read = readBoundaries(file);
    COOP_TRY(read);
    const auto join = joinToTownships(**workspace, *read);
    COOP_TRY(join);
    const auto added = addBoundaries(**workspace,
        line.author(QStringLiteral("换镇街边界图层：%1").arg(text(options.layerFile))), file, *read, *join);
    COOP_TRY(added);
    return Outcome{
        layerJson(*added), layerText(*added), read->remarks + awayFromSeats(**workspace, *read, *join)};
}

/// What was named on the command line is changed, the rest stays.
Result<Outcome> set(const CommandLine& line, const CLI::App& command, const Options& options)
{
    auto workspace = line.openToWrite(options.file);
    COOP_TRY(workspace);
    const auto layers = mapLayers(**workspace);
    COOP_TRY(layers);
    for (MapLayer layer : *layers) {
        if (layer.name != text(options.layerFile))
            continue;
        if (command.count("--name") > 0)
            layer.name = text(options.name);
        if (command.count("--place") > 0)
            layer.place = options.place;
        if (command.count("--opacity") > 0)
            layer.opacity = options.opacity;
        if (command.count("--shown") > 0)
            layer.shown = options.shown == "yes";
        if (command.count("--label-field") > 0)
            layer.labelField = text(options.labelField);
        if (command.count("--largest-scale") > 0)
            layer.largestScale = options.largest;
        if (command.count("--smallest-scale") > 0)
            layer.smallestScale = options.smallest;
        if (command.count("--style") > 0) {
            const auto style = ReferenceStyle::fromJson(text(options.style));
            COOP_TRY(style);
            layer.style = style->toJson();
        }
        COOP_TRY(changeMapLayers(
            **workspace, line.author(QStringLiteral("修改图层：%1").arg(text(options.layerFile))), {layer}));
        return Outcome{layerJson(layer), layerText(layer)};
    }
    return fail(ErrorKind::notFound, QStringLiteral("没有名为“%1”的地图图层").arg(text(options.layerFile)));
}

Result<Outcome> inspect(const Options& options)
{
    const auto found = inspectLayerFile(text(options.layerFile), text(options.encoding));
    COOP_TRY(found);
    QJsonArray layers;
    QStringList remarks(found->encodingDoubt);
    remarks.removeAll(QString());
    QStringList lines{QStringLiteral("格式：%1").arg(found->format)};
    if (found->encodings.size() > 1)
        lines += QStringLiteral("文字编码可以是：%1").arg(found->encodings.join(u'、'));
    for (const LayerSample& layer : found->layers) {
        QJsonArray choices;
        lines += QStringLiteral("图层“%1”：%2，%3 个要素，坐标系 %4")
                     .arg(layer.name, found->raster ? QStringLiteral("影像") : geometryKindTitle(layer.kind))
                     .arg(layer.features)
                     .arg(layer.crs.isEmpty() ? QStringLiteral("没有写明") : crsTitle(layer.crs));
        if (layer.doubtful && !asksForDatum(layer))
            lines += QStringLiteral("　按这个坐标系不在中国，多半写错了");
        for (const CrsChoice& choice : layer.choices) {
            lines += QStringLiteral("　可能是 %1").arg(choice.title);
            choices += QJsonObject{{QStringLiteral("crs"), choice.crs},
                {QStringLiteral("datum"), datumTitle(choice.datum)},
                {QStringLiteral("swap_axes"), choice.swapAxes}, {QStringLiteral("title"), choice.title}};
        }
        for (const QString& remark : layer.remarks)
            if (!remarks.contains(remark))
                remarks += remark;
        for (const QStringList& row : layer.rows)
            lines += QStringLiteral("　") + row.join(u'\t');
        layers += QJsonObject{{QStringLiteral("name"), layer.name},
            {QStringLiteral("kind"), geometryKindTitle(layer.kind)},
            {QStringLiteral("features"), layer.features}, {QStringLiteral("crs"), layer.crs},
            {QStringLiteral("doubtful"), layer.doubtful},
            {QStringLiteral("fields"), QJsonArray::fromStringList(layer.fields)},
            {QStringLiteral("choices"), choices}};
    }
    return Outcome{
        QJsonObject{{QStringLiteral("format"), found->format}, {QStringLiteral("raster"), found->raster},
            {QStringLiteral("encodings"), QJsonArray::fromStringList(found->encodings)},
            {QStringLiteral("layers"), layers}},
        lines.join(u'\n'), remarks};
}

Result<Outcome> list(const CommandLine& line, const Options& options)
{
    const auto workspace = line.openToRead(options.file);
    COOP_TRY(workspace);
    const auto layers = mapLayers(**workspace);
    COOP_TRY(layers);
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
    COOP_TRY(workspace);
    const auto removed = removeMapLayer(**workspace,
        line.author(QStringLiteral("移除图层：%1").arg(text(options.layerFile))), text(options.layerFile));
    COOP_TRY(removed);
    return Outcome{QJsonObject{{QStringLiteral("removed"), text(options.layerFile)}},
        QStringLiteral("已移除图层“%1”").arg(text(options.layerFile))};
}
} // namespace

void addLayerCommands(CommandLine& line)
{
    const auto options = std::make_shared<Options>();
    auto* layer = line.add(line.root(), "layer", "地图图层", {});
    auto* adding = line.add(layer, "add", "加入镇街边界，替换原有的；--reference 加入参考图层",
        [&line, options] { return add(line, *options); });
    adding->add_option("FILE", options->file, "工作区文件")->required();
    adding->add_option("LAYERFILE", options->layerFile, "图层文件")->required();
    adding->add_option("--layer", options->layer, "文件里的图层名");
    adding->add_option("--code-field", options->codeField, "代码字段");
    adding->add_option("--name-field", options->nameField, "名称字段");
    adding->add_option("--crs", options->crs, "坐标系，例如 EPSG:4490");
    adding->add_option("--encoding", options->encoding, "文字编码，例如 GBK");
    adding->add_flag("--reference", options->reference, "作参考图层（点、线、面或影像），不当边界");
    adding->add_option("--name", options->name, "参考图层在图上的名称");
    adding->add_option("--datum", options->datum, "经纬度的来源：cgcs2000、wgs84、gcj02、bd09");
    adding->add_flag("--swap-axes", options->swapAxes, "坐标是 Y 在前");
    adding->add_flag("--linked", options->linked, "只链接文件，不复制进工作区");
    adding->add_option("--label-field", options->labelField, "标注字段");
    adding->add_option("--credits", options->credits, "资料来源");
    adding->add_flag("--schematic", options->schematic, "是示意边界");
    const auto self = std::make_shared<CLI::App*>(nullptr); // known only once it is added
    auto* setting = line.add(layer, "set", "修改图层的名称、次序、显示和样式",
        [&line, self, options] { return set(line, **self, *options); });
    *self = setting;
    setting->add_option("FILE", options->file, "工作区文件")->required();
    setting->add_option("NAME", options->layerFile, "图层名")->required();
    setting->add_option("--name", options->name, "新名称");
    setting->add_option("--place", options->place, "次序：大的在上，小于 0 在镇街颜色之下");
    setting->add_option("--opacity", options->opacity, "不透明度（%）")->check(CLI::Range(0, 100));
    setting->add_option("--shown", options->shown, "显示")->check(CLI::IsMember({"yes", "no"}));
    setting->add_option("--label-field", options->labelField, "标注字段，空为不标注");
    setting->add_option("--largest-scale", options->largest, "比这个分母更大的比例尺不显示");
    setting->add_option("--smallest-scale", options->smallest, "比这个分母更小的比例尺不显示");
    setting->add_option("--style", options->style, "样式（JSON）");
    auto* looking
        = line.add(layer, "inspect", "看一个图层文件里有什么", [options] { return inspect(*options); });
    looking->add_option("LAYERFILE", options->layerFile, "图层文件")->required();
    looking->add_option("--encoding", options->encoding, "文字编码，例如 GBK");
    auto* listing = line.add(layer, "list", "列出图层", [&line, options] { return list(line, *options); });
    listing->add_option("FILE", options->file, "工作区文件")->required();
    auto* removing
        = line.add(layer, "remove", "移除图层", [&line, options] { return remove(line, *options); });
    removing->add_option("FILE", options->file, "工作区文件")->required();
    removing->add_option("NAME", options->layerFile, "图层名")->required();
}

} // namespace coop
