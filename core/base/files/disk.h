#pragma once
#include <QString>
#include <QStringList>

namespace coop
{

// What files need of the operating system and Qt does not give. Each comes back with the system's error code,
// 0 when it was done.

/// Brings a file's content to the disk.
int syncFile(const QString& path);
/// Brings the names in a folder to the disk, where a system has such a thing.
int syncFolder(const QString& path);
/// Gives `from` the name `to` in one step; what had that name is replaced.
int replaceFile(const QString& from, const QString& to);
/// The same when nothing has the name `to`.
int renameFile(const QString& from, const QString& to);
/// A second name for a file (hard link).
int linkFile(const QString& from, const QString& to);
/// Whether this process has the file open, under whatever name. Such a file must not be opened and closed
/// again by the way: on Unix that gives up the locks that SQLite holds on it.
bool isOpenHere(const QString& path);
/// Whether a folder takes new files: Windows is asked by trying one, for it marks folders read-only that are
/// not.
bool takesFiles(const QString& folder);
/// Whether a drive letter of Windows stands for a folder of a server; its file system has a local one's name.
bool isServersDrive(const QString& path);
/// The roots of the disks and sticks of this computer that are in and can be written, not the one of the
/// system.
QStringList diskRoots();
/// Whether a process of this computer still runs.
bool isRunning(qint64 process);

/// What an error code of the system means, in a few Chinese words without a full stop: 磁盘已满.
QString diskReason(int code);

} // namespace coop
