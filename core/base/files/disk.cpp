#include "core/base/files/disk.h"

#include <QFile>

#ifdef Q_OS_WIN
#include "core/base/files/patience.h"
#include "core/base/files/unfinished.h"

#include <QDir>
#include <QFileInfo>
#include <qt_windows.h>
#include <string>
#else
#include <QStorageInfo>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

namespace coop
{

#ifdef Q_OS_WIN

namespace
{
/// A name as Windows' functions take it; those have an end at 260 letters but for a mark before it.
std::wstring wide(const QString& path)
{
    constexpr qsizetype shortEnough = 240;
    const QString name = QDir::toNativeSeparators(QFileInfo(path).absoluteFilePath());
    if (name.size() < shortEnough || name.startsWith(QStringLiteral("\\\\?\\")))
        return name.toStdWString();
    return (name.startsWith(QStringLiteral("\\\\")) ? QStringLiteral("\\\\?\\UNC") + name.mid(1)
                                                    : QStringLiteral("\\\\?\\") + name)
        .toStdWString();
}

int lastError(bool done)
{
    return done ? 0 : int(GetLastError());
}

bool isProtected(const std::wstring& name)
{
    const DWORD marks = GetFileAttributesW(name.c_str());
    return marks != INVALID_FILE_ATTRIBUTES
        && (marks & (FILE_ATTRIBUTE_READONLY | FILE_ATTRIBUTE_DIRECTORY)) != 0;
}

/// Scanners hold a fresh file for seconds. A file that is denied for good would be so at once, too: those are
/// told by their mark.
bool mayPass(int code, const std::wstring& name)
{
    if (code == ERROR_SHARING_VIOLATION || code == ERROR_LOCK_VIOLATION)
        return true;
    return code == ERROR_ACCESS_DENIED && GetFileAttributesW(name.c_str()) != INVALID_FILE_ATTRIBUTES
        && !isProtected(name);
}

int moved(const QString& from, const QString& to, DWORD how)
{
    const std::wstring old = wide(from), name = wide(to);
    return patiently([&] { return lastError(MoveFileExW(old.c_str(), name.c_str(), how)); },
        [&](int code) { return mayPass(code, old) && (code != ERROR_ACCESS_DENIED || !isProtected(name)); });
}
} // namespace

int syncFile(const QString& path)
{
    const std::wstring name = wide(path);
    HANDLE file = INVALID_HANDLE_VALUE;
    const int opened = patiently(
        [&] {
            file = CreateFileW(name.c_str(), GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE, nullptr,
                OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL, nullptr);
            return lastError(file != INVALID_HANDLE_VALUE);
        },
        [&](int code) { return mayPass(code, name); });
    if (opened != 0)
        return opened;
    const int flushed = lastError(FlushFileBuffers(file));
    const int closed = lastError(CloseHandle(file));
    return flushed != 0 ? flushed : closed;
}

int syncFolder(const QString&)
{
    return 0; // replaceFile comes back when the name is on the disk
}

int replaceFile(const QString& from, const QString& to)
{
    return moved(from, to, MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH);
}

int renameFile(const QString& from, const QString& to)
{
    return moved(from, to, MOVEFILE_WRITE_THROUGH);
}

int linkFile(const QString& from, const QString& to)
{
    return lastError(CreateHardLinkW(wide(to).c_str(), wide(from).c_str(), nullptr));
}

bool isOpenHere(const QString&)
{
    return false; // locks belong to the handle
}

bool takesFiles(const QString& folder)
{
    const HANDLE file = CreateFileW(wide(unfinishedName(folder)).c_str(), GENERIC_WRITE, 0, nullptr,
        CREATE_NEW, FILE_ATTRIBUTE_TEMPORARY | FILE_FLAG_DELETE_ON_CLOSE, nullptr);
    if (file == INVALID_HANDLE_VALUE) // of a full disk something else is said
        return GetLastError() != ERROR_ACCESS_DENIED && GetLastError() != ERROR_WRITE_PROTECT;
    CloseHandle(file);
    return true;
}

bool isServersDrive(const QString& path)
{
    const QString drive = QFileInfo(path).absoluteFilePath().left(2) + u'\\';
    return GetDriveTypeW(drive.toStdWString().c_str()) == DRIVE_REMOTE;
}

QStringList diskRoots()
{
    // Qt's list asks the drives of servers, too, and one that is away answers after half a minute.
    DWORD before = 0;
    SetThreadErrorMode(SEM_FAILCRITICALERRORS, &before); // no dialog asks for a stick
    QStringList roots;
    const DWORD letters = GetLogicalDrives();
    for (int i = 2; i < 26; ++i) { // from C: on
        const QString root = QChar(u'A' + i) + QStringLiteral(":\\");
        const std::wstring name = root.toStdWString();
        const UINT kind = (letters >> i & 1) != 0 ? GetDriveTypeW(name.c_str()) : DRIVE_NO_ROOT_DIR;
        if ((kind == DRIVE_REMOVABLE || kind == DRIVE_FIXED)
            && GetVolumeInformationW(name.c_str(), nullptr, 0, nullptr, nullptr, nullptr, nullptr, 0))
            roots += QDir::fromNativeSeparators(root);
    }
    SetThreadErrorMode(before, nullptr);
    return roots;
}

bool isRunning(qint64 process)
{
    const HANDLE handle = OpenProcess(PROCESS_QUERY_LIMITED_INFORMATION, FALSE, DWORD(process));
    if (handle == nullptr)
        return GetLastError() == ERROR_ACCESS_DENIED;
    DWORD code = 0;
    const bool known = GetExitCodeProcess(handle, &code);
    CloseHandle(handle);
    return !known || code == STILL_ACTIVE;
}

QString diskReason(int code)
{
    switch (DWORD(code)) {
    case ERROR_DISK_FULL:
    case ERROR_HANDLE_DISK_FULL:
        return QStringLiteral("磁盘已满");
    case ERROR_FILE_TOO_LARGE:
        return QStringLiteral("文件太大，这个磁盘放不下");
    case ERROR_ACCESS_DENIED:
        return QStringLiteral("没有写入的权限，或者正被别的程序打开");
    case ERROR_SHARING_VIOLATION:
    case ERROR_LOCK_VIOLATION:
        return QStringLiteral("正被别的程序打开");
    case ERROR_WRITE_PROTECT:
        return QStringLiteral("磁盘是只读的");
    case ERROR_FILE_NOT_FOUND:
    case ERROR_PATH_NOT_FOUND:
        return QStringLiteral("文件夹不在了");
    case ERROR_FILENAME_EXCED_RANGE:
    case ERROR_INVALID_NAME:
        return QStringLiteral("文件名太长，或者有不能用的字");
    case ERROR_NOT_READY:
    case ERROR_DEV_NOT_EXIST:
    case ERROR_CRC:
    case ERROR_IO_DEVICE:
    case ERROR_WRITE_FAULT:
    case ERROR_READ_FAULT:
        return QStringLiteral("磁盘读写出错，可能已经损坏或被拔出");
    default:
        return QStringLiteral("系统不允许（错误号 %1）").arg(code);
    }
}

#else

namespace
{
int lastError(bool done)
{
    return done ? 0 : errno;
}

int synced(const QString& path, int how)
{
    const int file = ::open(QFile::encodeName(path).constData(), how | O_CLOEXEC);
    if (file < 0)
        return errno;
    const int flushed = lastError(::fsync(file) == 0);
    const int closed = lastError(::close(file) == 0);
    return flushed != 0 ? flushed : closed;
}
} // namespace

int syncFile(const QString& path)
{
    return synced(path, O_RDONLY);
}

int syncFolder(const QString& path)
{
    const int code = synced(path, O_RDONLY | O_DIRECTORY);
    // Some network and FAT file systems know no such thing; who may write into a folder may not always read
    // it.
    return code == EINVAL || code == ENOTSUP || code == ENOSYS || code == EACCES ? 0 : code;
}

int replaceFile(const QString& from, const QString& to)
{
    return lastError(
        std::rename(QFile::encodeName(from).constData(), QFile::encodeName(to).constData()) == 0);
}

int renameFile(const QString& from, const QString& to)
{
    const QByteArray old = QFile::encodeName(from), name = QFile::encodeName(to);
#ifdef RENAME_NOREPLACE
    if (::renameat2(AT_FDCWD, old.constData(), AT_FDCWD, name.constData(), RENAME_NOREPLACE) == 0)
        return 0;
    if (errno != EINVAL && errno != ENOSYS)
        return errno;
#endif
    if (::link(old.constData(), name.constData()) == 0)
        return lastError(::unlink(old.constData()) == 0);
    if (errno == EEXIST)
        return errno;
    struct stat there;
    if (::lstat(name.constData(), &there) == 0)
        return EEXIST;
    return lastError(std::rename(old.constData(), name.constData()) == 0);
}

int linkFile(const QString& from, const QString& to)
{
    return lastError(::link(QFile::encodeName(from).constData(), QFile::encodeName(to).constData()) == 0);
}

bool isOpenHere(const QString& path)
{
    struct stat wanted;
    if (::stat(QFile::encodeName(path).constData(), &wanted) != 0)
        return false;
    const auto isIt = [&](int file) {
        struct stat open;
        return ::fstat(file, &open) == 0 && open.st_dev == wanted.st_dev && open.st_ino == wanted.st_ino;
    };
    bool found = false;
    if (DIR* files = ::opendir("/dev/fd")) {
        while (const dirent* each = ::readdir(files))
            found = found || isIt(std::atoi(each->d_name));
        ::closedir(files);
        return found;
    }
    constexpr int most = 4096; // numbers are given from the lowest on
    for (int file = 0; file < most && !found; ++file)
        found = isIt(file);
    return found;
}

bool isServersDrive(const QString&)
{
    return false;
}

QStringList diskRoots()
{
    QStringList roots;
    for (const QStorageInfo& disk : QStorageInfo::mountedVolumes())
        if (disk.isValid() && disk.isReady() && !disk.isReadOnly() && !disk.isRoot())
            roots += disk.rootPath();
    return roots;
}

bool takesFiles(const QString& folder)
{
    return ::access(QFile::encodeName(folder).constData(), W_OK | X_OK) == 0;
}

bool isRunning(qint64 process)
{
    return ::kill(pid_t(process), 0) == 0 || errno == EPERM;
}

QString diskReason(int code)
{
    switch (code) {
    case ENOSPC:
    case EDQUOT:
        return QStringLiteral("磁盘已满");
    case EFBIG:
        return QStringLiteral("文件太大，这个磁盘放不下");
    case EACCES:
    case EPERM:
        return QStringLiteral("没有写入的权限");
    case EROFS:
        return QStringLiteral("磁盘是只读的");
    case ENOENT:
    case ENOTDIR:
        return QStringLiteral("文件夹不在了");
    case ENAMETOOLONG:
        return QStringLiteral("文件名太长");
    case EBUSY:
    case ETXTBSY:
        return QStringLiteral("正被别的程序打开");
    case EIO:
    case ENXIO:
    case ENODEV:
        return QStringLiteral("磁盘读写出错，可能已经损坏或被拔出");
    case EMFILE:
    case ENFILE:
        return QStringLiteral("打开的文件太多");
    default:
        return QStringLiteral("系统不允许（错误号 %1）").arg(code);
    }
}

#endif

} // namespace coop
