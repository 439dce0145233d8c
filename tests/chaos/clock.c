// A machine whose clock is set while programs run: LD_PRELOAD=clock.so. CLOCK_FILE names a file with the seconds that are
// added to the time of day, read anew at each look. What measures spans (CLOCK_MONOTONIC) goes on as on a real machine.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/time.h>
#include <time.h>

static time_t added(void) {
  const char* path = getenv("CLOCK_FILE");
  FILE* file = path != NULL ? fopen(path, "re") : NULL;
  long seconds = 0;
  if (file != NULL) {
    if (fscanf(file, "%ld", &seconds) != 1) {
      seconds = 0;
    }
    fclose(file);
  }
  return seconds;
}

int clock_gettime(clockid_t clock, struct timespec* now) {
  const int result = ((__typeof__(&clock_gettime))dlsym(RTLD_NEXT, "clock_gettime"))(clock, now);
  if (result == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) {
    now->tv_sec += added();
  }
  return result;
}

time_t time(time_t* out) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  if (out != NULL) {
    *out = now.tv_sec;
  }
  return now.tv_sec;
}

int gettimeofday(struct timeval* restrict now, void* restrict zone) {
  const int result = ((__typeof__(&gettimeofday))dlsym(RTLD_NEXT, "gettimeofday"))(now, zone);
  if (result == 0) {
    now->tv_sec += added();
  }
  return result;
}
