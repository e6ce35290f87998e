#include "core/store/file/held_file.h"

#include <QFile>

#ifdef Q_OS_WIN
#include <windows.h>
#else
#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

namespace coop
{

#ifdef Q_OS_WIN

namespace
{
constexpr DWORD lockedByteHigh = 0x40000000; // byte 2^62

HANDLE openHandle(const QString& path, DWORD access)
{
    return CreateFileW(reinterpret_cast<const wchar_t*>(path.utf16()), access,
        FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, nullptr, OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL,
        nullptr);
}

std::optional<FileStamp> stampOfHandle(HANDLE file)
{
    BY_HANDLE_FILE_INFORMATION about;
    if (file == INVALID_HANDLE_VALUE || !GetFileInformationByHandle(file, &about))
        return {};
    const auto together = [](DWORD high, DWORD low) { return (quint64(high) << 32) | low; };
    return FileStamp{{about.dwVolumeSerialNumber, together(about.nFileIndexHigh, about.nFileIndexLow)},
        qint64(together(about.nFileSizeHigh, about.nFileSizeLow)),
        qint64(together(about.ftLastWriteTime.dwHighDateTime, about.ftLastWriteTime.dwLowDateTime))};
}
} // namespace

struct HeldFile::Handle {
    HANDLE file = INVALID_HANDLE_VALUE;
};

std::optional<FileStamp> stampOf(const QString& path)
{
    const HANDLE file = openHandle(path, 0);
    const auto stamp = stampOfHandle(file);
    if (file != INVALID_HANDLE_VALUE)
        CloseHandle(file);
    return stamp;
}

HeldFile::HeldFile(const QString& path)
    : handle(new Handle{openHandle(path, GENERIC_READ | GENERIC_WRITE)})
{
}

HeldFile::~HeldFile()
{
    letGo();
}

void HeldFile::letGo()
{
    if (handle->file != INVALID_HANDLE_VALUE)
        CloseHandle(handle->file);
    handle->file = INVALID_HANDLE_VALUE;
}

std::optional<FileStamp> HeldFile::stamp() const
{
    return stampOfHandle(handle->file);
}

HeldFile::Lock HeldFile::lock()
{
    if (handle->file == INVALID_HANDLE_VALUE)
        return Lock::notPossible;
    OVERLAPPED at{};
    at.OffsetHigh = lockedByteHigh;
    if (LockFileEx(handle->file, LOCKFILE_EXCLUSIVE_LOCK | LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, &at))
        return Lock::taken;
    const DWORD why = GetLastError();
    return why == ERROR_LOCK_VIOLATION || why == ERROR_IO_PENDING ? Lock::heldByOther : Lock::notPossible;
}

#else

namespace
{
#ifdef F_OFD_SETLK
constexpr off_t lockedByte = off_t(1) << 62;
#endif

FileStamp stampFrom(const struct stat& about)
{
#ifdef Q_OS_DARWIN
    const timespec modified = about.st_mtimespec;
#else
    const timespec modified = about.st_mtim;
#endif
    return {{quint64(about.st_dev), quint64(about.st_ino)}, qint64(about.st_size),
        qint64(modified.tv_sec) * 1'000'000'000 + modified.tv_nsec};
}
} // namespace

struct HeldFile::Handle {
    int file = -1;
};

std::optional<FileStamp> stampOf(const QString& path)
{
    struct stat about;
    if (::stat(QFile::encodeName(path).constData(), &about) != 0)
        return {};
    return stampFrom(about);
}

HeldFile::HeldFile(const QString& path)
    : handle(new Handle{::open(QFile::encodeName(path).constData(), O_RDWR | O_CLOEXEC)})
{
}

HeldFile::~HeldFile()
{
    letGo();
}

void HeldFile::letGo()
{
    if (handle->file >= 0)
        ::close(handle->file);
    handle->file = -1;
}

std::optional<FileStamp> HeldFile::stamp() const
{
    struct stat about;
    if (handle->file < 0 || ::fstat(handle->file, &about) != 0)
        return {};
    return stampFrom(about);
}

HeldFile::Lock HeldFile::lock()
{
    if (handle->file < 0)
        return Lock::notPossible;
#ifdef F_OFD_SETLK
    // Of the open file, not of the process: SQLite opens and closes the same file meanwhile.
    struct flock byte {
    };
    byte.l_type = F_WRLCK;
    byte.l_whence = SEEK_SET;
    byte.l_start = lockedByte;
    byte.l_len = 1;
    if (::fcntl(handle->file, F_OFD_SETLK, &byte) == 0)
        return Lock::taken;
    return errno == EAGAIN || errno == EACCES ? Lock::heldByOther : Lock::notPossible;
#else
    if (::flock(handle->file, LOCK_EX | LOCK_NB) == 0)
        return Lock::taken;
    return errno == EWOULDBLOCK ? Lock::heldByOther : Lock::notPossible;
#endif
}

#endif

} // namespace coop
