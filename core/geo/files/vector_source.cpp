#include "core/geo/files/vector_source.h"

#include "core/base/files/foreign_drawing.h"
#include "core/base/text/encoding.h"
#include "core/base/text/text.h"
#include "core/geo/files/kml/kml_reader.h"
#include "core/geo/files/layer_bounds.h"
#include "core/geo/files/layer_path.h"
#include "core/geo/files/side_files.h"
#include "core/geo/files/text_encoding.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QUrl>
#include <algorithm>
#include <atomic>
#include <cpl_conv.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <ogrsf_frmts.h>

namespace coop
{

namespace
{
QByteArray& prefix()
{
    static QByteArray text;
    return text;
}

QString endingOf(const QByteArray& name)
{
    return QFileInfo(QString::fromUtf8(name)).suffix().toLower();
}

bool isShapefile(const QByteArray& name)
{
    const QString ending = endingOf(name);
    return ending == QStringLiteral("shp") || ending == QStringLiteral("dbf")
        || ending == QStringLiteral("shx");
}

/// Formats whose driver hands over the bytes of texts as they lie in the file.
bool hasRawTexts(const QString& format)
{
    static const QStringList formats{
        QStringLiteral("ESRI Shapefile"), QStringLiteral("MapInfo File"), QStringLiteral("DXF")};
    return formats.contains(format);
}

Error notALayer(const QString& shown)
{
    return {ErrorKind::fileUnreadable,
        QStringLiteral(
            "“%1”不是能读取的矢量图层，或者文件已损坏。请用 Shapefile、GeoPackage、GeoJSON、KML 或 MapInfo "
            "文件；Shapefile 的 .shp、.shx、.dbf 要放在一起。")
            .arg(shown)};
}

/// What the bytes say that a file is which none of our drivers reads.
std::optional<Error> foreignFile(const QByteArray& name, const QString& shown)
{
    VSIStatBufL about;
    if (VSIStatL(name.constData(), &about) != 0 || VSI_ISDIR(about.st_mode))
        return std::nullopt;
    const auto close = [](VSILFILE* open) { VSIFCloseL(open); };
    const std::unique_ptr<VSILFILE, decltype(close)> file(VSIFOpenL(name.constData(), "rb"), close);
    if (!file)
        return std::nullopt;
    const auto found = foreignDrawing([&](qint64 from, qint64 most) {
        QByteArray bytes(most, Qt::Uninitialized);
        const bool there = VSIFSeekL(file.get(), vsi_l_offset(from), SEEK_SET) == 0;
        bytes.truncate(there ? qsizetype(VSIFReadL(bytes.data(), 1, size_t(most), file.get())) : 0);
        return bytes;
    });
    if (!found)
        return std::nullopt;
    return Error{ErrorKind::fileUnreadable,
        QStringLiteral("“%1”是%2，不能直接读取。%3，再加入。").arg(shown, found->what, found->remedy)};
}

/// The encoding in which the fewest texts are broken, when none fits all.
QByteArray leastBroken(const QList<QByteArray>& texts)
{
    const auto broken = [&](const char* encoding) {
        return std::count_if(
            texts.begin(), texts.end(), [&](const QByteArray& text) { return !decodedFrom(text, encoding); });
    };
    return broken("UTF-8") <= broken("GB18030") ? "UTF-8" : "GB18030";
}

/// A copy of bytes in GDAL's memory, for as long as a source lives; the name is kept by GDAL's data set.
QByteArray inMemory(const QByteArray& bytes, const QString& ending)
{
    static std::atomic<int> number = 0;
    QByteArray name = "/vsimem/coop-layer-" + QByteArray::number(++number) + '.' + ending.toUtf8();
    VSILFILE* file = VSIFOpenL(name.constData(), "wb");
    VSIFWriteL(bytes.constData(), 1, size_t(bytes.size()), file);
    VSIFCloseL(file);
    return name;
}

/// What the member crs of a GeoJSON names, when that is no system: GDAL takes the layer for WGS 84 then.
QString unknownCrsIn(const QByteArray& json)
{
    static const QRegularExpression named(
        QStringLiteral("^\"crs\"\\s*:\\s*[{][^{}]{0,200}[{][^{}]{0,200}?\"(?:name|code|href)\"\\s*:\\s*"
                       "\"?([^\"{}]{1,200}?)\"?\\s*[,}]"));
    constexpr qsizetype longest = 1000;
    for (qsizetype at = json.indexOf("\"crs\""); at >= 0; at = json.indexOf("\"crs\"", at + 1)) {
        const auto match = named.match(QString::fromUtf8(json.mid(at, longest)));
        if (!match.hasMatch())
            continue;
        QString name = match.captured(1).trimmed();
        OGRSpatialReference known;
        bool isNumber = false;
        name.toInt(&isNumber);
        const QString asked = isNumber ? QStringLiteral("EPSG:") + name : name;
        if (known.SetFromUserInput(
                asked.toUtf8().constData(), OGRSpatialReference::SET_FROM_USER_INPUT_LIMITATIONS_get())
            != OGRERR_NONE)
            return name;
    }
    return {};
}

constexpr const char* zipEndings[]
    = {"shp", "gpkg", "geojson", "json", "kml", "ovkml", "tab", "mif", "dxf", "fgb", "gpx"};
} // namespace

void VectorSource::readThrough(const QByteArray& name)
{
    prefix() = name;
}

Result<VectorSource> VectorSource::open(const QString& chosen, const QString& encoding)
{
    const QString path = layerPath(chosen);
    const QFileInfo file(path);
    const QString shown = QDir::toNativeSeparators(path);
    if (path.isEmpty() || !file.exists())
        return fail(
            ErrorKind::fileUnreadable, QStringLiteral("找不到图层文件“%1”，请核对路径和文件名。").arg(shown));
    const QString ending = file.suffix().toLower();
    if (file.isDir() && ending != QStringLiteral("gdb")
        && QFile::exists(path + QStringLiteral("/a00000001.gdbtable")))
        return fail(ErrorKind::fileUnreadable,
            QStringLiteral("文件夹“%1”里是文件地理数据库（.gdb），请把它改名为“%2.gdb”，再选它。")
                .arg(shown, file.fileName()));
    if (file.isDir() && ending != QStringLiteral("gdb"))
        return fail(ErrorKind::fileUnreadable,
            QStringLiteral("“%1”是文件夹，请选择里面的图层文件（如 .shp、.gpkg、.geojson）。").arg(shown));
    if (!file.isDir() && !file.isFile())
        return fail(
            ErrorKind::fileUnreadable, QStringLiteral("“%1”不是普通文件，不能当图层读取。").arg(shown));
    if (!file.isReadable())
        return fail(
            ErrorKind::fileUnreadable, QStringLiteral("没有权限读取“%1”，请核对文件的访问权限。").arg(shown));
    if (!encoding.isEmpty() && !Encoding::named(encoding.toLatin1()))
        return fail(ErrorKind::invalidValue,
            QStringLiteral("没有叫“%1”的字符编码，请填 GBK、GB18030 或 UTF-8。").arg(encoding));

    VectorSource source;
    source.session = std::make_unique<GdalSession>();
    source.fileName = file.fileName();
    const QByteArray name = prefix() + file.absoluteFilePath().toUtf8();
    QFile bytes(path);
    const bool zipped
        = file.isFile() && bytes.open(QIODevice::ReadOnly) && bytes.read(4) == QByteArray("PK\x03\x04", 4);
    bytes.close();
    const auto opened = zipped || ending == QStringLiteral("zip") || ending == QStringLiteral("kmz")
            || ending == QStringLiteral("ovkmz")
        ? source.openZip(path, name, encoding)
        : source.openFile(name, shown, encoding);
    COOP_TRY(opened);
    if (source.all.empty()) // a KML: whatever else holds nothing was refused by itself
        return fail(ErrorKind::fileUnreadable,
            QStringLiteral("“%1”里没有地标（点、线、面），只有样式、图片或说明，没有可以加入的内容。")
                .arg(shown));
    return source;
}

Result<> VectorSource::openZip(const QString& path, const QByteArray& name, const QString& encoding)
{
    const auto entries = zipDirectory(path, fileName);
    COOP_TRY(entries);
    // Names in a zip are UTF-8 where it says so; else one encoding for all of them.
    QList<QByteArray> names;
    for (const ZipEntry& entry : *entries)
        if (!entry.utf8
            && std::any_of(entry.rawName.begin(), entry.rawName.end(), [](char c) { return c < 0; }))
            names.append(entry.rawName);
    const QStringList fits = fittingEncodings(names, {});
    CPLSetThreadLocalConfigOption(
        "CPL_ZIP_ENCODING", fits.isEmpty() ? "GB18030" : fits.first().toLatin1().constData());
    const QByteArray root = "/vsizip/{" + name + '}';
    const CPLStringList inside(VSIReadDirRecursive(root.constData()));
    std::optional<Error> problem;
    int broken = 0;
    QByteArrayList files;
    for (int i = 0; i < inside.size(); ++i) {
        QByteArray each(inside[i]);
        if (each.endsWith(".gdb/"))
            each.chop(1);
        const QString ending = endingOf(each);
        const bool hidden = each.startsWith("__MACOSX/") || each.contains("/._") || each.startsWith("._");
        if (!hidden
            && (ending == QStringLiteral("gdb")
                || std::any_of(std::begin(zipEndings), std::end(zipEndings),
                    [&](const char* known) { return ending == QLatin1String(known); })))
            files.append(each);
    }
    zipRoot = root + '/';
    zipFiles = files;
    for (const QByteArray& each : std::as_const(files)) {
        const QString shown = QStringLiteral("%1 里的 %2").arg(fileName, QString::fromUtf8(each));
        const auto opened = openFile(root + '/' + each, shown, encoding);
        // A .json is often something else; any other one that is broken must not vanish unseen.
        if (!opened && (!problem || endingOf(each) != QStringLiteral("json")))
            problem = opened.error();
        broken += !opened && endingOf(each) != QStringLiteral("json") ? 1 : 0;
        if (all.size() > size_t(bounds::mostLayers))
            return fail(ErrorKind::refused,
                QStringLiteral("压缩包“%1”里的图层超过 %2 个，请先解压，再选里面的图层文件。")
                    .arg(fileName)
                    .arg(bounds::mostLayers));
    }
    if (problem && (all.empty() || broken > 0))
        return fail(*problem);
    constexpr int lookedAt = 200;
    for (int i = 0; all.empty() && i < std::min(inside.size(), lookedAt); ++i)
        if (const QByteArray each(inside[i]); !each.endsWith('/'))
            if (auto other = foreignFile(
                    zipRoot + each, QStringLiteral("%1 里的 %2").arg(fileName, QString::fromUtf8(each))))
                return fail(*other);
    if (all.empty())
        return fail(ErrorKind::fileUnreadable,
            QStringLiteral(
                "压缩包“%1”里没有图层文件（如 .shp、.gpkg、.geojson、.kml），请核对是不是选错了文件。")
                .arg(fileName));
    return {};
}

Result<> VectorSource::openFile(const QByteArray& name, const QString& shown, const QString& encoding)
{
    if (auto other = foreignFile(name, shown))
        return fail(*other);
    const QString ending = endingOf(name);
    if (ending == QStringLiteral("kml") || ending == QStringLiteral("ovkml"))
        return openKml(name, shown, ending == QStringLiteral("ovkml"));
    if (ending == QStringLiteral("gpx"))
        return openGpx(name, shown, encoding);
    if (ending != QStringLiteral("json") && ending != QStringLiteral("geojson"))
        return openWithGdal(name, shown, encoding);
    // Looked through before GDAL builds a tree of it; and it is always UTF-8 for GDAL.
    auto bytes = wholeFile(name, shown);
    COOP_TRY(bytes);
    QByteArray text = std::move(*bytes);
    if (isUtf8Text(text, {}))
        return openGeoJson(name, text, shown);
    const bool inGbk = CPLIsUTF8(text.constData(), int(text.size())) != 0; // and still not UTF-8
    const auto decoded = !encoding.isEmpty() ? decodedFrom(text, encoding.toLatin1())
        : inGbk                              ? decodedFrom(text, "GB18030")
                                             : decodeText(text);
    text = decoded ? decoded->toUtf8() : text;
    return openGeoJson(inMemory(text, ending), text, shown);
}

Result<> VectorSource::openGeoJson(const QByteArray& name, const QByteArray& text, const QString& shown)
{
    COOP_TRY(checkJson(text, shown));
    const QString unknown = unknownCrsIn(text);
    const size_t first = all.size();
    // What stands around the features: a title, a description, a note of who exported it.
    constexpr qsizetype longest = 4000;
    const QByteArray before = text.left(std::clamp<qsizetype>(text.indexOf("\"features\""), 0, longest));
    const QByteArray behind = text.mid(text.lastIndexOf(']')).left(longest);
    COOP_TRY(openWithGdal(name, shown, {}, {QString::fromUtf8(before), QString::fromUtf8(behind)}));
    for (size_t i = first; i < all.size(); ++i)
        all[i].unknownCrs = unknown;
    return {};
}

Result<> VectorSource::openGpx(const QByteArray& name, const QString& shown, const QString& encoding)
{
    const auto bytes = wholeFile(name, shown);
    COOP_TRY(bytes);
    const QByteArray text = xmlAsUtf8(*bytes);
    COOP_TRY(checkGpx(text, shown));
    qsizetype head = text.size();
    for (const char* first : {"<wpt", "<trk", "<rte"})
        if (const qsizetype at = text.indexOf(first); at >= 0)
            head = std::min(head, at);
    constexpr qsizetype longest = 4000;
    return openWithGdal(text == *bytes ? name : inMemory(text, QStringLiteral("gpx")), shown, encoding,
        {QString::fromUtf8(text.left(std::min(head, longest))),
            QFileInfo(QString::fromUtf8(name)).completeBaseName()});
}

Result<> VectorSource::openKml(const QByteArray& name, const QString& shown, bool gcj)
{
    const auto bytes = wholeFile(name, shown);
    COOP_TRY(bytes);
    // A link inside a zip to a file that is in it as well: that one is read in its turn.
    const auto isInZip = [&](const QString& href) {
        if (zipRoot.isEmpty() || !name.startsWith(zipRoot) || href.startsWith(u'/'))
            return false;
        const QString inside = QString::fromUtf8(name.mid(zipRoot.size()));
        const QString folder = inside.left(inside.lastIndexOf(u'/') + 1);
        const QString plain = href.section(u'#', 0, 0);
        for (const QString& each : {plain, QUrl::fromPercentEncoding(plain.toUtf8())})
            if (const QString target = QDir::cleanPath(folder + each);
                target != inside && zipFiles.contains(target.toUtf8()))
                return true;
        return false;
    };
    auto data = readKml(*bytes, QFileInfo(QString::fromUtf8(name)).fileName(), isInZip);
    COOP_TRY(data);
    addLayers(std::move(*data), QStringLiteral("KML"), {}, gcj || isOvitalKml(*bytes),
        {QFileInfo(QString::fromUtf8(name)).completeBaseName()});
    return {};
}

Result<> VectorSource::openWithGdal(
    const QByteArray& name, const QString& shown, const QString& encoding, const QStringList& words)
{
    // Only what an office has: other drivers read text as tables, or fetch what a file points to.
    static const char* const drivers[] = {"ESRI Shapefile", "GPKG", "GeoJSON", "MapInfo File", "DXF",
        "FlatGeobuf", "OpenFileGDB", "GPX", nullptr};
    CPLStringList options;
    COOP_TRY(checkParts(name, shown));
    COOP_TRY(checkWrittenNumbers(name, shown));
    // Without a .cpg, GDAL would take the bytes for Latin letters, and a wrong one it believes: raw bytes are
    // decoded here instead.
    if (isShapefile(name)) {
        options.SetNameValue("ENCODING", "");
        if (const QByteArray table = beside(name, "dbf"); !table.isEmpty() && !isTableWhole(table))
            return fail(cutShort(shown));
    }
    if (endingOf(name) == QStringLiteral("json") || endingOf(name) == QStringLiteral("geojson"))
        options.SetNameValue(
            "DATE_AS_STRING", "YES"); // as it is written: 1900/1/3 is Excel's, 1900-01-03 a day
    // GDAL asks for the next line or block without end where the disk cannot give it.
    if (endingOf(name) == QStringLiteral("tab"))
        for (const QByteArray& part : {name, beside(name, "dat"), beside(name, "map"), beside(name, "id")})
            COOP_TRY(part.isEmpty() ? Result<QByteArray>(QByteArray()) : wholeFile(part, shown));
    qint64 promised = -1;
    if (endingOf(name) == QStringLiteral("mif")) {
        const auto rows = rowsOfMid(name, shown);
        COOP_TRY(rows);
        promised = *rows;
    }
    std::unique_ptr<GDALDataset> data(GDALDataset::Open(
        name.constData(), GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers, options.List(), nullptr));
    if (!data || data->GetLayerCount() == 0)
        return fail(notALayer(shown));
    COOP_TRY(checkLayout(*data, shown));
    const QString format = QString::fromUtf8(data->GetDriverName());
    QByteArray texts = encoding.toLatin1();
    QString doubt;
    if (hasRawTexts(format)) {
        const QList<QByteArray> raw = rawTexts(*data);
        const QByteArray said = isShapefile(name) ? encodingBeside(name) : QByteArray();
        QStringList fits = fittingEncodings(raw, said);
        if (texts.isEmpty())
            doubt = encodingDoubt(raw, fits, said);
        if (fits.isEmpty() && !raw.isEmpty()) {
            fits = QStringList{QStringLiteral("GB18030"), QStringLiteral("UTF-8"), QStringLiteral("BIG5")};
            fits.move(fits.indexOf(QString::fromLatin1(leastBroken(raw))), 0);
        }
        if ((format == QStringLiteral("ESRI Shapefile") || !doubt.isEmpty()) && fits.size() > fitting.size())
            fitting = fits;
        if (texts.isEmpty() && !raw.isEmpty())
            texts = fits.first().toLatin1();
        if (!doubt.isEmpty())
            doubt = QStringLiteral("“%1”的文字编码有疑问：%2，现在按 %3 读")
                        .arg(shown, doubt,
                            texts == "GB18030" ? QStringLiteral("GBK") : QString::fromLatin1(texts));
    } else {
        texts.clear();
    }
    const size_t first = all.size();
    const bool copied = name.startsWith("/vsimem/"); // under a name of ours
    addLayers(std::move(data), format, texts, false,
        words + QStringList(copied ? QString() : QFileInfo(QString::fromUtf8(name)).completeBaseName()));
    for (size_t i = first; i < all.size(); ++i) {
        all[i].promised
            = format == QStringLiteral("FlatGeobuf") ? all[i].ogr->GetFeatureCount(FALSE) : promised;
        if (isShapefile(name)) {
            all[i].table = beside(name, "dbf");
            all[i].lacksTable = lackOfTable(name, shown);
        }
        all[i].encodingDoubt = doubt;
    }
    return {};
}

void VectorSource::addLayers(std::unique_ptr<GDALDataset> data, const QString& format,
    const QByteArray& texts, bool gcj, const QStringList& words)
{
    for (OGRLayer* ogr : data->GetLayers()) {
        SourceLayer layer{.ogr = ogr, .name = {}, .format = format, .encoding = texts, .mayBeGcj02 = gcj};
        // After the file, whatever the texts in it are written in.
        const QString name = QString::fromUtf8(ogr->GetName()).trimmed();
        layer.name = name;
        for (int i = 2; std::any_of(
                 all.begin(), all.end(), [&](const SourceLayer& other) { return other.name == layer.name; });
             ++i)
            layer.name = QStringLiteral("%1 %2").arg(name).arg(i);
        layer.findDatum(QStringList(QFileInfo(fileName).completeBaseName()) + words);
        all.push_back(std::move(layer));
    }
    parts.push_back(std::move(data));
}

} // namespace coop
