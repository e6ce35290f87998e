#include "core/store/file/wal_settling.h"

#include "core/store/file/file_lock.h"
#include "core/store/file/workspace_file.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <sqlite3.h>

namespace coop
{

namespace
{
constexpr int patienceAtCommitMs = 40; // the window's thread waits for it
constexpr std::chrono::milliseconds shortestPause(100), longestPause(400);

int afterCommit(void* settling, sqlite3* connection, const char*, int)
{
    // Not settled is no failure: the step is in the -wal.
    static_cast<WalSettling*>(settling)->settleNow(connection, patienceAtCommitMs);
    return SQLITE_OK;
}
} // namespace

WalSettling::WalSettling(std::shared_ptr<FileLock> held)
    : lock(std::move(held))
{
}

WalSettling::~WalSettling()
{
    {
        const std::lock_guard<std::mutex> guard(mutex);
        stopping = true;
    }
    wake.notify_all();
    if (worker.joinable())
        worker.join();
}

std::shared_ptr<WalSettling> WalSettling::of(const std::shared_ptr<FileLock>& lock)
{
    static std::mutex mutex;
    static std::map<FileLock*, std::weak_ptr<WalSettling>> all;
    const std::lock_guard<std::mutex> guard(mutex);
    auto& one = all[lock.get()];
    if (auto there = one.lock())
        return there;
    std::shared_ptr<WalSettling> made(new WalSettling(lock));
    one = made;
    return made;
}

void WalSettling::follow(sqlite3* connection)
{
    sqlite3_wal_hook(connection, afterCommit, this);
}

bool WalSettling::settleNow(sqlite3* connection, int patienceMs)
{
    if (!lock->mark().mayBeSettled())
        return false;
    sqlite3_busy_timeout(connection, patienceMs);
    int inLog = -1, copied = -1;
    const int code
        = sqlite3_wal_checkpoint_v2(connection, "main", SQLITE_CHECKPOINT_TRUNCATE, &inLog, &copied);
    sqlite3_busy_timeout(connection, busyTimeoutMs);
    const bool whole = code == SQLITE_OK || (code == SQLITE_BUSY && inLog >= 0 && inLog == copied);
    lock->mark().noteFile(whole);
    if (code == SQLITE_BUSY || code == SQLITE_LOCKED)
        tryLater();
    return code == SQLITE_OK;
}

void WalSettling::tryLater()
{
    const std::lock_guard<std::mutex> guard(mutex);
    if (stopping)
        return;
    wanted = true;
    if (!worker.joinable())
        worker = std::thread([this] { keepTrying(); });
    wake.notify_all();
}

void WalSettling::keepTrying()
{
    std::unique_lock<std::mutex> guard(mutex);
    auto pause = shortestPause;
    while (!stopping) {
        if (!wanted)
            pause = shortestPause;
        wake.wait(guard, [this] { return wanted || stopping; });
        wake.wait_for(guard, pause, [this] { return stopping; });
        pause = std::min(2 * pause, longestPause);
        if (stopping)
            return;
        wanted = false;
        guard.unlock();
        sqlite3* connection = nullptr;
        // Only while the name still leads there; what was moved is settled when it is closed.
        if (lock->mark().look(lock->path()) == FileMark::Seen::same
            && sqlite3_open_v2(lock->path().toUtf8().constData(), &connection, SQLITE_OPEN_READWRITE, nullptr)
                == SQLITE_OK
            // Before its first reading a connection does not know of a -wal, and its checkpoint does nothing.
            && sqlite3_exec(connection, "PRAGMA schema_version", nullptr, nullptr, nullptr) == SQLITE_OK)
            settleNow(connection, 0); // asks for another try itself
        sqlite3_close(connection);
        guard.lock();
    }
}

} // namespace coop
