#pragma once
#include <QtGlobal>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

struct sqlite3;

namespace coop
{

class FileLock;

/// Keeps everything that was saved in the one file: behind each commit the -wal is brought into it and cut to
/// nothing. Where somebody reads an older state meanwhile, a thread tries again until it is done. Shared by
/// the connections of a process that write one workspace.
class WalSettling
{
public:
    /// The one of this process for the file that `lock` holds.
    static std::shared_ptr<WalSettling> of(const std::shared_ptr<FileLock>& lock);
    ~WalSettling(); ///< no more tries on the thread
    Q_DISABLE_COPY(WalSettling)

    /// From now on this connection's commits are followed by settleNow().
    void follow(sqlite3* connection);
    /// False when a reader stood in the way for longer than `patienceMs`, or the file is not what it was.
    bool settleNow(sqlite3* connection, int patienceMs);

private:
    explicit WalSettling(std::shared_ptr<FileLock> lock);
    void tryLater();
    void keepTrying();

    std::shared_ptr<FileLock> lock;
    std::thread worker;
    std::mutex mutex;
    std::condition_variable wake;
    bool wanted = false;
    bool stopping = false;
};

} // namespace coop
