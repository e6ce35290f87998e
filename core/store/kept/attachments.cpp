#include "core/store/kept/attachments.h"

#include "core/store/file/sqlite_error.h"
#include "core/store/rows/row_query.h"
#include "core/store/rows/row_reader.h"
#include "core/store/unit_of_work.h"
#include "core/store/workspace.h"
#include "core/store/workspace_database.h"

#include <QCryptographicHash>
#include <QHash>
#include <QLocale>
#include <QMimeDatabase>
#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

namespace coop
{

namespace
{
Attachment attachmentOf(const Record& row)
{
    return {.id = row.id,
        .registry = row[u"registry"].text(),
        .row = row[u"row"].number(),
        .code = row.code(),
        .name = row[u"name"].text(),
        .mediaType = row[u"media_type"].text(),
        .size = row[u"size"].number(),
        .digest = row[u"digest"].text(),
        .remark = row[u"remark"].text()};
}

QString digestOf(const QByteArray& bytes)
{
    return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

Error gone(const QString& digest)
{
    return {ErrorKind::notFound,
        QStringLiteral("工作区里找不到这个附件的内容（%1），请运行体检，或从备份恢复").arg(digest.left(12))};
}

QString megabytes(qint64 bytes)
{
    return QLocale::c().toString(double(bytes) / 1e6, 'f', 1) + QStringLiteral(" MB");
}
} // namespace

Result<QList<Attachment>> attachments(const Workspace& workspace, const QString& registry, RowId row)
{
    return guarded(workspace.path(), [&]() -> Result<QList<Attachment>> {
        const TableLayout* layout = workspace.layout(attachmentsSpec().id);
        if (!layout)
            return QList<Attachment>(); // a file of an older version, opened for reading
        QList<Attachment> found;
        for (const Record& one : readRows(databaseOf(workspace), *layout,
                 QStringLiteral("WHERE r.row = ? AND r.registry = ? ORDER BY r.id"),
                 {FieldValue(row), FieldValue(registry)}))
            found += attachmentOf(one);
        return found;
    });
}

Result<QByteArray> attachmentBytes(const Workspace& workspace, const QString& digest)
{
    return guarded(workspace.path(), [&]() -> Result<QByteArray> {
        SQLite::Statement query(databaseOf(workspace), "SELECT bytes FROM coop_blobs WHERE digest = ?");
        query.bind(1, digest.toStdString());
        if (!query.executeStep())
            return fail(gone(digest));
        const SQLite::Column bytes = query.getColumn(0);
        QByteArray content(static_cast<const char*>(bytes.getBlob()), bytes.getBytes());
        if (digestOf(content) != digest)
            return fail(ErrorKind::refused,
                QStringLiteral("这个附件的内容和存入时不一样了，可能在程序之外被改动过，请从备份恢复"));
        return content;
    });
}

Result<QByteArray> attachmentThumbnail(const Workspace& workspace, const QString& digest)
{
    return guarded(workspace.path(), [&]() -> Result<QByteArray> {
        SQLite::Statement query(databaseOf(workspace), "SELECT thumbnail FROM coop_blobs WHERE digest = ?");
        query.bind(1, digest.toStdString());
        if (!query.executeStep())
            return fail(gone(digest));
        const SQLite::Column bytes = query.getColumn(0);
        return QByteArray(static_cast<const char*>(bytes.getBlob()), bytes.getBytes());
    });
}

Result<Attachment> attach(UnitOfWork& work, const QString& registry, RowId row, const QString& name,
    const QByteArray& bytes, const QByteArray& thumbnail)
{
    const Workspace& workspace = work.workspace();
    if (bytes.isEmpty())
        return fail(ErrorKind::refused, QStringLiteral("文件“%1”是空的，不能作为附件").arg(name));
    if (bytes.size() > largestAttachment)
        return fail(ErrorKind::refused,
            QStringLiteral("文件“%1”有 %2，附件不能超过 %3，请先压缩或换一个文件")
                .arg(name, megabytes(bytes.size()), megabytes(largestAttachment)));
    COOP_TRY(workspace.row(registry, row));
    const QString digest = digestOf(bytes);
    const auto before = attachments(workspace, registry, row);
    COOP_TRY(before);
    for (const Attachment& known : *before)
        if (known.digest == digest)
            return fail(ErrorKind::refused,
                QStringLiteral("文件“%1”和已有的附件“%2”内容相同，不用再加").arg(name, known.name));
    Record record(attachmentsSpec());
    record.set(u"registry", registry);
    record.set(u"row", row);
    record.set(u"name", name);
    record.set(u"media_type", QMimeDatabase().mimeTypeForFileNameAndData(name, bytes).name());
    record.set(u"size", qint64(bytes.size()));
    record.set(u"digest", digest);
    COOP_TRY(work.keepBytes(digest, bytes, thumbnail));
    const auto added = work.add(record);
    COOP_TRY(added);
    const auto now = attachments(workspace, registry, row);
    COOP_TRY(now);
    return now->last();
}

Result<> detach(UnitOfWork& work, RowId attachment)
{
    return work.remove(attachmentsSpec().id, attachment);
}

} // namespace coop
