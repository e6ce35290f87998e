#include "core/base/quiet_stderr.h"

#include <cstdio>
#include <mutex>

#ifdef Q_OS_WIN
#include <fcntl.h>
#include <io.h>
#else
#include <fcntl.h>
#include <unistd.h>
#endif

namespace coop
{

namespace
{
constexpr int standardError = 2;

/// It belongs to the whole process: one at a time, else a second one would keep the first one's nothing.
std::mutex& turn()
{
    static std::mutex one;
    return one;
}

#ifdef Q_OS_WIN
int openNothing()
{
    return _open("NUL", _O_WRONLY);
}
int secondNumber(int file)
{
    return _dup(file);
}
void lead(int from, int to)
{
    _dup2(to, from);
    _close(to);
}
#else
int openNothing()
{
    return ::open("/dev/null", O_WRONLY | O_CLOEXEC);
}
int secondNumber(int file)
{
    return ::fcntl(file, F_DUPFD_CLOEXEC, 3);
}
void lead(int from, int to)
{
    ::dup2(to, from);
    ::close(to);
}
#endif
} // namespace

QuietStderr::QuietStderr()
{
    turn().lock();
    std::fflush(stderr);
    kept = secondNumber(standardError);
    if (const int nothing = kept < 0 ? -1 : openNothing(); nothing >= 0)
        lead(standardError, nothing);
}

QuietStderr::~QuietStderr()
{
    std::fflush(stderr);
    if (kept >= 0)
        lead(standardError, kept);
    turn().unlock();
}

} // namespace coop
