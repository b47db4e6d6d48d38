/* Lets writes fail below a folder, as a disk does that is full or broken: preloaded into the program under test.
 *
 * FAULT_CONTROL names a file that holds an errno; while it is not empty, every write, sync and change of size of a file
 * below FAULT_FOLDER fails with it. Reads go on. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

static int fault(int fd) {
    const char *control = getenv("FAULT_CONTROL"), *folder = getenv("FAULT_FOLDER");
    if (!control || !folder) return 0;
    int saved = errno;
    char text[16] = "", link[64], path[4096];
    int file = (int)syscall(SYS_openat, AT_FDCWD, control, O_RDONLY | O_CLOEXEC);
    if (file < 0) { errno = saved; return 0; }
    long got = syscall(SYS_read, file, text, sizeof text - 1);
    syscall(SYS_close, file);
    errno = saved;
    int code = got > 0 ? atoi(text) : 0;
    if (code <= 0) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    errno = saved;
    if (length <= 0) return 0;
    path[length] = 0;
    return strncmp(path, folder, strlen(folder)) == 0 ? code : 0;
}

#define CHECK(fd) do { int code = fault(fd); if (code) { errno = code; return -1; } } while (0)
#define REAL(type, name, ...) \
    static type (*real)(__VA_ARGS__); \
    if (!real) real = (type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

ssize_t write(int fd, const void *data, size_t size) {
    REAL(ssize_t, "write", int, const void *, size_t);
    CHECK(fd);
    return real(fd, data, size);
}

ssize_t pwrite(int fd, const void *data, size_t size, off_t at) {
    REAL(ssize_t, "pwrite", int, const void *, size_t, off_t);
    CHECK(fd);
    return real(fd, data, size, at);
}

ssize_t pwrite64(int fd, const void *data, size_t size, off64_t at) {
    REAL(ssize_t, "pwrite64", int, const void *, size_t, off64_t);
    CHECK(fd);
    return real(fd, data, size, at);
}

int fsync(int fd) {
    REAL(int, "fsync", int);
    CHECK(fd);
    return real(fd);
}

int fdatasync(int fd) {
    REAL(int, "fdatasync", int);
    CHECK(fd);
    return real(fd);
}

int ftruncate(int fd, off_t size) {
    REAL(int, "ftruncate", int, off_t);
    CHECK(fd);
    return real(fd, size);
}

int ftruncate64(int fd, off64_t size) {
    REAL(int, "ftruncate64", int, off64_t);
    CHECK(fd);
    return real(fd, size);
}
