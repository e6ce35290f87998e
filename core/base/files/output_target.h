#pragma once
#include "core/base/files/file_kind.h"
#include "core/base/result.h"

namespace coop
{

/// Whether a file may be written under this name; every door that writes one asks first, window and command
/// line. Refused is a name that leads (by itself, a link or a second name) to a workspace, to a file that is
/// not of the kind to be written, to a folder, a device or a pipe; also a folder that is not there or takes
/// no file, and a file that is read-only. What is there may be replaced only when it is of the same kind or
/// empty; a workspace never. Errors: fileUnwritable.
Result<> mayBeWritten(const QString& target, FileKind kind);
/// The same for content of any kind, such as an attachment's: what is there has to be of the same.
Result<> mayBeWritten(const QString& target, const QByteArray& content);
/// What stands beside a file and belongs to it (the .dbf of a shapefile); of those there are no marks to go
/// by.
Result<> mayReplaceSideFile(const QString& path);

/// Where a name leads: through links to the file itself.
QString realTarget(const QString& target);

} // namespace coop
