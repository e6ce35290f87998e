#pragma once
#include <QString>
#include <memory>
#include <optional>

namespace coop
{

/// Which file it is, whatever its name: device and inode, on Windows volume and file number.
struct FileIdentity {
    quint64 device = 0;
    quint64 number = 0;
    friend bool operator==(const FileIdentity& a, const FileIdentity& b)
    {
        return a.device == b.device && a.number == b.number;
    }
};

/// The file, and how it looked when it was last written.
struct FileStamp {
    FileIdentity identity;
    qint64 size = 0;
    qint64 modified = 0; ///< in the ticks of the file system
    friend bool operator==(const FileStamp& a, const FileStamp& b)
    {
        return a.identity == b.identity && a.size == b.size && a.modified == b.modified;
    }
};

/// Nothing where there is no such file. Opens nothing that SQLite's own locks could be lost by.
std::optional<FileStamp> stampOf(const QString& path);

/// A handle on a file itself: it still leads there when the name does not. Its lock is a byte far behind the
/// end of the file, so it holds under every name that the file has (moved, hard link, share).
class HeldFile
{
public:
    enum class Lock { taken, heldByOther, notPossible };
    explicit HeldFile(const QString& path);
    ~HeldFile();
    Q_DISABLE_COPY(HeldFile)

    std::optional<FileStamp> stamp() const; ///< nothing when the file could not be opened
    void letGo(); ///< before another file takes its place, which Windows refuses while it is open
    Lock lock(); ///< goes with the object; notPossible where the file system has no such locks

private:
    struct Handle;
    std::unique_ptr<Handle> handle;
};

} // namespace coop
