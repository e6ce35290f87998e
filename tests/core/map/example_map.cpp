#include "tests/core/map/example_map.h"

#include "core/geo/layers/vector_layer.h"
#include "core/map/theme/classes.h"

#include <QHash>
#include <random>

namespace coop::test
{

namespace
{
QString dataFile(const QString& name)
{
    return QStringLiteral(COOP_SOURCE_DIR "/data/nanchuan/") + name;
}

const QStringList& federations()
{
    static const QStringList names{QStringLiteral("大观镇农合联"), QStringLiteral("水江镇农合联"),
        QStringLiteral("鸣玉镇农合联"), QStringLiteral("金山镇农合联"), QStringLiteral("大有镇农合联"),
        QStringLiteral("南平镇农合联"), QStringLiteral("西城街道农合联")};
    return names;
}
} // namespace

MapContent exampleContent()
{
    MapContent content;
    content.projection = Projection::forLongitude(107.1);
    const auto layer = readVectorLayer(
        dataFile(QStringLiteral("nanchuan_townships_schematic.gpkg")), {.layer = QStringLiteral("townships")})
                           .value();
    const auto federation = layer.fields.indexOf(QStringLiteral("federation"));
    const auto lon = layer.fields.indexOf(QStringLiteral("seat_lon"));
    const auto lat = layer.fields.indexOf(QStringLiteral("seat_lat"));
    for (int i = 0; i < federations().size(); ++i) {
        MapGroup group;
        group.id = 1001 + i;
        group.code = QStringLiteral("F%1").arg(i + 1);
        group.name = federations()[i];
        content.groups.append(group);
    }
    qint64 id = 1;
    for (const LayerFeature& feature : layer.features) {
        MapArea area;
        area.id = id++;
        area.code = feature.code;
        area.name = feature.name;
        area.shape = content.projection.shapeOf(feature.wkb);
        const auto position = federations().indexOf(feature.values[federation]);
        area.group = 1001 + position;
        if (feature.values[federation].startsWith(feature.name))
            content.groups[position].seat = content.projection.toMetres(
                {feature.values[lon].toDouble(), feature.values[lat].toDouble()});
        content.areas.append(area);
    }
    const auto around
        = readVectorLayer(dataFile(QStringLiteral("nanchuan_neighbours_osm_odbl.geojson"))).value();
    for (const LayerFeature& feature : around.features)
        content.context.append({feature.name, content.projection.shapeOf(feature.wkb)});

    const QList<std::optional<double>> values{1.03, 0.86, 0.93, 0.55, 0.72, std::nullopt, 0.97};
    QList<qint64> ids;
    QStringList texts;
    for (int i = 0; i < values.size(); ++i) {
        ids.append(1001 + i);
        texts.append(values[i] ? QStringLiteral("%1%").arg(*values[i] * 100, 0, 'f', 1) : QString());
    }
    content.theme = classedTheme(completionBreaks(), ids, values, texts);
    content.theme.level = AreaTheme::Level::group;
    content.theme.title = QStringLiteral("社会化服务规模完成率");
    content.theme.basis = {QStringLiteral(
        "社会化服务规模为年度发生额，按作业面积乘以次数计（亩次），完成率＝本年累计÷年度目标。")};
    content.schematic = true;
    content.credits = {QStringLiteral("区县轮廓 © OpenStreetMap contributors，ODbL 1.0，经 mapchina 0.1.0"),
        QStringLiteral("镇街驻地 GeoNames（geonames.org），CC BY 4.0"),
        QStringLiteral("名称和代码 国家统计局统计用区划代码 2023，经 china-division 2.7.0（WTFPL）")};
    return content;
}

MapDocument exampleMap()
{
    static const MapDocument map(exampleContent());
    return map;
}

MapDocument exampleCategories()
{
    AreaTheme theme;
    theme.title = QStringLiteral("农合联片区");
    theme.level = AreaTheme::Level::group;
    theme.categorical = true;
    theme.classes = categoryClasses(federations());
    theme.basis = {QStringLiteral("按各镇街所属的乡镇级农合联划分片区。")};
    for (int i = 0; i < federations().size(); ++i)
        theme.marks.insert(1001 + i, {i, QString()});
    return exampleMap().withTheme(theme);
}

QList<PointLayer> exampleOutlets(const MapDocument& map)
{
    PointLayer plain, star;
    plain.id = QStringLiteral("outlets");
    plain.title = QStringLiteral("农村综合服务社");
    plain.symbol = QStringLiteral("outlet");
    plain.colour = QColor(0x00, 0x72, 0xB2);
    plain.sizeMm = 1.9;
    star.id = QStringLiteral("star-outlets");
    star.title = QStringLiteral("其中星级社");
    star.symbol = QStringLiteral("star-outlet");
    star.colour = QColor(0xD5, 0x5E, 0x00);
    star.sizeMm = 2.6;
    std::mt19937 random(500119);
    const auto& areas = map.content().areas;
    for (int i = 0; i < 147; ++i) {
        const MapArea& area = areas[i % areas.size()];
        const Bounds box = area.shape.bounds();
        MapPoint at;
        do {
            at = {box.left + box.width() * double(random() % 10000) / 10000,
                box.bottom + box.height() * double(random() % 10000) / 10000};
        } while (!area.shape.contains(at));
        PointLayer& layer = i % 3 == 0 && star.points.size() < 46 ? star : plain;
        layer.points.append({5000 + i, area.name.left(2) + QStringLiteral("服务社%1").arg(i), at});
    }
    return {plain, star};
}

Sheet exampleSheet(const QString& page)
{
    Sheet sheet;
    setPage(sheet.settings, page);
    sheet.settings.title = QStringLiteral("南川区“三位一体”农业社会化服务规模进度图");
    sheet.settings.period = QStringLiteral("2024年第四季度");
    sheet.settings.producer = QStringLiteral("南川区供销合作社");
    sheet.settings.made = QDate(2025, 1, 8);
    sheet.settings.dataUntil = QDate(2024, 12, 31);
    sheet.settings.unreported = {QStringLiteral("南平镇农合联")};
    sheet.settings.notes = {QStringLiteral("各片区目标为示例分解数，合计27万亩次。")};
    sheet.map = exampleMap();
    sheet.table.title = QStringLiteral("片区进度表");
    sheet.table.unit = QStringLiteral("单位：万亩次");
    sheet.table.headings = {QStringLiteral("片区"), QStringLiteral("目标"), QStringLiteral("完成"),
        QStringLiteral("完成率"), QStringLiteral("状态")};
    const QStringList rows[]{{QStringLiteral("大观镇农合联"), QStringLiteral("4.50"), QStringLiteral("4.64"),
                                 QStringLiteral("103.0%"), QStringLiteral("✔ 达标")},
        {QStringLiteral("水江镇农合联"), QStringLiteral("4.20"), QStringLiteral("3.61"),
            QStringLiteral("86.0%"), QStringLiteral("▼ 滞后")},
        {QStringLiteral("鸣玉镇农合联"), QStringLiteral("4.80"), QStringLiteral("4.46"),
            QStringLiteral("93.0%"), QStringLiteral("◆ 关注")},
        {QStringLiteral("金山镇农合联"), QStringLiteral("2.50"), QStringLiteral("1.38"),
            QStringLiteral("55.0%"), QStringLiteral("▼ 滞后")},
        {QStringLiteral("大有镇农合联"), QStringLiteral("3.60"), QStringLiteral("2.59"),
            QStringLiteral("72.0%"), QStringLiteral("▼ 滞后")},
        {QStringLiteral("南平镇农合联"), QStringLiteral("2.40"), QStringLiteral("未报"), QStringLiteral("—"),
            QStringLiteral("○ 未报")},
        {QStringLiteral("西城街道农合联"), QStringLiteral("5.00"), QStringLiteral("4.85"),
            QStringLiteral("97.0%"), QStringLiteral("◆ 关注")},
        {QStringLiteral("全区"), QStringLiteral("27.00"), QStringLiteral("21.53"), QStringLiteral("79.7%"),
            QStringLiteral("▼ 滞后")}};
    for (const QStringList& row : rows)
        sheet.table.rows.append(row);
    sheet.table.lastRowIsTotal = true;
    return sheet;
}

} // namespace coop::test
