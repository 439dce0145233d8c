#include "deflate.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>

#include <fmt/format.h>
#include <libdeflate.h>

#include "../base/sha256.h"

namespace certpress::pdf {

namespace {

using Compressor = std::unique_ptr<libdeflate_compressor, decltype(&libdeflate_free_compressor)>;

Compressor make_compressor(int level) {
  Compressor compressor(libdeflate_alloc_compressor(level), &libdeflate_free_compressor);
  if (compressor == nullptr) {
    throw std::bad_alloc();
  }
  return compressor;
}

std::string compress(libdeflate_compressor* compressor, std::string_view bytes) {
  std::string out(libdeflate_zlib_compress_bound(compressor, bytes.size()), '\0');
  out.resize(
      libdeflate_zlib_compress(compressor, bytes.data(), bytes.size(), out.data(), out.size()));
  return out;
}

// The artwork of a page takes 40 ms.
std::string smallest(std::string_view bytes, const Cache* cache) {
  constexpr int kLevel = 12;
  const auto make = [&] { return compress(make_compressor(kLevel).get(), bytes); };
  constexpr std::size_t kWorthAFile = 4 << 10;
  if (cache == nullptr || bytes.size() < kWorthAFile) {
    return make();
  }
  const std::string key =
      fmt::format("deflate-{}-{}-{}", LIBDEFLATE_VERSION_STRING, kLevel, sha256_hex(bytes));
  if (const auto kept = cache->get(key)) {
    return std::string(kept->text());
  }
  std::string made = make();
  cache->put(key, {reinterpret_cast<const std::uint8_t*>(made.data()), made.size()});
  return made;
}

}  // namespace

std::string deflated(std::string_view bytes, Effort effort, const Cache* cache) {
  if (effort == Effort::kOnce) {
    return smallest(bytes, cache);
  }
  // A compressor works for one document at a time, and making one takes longer than a page does.
  constexpr int kQuick = 1;
  thread_local const Compressor compressor = make_compressor(kQuick);
  return compress(compressor.get(), bytes);
}

}  // namespace certpress::pdf
