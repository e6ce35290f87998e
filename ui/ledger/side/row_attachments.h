#pragma once
#include "core/base/result.h"
#include "core/store/kept/attachments.h"

#include <QStringList>

namespace coop
{

class Workspace;
struct Author;

/// Hangs the files on a row as one step: all of them or none. Gives how many. Errors: a file that cannot be
/// read, and those of attach.
Result<int> attachFiles(
    Workspace& workspace, const Author& author, const QString& registry, RowId row, const QStringList& paths);
/// Writes an attachment into a folder of our own, for another program to show: under a safe name, and
/// read-only, because what is changed there is lost. Gives the file. Errors also: refused when opening it
/// would run it.
Result<QString> writeToBeShown(
    const Workspace& workspace, const Attachment& attachment, const QString& folder);

/// A PNG of at most 96 × 96 pixels; empty when the bytes are no picture.
QByteArray thumbnailOf(const QByteArray& bytes);

} // namespace coop
