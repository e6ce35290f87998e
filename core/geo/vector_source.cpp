#include "core/geo/vector_source.h"

#include "core/base/text.h"

#include <QDir>
#include <QFileInfo>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <iconv.h>
#include <ogrsf_frmts.h>

namespace coop
{

namespace
{
bool isShapefile(const QByteArray& name)
{
    const QString ending = QFileInfo(QString::fromUtf8(name)).suffix().toLower();
    return ending == QStringLiteral("shp") || ending == QStringLiteral("dbf");
}

/// What the .cpg beside a Shapefile says, if it can be believed: programs write "ISO-8859-1" without asking
/// anybody, and no office's names are in Latin letters.
QByteArray encodingBeside(const QByteArray& shapefile)
{
    const QByteArray stem = shapefile.left(shapefile.lastIndexOf('.'));
    VSILFILE* file = VSIFOpenL((stem + ".cpg").constData(), "rb");
    if (file == nullptr)
        file = VSIFOpenL((stem + ".CPG").constData(), "rb");
    if (file == nullptr)
        return {};
    QByteArray said(64, '\0');
    said.truncate(qsizetype(VSIFReadL(said.data(), 1, size_t(said.size()), file)));
    VSIFCloseL(file);
    said = said.trimmed().toUpper();
    if (said.contains("UTF"))
        return "UTF-8";
    if (said.contains("936") || said.contains("GB"))
        return "GB18030";
    if (said.contains("950") || said.contains("BIG5"))
        return "BIG5";
    return {};
}

QString endingOf(const QString& name)
{
    return QFileInfo(name).suffix().toLower();
}

/// The file inside a zip that holds a layer; the zip itself when none is seen.
QByteArray insideZip(const QByteArray& zip)
{
    QByteArray root = "/vsizip/" + zip;
    const CPLStringList inside(VSIReadDirRecursive(root.constData()));
    for (const char* ending : {"shp", "gpkg", "geojson", "json", "kml", "tab", "mif", "dxf", "fgb"})
        for (int i = 0; i < inside.size(); ++i)
            if (endingOf(QString::fromUtf8(inside[i])) == QLatin1String(ending))
                return root + '/' + inside[i];
    return root;
}

bool isKnownEncoding(const QByteArray& name)
{
    const iconv_t handle = iconv_open("UTF-8", name.constData());
    if (handle == reinterpret_cast<iconv_t>(-1))
        return false;
    iconv_close(handle);
    return true;
}
} // namespace

Result<VectorSource> VectorSource::open(const QString& path, const QString& encoding)
{
    const QFileInfo file(path);
    const QString shown = QDir::toNativeSeparators(path);
    if (path.isEmpty() || !file.exists())
        return fail(
            ErrorKind::fileUnreadable, QStringLiteral("找不到图层文件“%1”，请核对路径和文件名。").arg(shown));
    const QString ending = file.suffix().toLower();
    if (file.isDir() && ending != QStringLiteral("gdb"))
        return fail(ErrorKind::fileUnreadable,
            QStringLiteral("“%1”是文件夹，请选择里面的图层文件（如 .shp、.gpkg、.geojson）。").arg(shown));
    if (!file.isReadable())
        return fail(
            ErrorKind::fileUnreadable, QStringLiteral("没有权限读取“%1”，请核对文件的访问权限。").arg(shown));
    if (!encoding.isEmpty() && !isKnownEncoding(encoding.toLatin1()))
        return fail(ErrorKind::invalidValue,
            QStringLiteral("没有叫“%1”的字符编码，请填 GBK、GB18030 或 UTF-8。").arg(encoding));

    VectorSource source;
    source.fileName = file.fileName();
    const GdalSession session;
    QByteArray name = file.absoluteFilePath().toUtf8();
    if (ending == QStringLiteral("zip"))
        name = insideZip(name);
    CPLStringList options;
    source.recodeFrom = encoding.toLatin1();
    if (isShapefile(name)) {
        // Without a .cpg, GDAL would take the bytes for Latin letters, and a wrong one it believes: raw bytes
        // are decoded here instead.
        options.SetNameValue("ENCODING", "");
        if (encoding.isEmpty())
            source.recodeFrom = encodingBeside(name);
        source.forced = !encoding.isEmpty();
    }
    // Only what an office has: other drivers read text as tables, or fetch what a file points to.
    static const char* const drivers[] = {"ESRI Shapefile", "GPKG", "GeoJSON", "LIBKML", "KML",
        "MapInfo File", "DXF", "FlatGeobuf", "OpenFileGDB", nullptr};
    source.data.reset(GDALDataset::Open(
        name.constData(), GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers, options.List(), nullptr));
    if (!source.data || source.data->GetLayerCount() == 0)
        return fail(ErrorKind::fileUnreadable,
            QStringLiteral(
                "“%1”不是能读取的矢量图层，或者文件已损坏。请用 Shapefile、GeoPackage、GeoJSON、KML "
                "或 MapInfo 文件；Shapefile 的 .shp、.shx、.dbf 要放在一起。")
                .arg(shown));
    return source;
}

QString VectorSource::text(const char* bytes) const
{
    if (bytes == nullptr)
        return {};
    const QByteArray raw(bytes);
    if (!recodeFrom.isEmpty() && (format() == QStringLiteral("ESRI Shapefile") || !CPLIsUTF8(bytes, -1))) {
        // What a .cpg says is only believed as far as the bytes are such letters.
        if (const auto decoded = decodedFrom(raw, recodeFrom); decoded || forced) {
            if (decoded)
                return decoded->trimmed();
            char* utf8 = CPLRecode(bytes, recodeFrom.constData(), CPL_ENC_UTF8);
            const QString out = QString::fromUtf8(utf8);
            CPLFree(utf8);
            return out.trimmed();
        }
    }
    return decodeText(raw).value_or(QString::fromUtf8(raw)).trimmed();
}

QString VectorSource::format() const
{
    return QString::fromUtf8(data->GetDriverName());
}

std::optional<QString> decodedFrom(const QByteArray& bytes, const QByteArray& encoding)
{
    const iconv_t handle = iconv_open("UTF-8", encoding.constData());
    if (handle == reinterpret_cast<iconv_t>(-1))
        return std::nullopt;
    QByteArray in = bytes, out(bytes.size() * 4 + 4, Qt::Uninitialized);
    char* from = in.data();
    char* to = out.data();
    size_t left = size_t(in.size()), room = size_t(out.size());
    const size_t done = iconv(handle, &from, &left, &to, &room);
    iconv_close(handle);
    if (done == size_t(-1))
        return std::nullopt;
    return QString::fromUtf8(out.constData(), qsizetype(to - out.constData()));
}

bool mayHoldPolygons(OGRLayer& layer)
{
    const auto type = wkbFlatten(layer.GetGeomType());
    return type == wkbUnknown || type == wkbGeometryCollection || OGR_GT_IsSubClassOf(type, wkbSurface)
        || OGR_GT_IsSubClassOf(type, wkbMultiSurface);
}

} // namespace coop
