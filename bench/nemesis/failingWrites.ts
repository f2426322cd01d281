import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { NotHere } from "./fault.js";

/** Fails, or cuts short, the N-th write to files below a folder, as a disk does; or that one and all behind it. */
const SOURCE = `
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>
static long seen;
/* 0: as it is; 1: fail with errno set; 2: cut short. */
static int fate(int fd) {
  const char *below = getenv("NEMESIS_BELOW");
  const char *at = getenv("NEMESIS_FAIL_AT");
  if (!below || !at) return 0;
  char link[64], path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = 0;
  if (strncmp(path, below, strlen(below))) return 0;
  long number = __sync_add_and_fetch(&seen, 1);
  const char *count = getenv("NEMESIS_COUNT");
  if (count) {
    FILE *out = fopen(count, "w");
    if (out) { fprintf(out, "%ld", number); fclose(out); }
  }
  if (getenv("NEMESIS_AND_BEHIND") ? number < atol(at) : number != atol(at)) return 0;
  const char *how = getenv("NEMESIS_HOW");
  if (!strcmp(how, "short")) return 2;
  errno = !strcmp(how, "full") ? ENOSPC : EIO;
  return 1;
}
#define CUT(n) ((n) > 1 ? (n) / 2 : (n))
ssize_t write(int fd, const void *b, size_t n) {
  static ssize_t (*real)(int, const void *, size_t);
  if (!real) real = dlsym(RTLD_NEXT, "write");
  int f = fate(fd);
  return f == 1 ? -1 : real(fd, b, f == 2 ? CUT(n) : n);
}
ssize_t pwrite(int fd, const void *b, size_t n, off_t o) {
  static ssize_t (*real)(int, const void *, size_t, off_t);
  if (!real) real = dlsym(RTLD_NEXT, "pwrite");
  int f = fate(fd);
  return f == 1 ? -1 : real(fd, b, f == 2 ? CUT(n) : n, o);
}
ssize_t pwrite64(int fd, const void *b, size_t n, off64_t o) {
  static ssize_t (*real)(int, const void *, size_t, off64_t);
  if (!real) real = dlsym(RTLD_NEXT, "pwrite64");
  int f = fate(fd);
  return f == 1 ? -1 : real(fd, b, f == 2 ? CUT(n) : n, o);
}
int fsync(int fd) {
  static int (*real)(int);
  if (!real) real = dlsym(RTLD_NEXT, "fsync");
  return fate(fd) == 1 ? -1 : real(fd);
}
`;

/** Builds the library that is loaded before the program; throws `NotHere` where that cannot be. */
export function buildFailingWrites(folder: string): string {
  if (process.platform !== "linux") throw new NotHere("writes are made to fail on Linux only");
  const [source, library] = [join(folder, "failing.c"), join(folder, "failing.so")];
  writeFileSync(source, SOURCE);
  const { status, error } = spawnSync("cc", ["-shared", "-fPIC", "-O1", "-o", library, source, "-ldl"]);
  if (error || status !== 0) throw new NotHere("there is no C compiler to build what makes writes fail");
  return library;
}
