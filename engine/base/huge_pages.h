// Memory that is gone through in every render, in large pages: a picture of 300 dpi has more small
// ones than a processor remembers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace certpress {

// Room for so many values; the vector must be empty yet. A wish: it may be the same small pages.
template <typename T>
void reserve_in_huge_pages(std::vector<T>& values, std::size_t count) {
  values.reserve(count);
#ifdef __linux__
  constexpr std::uintptr_t kHuge = std::uintptr_t{2} << 20U;
  auto* bytes = reinterpret_cast<std::byte*>(values.data());
  const std::uintptr_t before = (kHuge - reinterpret_cast<std::uintptr_t>(bytes) % kHuge) % kHuge;
  const std::size_t size = count * sizeof(T);
  if (size >= before + kHuge) {
    (void)madvise(bytes + before, (size - before) / kHuge * kHuge, MADV_HUGEPAGE);
  }
#endif
}

}  // namespace certpress
