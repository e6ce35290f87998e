#include "core/base/decimal.h"
#include "core/geo/gdal_session.h"
#include "core/tabular/export_source.h"
#include "core/tabular/short_names.h"
#include "core/tabular/table_writers.h"

#include <QDate>
#include <QFileInfo>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

namespace coop
{

namespace
{
constexpr qsizetype bytesInDbf = 254;
constexpr qint64 exactInDouble = 1'000'000'000'000'000;

/// A kind of geographic file: its driver and what it needs.
struct GeoKind {
    const char* driver;
    int epsg;
    CPLStringList dataset{}, layer{};
    bool shortNames = false; ///< field names of ten bytes
    bool dbf = false; ///< texts of at most 254 bytes
    bool textOnly = false; ///< knows no days and no long integers
    bool title = false; ///< writes a name beside each point
};

GeoKind kindOf(const QString& ending)
{
    if (ending == u"geojson") {
        // RFC 7946 is WGS84, longitude first; seven decimals are a centimetre.
        CPLStringList layer;
        layer.SetNameValue("RFC7946", "YES");
        return {.driver = "GeoJSON", .epsg = 4326, .layer = layer};
    }
    if (ending == u"gpkg")
        return {.driver = "GPKG", .epsg = 4490};
    if (ending == u"shp") {
        CPLStringList layer;
        layer.SetNameValue("ENCODING", "UTF-8");
        layer.SetNameValue("RESIZE", "YES"); // no wider than the texts are
        return {.driver = "ESRI Shapefile", .epsg = 4490, .layer = layer, .shortNames = true, .dbf = true};
    }
    const bool libKml = GetGDALDriverManager()->GetDriverByName("LIBKML") != nullptr;
    return {.driver = libKml ? "LIBKML" : "KML", .epsg = 4326, .textOnly = true, .title = true};
}

/// How a column is kept: numbers and days as such, as far as each value fits.
OGRFieldType typeOf(const ExportSource& source, const ExportColumn& column, const GeoKind& kind)
{
    const FieldSpec& field = *column.field;
    if (kind.textOnly || column.masked || !field.child.isEmpty())
        return OFTString;
    if (field.type == FieldType::date)
        return OFTDate;
    if (field.type == FieldType::integer)
        return OFTInteger64;
    if (field.type != FieldType::decimal)
        return OFTString;
    const auto& rows = source.rows();
    const bool exact = std::all_of(rows.begin(), rows.end(),
        [&](const Record& row) { return qAbs(row.at(column.index).number()) < exactInDouble; });
    return exact ? OFTReal : OFTString;
}

class PointFile
{
public:
    PointFile(const ExportSource& exported, GeoKind geoKind)
        : source(exported)
        , kind(std::move(geoKind))
    {
        for (const ExportColumn& column : source.columns())
            if (column.field->type != FieldType::coordinate)
                columns += column;
        longitude = source.spec().indexOf(u"lon");
        latitude = source.spec().indexOf(u"lat");
    }

    Result<> write(const QString& path)
    {
        if (auto made = create(path); !made)
            return made;
        if (data->TestCapability(ODsCTransactions))
            data->StartTransaction();
        qsizetype done = 0;
        for (const Record& row : source.rows()) {
            if (auto further = source.goOn(done++); !further)
                return further;
            if (auto written = writeRow(row); !written)
                return written;
        }
        if (data->TestCapability(ODsCTransactions))
            data->CommitTransaction();
        CPLErrorReset();
        data.reset();
        return CPLGetLastErrorType() >= CE_Failure ? unwritable() : Result<>();
    }

private:
    Result<> unwritable() const
    {
        return fail(ErrorKind::fileUnwritable,
            QStringLiteral("“%1”不能写入，请检查文件夹是否允许写入、磁盘是否已满：%2")
                .arg(source.request().path, session.lastError()));
    }

    Result<> create(const QString& path)
    {
        GDALDriver* driver = GetGDALDriverManager()->GetDriverByName(kind.driver);
        if (!driver)
            return fail(ErrorKind::fileUnwritable,
                QStringLiteral("这台电脑上的 GDAL 不能写“.%1”，请换一种格式").arg(QFileInfo(path).suffix()));
        data.reset(driver->Create(path.toUtf8().constData(), 0, 0, 0, GDT_Unknown, kind.dataset.List()));
        OGRSpatialReference crs;
        crs.importFromEPSG(kind.epsg);
        crs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
        const QString name = kind.dbf ? QFileInfo(path).completeBaseName() : source.spec().label;
        if (data)
            layer = data->CreateLayer(name.toUtf8().constData(), &crs, wkbPoint, kind.layer.List());
        if (!layer)
            return unwritable();
        if (kind.title) {
            OGRFieldDefn title("Name", OFTString); // what both drivers take for it
            if (layer->CreateField(&title) != OGRERR_NONE)
                return unwritable();
        }
        const QHash<QString, QString> names = shortFieldNames(source.spec());
        for (const ExportColumn& column : std::as_const(columns)) {
            const QString heading = kind.shortNames ? names.value(column.field->id) : column.field->heading();
            OGRFieldDefn definition(heading.toUtf8().constData(), typeOf(source, column, kind));
            types += definition.GetType();
            if (kind.dbf && definition.GetType() == OFTString)
                definition.SetWidth(bytesInDbf);
            if (kind.dbf && definition.GetType() == OFTReal) {
                definition.SetWidth(20);
                definition.SetPrecision(column.field->scale);
            }
            if (layer->CreateField(&definition) != OGRERR_NONE)
                return unwritable();
        }
        return {};
    }

    Result<> writeRow(const Record& row)
    {
        OGRFeature feature(layer->GetLayerDefn());
        for (int i = 0; i < columns.size(); ++i)
            if (auto set = setField(feature, i, row); !set)
                return set;
        if (row.at(longitude).isReal() && row.at(latitude).isReal()) {
            OGRPoint point(row.at(longitude).real(), row.at(latitude).real());
            feature.SetGeometry(&point);
        }
        if (kind.title)
            feature.SetField(firstField() - 1, row.title().toUtf8().constData());
        return layer->CreateFeature(&feature) == OGRERR_NONE ? Result<>() : unwritable();
    }

    Result<> setField(OGRFeature& feature, int at, const Record& row)
    {
        const ExportColumn& column = columns[at];
        const FieldValue& value = row.at(column.index);
        const int field = at + firstField();
        if (types[at] == OFTInteger64 && value.isNumber()) {
            feature.SetField(field, GIntBig(value.number()));
        } else if (types[at] == OFTReal && value.isNumber()) {
            feature.SetField(field, double(value.number()) / double(powerOfTen(column.field->scale)));
        } else if (types[at] == OFTDate && value.isText()) {
            const QDate day = QDate::fromString(value.text(), Qt::ISODate);
            feature.SetField(field, day.year(), day.month(), day.day());
        } else if (types[at] == OFTString) {
            const QByteArray text = source.text(column, row).toUtf8();
            if (kind.dbf && text.size() > bytesInDbf)
                return fail(source.tooLong(
                    column, row, QStringLiteral(".shp 的一格最多约 84 个汉字，请缩短，或导出为 .gpkg")));
            if (!text.isEmpty())
                feature.SetField(field, text.constData());
        }
        return {};
    }

    /// Some drivers put fields of their own in front.
    int firstField() const { return layer->GetLayerDefn()->GetFieldCount() - int(columns.size()); }

    const GdalSession session;
    const ExportSource& source;
    GeoKind kind;
    QList<ExportColumn> columns; ///< without longitude and latitude, which are the point
    QList<OGRFieldType> types;
    int longitude = -1, latitude = -1;
    GDALDatasetUniquePtr data;
    OGRLayer* layer = nullptr;
};
} // namespace

Result<> writePoints(const ExportSource& source, const QString& path)
{
    const GdalSession registered;
    return PointFile(source, kindOf(QFileInfo(path).suffix().toLower())).write(path);
}

} // namespace coop
