/* A disk that fails, for LD_PRELOAD (Linux): of the calls that a program makes on files below a folder one fails.
 *   FAULT_UNDER=folder   only files below it count
 *   FAULT_CALL=write|short|sync|close|rename|link|read   the kind of call (short: every write takes only a part)
 *   FAULT_AT=N           the Nth of them, from 1; of read the byte from which on files cannot be read, from 0
 *   FAULT_HOW=number     the error that it gives (of read 0: as if the file ended there); kill: the program is killed there; a path: it waits there until that exists
 *   FAULT_ONWARD=1       the later ones fail, too, as on a disk that stays full
 *   FAULT_COUNT=file     writes at the end how many calls of each kind there were
 * libc's own streams do not come by here, so fopen and fdopen give streams that do. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

enum { WRITE, SYNC, CLOSE, RENAME, LINK, READ, KINDS };
static const char *const names[KINDS] = {"write", "sync", "close", "rename", "link", "read"};
static int counts[KINDS];

#define REAL(type, name, ...)                                 \
  static type (*real)(__VA_ARGS__);                           \
  if (!real)                                                  \
  real = (type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

static int below(const char *path) {
  const char *folder = getenv("FAULT_UNDER");
  return folder && path && !strncmp(path, folder, strlen(folder));
}

static int counted(int fd) {
  char link[64], path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t n = readlink(link, path, sizeof path - 1);
  if (n <= 0) return 0;
  path[n] = 0;
  return below(path);
}

static int named(const char *path) {
  char whole[4096];
  if (!path) return 0;
  if (path[0] == '/') return below(path);
  if (!getcwd(whole, sizeof whole)) return 0;
  strncat(whole, "/", sizeof whole - strlen(whole) - 1);
  return below(whole);
}

/* Whether this call is to fail; sets errno. */
static int fails(int kind) {
  const int number = __atomic_add_fetch(&counts[kind], 1, __ATOMIC_SEQ_CST);
  const char *call = getenv("FAULT_CALL"), *at = getenv("FAULT_AT"), *how = getenv("FAULT_HOW");
  if (!call || !at || !how || strcmp(call, names[kind])) return 0;
  if (number != atoi(at) && !(number > atoi(at) && getenv("FAULT_ONWARD"))) return 0;
  if (!strcmp(how, "kill")) kill(getpid(), SIGKILL);
  if (how[0] == '/') {
    struct timespec moment = {0, 10000000};
    char held[4096];
    snprintf(held, sizeof held, "%s.held", how);
    int fd = open(held, O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
    if (fd >= 0) syscall(SYS_close, fd);
    for (int i = 0; i < 6000 && access(how, F_OK); ++i) nanosleep(&moment, 0);
    return 0;
  }
  errno = atoi(how);
  return 1;
}

static size_t part(size_t size) {
  const char *call = getenv("FAULT_CALL");
  return call && !strcmp(call, "short") && size > 1 ? (size + 1) / 2 : size;
}

/* How many of the bytes at a place can be read; -1 with errno when the first of them cannot. */
static ssize_t readable(int fd, size_t size, off64_t at) {
  const char *call = getenv("FAULT_CALL"), *from = getenv("FAULT_AT"), *how = getenv("FAULT_HOW");
  if (!size || at < 0 || !call || strcmp(call, "read") || !from || !how || !counted(fd)) return (ssize_t)size;
  const off64_t good = atoll(from) - at;
  if (good >= (off64_t)size) return (ssize_t)size;
  __atomic_add_fetch(&counts[READ], 1, __ATOMIC_SEQ_CST);
  if (good > 0) return (ssize_t)good;
  errno = atoi(how);
  return errno ? -1 : 0;
}

ssize_t read(int fd, void *bytes, size_t size) {
  REAL(ssize_t, "read", int, void *, size_t);
  const ssize_t good = readable(fd, size, lseek64(fd, 0, SEEK_CUR));
  return good <= 0 && size ? good : real(fd, bytes, (size_t)good);
}

ssize_t pread(int fd, void *bytes, size_t size, off_t at) {
  REAL(ssize_t, "pread", int, void *, size_t, off_t);
  const ssize_t good = readable(fd, size, at);
  return good <= 0 && size ? good : real(fd, bytes, (size_t)good, at);
}

ssize_t pread64(int fd, void *bytes, size_t size, off64_t at) {
  REAL(ssize_t, "pread64", int, void *, size_t, off64_t);
  const ssize_t good = readable(fd, size, at);
  return good <= 0 && size ? good : real(fd, bytes, (size_t)good, at);
}

/* Of a stream that libc reads in pieces of its own; its sign of an error is set as libc does. */
size_t fread(void *bytes, size_t one, size_t count, FILE *file) {
  REAL(size_t, "fread", void *, size_t, size_t, FILE *);
  const int fd = fileno(file);
  const size_t size = one * count;
  if (fd < 0 || !size) return real(bytes, one, count, file);
  const ssize_t good = readable(fd, size, ftello64(file));
  if (good == (ssize_t)size) return real(bytes, one, count, file);
  const int why = errno;
  const size_t got = good > 0 ? real(bytes, 1, (size_t)good, file) : 0;
  const char *how = getenv("FAULT_HOW");
  file->_flags |= how && atoi(how) ? 0x20 : 0x10; /* what ferror and feof look at */
  errno = good < 0 ? why : atoi(how);
  return got / one;
}

/* So that nobody reads past what stands above. */
void *mmap64(void *where, size_t size, int protection, int flags, int fd, off64_t at) {
  REAL(void *, "mmap64", void *, size_t, int, int, int, off64_t);
  if (fd >= 0 && size && readable(fd, size, at) != (ssize_t)size) {
    errno = ENODEV;
    return MAP_FAILED;
  }
  return real(where, size, protection, flags, fd, at);
}

void *mmap(void *where, size_t size, int protection, int flags, int fd, off_t at) {
  return mmap64(where, size, protection, flags, fd, at);
}

ssize_t write(int fd, const void *bytes, size_t size) {
  REAL(ssize_t, "write", int, const void *, size_t);
  if (!counted(fd)) return real(fd, bytes, size);
  return fails(WRITE) ? -1 : real(fd, bytes, part(size));
}

ssize_t pwrite(int fd, const void *bytes, size_t size, off_t at) {
  REAL(ssize_t, "pwrite", int, const void *, size_t, off_t);
  if (!counted(fd)) return real(fd, bytes, size, at);
  return fails(WRITE) ? -1 : real(fd, bytes, part(size), at);
}

ssize_t pwrite64(int fd, const void *bytes, size_t size, off64_t at) {
  REAL(ssize_t, "pwrite64", int, const void *, size_t, off64_t);
  if (!counted(fd)) return real(fd, bytes, size, at);
  return fails(WRITE) ? -1 : real(fd, bytes, part(size), at);
}

ssize_t writev(int fd, const struct iovec *pieces, int count) {
  REAL(ssize_t, "writev", int, const struct iovec *, int);
  return counted(fd) && fails(WRITE) ? -1 : real(fd, pieces, count);
}

int fsync(int fd) {
  REAL(int, "fsync", int);
  return counted(fd) && fails(SYNC) ? -1 : real(fd);
}

int fdatasync(int fd) {
  REAL(int, "fdatasync", int);
  return counted(fd) && fails(SYNC) ? -1 : real(fd);
}

int close(int fd) {
  REAL(int, "close", int);
  if (!counted(fd)) return real(fd);
  const int failed = fails(CLOSE), why = errno;
  const int done = real(fd); /* as Linux does, whatever it says */
  if (!failed) return done;
  errno = why;
  return -1;
}

int rename(const char *from, const char *to) {
  REAL(int, "rename", const char *, const char *);
  return named(to) && fails(RENAME) ? -1 : real(from, to);
}

int renameat(int a, const char *from, int b, const char *to) {
  REAL(int, "renameat", int, const char *, int, const char *);
  return named(to) && fails(RENAME) ? -1 : real(a, from, b, to);
}

int renameat2(int a, const char *from, int b, const char *to, unsigned int flags) {
  REAL(int, "renameat2", int, const char *, int, const char *, unsigned int);
  return named(to) && fails(RENAME) ? -1 : real(a, from, b, to, flags);
}

int link(const char *from, const char *to) {
  REAL(int, "link", const char *, const char *);
  return named(to) && fails(LINK) ? -1 : real(from, to);
}

static ssize_t stream_read(void *fd, char *bytes, size_t size) { return read((int)(long)fd, bytes, size); }
static ssize_t stream_write(void *fd, const char *bytes, size_t size) {
  size_t done = 0;
  while (done < size) { /* as libc's own streams do */
    const ssize_t one = write((int)(long)fd, bytes + done, size - done);
    if (one < 0) break;
    done += (size_t)one;
  }
  return (ssize_t)done; /* less than asked for is the failure */
}
static int stream_seek(void *fd, off64_t *at, int from) {
  const off64_t now = lseek64((int)(long)fd, *at, from);
  if (now < 0) return -1;
  *at = now;
  return 0;
}
static int stream_close(void *fd) { return close((int)(long)fd); }

static FILE *stream(int fd, const char *mode) {
  const cookie_io_functions_t functions = {stream_read, stream_write, stream_seek, stream_close};
  return fopencookie((void *)(long)fd, mode, functions);
}

FILE *fdopen(int fd, const char *mode) {
  REAL(FILE *, "fdopen", int, const char *);
  return strpbrk(mode, "wa+") && counted(fd) ? stream(fd, mode) : real(fd, mode);
}

static FILE *opened(const char *path, const char *mode, FILE *(*real)(const char *, const char *)) {
  if (!strpbrk(mode, "wa+") || !named(path)) return real(path, mode);
  const int how = (strchr(mode, '+') ? O_RDWR : O_WRONLY) |
                  (mode[0] == 'w' ? O_CREAT | O_TRUNC : mode[0] == 'a' ? O_CREAT | O_APPEND : 0);
  const int fd = open(path, how | O_CLOEXEC, 0666);
  return fd < 0 ? NULL : stream(fd, mode);
}

FILE *fopen(const char *path, const char *mode) {
  REAL(FILE *, "fopen", const char *, const char *);
  return opened(path, mode, real);
}

FILE *fopen64(const char *path, const char *mode) {
  REAL(FILE *, "fopen64", const char *, const char *);
  return opened(path, mode, real);
}

__attribute__((destructor)) static void report(void) {
  char text[256];
  const char *file = getenv("FAULT_COUNT");
  if (!file) return;
  const int size = snprintf(text, sizeof text, "{\"write\": %d, \"sync\": %d, \"close\": %d, \"rename\": %d, \"link\": %d, \"read\": %d}",
                            counts[WRITE], counts[SYNC], counts[CLOSE], counts[RENAME], counts[LINK], counts[READ]);
  const int fd = open(file, O_CREAT | O_WRONLY | O_TRUNC | O_CLOEXEC, 0600);
  if (fd >= 0) {
    if (syscall(SYS_write, fd, text, (size_t)size) < 0) {
    }
    syscall(SYS_close, fd);
  }
}
