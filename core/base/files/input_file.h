#pragma once
#include "core/base/files/file_problem.h"
#include "core/base/result.h"

#include <QByteArray>

class QFileDevice;

namespace coop
{

/// A file that somebody named, whole. `what` is what it is called (附件文件). Errors: fileUnreadable (not
/// there, a folder, a device, a pipe, no permission, breaks off); refused (more than `most` bytes, which are
/// not read).
Result<QByteArray> readFile(const QString& path, const QString& what, qint64 most);

/// Whether every byte of a file, of the first `most` at least, can be read: for readers that open it
/// themselves and may take a fault of the disk for the end of the file. Errors: fileUnreadable, as half a
/// sentence for people.
Result<> readsToItsEnd(const QString& path, qint64 most);

/// Closes a file that was written; false when not everything came to the system.
bool closeWritten(QFileDevice& file);

} // namespace coop
