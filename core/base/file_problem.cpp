#include "core/base/file_problem.h"

#include <QDir>
#include <QFileDevice>
#include <QFileInfo>

namespace coop
{

QString fileProblem(const QFileDevice& file)
{
    const QFileInfo info(file.fileName());
    if (info.isDir())
        return QStringLiteral("这是一个文件夹");
    switch (file.error()) {
    case QFileDevice::PermissionsError:
        return QStringLiteral("没有权限");
    case QFileDevice::ResourceError:
        return QStringLiteral("磁盘已满或打开的文件太多");
    case QFileDevice::ReadError:
        return QStringLiteral("读取时出错");
    case QFileDevice::WriteError:
        return QStringLiteral("写入时出错，磁盘可能已满");
    case QFileDevice::RenameError:
        return QStringLiteral("不能改成这个文件名，文件可能正在使用");
    default:
        break;
    }
    if (!info.dir().exists())
        return QStringLiteral("文件夹不存在");
    if (!info.exists())
        return file.openMode() & QIODevice::WriteOnly ? QStringLiteral("不能新建这个文件")
                                                      : QStringLiteral("没有这个文件");
    return QStringLiteral("系统没有说明原因");
}

} // namespace coop
