/* Loaded before the C library: a disk that forgets what was not synced, and a disk that fills up.
 *
 * SHIM_SHADOW  folder that receives, at each fsync or fdatasync, what was written to a file since the last one:
 *              what a power cut would leave.
 * SHIM_ROOM    bytes that may still be written to files of SHIM_STORE; then writes fail with ENOSPC.
 * SHIM_STORE   the folder whose files are meant.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FILES 64

static struct { ino_t inode; off_t low, high; } dirty[FILES];
static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static long long written;

static const char *name_in_store(int fd, char *path)
{
    char link[64];
    const char *store = getenv("SHIM_STORE");
    if (!store) return NULL;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    if (length <= 0) return NULL;
    path[length] = 0;
    size_t prefix = strlen(store);
    if (strncmp(path, store, prefix) || path[prefix] != '/') return NULL;
    return path + prefix + 1;
}

static void note(int fd, off_t low, off_t high)
{
    struct stat of;
    if (fstat(fd, &of)) return;
    for (int i = 0; i < FILES; i++) {
        if (dirty[i].inode && dirty[i].inode != of.st_ino) continue;
        if (!dirty[i].inode || dirty[i].high <= dirty[i].low) { dirty[i].low = low; dirty[i].high = high; }
        if (low < dirty[i].low) dirty[i].low = low;
        if (high > dirty[i].high) dirty[i].high = high;
        dirty[i].inode = of.st_ino;
        return;
    }
    abort();
}

static ssize_t guarded(int fd, size_t size, off_t at, ssize_t (*go)(int, const void *, size_t, off_t), const void *bytes)
{
    char path[PATH_MAX];
    if (!name_in_store(fd, path)) return go(fd, bytes, size, at);
    const char *room = getenv("SHIM_ROOM");
    pthread_mutex_lock(&turn);
    ssize_t done = -1;
    if (room && written + (long long)size > atoll(room)) errno = ENOSPC;
    else {
        if (at < 0) at = lseek(fd, 0, SEEK_CUR);
        done = go(fd, bytes, size, at);
        if (done > 0) { written += done; note(fd, at, at + done); }
    }
    int kept = errno;
    pthread_mutex_unlock(&turn);
    errno = kept;
    return done;
}

static ssize_t plain_write(int fd, const void *bytes, size_t size, off_t at)
{
    static ssize_t (*real)(int, const void *, size_t);
    (void)at;
    if (!real) real = dlsym(RTLD_NEXT, "write");
    return real(fd, bytes, size);
}

static ssize_t plain_pwrite(int fd, const void *bytes, size_t size, off_t at)
{
    static ssize_t (*real)(int, const void *, size_t, off_t);
    if (!real) real = dlsym(RTLD_NEXT, "pwrite64");
    return real(fd, bytes, size, at);
}

ssize_t write(int fd, const void *bytes, size_t size) { return guarded(fd, size, -1, plain_write, bytes); }
ssize_t pwrite(int fd, const void *bytes, size_t size, off_t at) { return guarded(fd, size, at, plain_pwrite, bytes); }
ssize_t pwrite64(int fd, const void *bytes, size_t size, off_t at) { return guarded(fd, size, at, plain_pwrite, bytes); }

static void keep(int fd)
{
    char path[PATH_MAX], shadow[PATH_MAX], chunk[65536];
    const char *folder = getenv("SHIM_SHADOW");
    const char *name = name_in_store(fd, path);
    struct stat of;
    if (!folder || !name || fstat(fd, &of) || !S_ISREG(of.st_mode)) return;
    snprintf(shadow, sizeof shadow, "%s/%s", folder, name);
    pthread_mutex_lock(&turn);
    int from = open(path, O_RDONLY), to = open(shadow, O_WRONLY | O_CREAT, 0600);
    for (int i = 0; i < FILES && from >= 0 && to >= 0; i++) {
        if (dirty[i].inode != of.st_ino) continue;
        off_t at = dirty[i].low;
        while (at < dirty[i].high) {
            size_t left = dirty[i].high - at;
            ssize_t got = pread(from, chunk, left < sizeof chunk ? left : sizeof chunk, at);
            if (got <= 0) break;
            plain_pwrite(to, chunk, got, at);
            at += got;
        }
        dirty[i].low = dirty[i].high = 0;
    }
    if (to >= 0 && ftruncate(to, of.st_size)) abort();
    if (from >= 0) close(from);
    if (to >= 0) close(to);
    pthread_mutex_unlock(&turn);
}

int fsync(int fd)
{
    static int (*real)(int);
    if (!real) real = dlsym(RTLD_NEXT, "fsync");
    int result = real(fd);
    if (!result) keep(fd);
    return result;
}

int fdatasync(int fd)
{
    static int (*real)(int);
    if (!real) real = dlsym(RTLD_NEXT, "fdatasync");
    int result = real(fd);
    if (!result) keep(fd);
    return result;
}
