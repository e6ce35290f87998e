#pragma once
#include "core/base/result.h"
#include "core/store/layout/kept_specs.h"

#include <QByteArray>
#include <QList>

namespace coop
{

class UnitOfWork;
class Workspace;

/// A file (photo, approval document) that hangs on a row of a ledger. Its bytes stand once in the
/// workspace, found by their SHA-256, however many rows they hang on.
struct Attachment {
    RowId id = 0; ///< of the attachment itself
    QString registry;
    RowId row = 0;
    QString code; ///< FJ1-0001
    QString name; ///< 现场照片.jpg
    QString mediaType; ///< image/jpeg
    qint64 size = 0; ///< bytes
    QString digest; ///< SHA-256, lower-case hex
    QString remark;
};

// The table attachments says which file hangs on which row; logged and undone like a ledger. The bytes stand
// in coop_blobs and stay there after a removal, so that it can be undone.

/// In the order in which they came.
Result<QList<Attachment>> attachments(const Workspace& workspace, const QString& registry, RowId row);
/// Errors: notFound; refused when the bytes are not those that were put in.
Result<QByteArray> attachmentBytes(const Workspace& workspace, const QString& digest);
/// A small picture (PNG) that was given with the file; empty when it has none.
Result<QByteArray> attachmentThumbnail(const Workspace& workspace, const QString& digest);

/// Hangs a file on a row, as part of a step. `thumbnail`: a PNG, empty for what is no picture. Errors:
/// refused (empty, too large, already there), notFound (no such row).
Result<Attachment> attach(UnitOfWork& work, const QString& registry, RowId row, const QString& name,
    const QByteArray& bytes, const QByteArray& thumbnail = {});
Result<> detach(UnitOfWork& work, RowId attachment);

} // namespace coop
