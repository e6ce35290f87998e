#include "core/base/files/foreign_drawing.h"

#include <QList>
#include <QRegularExpression>
#include <QStringList>
#include <QtEndian>
#include <algorithm>

namespace coop
{

namespace
{
constexpr qint64 sniffedBytes = 16384;

const QString byQgis = QStringLiteral("请用 QGIS 打开，导出为 GeoPackage");
const QString noPlace
    = QStringLiteral("里面没有地图上的位置，不能当图层，请向提供的人要 DXF 或 Shapefile 格式的平面图");

QByteArray utf16(const char* text)
{
    QByteArray bytes;
    for (; *text != '\0'; ++text)
        bytes.append(*text).append('\0');
    return bytes;
}

struct Mark {
    qsizetype from, upTo; ///< where it may begin
    QByteArray bytes;
    ForeignDrawing drawing;
};

const QList<Mark>& marks()
{
    static const ForeignDrawing dxf{QStringLiteral("二进制的 DXF 图纸"),
        QStringLiteral("请用 AutoCAD 或 CASS 打开，另存为文本（ASCII）的 DXF")};
    static const ForeignDrawing sketch{QStringLiteral("草图大师三维模型（SketchUp）"), noPlace};
    static const ForeignDrawing osm{QStringLiteral("OpenStreetMap 数据"), byQgis};
    static const ForeignDrawing mapGis{
        QStringLiteral("MapGIS 图层"), QStringLiteral("请用 MapGIS 打开，转换为 Shapefile")};
    static const ForeignDrawing dgn{QStringLiteral("MicroStation 图纸（DGN）"),
        QStringLiteral("请用 MicroStation 或 AutoCAD 打开，另存为 DXF")};
    static const ForeignDrawing e00{QStringLiteral("ArcInfo 交换文件（E00）"),
        QStringLiteral("请用 ArcGIS 或 QGIS 打开，导出为 Shapefile 或 GeoPackage")};
    static const ForeignDrawing access{QStringLiteral("Access 数据库或个人地理数据库（.mdb）"),
        QStringLiteral("请用 ArcGIS 打开，导出为 Shapefile")};
    static const QList<Mark> known{
        {0, 0, "AutoCAD Binary DXF", dxf},
        {0, 0, QByteArray("\xFF\xFE\xFF\x0E", 4) + utf16("SketchUp"), sketch},
        {4, 8, "\x0A\x09OSMHeader", osm},
        {0, 0, "WMAP`", mapGis},
        {0, 0, QByteArray("\x08\x09\xFE\x02", 4), dgn},
        {0, 0, "EXP  0 ", e00},
        {0, 0, "EXP  1 ", e00},
        {4, 4, "Standard Jet DB", access},
        {4, 4, "Standard ACE DB", access},
        {0, 0, "(DWF V",
            {QStringLiteral("AutoCAD 发布的图纸（DWF）"),
                QStringLiteral("请用 AutoCAD 打开原来的 DWG，另存为 DXF")}},
        {0, 0, "ISO-10303-21", {QStringLiteral("建筑信息模型（IFC）"), noPlace}},
        {0, 4, "HeadBegin",
            {QStringLiteral("国土空间数据交换文件（VCT）"),
                QStringLiteral("请用 ArcGIS 或出图单位的软件转换为 Shapefile")}},
        {0, 8, "!Workspace",
            {QStringLiteral("MapInfo 的工作空间（.wor），只记着图层在哪里"),
                QStringLiteral("请选择它用到的 .tab 文件")}},
    };
    return known;
}

/// Elements with which a document in XML begins: the name without its prefix, and what must stand behind it.
struct Root {
    const char* names; ///< a regular expression
    const char* within; ///< in the beginning; null: nothing
    ForeignDrawing drawing;
};

const QList<Root>& roots()
{
    static const ForeignDrawing service{QStringLiteral("地图服务（WFS、WMS）的说明，里面没有图形"),
        QStringLiteral("请在 QGIS 里连接这个服务，导出为 GeoPackage")};
    static const ForeignDrawing answer{QStringLiteral("地图服务的出错信息，没有下载到图形"),
        QStringLiteral("请重新下载，或在 QGIS 里连接这个服务，导出为 GeoPackage")};
    static const QList<Root> known{
        {"w[mf]s_(ms_)?capabilities|wmt_ms_capabilities|ogrwfsdatasource|qgsw[mf]sconnections", nullptr,
            service},
        {"capabilities", "opengis.net", service},
        {"serviceexceptionreport|exceptionreport", nullptr, answer},
        {"osm|osmchange", nullptr, {QStringLiteral("OpenStreetMap 数据"), byQgis}},
        {"landxml", nullptr,
            {QStringLiteral("LandXML 测绘数据"),
                QStringLiteral("请用 Civil 3D 或 QGIS 打开，导出为 DXF 或 Shapefile")}},
        {"qgis", nullptr,
            {QStringLiteral("QGIS 的工程，只记着图层在哪里"),
                QStringLiteral("请选择它用到的图层文件（.shp、.gpkg）")}},
        {"[a-z_][\\w.-]*", "wfs/", {QStringLiteral("WFS 服务给的数据（GML）"), byQgis}},
        {"[a-z_][\\w.-]*", "opengis.net/gml", {QStringLiteral("GML 数据"), byQgis}},
    };
    return known;
}

std::optional<ForeignDrawing> byRoot(const QString& text)
{
    static const QRegularExpression element(
        QStringLiteral("^(?:[\\s\\x{FEFF}]|<!--.*?-->|<\\?.*?\\?>)*<(?:!doctype\\s+)?(?:[a-z_][\\w.-]*:)?"
                       "([a-z_][\\w.-]*)"),
        QRegularExpression::DotMatchesEverythingOption);
    const auto match = element.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    // Other kinds of XML that use GML inside are read or told elsewhere.
    static const QStringList others{
        QStringLiteral("kml"), QStringLiteral("gpx"), QStringLiteral("svg"), QStringLiteral("html")};
    if (others.contains(match.captured(1)))
        return std::nullopt;
    for (const Root& root : roots()) {
        const QRegularExpression names(QRegularExpression::anchoredPattern(QString::fromLatin1(root.names)));
        if (names.match(match.captured(1)).hasMatch()
            && (root.within == nullptr || text.contains(QLatin1String(root.within))))
            return root.drawing;
    }
    return std::nullopt;
}

bool isDwg(const QByteArray& head)
{
    // AC1.2 of 1982 … AC1032 of 2018: never a text, for zeros stand behind it.
    static const QRegularExpression version(QStringLiteral("^(?:MC0\\.0|AC[12]\\.\\d{1,2}|AC10\\d\\d)"));
    return version.match(QString::fromLatin1(head.left(6))).hasMatch() && head.mid(6, 20).contains('\0');
}

/// The main chunk of a 3D Studio model: its length, and one of three chunks that begin in it.
bool is3ds(const QByteArray& head)
{
    if (!head.startsWith("MM") || head.size() < 12)
        return false;
    const auto inner = qFromLittleEndian<quint16>(head.constData() + 6);
    return qFromLittleEndian<quint32>(head.constData() + 2) > 12
        && (inner == 0x0002 || inner == 0x3D3D || inner == 0x3D3E);
}

/// What stands in the directory of an OLE file.
std::optional<ForeignDrawing> inCompound(const QByteArray& head, const ReadAt& read)
{
    if (head.size() < 512 || !head.startsWith("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"))
        return std::nullopt;
    const int shift = qFromLittleEndian<quint16>(head.constData() + 30);
    if (shift != 9 && shift != 12)
        return std::nullopt;
    constexpr qint64 lookedAt = 8192;
    const qint64 directory = qFromLittleEndian<quint32>(head.constData() + 48);
    const QByteArray entries = read((directory + 1) << shift, lookedAt);
    if (entries.contains(utf16("BasicFileInfo")) || entries.contains(utf16("RevitPreview")))
        return ForeignDrawing{QStringLiteral("Revit 建筑模型"), noPlace};
    if (entries.contains(utf16("Dgn~")))
        return ForeignDrawing{QStringLiteral("MicroStation 图纸（DGN）"),
            QStringLiteral("请用 MicroStation 或 AutoCAD 打开，另存为 DXF")};
    return std::nullopt;
}

/// A database that keeps geometry as SpatiaLite does; a GeoPackage says of itself that it is one.
bool isSpatialite(const QByteArray& head, const ReadAt& read)
{
    if (!head.startsWith(QByteArray("SQLite format 3\0", 16)) || head.mid(68, 2) == "GP")
        return false;
    constexpr qint64 piece = 1 << 20, mostLookedAt = 32 * piece, overlap = 64;
    bool hasColumns = false, hasSystems = false;
    for (qint64 from = 0; from < mostLookedAt; from += piece - overlap) {
        const QByteArray bytes = read(from, piece).toLower();
        if (bytes.contains("gpkg_contents"))
            return false;
        hasColumns = hasColumns || bytes.contains("geometry_columns");
        hasSystems = hasSystems || bytes.contains("spatial_ref_sys");
        if (bytes.size() < piece)
            break;
    }
    return hasColumns && hasSystems;
}

bool isTopoJson(const QByteArray& head)
{
    static const QRegularExpression topology(QStringLiteral("\"type\"\\s*:\\s*\"Topology\""));
    static const QRegularExpression parts(QStringLiteral("\"(?:objects|arcs|transform)\"\\s*:"));
    const QString text = QString::fromLatin1(head.startsWith("\xEF\xBB\xBF") ? head.mid(3) : head).trimmed();
    return text.startsWith(u'{') && text.contains(topology) && text.contains(parts);
}
} // namespace

std::optional<ForeignDrawing> foreignDrawing(const ReadAt& read)
{
    const QByteArray head = read(0, sniffedBytes);
    if (isDwg(head))
        return ForeignDrawing{
            QStringLiteral("AutoCAD 图纸（DWG）"), QStringLiteral("请用 AutoCAD 或 CASS 打开，另存为 DXF")};
    if (is3ds(head))
        return ForeignDrawing{QStringLiteral("三维模型（3DS）"), noPlace};
    for (const Mark& mark : marks())
        if (const qsizetype at = head.indexOf(mark.bytes, mark.from); at >= 0 && at <= mark.upTo)
            return mark.drawing;
    if (auto compound = inCompound(head, read))
        return compound;
    if (isSpatialite(head, read))
        return ForeignDrawing{QStringLiteral("SpatiaLite 数据库"), byQgis};
    if (isTopoJson(head))
        return ForeignDrawing{QStringLiteral("TopoJSON 数据"),
            QStringLiteral("请用 QGIS 或 mapshaper 打开，导出为 GeoPackage 或 GeoJSON")};
    QString text = QString::fromLatin1(head);
    if (head.startsWith("\xFF\xFE") || head.startsWith("\xFE\xFF"))
        text.remove(QChar(u'\0')).remove(0, 2); // only its English letters are looked at
    else if (head.startsWith("\xEF\xBB\xBF"))
        text.remove(0, 3);
    return byRoot(text.toLower());
}

} // namespace coop
