// Loops over pixels, compiled twice; the loader picks the version for the processor.
#pragma once

// Stands before a function: one version of it runs on any x86-64, one on those with AVX2 and BMI2.
// Only for arithmetic in whole numbers, which gives the same on both. `flatten` inlines what the
// function calls, so that this is compiled twice as well. Builds with assertions have one
// version and must: those with a sanitizer are among them, whose runtime is not ready yet when the
// loader picks.
#if defined(__x86_64__) && defined(__OPTIMIZE__) && defined(NDEBUG) && !defined(__clang__)
#define CERTPRESS_CPU_VERSIONS __attribute__((flatten, target_clones("arch=x86-64-v3", "default")))
#else
#define CERTPRESS_CPU_VERSIONS
#endif
