#include "bit_string.h"

#include "../base/cpu_versions.h"

namespace certpress::splice {

CERTPRESS_CPU_VERSIONS
void copy_words(std::uint8_t* __restrict out, const std::uint8_t* __restrict in, unsigned shift,
                std::size_t words) {
  for (std::size_t i = 0; i < words; ++i) {
    std::uint64_t low = 0;
    std::uint64_t high = 0;
    std::memcpy(&low, in + 8 * i, sizeof low);
    std::memcpy(&high, in + 8 * i + 8, sizeof high);
    // In two steps: a shift by 64 is not defined.
    const std::uint64_t word = low >> shift | high << 1U << (63U - shift);
    std::memcpy(out + 8 * i, &word, sizeof word);
  }
}

}  // namespace certpress::splice
