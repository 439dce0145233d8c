// Loops over pixels, compiled for old and new processors; the loader picks.
#pragma once

// Before a function of whole numbers alone, so that every machine gives the same: one version for
// any x86-64, one for those with AVX2 and BMI2. What is to profit must be inlined into it. Thread
// sanitizers do not run code as early as the loader asks for it.
#if defined(__x86_64__) && defined(__OPTIMIZE__) && defined(NDEBUG) && !defined(__clang__)
#define CERTPRESS_CPU_VERSIONS __attribute__((flatten, target_clones("arch=x86-64-v3", "default")))
#else
#define CERTPRESS_CPU_VERSIONS
#endif
