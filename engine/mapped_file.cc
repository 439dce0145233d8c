#include "mapped_file.h"

#include <sys/mman.h>
#include <sys/stat.h>

namespace certpress {

std::optional<Bytes> map_file(int descriptor) {
  struct stat status {};
  if (::fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode) || status.st_size <= 0) {
    return std::nullopt;
  }
  const auto size = static_cast<std::size_t>(status.st_size);
  void* memory = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, descriptor, 0);
  if (memory == MAP_FAILED) {
    return std::nullopt;
  }
  std::shared_ptr<const void> owner(
      memory, [size](const void* mapped) { ::munmap(const_cast<void*>(mapped), size); });
  return Bytes(std::move(owner), {static_cast<const std::uint8_t*>(memory), size});
}

}  // namespace certpress
