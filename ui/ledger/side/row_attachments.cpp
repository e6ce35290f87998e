#include "ui/ledger/side/row_attachments.h"

#include "core/base/files/file_problem.h"
#include "core/store/kept/attachment_files.h"
#include "core/store/kept/attachment_opening.h"
#include "core/store/one_step.h"
#include "core/store/workspace.h"

#include <QBuffer>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QImageReader>

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
    return inOneStep(workspace, author, [&](UnitOfWork& work) -> Result<int> {
        for (const QString& path : paths) {
            const QString name = QFileInfo(path).fileName();
            const auto bytes = readAttachment(path);
            COOP_TRY(bytes);
            COOP_TRY(attach(work, registry, row, name, *bytes, thumbnailOf(*bytes)));
        }
        return int(paths.size());
    });
}

Result<QString> writeToBeShown(
    const Workspace& workspace, const Attachment& attachment, const QString& folder)
{
    const auto bytes = attachmentBytes(workspace, attachment.digest);
    COOP_TRY(bytes);
    if (const QString why = whyOnlySaved(attachment.name, *bytes); !why.isEmpty())
        return fail(ErrorKind::refused, why);
    const QString path = folder + u'/' + safeFileName(attachment.name);
    QFile file(path);
    constexpr auto ownerReads = QFileDevice::ReadOwner | QFileDevice::ReadUser;
    if (file.exists()) // a second click: the copy of the first one may still be open
        file.setPermissions(ownerReads | QFileDevice::WriteOwner | QFileDevice::WriteUser);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(*bytes) != bytes->size()
        || !file.flush())
        return fail(ErrorKind::fileUnwritable,
            QStringLiteral("写不了文件“%1”：%2").arg(QDir::toNativeSeparators(path), fileProblem(file)));
    file.close();
    file.setPermissions(ownerReads);
    return path;
}

} // namespace coop
