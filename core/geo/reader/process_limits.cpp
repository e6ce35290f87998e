#include "core/geo/reader/process_limits.h"

#include <algorithm>
#include <cstdio>

#ifdef Q_OS_WIN
#include <windows.h>
// after windows.h
#include <fcntl.h>
#include <io.h>
#include <psapi.h>
#else
#include <sys/resource.h>
#include <unistd.h>
#endif

namespace coop::process_limits
{

#ifdef Q_OS_WIN

void set(qint64 bytes, int seconds)
{
    SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX);
    const HANDLE job = CreateJobObjectW(nullptr, nullptr); // stays open as long as the process
    if (job == nullptr)
        return;
    JOBOBJECT_EXTENDED_LIMIT_INFORMATION limits = {};
    limits.BasicLimitInformation.LimitFlags = JOB_OBJECT_LIMIT_PROCESS_MEMORY | JOB_OBJECT_LIMIT_PROCESS_TIME
        | JOB_OBJECT_LIMIT_ACTIVE_PROCESS | JOB_OBJECT_LIMIT_DIE_ON_UNHANDLED_EXCEPTION;
    limits.BasicLimitInformation.ActiveProcessLimit = 1;
    limits.BasicLimitInformation.PerProcessUserTimeLimit.QuadPart = LONGLONG(seconds) * 10'000'000;
    limits.ProcessMemoryLimit = SIZE_T(bytes);
    SetInformationJobObject(job, JobObjectExtendedLimitInformation, &limits, sizeof limits);
    AssignProcessToJobObject(job, GetCurrentProcess());
}

qint64 memoryInUse()
{
    PROCESS_MEMORY_COUNTERS counters = {};
    return GetProcessMemoryInfo(GetCurrentProcess(), &counters, sizeof counters) != 0
        ? qint64(counters.PagefileUsage)
        : 0;
}

double processorSeconds()
{
    FILETIME created, ended, kernel, user;
    if (GetProcessTimes(GetCurrentProcess(), &created, &ended, &kernel, &user) == 0)
        return 0;
    const auto ticks = [](const FILETIME& time) {
        return double((quint64(time.dwHighDateTime) << 32) | time.dwLowDateTime);
    };
    return (ticks(kernel) + ticks(user)) / 1e7;
}

int takeStandardOutput()
{
    fflush(stdout);
    const int own = _dup(1);
    _dup2(2, 1);
    _setmode(own, _O_BINARY);
    _setmode(0, _O_BINARY);
    return own;
}

#else

namespace
{
void lower(int which, rlim_t most)
{
    rlimit limit = {};
    if (getrlimit(which, &limit) != 0)
        return;
    limit.rlim_cur = std::min({most, limit.rlim_cur, limit.rlim_max});
    limit.rlim_max = std::min(limit.rlim_max, limit.rlim_cur);
    setrlimit(which, &limit);
}
} // namespace

void set(qint64 bytes, int seconds)
{
    lower(RLIMIT_CORE, 0);
    lower(RLIMIT_CPU, rlim_t(seconds));
#if !defined(__SANITIZE_ADDRESS__) // whose shadow memory alone is larger than any limit
    lower(RLIMIT_DATA, rlim_t(bytes));
#endif
}

qint64 memoryInUse()
{
#ifdef Q_OS_LINUX
    FILE* file = fopen("/proc/self/statm", "r");
    if (file == nullptr)
        return 0;
    long whole = 0, resident = 0;
    const int read = fscanf(file, "%ld %ld", &whole, &resident); // NOLINT(cert-err34-c)
    fclose(file);
    return read == 2 ? qint64(resident) * sysconf(_SC_PAGESIZE) : 0;
#else
    return 0;
#endif
}

double processorSeconds()
{
    rusage used = {};
    if (getrusage(RUSAGE_SELF, &used) != 0)
        return 0;
    const auto seconds = [](const timeval& time) { return double(time.tv_sec) + double(time.tv_usec) / 1e6; };
    return seconds(used.ru_utime) + seconds(used.ru_stime);
}

int takeStandardOutput()
{
    fflush(stdout);
    const int own = dup(1);
    dup2(2, 1);
    return own;
}

#endif

} // namespace coop::process_limits
