// A fuzz target: one function of bytes that must keep every promise whatever they are. libFuzzer
// calls it with bytes that it makes up (preset `fuzz`, scripts/fuzz.sh); in all other builds
// replay_test.cc calls it with the files of regressions/.
//
//   FUZZ_TARGET(cos_object) { ... bytes ... }
//
// Refused is how input is refused and is for the target to catch; any other exception is a finding.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>

namespace certpress::fuzz {

using Target = void (*)(std::string_view bytes);

// All targets of this program, by name.
inline std::map<std::string, Target>& targets() {
  static std::map<std::string, Target> all;
  return all;
}

inline bool add_target(const char* name, Target target) {
  return targets().emplace(name, target).second;
}

// A promise that does not hold.
inline void require(bool holds, const char* promise) {
  if (!holds) {
    throw std::logic_error(promise);
  }
}

}  // namespace certpress::fuzz

#if CERTPRESS_FUZZING
#define FUZZ_TARGET(name)                                                             \
  static void fuzz_##name(std::string_view bytes);                                    \
  extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) { \
    fuzz_##name({reinterpret_cast<const char*>(data), size});                         \
    return 0;                                                                         \
  }                                                                                   \
  static void fuzz_##name(std::string_view bytes)
#else
#define FUZZ_TARGET(name)                                \
  static void fuzz_##name(std::string_view bytes);       \
  [[maybe_unused]] static const bool is_##name##_known = \
      certpress::fuzz::add_target(#name, fuzz_##name);   \
  static void fuzz_##name(std::string_view bytes)
#endif
