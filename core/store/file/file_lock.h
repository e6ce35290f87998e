#pragma once
#include "core/base/result.h"
#include "core/store/file/file_mark.h"

#include <QString>
#include <memory>

class QLockFile;

namespace coop
{

/// Keeps other programs from writing a workspace while this one has it open: a lock on the file itself, which
/// holds under every name of it; for other computers on a network drive a lock file beside it
/// (某县.gpkg.lock); and who holds it (某县.gpkg.who). Connections of the same program share one. A lock file
/// that a dead process left, or in which nothing can be read, is taken over.
class FileLock
{
public:
    /// Errors: inUse, with who has the file, where and since when, or which file to remove; fileUnwritable.
    static Result<std::shared_ptr<FileLock>> take(const QString& workspacePath);
    /// Whether this program itself holds the file under any of its names, or held another file under this
    /// name: what it has open there has to be closed before the file can be opened for writing.
    static bool standsInOwnWay(const QString& workspacePath);
    ~FileLock();

    /// The name that others are told.
    void setHolder(const QString& name);
    /// Before the workspace is replaced by another file: only the lock file beside it holds from now on.
    void letGoOfFile();
    FileMark& mark() { return fileMark; }
    const QString& path() const { return workspaceFile; } ///< canonical

private:
    explicit FileLock(const QString& workspacePath);
    Result<> takeFile();
    Result<> takeLockFile();

    QString workspaceFile;
    FileMark fileMark;
    bool fileIsLocked = false;
    std::unique_ptr<QLockFile> lock;
};

} // namespace coop
