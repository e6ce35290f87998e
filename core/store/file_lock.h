#pragma once
#include "core/base/result.h"

#include <QString>
#include <memory>

class QLockFile;

namespace coop
{

/// Keeps other programs from writing a workspace while this one has it open: a lock file beside it
/// (某县.gpkg.lock), and who holds it (某县.gpkg.who). Connections of the same program share one. A lock that
/// a dead process left is taken over.
class FileLock
{
public:
    /// Errors: inUse, with who has the file, where and since when; fileUnwritable.
    static Result<std::shared_ptr<FileLock>> take(const QString& workspacePath);
    ~FileLock();

    /// The name that others are told.
    void setHolder(const QString& name);

private:
    explicit FileLock(const QString& workspacePath);

    QString whoFile;
    std::unique_ptr<QLockFile> lock;
};

} // namespace coop
