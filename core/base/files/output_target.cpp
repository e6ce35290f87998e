#include "core/base/files/output_target.h"

#include "core/base/files/disk.h"
#include "core/base/files/file_name.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QMimeDatabase>

namespace coop
{

namespace
{
QString shown(const QString& path)
{
    return QDir::toNativeSeparators(path);
}

tl::unexpected<Error> refused(const QString& sentence)
{
    return fail(ErrorKind::fileUnwritable, sentence);
}

constexpr int shownOfLong = 20; ///< letters of a name that is too long

/// How many letters like these a file's name may have; 0 when it is short enough. File systems count up to
/// 255: Windows units of UTF-16, the others bytes.
int mostLettersOf(const QString& name)
{
    constexpr qsizetype most = 255;
#ifdef Q_OS_WIN
    const qsizetype taken = name.size();
#else
    const qsizetype taken = QFile::encodeName(name).size();
#endif
    return taken > most ? int(most * name.size() / taken / 10 * 10) : 0;
}

/// Whether the folder takes a file of that name; what is there already is not looked at.
Result<> placeIsGood(const QString& target)
{
    const QFileInfo file(target);
    if (file.fileName().isEmpty() || file.isDir())
        return refused(target.isEmpty()
                ? QStringLiteral("没有写明文件名，请写出要写的文件")
                : QStringLiteral("“%1”是一个文件夹，请换一个文件名").arg(shown(target)));
    if (const int most = mostLettersOf(file.fileName()); most > 0)
        return refused(QStringLiteral("文件名“%1…”太长，请改短，例如不超过 %2 个字")
                           .arg(file.fileName().left(shownOfLong))
                           .arg(most));
    COOP_TRY(nameIsGood(target));
    const QFileInfo folder(file.absolutePath());
    if (!folder.isDir())
        return refused(
            QStringLiteral("文件夹“%1”不存在，请先建好或换一个位置").arg(shown(folder.filePath())));
    if (!takesFiles(folder.filePath()))
        return refused(
            QStringLiteral("不能写入文件夹“%1”：没有写入的权限，请换一个位置").arg(shown(folder.filePath())));
    if (file.isSymLink() && !file.exists())
        return refused(
            QStringLiteral("“%1”是一个链接，它指向的文件不在了，请换一个文件名").arg(shown(target)));
    return {};
}

/// An ordinary file that may be read and replaced, as far as the system is asked.
Result<> isOrdinary(const QString& target)
{
    const QFileInfo file(target);
    if (!file.isFile())
        return refused(QStringLiteral("“%1”不是普通文件（是设备或管道），不能写到那里，请换一个文件名")
                           .arg(shown(target)));
    if (!file.isWritable())
        return refused(
            QStringLiteral("“%1”是只读的，没有覆盖它，请换一个文件名，或先取消只读").arg(shown(target)));
    return {};
}

tl::unexpected<Error> isSomethingElse(const QString& target, const SniffedFile& there, const QString& wanted)
{
    if (!there.readable)
        return refused(
            QStringLiteral("“%1”已经有了，而且读不出来，没有覆盖它，请换一个文件名").arg(shown(target)));
    if (there.openHere)
        return refused(
            QStringLiteral("“%1”正在本程序里打开着（工作区或图层），不能覆盖，它没有改动。请换一个文件名")
                .arg(shown(target)));
    if (there.kind == FileKind::workspace)
        return refused(
            QStringLiteral("“%1”是一个工作区，不能覆盖，它没有改动。请换一个文件名").arg(shown(target)));
    return refused(QStringLiteral("“%1”已经有了，里面是%2，不是%3，没有覆盖它。请换一个文件名")
                       .arg(shown(target), there.title, wanted));
}
} // namespace

Result<> mayBeWritten(const QString& target, FileKind kind)
{
    COOP_TRY(placeIsGood(target));
    if (!QFileInfo::exists(target))
        return {};
    COOP_TRY(isOrdinary(target));
    const SniffedFile there = sniffFile(target);
    if (there.readable && (there.empty || (there.kind == kind && kind != FileKind::workspace)))
        return {};
    return isSomethingElse(target, there, fileKindTitle(kind));
}

Result<> mayBeWritten(const QString& target, const QByteArray& content)
{
    COOP_TRY(placeIsGood(target));
    if (!QFileInfo::exists(target))
        return {};
    COOP_TRY(isOrdinary(target));
    const SniffedFile there = sniffFile(target);
    if (there.readable && there.empty)
        return {};
    QFile file(target);
    if (there.readable && !there.openHere && there.kind != FileKind::workspace
        && file.open(QIODevice::ReadOnly)) {
        constexpr qint64 most = 65536;
        const QString name = QFileInfo(target).fileName();
        const QMimeDatabase types;
        const QByteArray before = file.read(most), after = content.left(most);
        // By the content alone, too: where it says little, the name counts more for the first of the two.
        if (types.mimeTypeForData(before) == types.mimeTypeForData(after)
            && types.mimeTypeForFileNameAndData(name, before)
                == types.mimeTypeForFileNameAndData(name, after))
            return {};
    }
    return isSomethingElse(target, there, QStringLiteral("同一种文件"));
}

Result<> mayReplaceSideFile(const QString& path)
{
    if (QFileInfo(path).isDir())
        return refused(QStringLiteral("“%1”是一个文件夹，请换一个文件名").arg(shown(path)));
    if (!QFileInfo::exists(path))
        return {};
    COOP_TRY(isOrdinary(path));
    const SniffedFile there = sniffFile(path);
    // .cpg and .prj are text, the others have no mark.
    const bool plain = there.kind == FileKind::csv || there.kind == FileKind::shapefile;
    const bool unknown
        = !there.openHere && !there.kind && !there.text && there.title == QStringLiteral("别的文件");
    if (there.readable && (there.empty || plain || unknown))
        return {};
    return isSomethingElse(path, there, QStringLiteral("同名图层的附属文件"));
}

QString realTarget(const QString& target)
{
    const QFileInfo file(target);
    return file.exists() ? file.canonicalFilePath() : file.absoluteFilePath();
}

} // namespace coop
