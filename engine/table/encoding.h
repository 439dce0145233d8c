// The encodings that tables come in: which one it is, and decoding to UTF-8.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace certpress::table {

// GB 18030 contains GBK and GB 2312, so that one decoder serves all three.
enum class Encoding { kUtf8, kUtf16Le, kUtf16Be, kGb18030 };

std::string_view name_of(Encoding encoding);
// As people write it: "gbk", "UTF8", "utf-16". UTF-16 without more is little-endian, as Excel's.
std::optional<Encoding> encoding_named(std::string_view name);

// Guesses from all bytes of a file, which are added in order.
class EncodingGuess {
 public:
  void add(std::string_view bytes);
  [[nodiscard]] Encoding encoding() const;
  // Length of the byte order mark.
  [[nodiscard]] std::size_t mark() const;

 private:
  void add_utf8(unsigned char byte);

  std::string head_;
  std::uint64_t count_ = 0;
  std::array<std::uint64_t, 2> zeros_{};  // at even and at odd places
  // UTF-8: sequences of three bytes and more that are whole, and those that are broken.
  std::uint64_t long_sequences_ = 0;
  std::uint64_t broken_ = 0;
  int expected_ = 0;  // continuation bytes
  bool is_long_ = false;
};

// Decoded text. Each of `lost`, in order, is the offset of a U+FFFD that stands for bytes which are
// no character.
struct Text {
  std::string utf8;
  std::vector<std::size_t> lost;
};

class Decoder {
 public:
  explicit Decoder(Encoding encoding);
  ~Decoder();
  Decoder(Decoder&&) noexcept;

  // The text of the next bytes; `last` says that no more will come.
  [[nodiscard]] Text decode(std::string_view bytes, bool last);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace certpress::table
