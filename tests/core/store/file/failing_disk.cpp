#include "tests/core/store/file/failing_disk.h"

#include <atomic>
#include <cstring>

namespace coop
{

namespace
{
// SQLite calls plain functions, so the state is the program's; tests run one after another.
sqlite3_vfs* below = nullptr;
std::atomic_int healthy{-1};
std::atomic_bool failed{false};
int failure = SQLITE_FULL;

/// A file of the layer: its methods, then the real file.
struct LayerFile {
    sqlite3_file base;
    sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

sqlite3_file* real(sqlite3_file* file)
{
    return reinterpret_cast<LayerFile*>(file)->real();
}

int spend()
{
    if (healthy < 0)
        return SQLITE_OK;
    if (healthy == 0) {
        failed = true;
        return failure;
    }
    --healthy;
    return SQLITE_OK;
}

int write(sqlite3_file* file, const void* data, int size, sqlite3_int64 at)
{
    const int may = spend();
    return may == SQLITE_OK ? real(file)->pMethods->xWrite(real(file), data, size, at) : may;
}

int sync(sqlite3_file* file, int flags)
{
    const int may = spend();
    return may == SQLITE_OK ? real(file)->pMethods->xSync(real(file), flags)
                            : (failure == SQLITE_FULL ? SQLITE_FULL : SQLITE_IOERR_FSYNC);
}

const sqlite3_io_methods* methods()
{
    static const sqlite3_io_methods all = [] {
        sqlite3_io_methods made{};
        made.iVersion = 2; // shared memory yes, memory maps no
        made.xClose = [](sqlite3_file* f) { return real(f)->pMethods->xClose(real(f)); };
        made.xRead = [](sqlite3_file* f, void* d, int n, sqlite3_int64 at) {
            return real(f)->pMethods->xRead(real(f), d, n, at);
        };
        made.xWrite = write;
        made.xTruncate
            = [](sqlite3_file* f, sqlite3_int64 n) { return real(f)->pMethods->xTruncate(real(f), n); };
        made.xSync = sync;
        made.xFileSize
            = [](sqlite3_file* f, sqlite3_int64* n) { return real(f)->pMethods->xFileSize(real(f), n); };
        made.xLock = [](sqlite3_file* f, int l) { return real(f)->pMethods->xLock(real(f), l); };
        made.xUnlock = [](sqlite3_file* f, int l) { return real(f)->pMethods->xUnlock(real(f), l); };
        made.xCheckReservedLock
            = [](sqlite3_file* f, int* l) { return real(f)->pMethods->xCheckReservedLock(real(f), l); };
        made.xFileControl = [](sqlite3_file* f, int op, void* a) {
            return real(f)->pMethods->xFileControl(real(f), op, a);
        };
        made.xSectorSize = [](sqlite3_file* f) { return real(f)->pMethods->xSectorSize(real(f)); };
        made.xDeviceCharacteristics
            = [](sqlite3_file* f) { return real(f)->pMethods->xDeviceCharacteristics(real(f)); };
        made.xShmMap = [](sqlite3_file* f, int p, int n, int e, void volatile** d) {
            return real(f)->pMethods->xShmMap(real(f), p, n, e, d);
        };
        made.xShmLock = [](sqlite3_file* f, int o, int n, int l) {
            return real(f)->pMethods->xShmLock(real(f), o, n, l);
        };
        made.xShmBarrier = [](sqlite3_file* f) { real(f)->pMethods->xShmBarrier(real(f)); };
        made.xShmUnmap = [](sqlite3_file* f, int d) { return real(f)->pMethods->xShmUnmap(real(f), d); };
        return made;
    }();
    return &all;
}

int open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out)
{
    std::memset(file, 0, sizeof(LayerFile));
    const int opened = below->xOpen(below, name, real(file), flags, out);
    if (real(file)->pMethods)
        file->pMethods = methods();
    return opened;
}
} // namespace

FailingDisk::FailingDisk(int code)
{
    below = sqlite3_vfs_find(nullptr);
    failure = code;
    layer = *below;
    layer.zName = "failing disk";
    layer.szOsFile = int(sizeof(LayerFile)) + below->szOsFile;
    layer.xOpen = open;
    sqlite3_vfs_register(&layer, 1);
    heal();
}

FailingDisk::~FailingDisk()
{
    heal();
    sqlite3_vfs_unregister(&layer);
    sqlite3_vfs_register(below, 1);
}

void FailingDisk::failAfter(int count)
{
    healthy = count;
    failed = false;
}

bool FailingDisk::hasFailed() const
{
    return failed;
}

} // namespace coop
