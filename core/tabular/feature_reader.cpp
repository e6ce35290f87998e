#include "core/tabular/feature_reader.h"

#include "core/domain/registry_spec.h"
#include "core/geo/files/layer_path.h"
#include "core/geo/layers/point_table.h"
#include "core/tabular/cell_text.h"

#include <QFileInfo>

namespace coop
{

namespace
{
constexpr int geographicDecimals = 8;
constexpr int metreDecimals = 3;

QString number(double value, int decimals)
{
    QString text = QString::number(value, 'f', decimals);
    while (text.endsWith(u'0'))
        text.chop(1);
    if (text.endsWith(u'.'))
        text.chop(1);
    return text;
}

Worksheet sheetOf(const PointTable& table)
{
    Worksheet sheet{.name = table.name, .rows = {}};
    sheet.placed = true;
    sheet.cutHeadings = table.cutNames;
    sheet.remarks = table.remarks;
    QStringList heading{QStringLiteral("经度"), QStringLiteral("纬度")};
    if (!table.crs.isEmpty())
        heading += QStringLiteral("原始坐标");
    sheet.rows += heading + table.fields;
    for (const PointTable::Row& row : table.rows) {
        QStringList cells{QString(), QString()};
        if (row.placed) {
            cells[0] = number(row.place.lon, geographicDecimals);
            cells[1] = number(row.place.lat, geographicDecimals);
        }
        if (!table.crs.isEmpty())
            cells += row.placed
                ? QStringLiteral("%1 %2,%3")
                      .arg(table.crs, number(row.own.x, metreDecimals), number(row.own.y, metreDecimals))
                : QString();
        for (int field = 0; field < row.values.size(); ++field)
            cells += table.numeric.value(field) && !row.values[field].isEmpty() ? shownText(row.values[field])
                                                                                : row.values[field];
        sheet.rows += cells;
    }
    return sheet;
}
} // namespace

bool isFeatureFile(const QString& path)
{
    static const QStringList endings{QStringLiteral("shp"), QStringLiteral("gpkg"), QStringLiteral("geojson"),
        QStringLiteral("json"), QStringLiteral("kml"), QStringLiteral("kmz"), QStringLiteral("ovkml"),
        QStringLiteral("tab"), QStringLiteral("mif"), QStringLiteral("gpx"), QStringLiteral("fgb"),
        QStringLiteral("zip"), QStringLiteral("gdb")};
    return endings.contains(QFileInfo(layerPath(path)).suffix().toLower());
}

Result<QList<Worksheet>> readFeatures(const QString& path, const RegistrySpec& spec, Datum datum)
{
    if (!spec.hasPoint())
        return fail(ErrorKind::refused,
            QStringLiteral("%1没有坐标，不能从地图文件“%2”导入，请用 Excel 或 CSV 表")
                .arg(spec.label, QFileInfo(path).fileName()));
    const auto tables = readPointTables(path, datum);
    COOP_TRY(tables);
    QList<Worksheet> sheets;
    for (const PointTable& table : *tables)
        sheets += sheetOf(table);
    return sheets;
}

} // namespace coop
