// Strings of bits as deflate packs them (RFC 1951, 3.1.1): the first bit is the lowest of the first
// byte.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <utility>

namespace certpress::splice {

// Up to 64 bits from any bit position. The bytes must reach 8 beyond the last one that is asked
// for.
inline std::uint64_t bits_at(const std::uint8_t* bytes, std::uint64_t position) {
  std::uint64_t low = 0;
  std::memcpy(&low, bytes + (position >> 3U), sizeof low);
  const unsigned shift = position & 7U;
  const std::uint64_t high = bytes[(position >> 3U) + 8];
  // In two steps: a shift by 64 is not defined.
  return low >> shift | high << 1U << (63U - shift);
}

// Words of 64 bits, `shift` (0 to 7) bits from the beginning of `in`.
void copy_words(std::uint8_t* out, const std::uint8_t* in, unsigned shift, std::size_t words);

// Appends bits to memory of the caller, who provides for enough of it: kSlack bytes more than the
// bits need. Small, to be handed about by value: what is written may lie anywhere, so that only a
// copy of its own can stay in registers.
class BitWriter {
 public:
  static constexpr std::size_t kSlack = 16;

  explicit BitWriter(std::uint8_t* out) : out_(out) {}

  // `count` is at most 56; the bits above it must be 0.
  void put(std::uint64_t bits, unsigned count) {
    pending_ |= bits << count_;
    count_ += count;
    std::memcpy(out_, &pending_, sizeof pending_);  // of which only whole bytes will stay
    out_ += count_ >> 3U;
    pending_ >>= count_ & ~7U;
    count_ &= 7U;
  }

  // Bits `from` to `to` of another string, whose memory must reach kSlack bytes beyond them.
  void copy(const std::uint8_t* bytes, std::uint64_t from, std::uint64_t to) {
    if (to - from >= 64) {
      const unsigned to_fill = (8 - count_) & 7U;
      put(bits_at(bytes, from) & ((std::uint64_t{1} << to_fill) - 1), to_fill);
      from += to_fill;
      const std::uint64_t words = (to - from) / 64;
      copy_words(out_, bytes + (from >> 3U), from & 7U, words);
      out_ += 8 * words;
      from += 64 * words;
    }
    while (from < to) {
      const auto count = static_cast<unsigned>(to - from < 32 ? to - from : 32);
      put(bits_at(bytes, from) & ((std::uint64_t{1} << count) - 1), count);
      from += count;
    }
  }

  // Where the next bit comes to lie, from `begin` on.
  [[nodiscard]] std::uint64_t position(const std::uint8_t* begin) const {
    return static_cast<std::uint64_t>(out_ - begin) * 8 + count_;
  }

  // Fills the last byte with zeros, and tells where the next would be.
  std::uint8_t* finish() {
    if (count_ > 0) {
      put(0, 8 - count_);
    }
    return out_;
  }

  // What is whole ends here; what is pending goes on at `out`.
  std::uint8_t* move_to(std::uint8_t* out) { return std::exchange(out_, out); }

 private:
  std::uint8_t* out_;
  std::uint64_t pending_ = 0;
  unsigned count_ = 0;  // of pending bits; less than 8 between calls
};

}  // namespace certpress::splice
