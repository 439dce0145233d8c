// The decoded characters of a file, one after the other, from its beginning.
#pragma once

#include <cstdint>

#include "encoding.h"
#include "source_file.h"

namespace certpress::table {

class TextSource {
 public:
  // `file` must live longer. `mark`: bytes of a byte order mark, which are no text.
  TextSource(const SourceFile& file, Encoding encoding, std::size_t mark)
      : file_(file), decoder_(encoding), offset_(mark) {}

  static constexpr int kEnd = -1;

  // The next byte of UTF-8, or kEnd.
  [[nodiscard]] int peek() {
    return at_ < text_.utf8.size() || refill() ? static_cast<unsigned char>(text_.utf8[at_]) : kEnd;
  }
  int take() {
    const int byte = peek();
    at_ += byte == kEnd ? 0 : 1;
    return byte;
  }
  // Whether the next byte begins a U+FFFD that stands for bytes which are no character.
  [[nodiscard]] bool is_lost() {
    return next_lost_ < text_.lost.size() && text_.lost[next_lost_] == at_ && ++next_lost_ > 0;
  }

 private:
  bool refill();

  const SourceFile& file_;
  Decoder decoder_;
  std::uint64_t offset_;
  Text text_;
  std::size_t at_ = 0;
  std::size_t next_lost_ = 0;
  bool ended_ = false;
};

}  // namespace certpress::table
