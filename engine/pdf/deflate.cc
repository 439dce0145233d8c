#include "deflate.h"

#include <memory>
#include <new>

#include <libdeflate.h>

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

}  // namespace

std::string deflated(std::string_view bytes, Effort effort) {
  if (effort == Effort::kOnce) {
    constexpr int kSmallest = 12;
    return compress(make_compressor(kSmallest).get(), bytes);
  }
  // A compressor works for one document at a time, and making one takes longer than a page does.
  constexpr int kQuick = 1;
  thread_local const Compressor compressor = make_compressor(kQuick);
  return compress(compressor.get(), bytes);
}

}  // namespace certpress::pdf
