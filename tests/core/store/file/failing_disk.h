#pragma once
#include <sqlite3.h>

namespace coop
{

/// A disk that fails: while it lives, SQLite's files go through a layer over the default VFS whose writes and
/// syncs begin to fail after `healthy` more of them, with SQLITE_FULL or another code. Once failed it fails
/// until `heal`. One at a time.
class FailingDisk
{
public:
    explicit FailingDisk(int code);
    ~FailingDisk();
    FailingDisk(const FailingDisk&) = delete;
    FailingDisk& operator=(const FailingDisk&) = delete;

    /// From now on `count` writes and syncs succeed, then they fail. Negative: never.
    void failAfter(int count);
    void heal() { failAfter(-1); }
    bool hasFailed() const;

private:
    sqlite3_vfs layer{};
};

} // namespace coop
