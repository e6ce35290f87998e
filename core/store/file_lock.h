#pragma once
#include "core/base/result.h"
#include "core/store/file_mark.h"

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
    ~FileLock();

    /// The name that others are told.
    void setHolder(const QString& name);
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
