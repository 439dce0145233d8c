// A machine whose disk fails when it is told to, for any program: LD_PRELOAD=faults.so.
//
//   FAULT_UNDER   the folder whose files fail
//   FAULT_ERRNO   what fails: the number of an error
//   FAULT_AT      the how-manieth change to the disk fails, from 1; 0 none
//   FAULT_LASTING set: all later changes fail too, as on a full disk; unset: one does, as when a block cannot be written
//   FAULT_COUNT   a file that is told how many changes there were, at the program's end
//
// A change is whatever can be refused by a disk: a file made or opened for writing, bytes written (of which half arrive
// before a write fails), a sync, a new name, a new length.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static atomic_int changes;

static int is_under(const char* path) {
  const char* folder = getenv("FAULT_UNDER");
  return folder != NULL && strncmp(path, folder, strlen(folder)) == 0;
}

static int is_file_under(int file) {
  char link[32];
  char path[PATH_MAX];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  const ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) {
    return 0;
  }
  path[length] = '\0';
  return is_under(path);
}

// Whether this change fails; errno says how.
static int fails(int concerned) {
  if (!concerned) {
    return 0;
  }
  const int at = getenv("FAULT_AT") != NULL ? atoi(getenv("FAULT_AT")) : 0;
  const int number = atomic_fetch_add(&changes, 1) + 1;
  if (at == 0 || number < at || (number > at && getenv("FAULT_LASTING") == NULL)) {
    return 0;
  }
  errno = atoi(getenv("FAULT_ERRNO"));
  return 1;
}

__attribute__((destructor)) static void tell(void) {
  const char* path = getenv("FAULT_COUNT");
  if (path != NULL) {
    char text[16];
    const int length = snprintf(text, sizeof text, "%d", changes);
    const int file = REAL(open)(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (file >= 0) {
      REAL(write)(file, text, (size_t)length);
      REAL(close)(file);
    }
  }
}

static mode_t mode_of(int flags, va_list arguments) {
  return (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(arguments, mode_t) : 0;
}

#define OPENS(name)                                                            \
  int name(const char* path, int flags, ...) {                                 \
    va_list arguments;                                                         \
    va_start(arguments, flags);                                                \
    const mode_t mode = mode_of(flags, arguments);                             \
    va_end(arguments);                                                         \
    return fails((flags & (O_WRONLY | O_RDWR | O_CREAT)) != 0 && is_under(path)) \
               ? -1                                                            \
               : REAL(name)(path, flags, mode);                                \
  }
OPENS(open)
OPENS(open64)

int mkostemp(char* path, int flags) { return fails(is_under(path)) ? -1 : REAL(mkostemp)(path, flags); }
int mkostemp64(char* path, int flags) { return fails(is_under(path)) ? -1 : REAL(mkostemp64)(path, flags); }

ssize_t write(int file, const void* bytes, size_t size) {
  if (fails(is_file_under(file))) {
    const int error = errno;
    REAL(write)(file, bytes, size / 2);
    errno = error;
    return -1;
  }
  return REAL(write)(file, bytes, size);
}

int fsync(int file) { return fails(is_file_under(file)) ? -1 : REAL(fsync)(file); }
int fdatasync(int file) { return fails(is_file_under(file)) ? -1 : REAL(fdatasync)(file); }
int syncfs(int file) { return fails(is_file_under(file)) ? -1 : REAL(syncfs)(file); }
int ftruncate(int file, off_t size) { return fails(is_file_under(file)) ? -1 : REAL(ftruncate)(file, size); }
int ftruncate64(int file, off64_t size) { return fails(is_file_under(file)) ? -1 : REAL(ftruncate64)(file, size); }
int rename(const char* from, const char* to) { return fails(is_under(to)) ? -1 : REAL(rename)(from, to); }
int mkdir(const char* path, mode_t mode) { return fails(is_under(path)) ? -1 : REAL(mkdir)(path, mode); }
