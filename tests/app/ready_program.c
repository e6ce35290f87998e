/* A program that stands ready, for LD_PRELOAD (Linux): it is loaded and linked once and then forked for each run, which takes a
 * tenth of the time of starting it anew. Each run is a process of its own with main() from its beginning to its end; the 158
 * libraries are not unloaded (test_failing_disk and test_safety start and end whole ones).
 * Asked on standard input: a length of 4 bytes, then texts that each end with 0: folder, file for the output, file for the errors,
 * number of arguments, arguments, environment. Answered on standard output: the process's number, and at its end its status. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

typedef int (*Main)(int, char **, char **);
static Main whole;

static int taken(int fd, void *bytes, size_t size) {
  for (char *at = bytes; size;) {
    const ssize_t one = read(fd, at, size);
    if (one < 0 && errno == EINTR) continue;
    if (one <= 0) return 0;
    at += one;
    size -= (size_t)one;
  }
  return 1;
}

static void told(int32_t number) {
  if (write(STDOUT_FILENO, &number, sizeof number) != sizeof number) _exit(3);
}

static void stands_for(int fd, const char *path, int how) {
  const int opened = open(path, how, 0600);
  if (opened < 0 || dup2(opened, fd) < 0) _exit(127);
  close(opened);
}

static void run(char *text, const char *end) {
  const char *folder = text, *out = folder + strlen(folder) + 1, *err = out + strlen(out) + 1;
  char *at = (char *)err + strlen(err) + 1;
  const int count = atoi(at);
  char **words = calloc((size_t)count + 1, sizeof *words);
  for (int i = 0; i < count; ++i) words[i] = at += strlen(at) + 1;
  clearenv();
  for (at += strlen(at) + 1; at < end; at += strlen(at) + 1) putenv(at);
  stands_for(STDIN_FILENO, "/dev/null", O_RDONLY);
  stands_for(STDOUT_FILENO, out, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND);
  stands_for(STDERR_FILENO, err, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND);
  if (chdir(folder)) _exit(127);
  const int status = whole(count, words, environ);
  fflush(NULL);
  _exit(status);
}

static int ready(int argc, char **argv, char **environment) {
  uint32_t size;
  if (!getenv("COOP_STAND_READY")) return whole(argc, argv, environment);
  while (taken(STDIN_FILENO, &size, sizeof size)) {
    char *text = malloc(size + 1);
    int status = 0;
    if (!text || !taken(STDIN_FILENO, text, size)) return 3;
    text[size] = 0;
    const pid_t child = fork();
    if (!child) run(text, text + size);
    free(text);
    told(child);
    while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    told(WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status));
  }
  _exit(0);
}

int __libc_start_main(Main main, int argc, char **argv, void (*init)(void), void (*fini)(void), void (*rtld_fini)(void), void *stack_end) {
  int (*real)(Main, int, char **, void (*)(void), void (*)(void), void (*)(void), void *)
      = (int (*)(Main, int, char **, void (*)(void), void (*)(void), void (*)(void), void *))dlsym(RTLD_NEXT, "__libc_start_main");
  whole = main;
  return real(ready, argc, argv, init, fini, rtld_fini, stack_end);
}
