#include "core/tabular/read/table_file_kind.h"

#include <QList>
#include <QRegularExpression>
#include <algorithm>

namespace coop
{

namespace
{
struct Signature {
    qsizetype at;
    QByteArray bytes;
    QString sentence;
};

QString saveAs(const QString& what)
{
    return QStringLiteral("其实是%1，不是 Excel 工作簿，请用 Excel 或 WPS 打开后另存为 .xlsx 再导入")
        .arg(what);
}

QString noTable(const QString& what)
{
    return QStringLiteral("其实是%1，不是表格，请选择 .xlsx、.xls、.ods 或 .csv 文件").arg(what);
}

QString archive(const QString& what)
{
    return QStringLiteral("其实是 %1 压缩包，请先解压，再导入里面的表格").arg(what);
}

const QList<Signature>& signatures()
{
    const QString picture = noTable(QStringLiteral("图片"));
    static const QList<Signature> known{
        {0, "Rar!\x1A\x07", archive(QStringLiteral("RAR"))},
        {0, "7z\xBC\xAF\x27\x1C", archive(QStringLiteral("7z"))},
        {0, "\x1F\x8B", archive(QStringLiteral("GZ"))},
        {0, "BZh", archive(QStringLiteral("BZ2"))},
        {0,
            QByteArray("\xFD"
                       "7zXZ\0",
                6),
            archive(QStringLiteral("XZ"))},
        {0, "\x89PNG", picture},
        {0, "\xFF\xD8\xFF", picture},
        {0, "GIF8", picture},
        {0, QByteArray("II*\0", 4), picture},
        {0, QByteArray("MM\0*", 4), picture},
        {0, QByteArray("II+\0", 4), picture},
        {8, "WEBP", picture},
        {4, "Standard Jet DB", saveAs(QStringLiteral(" Access 数据库"))},
        {4, "Standard ACE DB", saveAs(QStringLiteral(" Access 数据库"))},
        {0, "\x28\xB5\x2F\xFD", archive(QStringLiteral("ZST"))},
        {257, "ustar", archive(QStringLiteral("TAR"))},
        {0, QByteArray("L\0\0\0\x01\x14\x02\0", 8), noTable(QStringLiteral("快捷方式，只指向别处的文件"))},
        {0, "[InternetShortcut]", noTable(QStringLiteral("网页快捷方式"))},
        {0, "bplist", noTable(QStringLiteral("苹果系统的设置文件"))},
        {0, "PAR1", noTable(QStringLiteral("Parquet 数据文件"))},
        {0, QByteArray("\0\0\x02\0\x06\x04", 6), saveAs(QStringLiteral(" Lotus 1-2-3 表格"))},
        {4, "ftyp", noTable(QStringLiteral("图片或视频"))},
        {0, QByteArray("SQLite format 3\0", 16),
            QStringLiteral(
                "其实是数据库或本程序的工作区，不是表格；工作区请用“打开”，图层请在地图页用“添加图层”")},
        {0, QByteArray("MZ\x90\0", 4), noTable(QStringLiteral("程序"))},
        {0,
            "\x7F"
            "ELF",
            noTable(QStringLiteral("程序"))},
    };
    return known;
}

/// A dBase table: a date and sizes that fit each other.
bool isDbf(const QByteArray& head)
{
    if (head.size() < 32 || !QByteArray("\x02\x03\x30\x31\x32\x43\x63\x83\x8B\xCB\xF5\xFB").contains(head[0]))
        return false;
    const auto byte = [&](int i) { return int(quint8(head[i])); };
    const int header = byte(8) + 256 * byte(9);
    const int record = byte(10) + 256 * byte(11);
    return byte(2) >= 1 && byte(2) <= 12 && byte(3) >= 1 && byte(3) <= 31 && header >= 33 && record >= 2
        && (header % 32 == 1 || header % 32 == 8);
}

bool isBitmap(const QByteArray& head)
{
    return head.size() > 18 && head.startsWith("BM") && head[6] == 0 && head[7] == 0 && head[8] == 0
        && head[9] == 0;
}

/// Records of Excel before 97 that stand in the file without an OLE file around them.
bool isBareWorkbook(const QByteArray& head)
{
    return head.size() > 8 && head[0] == '\x09'
        && (head[1] == 0 || head[1] == 2 || head[1] == 4 || head[1] == 8) && head[2] >= 4 && head[2] <= 16
        && head[3] == 0;
}

/// Without blanks, comments and processing instructions in front.
QString fromFirstElement(const QString& text)
{
    static const QRegularExpression before(QStringLiteral("^(?:[\\s\\x{FEFF}]|<!--.*?-->|<\\?.*?\\?>)+"),
        QRegularExpression::DotMatchesEverythingOption);
    QString rest = text;
    if (const auto match = before.match(rest); match.hasMatch())
        rest.remove(0, match.capturedLength());
    return rest;
}
} // namespace

QString otherThanTable(const QString& beginning)
{
    constexpr qsizetype lookedAt = 16384;
    const QString text = fromFirstElement(beginning.left(lookedAt)).toLower();
    const auto begins = [&](const char16_t* with) { return text.startsWith(QStringView(with)); };
    if (begins(u"{\\rtf"))
        return saveAs(QStringLiteral("写字板（RTF）文档"))
            .replace(QStringLiteral("Excel 或 WPS 打开后另存为 .xlsx 再导入"),
                QStringLiteral("Word 或 WPS 打开，把里面的表复制到 Excel，另存为 .xlsx 再导入"));
    if (begins(u"%pdf"))
        return noTable(QStringLiteral(" PDF 文档"));
    if (begins(u"id;p"))
        return saveAs(QStringLiteral(" SYLK 表格（.slk）"));
    static const QRegularExpression dif(QStringLiteral("^table\\r?\\n0,1\\r?\\n"));
    if (dif.match(text).hasMatch())
        return saveAs(QStringLiteral(" DIF 表格（.dif）"));
    static const QRegularExpression mail(
        QStringLiteral("^(?:mime-version:|(?:from|received|return-path|delivered-to):[^\\n]*\\n(?:[a-z-]+:|"
                       "\\s)|content-type:\\s*multipart)"));
    if (mail.match(text).hasMatch())
        return saveAs(QStringLiteral("单个文件网页（MHTML）"));
    static const QRegularExpression json(
        QStringLiteral("^(?:(?:\\[\\s*)?[{]\\s*\"[^\"]*\"\\s*:|\\[\\s*[\\[{])"));
    if (json.match(text).hasMatch())
        return text.contains(QStringLiteral("\"feature")) || text.contains(QStringLiteral("\"coordinates\""))
            ? QStringLiteral("其实是地图文件（GeoJSON），请把扩展名改成 .geojson 再导入")
            : noTable(QStringLiteral(" JSON 数据"));
    static const QRegularExpression element(QStringLiteral("^<(?:!|/)?([a-z_][\\w.-]*:)?([a-z_][\\w.-]*)"));
    const auto match = element.match(text);
    if (!match.hasMatch())
        return {};
    const QString name = match.captured(2);
    if (name == u"doctype" && !text.startsWith(QStringLiteral("<!doctype html")))
        return noTable(QStringLiteral(" XML 文件"));
    if (name == u"gpx")
        return QStringLiteral(
            "其实是轨迹文件（GPX），不是表格，请在奥维或 GIS 软件里导出为 .kml 或表格再导入");
    if (name == u"kml")
        return QStringLiteral("其实是地图文件（KML），请把扩展名改成 .kml 再导入");
    if (name == u"workbook")
        return saveAs(QStringLiteral(" XML 表格（XML Spreadsheet 2003）"));
    if (name == u"document" && text.contains(QStringLiteral("opendocument")))
        return saveAs(QStringLiteral("平面 OpenDocument XML（.fods）"));
    if (name == u"svg")
        return noTable(QStringLiteral("图片（SVG）"));
    static const QStringList pages{QStringLiteral("html"), QStringLiteral("doctype"), QStringLiteral("head"),
        QStringLiteral("meta"), QStringLiteral("style"), QStringLiteral("body"), QStringLiteral("table"),
        QStringLiteral("div"), QStringLiteral("script"), QStringLiteral("title"), QStringLiteral("link"),
        QStringLiteral("center"), QStringLiteral("p"), QStringLiteral("span"), QStringLiteral("font"),
        QStringLiteral("tr"), QStringLiteral("td"), QStringLiteral("base"), QStringLiteral("form")};
    if (pages.contains(name) || text.contains(QStringLiteral("<html"))
        || text.contains(QStringLiteral("<table")))
        return saveAs(QStringLiteral("网页（HTML）"));
    return saveAs(QStringLiteral(" XML 文件"));
}

Result<TableFileKind> tableFileKind(const QByteArray& head)
{
    if (head.startsWith("PK\x03\x04") || head.startsWith("PK\x05\x06") || head.startsWith("PK\x07\x08"))
        return TableFileKind::package;
    if (head == "PK" || head == "PK\x03") // one that was cut in its first bytes
        return TableFileKind::package;
    if (head.startsWith("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"))
        return TableFileKind::compound;
    for (const Signature& signature : signatures())
        if (head.mid(signature.at, signature.bytes.size()) == signature.bytes)
            return fail(ErrorKind::fileUnreadable, signature.sentence);
    if (head.left(1024).contains("%PDF-"))
        return fail(ErrorKind::fileUnreadable, noTable(QStringLiteral(" PDF 文档")));
    if (isBitmap(head))
        return fail(ErrorKind::fileUnreadable, noTable(QStringLiteral("图片")));
    if (isBareWorkbook(head))
        return TableFileKind::bareWorkbook;
    if (isDbf(head))
        return fail(ErrorKind::fileUnreadable, saveAs(QStringLiteral(" dBase 数据表（.dbf）")));
    if (!head.isEmpty() && std::all_of(head.begin(), head.end(), [](char c) { return c == 0; }))
        return fail(ErrorKind::fileUnreadable,
            QStringLiteral("里面全是零，没有下载完或没有复制完，请重新下载或复制一份再导入"));
    return TableFileKind::text;
}

} // namespace coop
