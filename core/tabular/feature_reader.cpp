#include "core/tabular/feature_reader.h"

#include "core/domain/registry_spec.h"
#include "core/geo/vector_source.h"
#include "core/tabular/cell_text.h"

#include <QFileInfo>
#include <memory>
#include <ogr_spatialref.h>
#include <ogrsf_frmts.h>

namespace coop
{

namespace
{
constexpr int geographicDecimals = 8;
constexpr int metreDecimals = 3;

struct DestroyTransformation {
    void operator()(OGRCoordinateTransformation* one) const { OGRCoordinateTransformation::DestroyCT(one); }
};

/// A layer's coordinate system on its way to CGCS2000.
struct Place {
    std::unique_ptr<OGRCoordinateTransformation, DestroyTransformation> toCgcs{};
    QString name; ///< of the source's system, when its numbers change: EPSG:4545
};

Result<Place> placeOf(OGRLayer& layer, const QString& file)
{
    const OGRSpatialReference* source = layer.GetSpatialRef();
    if (!source)
        return fail(ErrorKind::refused,
            QStringLiteral(
                "“%1”没有写坐标系（Shapefile 缺 .prj），请补上再导入，或改用带经度、纬度两列的表格")
                .arg(file));
    OGRSpatialReference from(*source);
    from.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    OGRSpatialReference cgcs;
    cgcs.importFromEPSG(4490);
    cgcs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    Place place;
    place.toCgcs.reset(OGRCreateCoordinateTransformation(&from, &cgcs));
    if (!place.toCgcs)
        return fail(ErrorKind::refused,
            QStringLiteral("“%1”的坐标系“%2”不能换算成 CGCS2000，请在 GIS 软件里转换后再导入")
                .arg(file, QString::fromUtf8(from.GetName())));
    if (!from.IsGeographic()) {
        const char* code = from.GetAuthorityCode(nullptr);
        place.name = code ? QStringLiteral("%1:%2").arg(
                         QString::fromUtf8(from.GetAuthorityName(nullptr)), QString::fromUtf8(code))
                          : QString::fromUtf8(from.GetName());
    }
    return place;
}

QString number(double value, int decimals)
{
    QString text = QString::number(value, 'f', decimals);
    while (text.endsWith(u'0'))
        text.chop(1);
    if (text.endsWith(u'.'))
        text.chop(1);
    return text;
}

QString attribute(const VectorSource& source, OGRFeature& feature, int field)
{
    if (!feature.IsFieldSetAndNotNull(field))
        return {};
    const OGRFieldDefn& definition = *feature.GetFieldDefnRef(field);
    if (definition.GetType() == OFTReal)
        return shownText(QString::number(feature.GetFieldAsDouble(field), 'g', 15));
    if (definition.GetSubType() == OFSTBoolean)
        return feature.GetFieldAsInteger(field) != 0 ? QStringLiteral("是") : QStringLiteral("否");
    QString text = source.text(feature.GetFieldAsString(field));
    if (definition.GetType() == OFTDate || definition.GetType() == OFTDateTime)
        text = text.left(10).replace(u'/', u'-');
    return text;
}

Result<TableSheet> sheetOf(const VectorSource& source, OGRLayer& layer, const QString& file)
{
    const auto place = placeOf(layer, file);
    if (!place)
        return fail(place.error());
    TableSheet sheet{.name = source.text(layer.GetName()), .rows = {}};
    sheet.placed = true;
    sheet.cutHeadings = source.format() == u"ESRI Shapefile";
    QStringList heading{QStringLiteral("经度"), QStringLiteral("纬度")};
    if (!place->name.isEmpty())
        heading += QStringLiteral("原始坐标");
    const OGRFeatureDefn& definition = *layer.GetLayerDefn();
    for (int field = 0; field < definition.GetFieldCount(); ++field)
        heading += source.text(definition.GetFieldDefn(field)->GetNameRef());
    sheet.rows += heading;
    for (const auto& feature : layer) {
        const OGRGeometry* geometry = feature->GetGeometryRef();
        QStringList cells{QString(), QString()};
        if (!place->name.isEmpty())
            cells += QString();
        if (geometry && !geometry->IsEmpty()) {
            if (wkbFlatten(geometry->getGeometryType()) != wkbPoint)
                return fail(ErrorKind::refused,
                    QStringLiteral("“%1”里有线或面，台账的一行只有一个点；边界请在地图页用“添加图层”导入")
                        .arg(file));
            double x = geometry->toPoint()->getX();
            double y = geometry->toPoint()->getY();
            if (!place->name.isEmpty())
                cells[2] = QStringLiteral("%1 %2,%3")
                               .arg(place->name, number(x, metreDecimals), number(y, metreDecimals));
            if (!place->toCgcs->Transform(1, &x, &y))
                return fail(ErrorKind::refused,
                    QStringLiteral("“%1”第 %2 个点的坐标不能换算成 CGCS2000，请核对它的坐标系")
                        .arg(file)
                        .arg(sheet.rows.size()));
            cells[0] = number(x, geographicDecimals);
            cells[1] = number(y, geographicDecimals);
        }
        for (int field = 0; field < definition.GetFieldCount(); ++field)
            cells += attribute(source, *feature, field);
        sheet.rows += cells;
    }
    return sheet;
}
} // namespace

bool isFeatureFile(const QString& path)
{
    static const QStringList endings{QStringLiteral("shp"), QStringLiteral("gpkg"), QStringLiteral("geojson"),
        QStringLiteral("json"), QStringLiteral("kml"), QStringLiteral("kmz"), QStringLiteral("tab"),
        QStringLiteral("mif")};
    return endings.contains(QFileInfo(path).suffix().toLower());
}

Result<QList<TableSheet>> readFeatures(const QString& path, const RegistrySpec& spec)
{
    const QString file = QFileInfo(path).fileName();
    if (!spec.hasPoint())
        return fail(ErrorKind::refused,
            QStringLiteral("%1没有坐标，不能从地图文件“%2”导入，请用 Excel 或 CSV 表").arg(spec.label, file));
    const auto source = VectorSource::open(path);
    if (!source)
        return fail(source.error());
    QList<TableSheet> sheets;
    for (OGRLayer* layer : source->dataset().GetLayers()) {
        if (layer->GetGeomType() == wkbNone)
            continue;
        auto sheet = sheetOf(*source, *layer, file);
        if (!sheet)
            return fail(sheet.error());
        sheets += std::move(*sheet);
    }
    if (sheets.isEmpty())
        return fail(ErrorKind::refused, QStringLiteral("“%1”里没有点，没有可以导入的内容").arg(file));
    return sheets;
}

} // namespace coop
