#include "core/base/decimal.h"
#include "core/base/files/output.h"
#include "core/geo/gdal_session.h"
#include "core/tabular/export/export_source.h"
#include "core/tabular/export/table_writers.h"
#include "core/tabular/short_names.h"

#include <QDate>
#include <QDir>
#include <QFileInfo>
#include <cpl_error.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
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

/// Counts what GDAL reports while it lives: its drivers come back well from writes that failed.
class Failures
{
public:
    Failures() { CPLPushErrorHandlerEx(note, this); }
    ~Failures() { CPLPopErrorHandler(); }
    Q_DISABLE_COPY(Failures)
    bool any() const { return seen; }

private:
    static void note(CPLErr kind, CPLErrorNum, const char*)
    {
        if (kind >= CE_Failure)
            static_cast<Failures*>(CPLGetErrorHandlerUserData())->seen = true;
    }
    bool seen = false;
};

/// A folder in memory, where no disk gets full unnoticed: GDAL's drivers do not look whether their writes
/// came through.
class MemoryFolder
{
public:
    MemoryFolder() { VSIMkdir(path.constData(), 0700); }
    ~MemoryFolder() { VSIRmdirRecursive(path.constData()); }
    Q_DISABLE_COPY(MemoryFolder)

    QByteArray file(const QString& name) const { return path + '/' + name.toUtf8(); }
    /// Stays the folder's; empty when there is no such file.
    QByteArray bytes(const QString& name) const
    {
        vsi_l_offset size = 0;
        const GByte* content = VSIGetMemFileBuffer(file(name).constData(), &size, FALSE);
        return content == nullptr
            ? QByteArray()
            : QByteArray::fromRawData(reinterpret_cast<const char*>(content), qsizetype(size));
    }

private:
    const QByteArray path = "/vsimem/coop-points-" + QByteArray::number(quintptr(this), 16);
};

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

    Result<> write(Output& output)
    {
        COOP_TRY(fill());
        COOP_TRY(output.write(folder.bytes(name()), 0));
        if (!kind.dbf)
            return {};
        static const QStringList written{
            QStringLiteral("shx"), QStringLiteral("dbf"), QStringLiteral("prj"), QStringLiteral("cpg")};
        for (const QString& ending : written)
            COOP_TRY(output.writeBeside(
                folder.bytes(QFileInfo(name()).completeBaseName() + u'.' + ending), ending));
        output.setObsolete(
            {QStringLiteral("qix"), QStringLiteral("sbn"), QStringLiteral("sbx"), QStringLiteral("qpj")});
        return {};
    }

private:
    QString name() const { return QFileInfo(source.request().path).fileName(); }

    Result<> fill()
    {
        const Failures failures;
        COOP_TRY(create());
        if (data->TestCapability(ODsCTransactions))
            data->StartTransaction();
        qsizetype done = 0;
        for (const Record& row : source.rows()) {
            COOP_TRY(source.goOn(done++));
            COOP_TRY(writeRow(row));
        }
        if (data->TestCapability(ODsCTransactions) && data->CommitTransaction() != OGRERR_NONE)
            return unwritable();
        data.reset();
        return failures.any() || folder.bytes(name()).isEmpty() ? unwritable() : Result<>();
    }

    Result<> unwritable() const
    {
        return fail(ErrorKind::fileUnwritable,
            QStringLiteral("“%1”没有写成：内存可能不够，请少导出几行或几列，或换一种格式；原来的文件没有改动")
                .arg(QDir::toNativeSeparators(source.request().path)));
    }

    Result<> create()
    {
        GDALDriver* driver = GetGDALDriverManager()->GetDriverByName(kind.driver);
        if (!driver)
            return fail(ErrorKind::fileUnwritable,
                QStringLiteral("这台电脑上的 GDAL 不能写“.%1”，请换一种格式")
                    .arg(QFileInfo(name()).suffix()));
        data.reset(
            driver->Create(folder.file(name()).constData(), 0, 0, 0, GDT_Unknown, kind.dataset.List()));
        OGRSpatialReference crs;
        crs.importFromEPSG(kind.epsg);
        crs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
        const QString title = kind.dbf ? QFileInfo(name()).completeBaseName() : source.spec().label;
        if (data)
            layer = data->CreateLayer(title.toUtf8().constData(), &crs, wkbPoint, kind.layer.List());
        if (!layer)
            return unwritable();
        if (kind.title) {
            OGRFieldDefn shown("Name", OFTString); // what both drivers take for it
            if (layer->CreateField(&shown) != OGRERR_NONE)
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
            COOP_TRY(setField(feature, i, row));
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
    const MemoryFolder folder; ///< outlives the dataset
    const ExportSource& source;
    GeoKind kind;
    QList<ExportColumn> columns; ///< without longitude and latitude, which are the point
    QList<OGRFieldType> types;
    int longitude = -1, latitude = -1;
    GDALDatasetUniquePtr data;
    OGRLayer* layer = nullptr;
};
} // namespace

Result<> writePoints(const ExportSource& source, Output& output)
{
    const GdalSession registered;
    return PointFile(source, kindOf(QFileInfo(source.request().path).suffix().toLower())).write(output);
}

} // namespace coop
