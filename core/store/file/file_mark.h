#pragma once
#include "core/store/file/held_file.h"

#include <QByteArray>
#include <QMutex>
#include <QSet>

namespace SQLite
{
class Database;
}

namespace coop
{

/// What a workspace's file looked like when this process last wrote it, so that a file that was moved away,
/// or another one that was copied over it, is noticed. Shared by the process's connections that write.
class FileMark
{
public:
    enum class Seen {
        same,
        moved, ///< the name leads nowhere or to another file; what was opened is as it was
        replaced ///< under the same name the content is not what this process wrote
    };
    explicit FileMark(const QString& workspacePath);

    /// The mark of the file that a connection writes; it follows from opening to closing.
    static FileMark& of(const SQLite::Database& connection);
    void follow(const SQLite::Database& connection);
    void unfollow(const SQLite::Database& connection);

    HeldFile& file() { return held; }
    /// The newest entry of the history ("entry:hash") when a connection was opened; the file is what it is
    /// now.
    void noteOpened(const QByteArray& head);
    /// The newest entry before it is committed, or again when it was not.
    void noteHead(const QByteArray& head);
    /// After writing into the file itself; `whole`: nothing newer stands in the -wal.
    void noteFile(bool whole);
    /// `openedAs`: the name under which the workspace was opened.
    Seen look(const QString& openedAs) const;
    /// Whether what stands in the -wal belongs into this file.
    bool mayBeSettled() const;

private:
    /// Whether the file under this name has an entry at its end that this process knows.
    bool headFits(const QString& path) const;

    QString path;
    HeldFile held;
    mutable QMutex mutex;
    mutable std::optional<FileStamp> known;
    mutable QSet<QByteArray> heads; ///< that may stand in the file; newer ones may be in the -wal
    QByteArray newest;
};

} // namespace coop
