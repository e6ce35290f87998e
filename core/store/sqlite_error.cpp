#include "core/store/sqlite_error.h"

#include "core/store/quarter_locks.h"
#include "core/store/sum_overflow.h"

#include <sqlite3.h>

namespace coop
{

Error errorOf(const SQLite::Exception& exception, const QString& path)
{
    switch (exception.getErrorCode() & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return {ErrorKind::inUse,
            QStringLiteral("文件“%1”正被另一个程序写入，请等它完成或关闭它以后再试").arg(path)};
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return {ErrorKind::fileUnwritable,
            QStringLiteral("文件“%1”或它所在的文件夹是只读的，请复制到可以写入的文件夹以后再打开").arg(path)};
    case SQLITE_FULL:
        return {ErrorKind::fileUnwritable,
            QStringLiteral("磁盘已满，文件“%1”没有保存，请腾出空间以后再试").arg(path)};
    case SQLITE_IOERR:
        return {ErrorKind::fileUnwritable,
            QStringLiteral("读写文件“%1”时出错，请检查磁盘、U 盘或网络以后再试").arg(path)};
    case SQLITE_CANTOPEN:
        return {ErrorKind::fileUnreadable,
            QStringLiteral("打不开文件“%1”，请检查它是否存在、文件夹是否允许写入").arg(path)};
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
        return {ErrorKind::notAWorkspace,
            QStringLiteral("文件“%1”不是工作区，或者已经损坏，请改用备份").arg(path)};
    case SQLITE_ERROR:
        if (isSumOverflow(exception))
            return {
                ErrorKind::refused, QStringLiteral("合计太大，算不出来，请运行体检，找出数太大的行并改正")};
        throw exception;
    case SQLITE_CONSTRAINT:
        if (qstrcmp(exception.what(), raisedLocked) == 0)
            return {ErrorKind::locked,
                QStringLiteral("这一行所在季度的填报表已审核或已锁定，不能修改；要改请先在“填报”里退回或更正"
                               "，并写明原因")};
        if (qstrcmp(exception.what(), raisedState) == 0)
            return {ErrorKind::refused,
                QStringLiteral("填报表只能按 草稿、已提交、已审核、已锁定 "
                               "的顺序办理，退回要写明原因，审核人不能是提交人")};
        if (qstrcmp(exception.what(), raisedClosed) == 0)
            return {ErrorKind::refused, QStringLiteral("封存的季度不能改动")};
        return {ErrorKind::refused,
            QStringLiteral("数据不符合工作区的约束，没有保存（%1）")
                .arg(QString::fromUtf8(exception.what()))};
    default:
        throw exception;
    }
}

} // namespace coop
