// The room for a signature in a file that is otherwise complete (ISO 32000-1, 12.8.1): /ByteRange
// names everything but /Contents, which is filled in last.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "../cos/writer.h"

namespace certpress::sign {

class ContentsGap {
 public:
  // Adds `dictionary` as object `number`, with /ByteRange and a /Contents of `capacity` bytes.
  ContentsGap(cos::Writer& writer, int number, const cos::Dictionary& dictionary,
              std::size_t capacity);

  [[nodiscard]] std::size_t capacity() const { return capacity_; }
  // Writes /ByteRange, once the file is complete.
  void set_byte_range(std::string& file) const;
  // What the signature is over.
  [[nodiscard]] std::array<std::string_view, 2> covered(std::string_view file) const;
  // `der` fits the capacity; the rest stays zeros.
  void fill(std::string& file, std::string_view der) const;

 private:
  std::size_t capacity_;
  std::size_t byte_range_at_ = 0;  // of the first blank behind "[0"
  std::size_t contents_at_ = 0;    // of "<"
  std::size_t contents_end_ = 0;   // behind ">"
};

}  // namespace certpress::sign
