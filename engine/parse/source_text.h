// The text of a file, and where in it a byte stands: line, column, and the line itself.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "certpress/diagnostic.h"

namespace certpress::parse {

class SourceText {
 public:
  // A byte order mark is dropped: no offset counts it. `text` need not be valid UTF-8.
  SourceText(std::string file, std::string_view text);

  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] const std::string& file() const { return file_; }
  // 1-based line and column (in characters) of the byte at `offset`.
  [[nodiscard]] Place place(std::size_t offset) const;

 private:
  std::string file_;
  std::string text_;
  std::vector<std::size_t> line_starts_;
};

}  // namespace certpress::parse
