#include "core/tabular/table_reader.h"

#include <QFileInfo>

namespace coop
{

Result<QList<TableSheet>> readTable(const QString& path)
{
    const QFileInfo info(path);
    if (!info.exists())
        return fail(ErrorKind::fileUnreadable, QStringLiteral("找不到文件“%1”，请检查路径").arg(path));
    if (info.isDir())
        return fail(
            ErrorKind::fileUnreadable, QStringLiteral("“%1”是文件夹，请选一个 .xlsx 或 .csv 文件").arg(path));
    if (!info.isReadable())
        return fail(ErrorKind::fileUnreadable, QStringLiteral("没有权限读取“%1”").arg(path));
    if (info.size() == 0)
        return fail(ErrorKind::fileUnreadable, QStringLiteral("文件“%1”是空的").arg(path));
    const QString ending = info.suffix().toLower();
    const bool workbook
        = ending == u"xlsx" || ending == u"xlsm" || ending == u"xls" || ending == u"ods" || ending == u"et";
    auto sheets = workbook ? readWorkbook(path) : readCsv(path);
    if (!sheets)
        return sheets;
    sheets->removeIf([](const TableSheet& sheet) { return sheet.rows.isEmpty(); });
    if (sheets->isEmpty())
        return fail(ErrorKind::fileUnreadable, QStringLiteral("文件“%1”里没有数据").arg(path));
    return sheets;
}

} // namespace coop
