#pragma once
#include "core/base/result.h"

#include <QByteArray>
#include <QString>

namespace coop
{

class Workspace;
struct Attachment;

// Attachments between files on the disk and the workspace.

/// A file that is to be hung on a row. Errors: fileUnreadable, refused (larger than an attachment may be; it
/// is not read then).
Result<QByteArray> readAttachment(const QString& path);
/// Writes an attachment to a file; one that is there is replaced only when it is of the same kind. Errors:
/// those of attachmentBytes, fileUnwritable.
Result<> saveAttachment(const Workspace& workspace, const Attachment& attachment, const QString& path);

} // namespace coop
