#include "ui/ledger/attachment_files.h"

#include "core/store/attachment_opening.h"
#include "core/store/unit_of_work.h"
#include "core/store/workspace.h"

#include <QBuffer>
#include <QFile>
#include <QFileInfo>
#include <QImageReader>
#include <QSaveFile>

namespace coop
{

namespace
{
constexpr int thumbnailSize = 96; // pixels: sharp in a list at 200 %
} // namespace

QByteArray thumbnailOf(const QByteArray& bytes)
{
    QBuffer in;
    in.setData(bytes);
    in.open(QIODevice::ReadOnly);
    QImageReader reader(&in);
    reader.setAutoTransform(true);
    if (!reader.canRead())
        return {};
    if (const QSize size = reader.size(); size.isValid() && size.width() > thumbnailSize)
        reader.setScaledSize(size.scaled(2 * thumbnailSize, 2 * thumbnailSize, Qt::KeepAspectRatio));
    const QImage picture = reader.read();
    if (picture.isNull())
        return {};
    QByteArray png;
    QBuffer out(&png);
    out.open(QIODevice::WriteOnly);
    picture.scaled(thumbnailSize, thumbnailSize, Qt::KeepAspectRatio, Qt::SmoothTransformation)
        .save(&out, "PNG");
    return png;
}

Result<int> attachFiles(
    Workspace& workspace, const Author& author, const QString& registry, RowId row, const QStringList& paths)
{
    const auto work = UnitOfWork::begin(workspace, author);
    if (!work)
        return fail(work.error());
    for (const QString& path : paths) {
        QFile file(path);
        const QString name = QFileInfo(path).fileName();
        if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly))
            return fail(ErrorKind::fileUnreadable,
                QStringLiteral("读不了文件“%1”：%2")
                    .arg(path,
                        QFileInfo(path).isDir() ? QStringLiteral("这是文件夹，请选其中的文件")
                                                : file.errorString()));
        // What is too large is not read: the refusal needs its size only.
        if (file.size() > largestAttachment)
            return fail(ErrorKind::refused,
                QStringLiteral("文件“%1”有 %2 MB，附件不能超过 %3 MB，请先压缩或换一个文件")
                    .arg(name)
                    .arg(double(file.size()) / 1e6, 0, 'f', 1)
                    .arg(largestAttachment / 1'000'000));
        const QByteArray bytes = file.readAll();
        if (const auto added = attach(**work, registry, row, name, bytes, thumbnailOf(bytes)); !added)
            return fail(added.error());
    }
    if (const auto entry = (*work)->commit(); !entry)
        return fail(entry.error());
    return int(paths.size());
}

Result<QString> writeToBeShown(
    const Workspace& workspace, const Attachment& attachment, const QString& folder)
{
    const auto bytes = attachmentBytes(workspace, attachment.digest);
    if (!bytes)
        return fail(bytes.error());
    if (const QString why = whyOnlySaved(attachment.name, *bytes); !why.isEmpty())
        return fail(ErrorKind::refused, why);
    const QString path = folder + u'/' + safeFileName(attachment.name);
    QFile file(path);
    constexpr auto ownerReads = QFileDevice::ReadOwner | QFileDevice::ReadUser;
    if (file.exists()) // a second click: the copy of the first one may still be open
        file.setPermissions(ownerReads | QFileDevice::WriteOwner | QFileDevice::WriteUser);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(*bytes) != bytes->size()
        || !file.flush())
        return fail(
            ErrorKind::fileUnwritable, QStringLiteral("写不了文件“%1”：%2").arg(path, file.errorString()));
    file.close();
    file.setPermissions(ownerReads);
    return path;
}

Result<> writeAttachment(const Workspace& workspace, const Attachment& attachment, const QString& path)
{
    const auto bytes = attachmentBytes(workspace, attachment.digest);
    if (!bytes)
        return fail(bytes.error());
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(*bytes) != bytes->size() || !file.commit())
        return fail(
            ErrorKind::fileUnwritable, QStringLiteral("写不了文件“%1”：%2").arg(path, file.errorString()));
    return {};
}

} // namespace coop
