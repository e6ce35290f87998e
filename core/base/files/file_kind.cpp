#include "core/base/files/file_kind.h"

#include "core/base/files/disk.h"

#include <QFile>
#include <QList>
#include <QtEndian>
#include <algorithm>
#include <array>

namespace coop
{

namespace
{
constexpr qint64 headBytes = 65536;

struct Named {
    FileKind kind;
    const char16_t* title;
    std::array<const char16_t*, 3> endings;
};
constexpr std::array named{Named{FileKind::csv, u"CSV 表格", {u"csv"}},
    Named{FileKind::xlsx, u"Excel 工作簿", {u"xlsx"}},
    Named{FileKind::geoJson, u"GeoJSON 图层", {u"geojson"}}, Named{FileKind::kml, u"KML 图层", {u"kml"}},
    Named{FileKind::geoPackage, u"GeoPackage 图层", {u"gpkg"}},
    Named{FileKind::shapefile, u"Shapefile 图层", {u"shp"}}, Named{FileKind::pdf, u"PDF 文件", {u"pdf"}},
    Named{FileKind::odt, u"文字文档（.odt）", {u"odt"}}, Named{FileKind::png, u"PNG 图片", {u"png"}},
    Named{FileKind::tiff, u"TIFF 图片", {u"tif", u"tiff"}}, Named{FileKind::svg, u"SVG 矢量图", {u"svg"}},
    Named{FileKind::package, u"数据包", {u"nfb"}}, Named{FileKind::workspace, u"工作区", {}}};

/// Whether `wanted` stands anywhere in the file, which may be large.
bool contains(QFile& file, const QByteArray& wanted)
{
    constexpr qint64 piece = 4 << 20;
    file.seek(0);
    QByteArray window;
    for (;;) {
        const QByteArray next = file.read(piece);
        if (next.isEmpty())
            return false;
        window = window.right(wanted.size() - 1) + next;
        if (window.contains(wanted))
            return true;
    }
}

/// The names in a zip's directory; none when it has no whole one.
QList<QByteArray> entriesOf(QFile& file)
{
    constexpr qint64 endBytes = 65557; // of the longest end record
    constexpr qint64 largestDirectory = 16 << 20;
    file.seek(std::max<qint64>(0, file.size() - endBytes));
    const QByteArray tail = file.read(endBytes);
    const qsizetype end = tail.lastIndexOf(QByteArray("PK\x05\x06", 4));
    if (end < 0 || end + 22 > tail.size())
        return {};
    const qint64 size = qFromLittleEndian<quint32>(tail.constData() + end + 12);
    if (size > largestDirectory)
        return {};
    file.seek(qFromLittleEndian<quint32>(tail.constData() + end + 16));
    const QByteArray directory = file.read(size);
    QList<QByteArray> names;
    for (qsizetype at = 0; at + 46 <= directory.size();) {
        const char* entry = directory.constData() + at;
        const auto name = qFromLittleEndian<quint16>(entry + 28);
        names += directory.mid(at + 46, name);
        at += 46 + name + qFromLittleEndian<quint16>(entry + 30) + qFromLittleEndian<quint16>(entry + 32);
    }
    return names;
}

SniffedFile zipKind(QFile& file, const QByteArray& head)
{
    SniffedFile found{.title = QStringLiteral("压缩文件")};
    if (head.mid(30, 8) == "mimetype") { // OpenDocument has it first and unpacked
        const bool text = head.mid(38, 39) == "application/vnd.oasis.opendocument.text"
            && !head.mid(77, 1).startsWith('-');
        if (text)
            found.kind = FileKind::odt;
        else
            found.title = QStringLiteral("OpenDocument 文档");
        return found;
    }
    for (const QByteArray& name : entriesOf(file)) {
        if (name.startsWith("word/"))
            return {.title = QStringLiteral("Word 文档")};
        if (name.startsWith("ppt/"))
            return {.title = QStringLiteral("PowerPoint 文稿")};
        if (name.startsWith("xl/"))
            found.kind = FileKind::xlsx;
    }
    return found;
}

SniffedFile databaseKind(QFile& file, const QByteArray& head)
{
    if (contains(file, QByteArrayLiteral("coop_meta"))) // the table that every workspace has
        return {.kind = FileKind::workspace};
    if (head.mid(68, 2) == "GP")
        return {.kind = FileKind::geoPackage};
    return {.title = QStringLiteral("数据库")};
}

bool isText(const QByteArray& head)
{
    if (head.startsWith("\xFF\xFE") || head.startsWith("\xFE\xFF"))
        return true;
    return std::none_of(head.begin(), head.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r' && byte != '\f' && byte != 0x1a
            && byte != 0x1b;
    });
}

SniffedFile textKind(QByteArray head)
{
    if (head.startsWith("\xEF\xBB\xBF"))
        head.remove(0, 3);
    head = head.trimmed();
    SniffedFile found{.text = true};
    const QByteArray lower = head.left(8192).toLower();
    if (head.startsWith("{\\rtf"))
        found.title = QStringLiteral("RTF 文档");
    else if (head.startsWith('{'))
        found.kind = FileKind::geoJson;
    else if (head.startsWith('<'))
        if (lower.contains("<svg") || lower.contains(":svg"))
            found.kind = FileKind::svg;
        else if (lower.contains("<kml") || lower.contains(":kml"))
            found.kind = FileKind::kml;
        else
            found.title = QStringLiteral("网页或 XML 文件");
    else if (head.startsWith("[") || head.startsWith("%!PS"))
        found.title = QStringLiteral("别的文本文件");
    else
        found.kind = FileKind::csv;
    return found;
}

SniffedFile kindOf(QFile& file)
{
    const QByteArray head = file.read(headBytes);
    const struct {
        QByteArray mark;
        FileKind kind;
    } marks[]
        = {{QByteArrayLiteral("\x89PNG\r\n\x1a\n"), FileKind::png}, {QByteArray("II*\0", 4), FileKind::tiff},
            {QByteArray("MM\0*", 4), FileKind::tiff}, {QByteArray("II+\0", 4), FileKind::tiff},
            {QByteArray("MM\0+", 4), FileKind::tiff}, {QByteArray("\0\0\x27\x0a", 4), FileKind::shapefile},
            {QByteArrayLiteral("COOPMAP PACKAGE\n"), FileKind::package}};
    for (const auto& mark : marks)
        if (head.startsWith(mark.mark))
            return {.kind = mark.kind};
    if (head.left(1024).contains("%PDF-"))
        return {.kind = FileKind::pdf};
    if (head.startsWith(QByteArray("SQLite format 3\0", 16)))
        return databaseKind(file, head);
    if (head.startsWith("PK\x03\x04"))
        return zipKind(file, head);
    if (head.startsWith("\xD0\xCF\x11\xE0"))
        return {.title = QStringLiteral("旧格式的 Office 文件")};
    if (head.startsWith("\xFF\xD8\xFF"))
        return {.title = QStringLiteral("JPEG 图片")};
    return isText(head) ? textKind(head) : SniffedFile();
}
} // namespace

QString fileKindTitle(FileKind kind)
{
    for (const Named& each : named)
        if (each.kind == kind)
            return QString::fromUtf16(each.title);
    return {};
}

std::optional<FileKind> fileKindOfEnding(const QString& ending)
{
    for (const Named& each : named)
        for (const char16_t* possible : each.endings)
            if (possible != nullptr && ending.compare(QStringView(possible), Qt::CaseInsensitive) == 0)
                return each.kind;
    return std::nullopt;
}

SniffedFile sniffFile(const QString& path)
{
    if (isOpenHere(path))
        return {.openHere = true};
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {.readable = false};
    if (file.size() == 0)
        return {.empty = true};
    SniffedFile found = kindOf(file);
    if (file.error() != QFileDevice::NoError)
        return {.readable = false};
    if (found.title.isEmpty())
        found.title = found.kind ? fileKindTitle(*found.kind) : QStringLiteral("别的文件");
    return found;
}

} // namespace coop
