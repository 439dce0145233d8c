// A compiled page as bytes and back. In the byte order of the machine: only caches hold them.
#include <array>
#include <cstring>
#include <stdexcept>

#include "page.h"

namespace certpress::splice {

namespace {

constexpr std::uint64_t kVersion = 0x3230656361677063;  // another one when anything below changes

template <typename T>
void put(std::string& out, std::span<const T> values) {
  out.append(reinterpret_cast<const char*>(values.data()), values.size_bytes());
}

template <typename T>
void put(std::string& out, const T& value) {
  put(out, std::span<const T>(&value, 1));
}

// Reads what put() wrote; false when there is too little.
class Reader {
 public:
  explicit Reader(std::span<const std::uint8_t> bytes) : rest_(bytes) {}

  template <typename T>
  bool get(std::span<T> values) {
    if (rest_.size() < values.size_bytes()) {
      return false;
    }
    std::memcpy(values.data(), rest_.data(), values.size_bytes());
    rest_ = rest_.subspan(values.size_bytes());
    return true;
  }
  template <typename T>
  bool get(T& value) {
    return get(std::span<T>(&value, 1));
  }
  [[nodiscard]] std::span<const std::uint8_t> rest() const { return rest_; }

 private:
  std::span<const std::uint8_t> rest_;
};

struct Head {
  std::uint64_t version = kVersion;
  std::int32_t width = 0;
  std::int32_t height = 0;
  std::uint32_t pixels_per_metre = 0;
  std::uint32_t adler = 1;
  std::uint64_t bit_count = 0;
};

}  // namespace

std::string Page::serialise() const {
  std::string out;
  put(out, Head{kVersion, width(), height(), pixels_per_metre_, adler_, bit_count_});
  put(out, variable_.words());
  put(out, std::span(std::as_const(edges_)));
  put(out, std::span(std::as_const(copier_begins_)));
  put(out, std::span(std::as_const(copiers_)));
  for (const Block& block : blocks_) {
    put(out, block.lengths);
  }
  put(out, bits_.span());
  return out;
}

std::optional<Page> Page::deserialise(const Bytes& bytes, std::vector<std::uint32_t>& still) {
  Reader in(bytes.span());
  Head head;
  if (!in.get(head) || head.version != kVersion || head.width <= 0 || head.height <= 0) {
    return std::nullopt;
  }
  Page page;
  page.variable_ = CellSet(head.width, head.height);
  page.pixels_per_metre_ = head.pixels_per_metre;
  page.adler_ = head.adler;
  page.bit_count_ = head.bit_count;
  if (!in.get(page.variable_.words())) {
    return std::nullopt;
  }
  page.index_cells();
  page.edges_.resize(page.row_begins_.back());
  page.copier_begins_.resize(page.edges_.size() + 1);
  if (!in.get(std::span(page.edges_)) || !in.get(std::span(page.copier_begins_)) ||
      page.copier_begins_.back() > in.rest().size()) {
    return std::nullopt;
  }
  page.copiers_.resize(page.copier_begins_.back());
  if (!in.get(std::span(page.copiers_))) {
    return std::nullopt;
  }
  page.blocks_.resize(static_cast<std::size_t>((head.height + kBlockRows - 1) / kBlockRows));
  for (Block& block : page.blocks_) {
    if (!in.get(block.lengths)) {
      return std::nullopt;
    }
  }
  if (in.rest().size() != (head.bit_count + 7) / 8 + BitWriter::kSlack) {
    return std::nullopt;
  }
  page.make_codes();
  page.bits_ = Bytes(std::make_shared<const Bytes>(bytes), in.rest());
  still = page.still_pixels();
  page.keep_cells({head.width, head.height, still.data()});
  return page;
}

}  // namespace certpress::splice
