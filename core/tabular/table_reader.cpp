#include "core/tabular/table_reader.h"

#include "core/base/files/file_problem.h"
#include "core/base/files/foreign_drawing.h"
#include "core/base/files/input_file.h"
#include "core/tabular/read/csv_reader.h"
#include "core/tabular/read/table_file_kind.h"
#include "core/tabular/read/table_limits.h"
#include "core/tabular/read/workbooks/ods_reader.h"
#include "core/tabular/read/workbooks/ole_file.h"
#include "core/tabular/read/workbooks/xls_reader.h"
#include "core/tabular/read/workbooks/xlsx_reader.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <new>

namespace coop
{

namespace
{
tl::unexpected<Error> unreadable(const QString& why)
{
    return fail(ErrorKind::fileUnreadable, why);
}

/// What an OpenDocument package is that says it is no spreadsheet.
QString otherDocument(ZipPackage& package)
{
    QByteArray type;
    constexpr qsizetype longest = 200;
    const auto read = package.read(QStringLiteral("mimetype"), [&](QByteArrayView piece) {
        type += piece.toByteArray();
        return type.size() < longest;
    });
    if (!read || type.contains("spreadsheet"))
        return {};
    if (type.contains("opendocument.text"))
        return QStringLiteral(
            "其实是 ODT 文档，请把里面的表复制到 WPS 或 LibreOffice 表格，另存为 .xlsx 再导入");
    if (type.contains("opendocument.presentation") || type.contains("opendocument.graphics"))
        return QStringLiteral("其实是演示文稿或绘图，不是表格，请选择 .xlsx、.xls、.ods 或 .csv 文件");
    return {};
}

Result<QList<Worksheet>> readPackage(const QString& path)
{
    auto package = ZipPackage::open(path);
    COOP_TRY(package);
    const auto has = [&](const char16_t* part) { return package->has(QStringView(part).toString()); };
    if (has(u"xl/workbook.xml") || has(u"xl/workbook.bin"))
        return readXlsx(*package);
    if (has(u"content.xml")) {
        if (const QString other = otherDocument(*package); !other.isEmpty())
            return unreadable(other);
        return readOds(*package);
    }
    if (has(u"word/document.xml"))
        return unreadable(QStringLiteral("其实是 Word 文档，请把里面的表复制到 Excel，另存为 .xlsx 再导入"));
    if (has(u"ppt/presentation.xml"))
        return unreadable(QStringLiteral("其实是演示文稿，不是表格，请选择 .xlsx、.xls、.ods 或 .csv 文件"));
    if (has(u"Index/Document.iwa") || has(u"Index.zip"))
        return unreadable(QStringLiteral("其实是苹果的 Numbers 表格，请在 Numbers 里导出为 .xlsx 再导入"));
    if (has(u"OFD.xml"))
        return unreadable(
            QStringLiteral("其实是 OFD 版式文档，不是表格，请选择 .xlsx、.xls、.ods 或 .csv 文件"));
    if (has(u"doc.kml"))
        return unreadable(QStringLiteral("其实是地图文件（KMZ），请把扩展名改成 .kmz 再导入"));
    if (has(u"_rels/.rels")) // its parts may bear other names
        return readXlsx(*package);
    return unreadable(QStringLiteral("其实是 ZIP 压缩包，请先解压，再导入里面的表格"));
}

Result<QList<Worksheet>> readCompound(const QString& path)
{
    const auto file = OleFile::open(path);
    COOP_TRY(file);
    const auto nameOf = [&](const char16_t* wanted) {
        for (const QString& name : file->names())
            if (name.compare(QStringView(wanted), Qt::CaseInsensitive) == 0)
                return name;
        return QString();
    };
    for (const char16_t* workbook : {u"Workbook", u"Book"}) {
        const QString name = nameOf(workbook);
        if (name.isEmpty())
            continue;
        const auto stream = file->read(name, table_limits::oldWorkbookBytes);
        return stream ? readXls(*stream) : Result<QList<Worksheet>>(fail(stream.error()));
    }
    if (!nameOf(u"EncryptedPackage").isEmpty())
        return unreadable(QStringLiteral("设了打开密码，请在 Excel 或 WPS 里去掉密码后再导入"));
    if (!nameOf(u"WordDocument").isEmpty())
        return unreadable(QStringLiteral("其实是 Word 文档，请把里面的表复制到 Excel，另存为 .xlsx 再导入"));
    if (!nameOf(u"PowerPoint Document").isEmpty())
        return unreadable(QStringLiteral("其实是演示文稿，不是表格，请选择 .xlsx、.xls、.ods 或 .csv 文件"));
    return unreadable(
        QStringLiteral("里没有工作簿（是别的程序的文件，或没有下载完），请用 Excel 或 WPS 打开核对，另存为 "
                       ".xlsx 再导入"));
}

Result<QList<Worksheet>> readBare(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > table_limits::oldWorkbookBytes)
        return unreadable(QStringLiteral("读不出来，请用 Excel 或 WPS 打开后另存为 .xlsx 再导入"));
    const QByteArray stream = file.readAll();
    if (stream.size() != file.size())
        return unreadable(
            QStringLiteral("没有读完（%1），请把文件复制到本机硬盘上再导入").arg(fileProblem(file)));
    return readXls(stream);
}

Result<QList<Worksheet>> readText(const QString& path)
{
    auto sheet = readCsv(path);
    COOP_TRY(sheet);
    return QList<Worksheet>{std::move(*sheet)};
}

Result<QList<Worksheet>> readAny(const QString& path)
{
    const QFileInfo info(path);
    if (!info.exists())
        return unreadable(QStringLiteral("不存在，请检查路径"));
    if (info.isDir())
        return unreadable(QStringLiteral("是一个文件夹，请选择其中的表格文件"));
    if (!info.isFile())
        return unreadable(QStringLiteral("不是普通的文件，请选择 .xlsx、.xls、.ods 或 .csv 文件"));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return unreadable(
            QStringLiteral("打不开（%1），请检查权限，或关闭正在使用它的程序").arg(fileProblem(file)));
    // Before any of the readers, which open the file themselves and say of each fault that the file is
    // broken.
    if (const auto whole = readsToItsEnd(path, table_limits::packageBytes); !whole)
        return unreadable(QStringLiteral("%1，请把文件复制到本机硬盘上再导入").arg(whole.error().text));
    constexpr qint64 lookedAt = 4096;
    const QByteArray head = file.read(lookedAt);
    const auto drawing = foreignDrawing(
        [&](qint64 from, qint64 most) { return file.seek(from) ? file.read(most) : QByteArray(); });
    file.close();
    if (head.isEmpty() || (info.size() <= lookedAt && head.trimmed().isEmpty()))
        return unreadable(QStringLiteral("是空的，没有可以导入的内容"));
    constexpr qint64 longestOwner = 165; // what Excel and WPS write beside a workbook that is open
    if (info.fileName().startsWith(QStringLiteral("~$")) && info.size() <= longestOwner)
        return unreadable(
            QStringLiteral("是 Excel 或 WPS 打开表格时放在旁边的临时文件，请选择文件名前面没有“~$”的那一个"));
    const auto kind = tableFileKind(head);
    COOP_TRY(kind);
    if (drawing)
        return unreadable(
            QStringLiteral("其实是%1，不是表格，%2，再导入").arg(drawing->what, drawing->remedy));
    auto sheets = *kind == TableFileKind::package ? readPackage(path)
        : *kind == TableFileKind::compound        ? readCompound(path)
        : *kind == TableFileKind::bareWorkbook    ? readBare(path)
                                                  : readText(path);
    if (!sheets)
        return sheets;
    sheets->removeIf([](const Worksheet& sheet) { return sheet.rows.isEmpty(); });
    if (sheets->isEmpty())
        return unreadable(QStringLiteral("里面的工作表都是空的，没有可以导入的内容"));
    return sheets;
}
} // namespace

Result<QList<Worksheet>> readTable(const QString& path)
{
    const auto named = [&](const QString& why) {
        return QStringLiteral("表格文件“%1”%2").arg(QDir::toNativeSeparators(path), why);
    };
    try {
        auto sheets = readAny(path);
        if (!sheets)
            return unreadable(named(sheets.error().text));
        return sheets;
    } catch (const std::bad_alloc&) {
        return unreadable(named(
            QStringLiteral("太大，电脑的内存不够，什么也没有导入，请关闭别的程序，或分成几个文件再导入")));
    }
}

} // namespace coop
