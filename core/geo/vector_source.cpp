#include "core/geo/vector_source.h"

#include "core/base/text.h"

#include <QDir>
#include <QFileInfo>
#include <cpl_string.h>
#include <iconv.h>
#include <ogrsf_frmts.h>

namespace coop
{

namespace
{
bool isShapefile(const QFileInfo& file)
{
    const QString ending = file.suffix().toLower();
    return ending == QStringLiteral("shp") || ending == QStringLiteral("dbf");
}

bool saysItsEncoding(const QFileInfo& shapefile)
{
    const QString stem = shapefile.path() + u'/' + shapefile.completeBaseName();
    return QFileInfo::exists(stem + QStringLiteral(".cpg"))
        || QFileInfo::exists(stem + QStringLiteral(".CPG"));
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
    CPLStringList options;
    if (isShapefile(file)) {
        // Without a .cpg, GDAL would take the bytes for Latin letters: raw bytes are decoded here instead.
        if (!encoding.isEmpty() || !saysItsEncoding(file))
            options.SetNameValue("ENCODING", "");
    }
    source.recodeFrom = encoding.toLatin1();
    QByteArray name = file.absoluteFilePath().toUtf8();
    if (ending == QStringLiteral("zip"))
        name.prepend("/vsizip/");
    const GdalSession session;
    source.data.reset(GDALDataset::Open(
        name.constData(), GDAL_OF_VECTOR | GDAL_OF_READONLY, nullptr, options.List(), nullptr));
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
        char* utf8 = CPLRecode(bytes, recodeFrom.constData(), CPL_ENC_UTF8);
        const QString out = QString::fromUtf8(utf8);
        CPLFree(utf8);
        return out.trimmed();
    }
    return decodeText(raw).value_or(QString::fromUtf8(raw)).trimmed();
}

QString VectorSource::format() const
{
    return QString::fromUtf8(data->GetDriverName());
}

bool mayHoldPolygons(OGRLayer& layer)
{
    const auto type = wkbFlatten(layer.GetGeomType());
    return type == wkbUnknown || type == wkbGeometryCollection || OGR_GT_IsSubClassOf(type, wkbSurface)
        || OGR_GT_IsSubClassOf(type, wkbMultiSurface);
}

} // namespace coop
