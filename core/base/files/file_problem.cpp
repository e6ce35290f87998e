#include "core/base/files/file_problem.h"

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
    case QFileDevice::ResourceError:
        return QStringLiteral("磁盘已满");
    case QFileDevice::PermissionsError:
        return QStringLiteral("没有权限，或者正被别的程序打开");
    case QFileDevice::ReadError:
        return QStringLiteral("读的时候出错，磁盘可能已经损坏或被拔出");
    case QFileDevice::OpenError:
        if (!info.dir().exists())
            return QStringLiteral("文件夹不存在");
        return info.exists() ? QStringLiteral("没有权限，或者正被别的程序打开")
                             : QStringLiteral("没有这个文件");
    default:
        return info.dir().exists() ? QStringLiteral("写的时候出错，磁盘可能已满，或者被拔出")
                                   : QStringLiteral("文件夹不存在");
    }
}

} // namespace coop
