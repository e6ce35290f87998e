#include "core/workflow/mapping/linked_file.h"

#include <QDir>
#include <QFileInfo>

namespace coop
{

namespace
{
/// As far as it is there: also a symbolic link inside the folder must not lead out of it.
QString real(const QString& path)
{
    const QString canonical = QFileInfo(path).canonicalFilePath();
    return canonical.isEmpty() ? QDir::cleanPath(path) : canonical;
}

bool isBelow(const QString& folder, const QString& path)
{
    const QString inside = QDir(folder).relativeFilePath(path);
    return !inside.isEmpty() && inside != u"." && !QDir::isAbsolutePath(inside) && inside != u".."
        && !inside.startsWith(QStringLiteral("../"));
}
} // namespace

Result<QString> linkToFile(const QString& workspacePath, const QString& path)
{
    const QString folder = QFileInfo(workspacePath).absolutePath();
    const QString file = QFileInfo(path).absoluteFilePath();
    const QString link = QDir(folder).relativeFilePath(file);
    if (linkedFile(workspacePath, link))
        return link;
    return fail(ErrorKind::refused,
        QStringLiteral("“%1”不在工作区所在的文件夹里，不能链接。请先把它放到“%2”里，或者改为复制到工作区")
            .arg(QDir::toNativeSeparators(file), QDir::toNativeSeparators(folder)));
}

Result<QString> linkedFile(const QString& workspacePath, const QString& link)
{
    const QString folder = QFileInfo(workspacePath).absolutePath();
    const QString plain = QString(link).replace(u'\\', u'/'); // as Windows would read it
    const QString file = QDir::cleanPath(folder + u'/' + plain);
    const bool relative = !plain.startsWith(u'/') && !plain.contains(u':') && isBelow(folder, file);
    // A folder that is itself reached by a link is compared as what it is.
    if (relative && (!QFileInfo::exists(file) || isBelow(real(folder), real(file))))
        return file;
    return fail(ErrorKind::refused,
        QStringLiteral(
            "图层链接到“%1”，不在工作区所在的文件夹里，不会打开。请删除这个图层，把文件放到“%2”里再添加")
            .arg(link.left(200), QDir::toNativeSeparators(folder)));
}

} // namespace coop
