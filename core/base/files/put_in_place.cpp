#include "core/base/files/put_in_place.h"

#include "core/base/files/disk.h"
#include "core/base/files/unfinished.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace coop
{

namespace
{
/// The files of one folder that change their names; goes back to where it began unless `keep` is called.
class Renaming
{
public:
    explicit Renaming(QString place)
        : folder(std::move(place))
    {
    }
    ~Renaming()
    {
        while (!steps.isEmpty()) {
            const Step step = steps.takeLast();
            if (step.old.isEmpty())
                QFile::remove(step.name);
            else
                replaceFile(step.old, step.name);
        }
    }
    Q_DISABLE_COPY(Renaming)

    /// `several`: where the old one cannot be kept under a second name it is moved aside.
    int replace(const FileMove& file, bool several)
    {
        QString old;
        if (QFileInfo::exists(file.to)) {
            old = unfinishedName(folder);
            if (linkFile(file.to, old) != 0) { // FAT has no second names
                if (!several)
                    return replaceFile(file.from, file.to);
                if (const int code = replaceFile(file.to, old); code != 0)
                    return code;
                steps += Step{old, file.to};
                return replaceFile(file.from, file.to);
            }
        }
        const int code = replaceFile(file.from, file.to);
        if (code == 0)
            steps += Step{old, file.to};
        else if (!old.isEmpty())
            QFile::remove(old);
        return code;
    }
    int moveAside(const QString& file)
    {
        const QString old = unfinishedName(folder);
        const int code = replaceFile(file, old);
        if (code == 0)
            steps += Step{old, file};
        return code;
    }
    void keep()
    {
        for (const Step& step : std::as_const(steps))
            if (!step.old.isEmpty())
                QFile::remove(step.old);
        steps.clear();
    }

private:
    struct Step {
        QString old; ///< empty: there was none
        QString name;
    };
    QString folder;
    QList<Step> steps;
};
} // namespace

Error cannotWrite(const QString& target, const QString& reason)
{
    return {ErrorKind::fileUnwritable,
        QStringLiteral(
            "不能写入“%1”：%2。请检查磁盘空间和权限，或关闭正在使用它的程序，然后再试；原来的文件没有改动")
            .arg(QDir::toNativeSeparators(target), reason)};
}

Result<> putInPlace(const QList<FileMove>& files, const QStringList& obsolete)
{
    for (const FileMove& file : files)
        if (const int code = syncFile(file.from); code != 0)
            return fail(cannotWrite(file.to, diskReason(code)));
    for (const FileMove& file : files)
        if (QFileInfo(file.to).isDir()) // one that came meanwhile; it would be moved aside
            return fail(cannotWrite(file.to, QStringLiteral("这是一个文件夹")));
    const QString folder = QFileInfo(files.first().to).absolutePath();
    Renaming renaming(folder);
    for (const FileMove& file : files)
        if (const int code = renaming.replace(file, files.size() > 1); code != 0)
            return fail(cannotWrite(file.to, diskReason(code)));
    for (const QString& file : obsolete)
        if (QFileInfo::exists(file))
            if (const int code = renaming.moveAside(file); code != 0)
                return fail(cannotWrite(file, diskReason(code)));
    if (const int code = syncFolder(folder); code != 0)
        return fail(cannotWrite(files.first().to, diskReason(code)));
    renaming.keep();
    return {};
}

Result<> putInFreePlace(const FileMove& file)
{
    if (const int code = syncFile(file.from); code != 0)
        return fail(cannotWrite(file.to, diskReason(code)));
    // Not QFile's: it copies where it cannot rename.
    if (const int code = renameFile(file.from, file.to); code != 0) {
        if (QFileInfo::exists(file.to) || QFileInfo(file.to).isSymLink())
            return fail(ErrorKind::fileUnwritable,
                QStringLiteral("文件“%1”已经存在，不会覆盖。请换一个文件名")
                    .arg(QDir::toNativeSeparators(file.to)));
        return fail(cannotWrite(file.to, diskReason(code)));
    }
    if (const int code = syncFolder(QFileInfo(file.to).absolutePath()); code != 0) {
        QFile::remove(file.to);
        return fail(cannotWrite(file.to, diskReason(code)));
    }
    return {};
}

} // namespace coop
