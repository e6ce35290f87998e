#include "core/base/files/input_file.h"

#include "core/base/files/disk.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <algorithm>

namespace coop
{

namespace
{
QString brokenOff()
{
    return QStringLiteral("读到一半出错，磁盘可能已经损坏或被拔出");
}
} // namespace

Result<QByteArray> readFile(const QString& path, const QString& what, qint64 most)
{
    const QString shown = QDir::toNativeSeparators(path);
    const QFileInfo info(path);
    const auto unreadable = [&](const QString& why) {
        return fail(ErrorKind::fileUnreadable, QStringLiteral("%1“%2”打不开：%3").arg(what, shown, why));
    };
    const auto tooLarge = [&](qint64 size) {
        const auto megabytes = [](qint64 bytes) { return QString::number(double(bytes) / 1e6, 'f', 1); };
        return fail(ErrorKind::refused,
            QStringLiteral("%1“%2”有 %3 MB，不能超过 %4 MB，请先压缩或换一个文件")
                .arg(what, info.fileName(), megabytes(size), megabytes(most)));
    };
    if (info.isDir())
        return unreadable(QStringLiteral("这是文件夹，请选其中的文件"));
    if (!info.exists())
        return unreadable(QStringLiteral("没有这个文件，请检查路径"));
    if (!info.isFile()) // opening a pipe would wait for ever
        return unreadable(QStringLiteral("这不是普通文件（是设备或管道），请选一个文件"));
    if (info.size() > most)
        return tooLarge(info.size());
    if (isOpenHere(path))
        return unreadable(QStringLiteral("它正在本程序里打开着，请先另存一份副本，再用副本"));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return unreadable(fileProblem(file));
    // QFile reserves all that it is asked for: not more is asked for than there seems to be, and then once
    // more, since some files say nothing of their size and others grow.
    constexpr qint64 some = 1 << 14;
    QByteArray bytes;
    for (qint64 got = 1; got > 0 && bytes.size() <= most;) {
        const qint64 rest = std::max(file.size() - bytes.size(), some);
        const QByteArray piece = file.read(std::min(rest, most + 1 - bytes.size()));
        got = piece.size();
        bytes += piece;
    }
    if (file.error() != QFileDevice::NoError || bytes.size() < std::min(most, file.size()))
        return unreadable(brokenOff());
    if (bytes.size() > most)
        return tooLarge(bytes.size());
    return bytes;
}

Result<> readsToItsEnd(const QString& path, qint64 most)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::fileUnreadable, QStringLiteral("打不开（%1）").arg(fileProblem(file)));
    constexpr qint64 piece = 1 << 20;
    QByteArray bytes(piece, Qt::Uninitialized);
    qint64 size = 0;
    for (qint64 got = 0; size < most && (got = file.read(bytes.data(), piece)) > 0;)
        size += got;
    // A device that gives less than it says it has breaks off as well.
    if (file.error() != QFileDevice::NoError || size < std::min(most, file.size()))
        return fail(ErrorKind::fileUnreadable, brokenOff());
    return {};
}

bool closeWritten(QFileDevice& file)
{
    const bool flushed = file.flush();
    file.close();
    return flushed && file.error() == QFileDevice::NoError;
}

} // namespace coop
