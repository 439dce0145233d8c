// Whether a sanitizer slows everything down, and takes memory of its own.
#pragma once

namespace certpress::tests {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool kSanitized = true;
#else
inline constexpr bool kSanitized = false;
#endif

}  // namespace certpress::tests
