#include "core/tabular/table_reader.h"

#include "core/base/file_problem.h"
#include "core/base/text.h"
#include "core/tabular/csv_text.h"

#include <QFile>
#include <QFileInfo>

namespace coop
{

namespace
{
Error unreadable(const QString& path, const QString& why)
{
    return {ErrorKind::fileUnreadable, QStringLiteral("表格文件“%1”%2").arg(path, why)};
}

/// The first bytes of an old Excel file, and of a new one that a password encrypts.
bool isCompoundFile(const QByteArray& head)
{
    return head.startsWith("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
}

bool isEncrypted(const QByteArray& bytes)
{
    static const QByteArray stream = [] {
        const char16_t* name = u"EncryptedPackage";
        return QByteArray(reinterpret_cast<const char*>(name), 2 * 16);
    }();
    return bytes.contains(stream);
}

Result<QList<TableSheet>> readText(const QString& path, const QByteArray& bytes)
{
    const QByteArray head = bytes.left(1024).trimmed().toLower();
    if (head.startsWith("<html") || head.startsWith("<!doctype html") || head.startsWith("<table"))
        return fail(unreadable(path,
            QStringLiteral("其实是网页，不是 Excel 工作簿，请用 Excel 或 WPS 打开后另存为 .xlsx 再导入")));
    const auto text = decodeText(bytes);
    if (!text || text->contains(QChar(0)))
        return fail(unreadable(
            path, QStringLiteral("不是 Excel 工作簿，也不是文本表格，请另存为 .xlsx 或 .csv 再导入")));
    const auto rows = parseCsv(*text);
    if (!rows)
        return fail(unreadable(path, rows.error().text));
    TableSheet sheet{.name = {}, .rows = *rows};
    sheet.trim();
    return QList<TableSheet>{sheet};
}
} // namespace

Result<QList<TableSheet>> readTable(const QString& path)
{
    const QFileInfo info(path);
    if (!info.exists())
        return fail(unreadable(path, QStringLiteral("不存在，请检查路径")));
    if (info.isDir())
        return fail(unreadable(path, QStringLiteral("是一个文件夹，请选择其中的表格文件")));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(unreadable(
            path, QStringLiteral("打不开（%1），请检查权限，或关闭正在使用它的程序").arg(fileProblem(file))));
    const QByteArray bytes = file.readAll();
    file.close();
    if (bytes.trimmed().isEmpty())
        return fail(unreadable(path, QStringLiteral("是空的，没有可以导入的内容")));
    const bool zip = bytes.startsWith("PK");
    if (!zip && !isCompoundFile(bytes))
        return readText(path, bytes);
    if (!zip && isEncrypted(bytes))
        return fail(unreadable(path, QStringLiteral("设了打开密码，请在 Excel 或 WPS 里去掉密码后再导入")));
    auto sheets = readWorkbook(path);
    if (!sheets)
        return fail(unreadable(path,
            zip ? QStringLiteral("不是完好的 Excel 工作簿，请用 Excel 或 WPS 打开，另存为 .xlsx 再导入")
                : QStringLiteral(
                    "读不出来，可能设了打开密码或已经损坏，请用 Excel 或 WPS 打开，另存为 .xlsx 再导入")));
    sheets->removeIf([](const TableSheet& sheet) { return sheet.rows.isEmpty(); });
    if (sheets->isEmpty())
        return fail(unreadable(path, QStringLiteral("里面的工作表都是空的，没有可以导入的内容")));
    return std::move(*sheets);
}

} // namespace coop
