// The text of a file, and where in it a byte stands: line, column, and the line itself.
//
// A template may extend shared files. Their texts are then kept behind its own, so that one offset
// says file and byte, and a tree of parts from several files needs nothing more.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "certpress/diagnostic.h"

namespace certpress::parse {

class SourceText {
 public:
  // A byte order mark is dropped: no offset counts it. `text` need not be valid UTF-8. `folder` is
  // the file's, below the templates' root; "" is the root.
  SourceText(std::string file, std::string_view text, std::string folder = {});

  // Keeps another file's text behind this. Returns the offset at which it begins.
  std::size_t append(const SourceText& other);

  // Of all files, one behind the other.
  [[nodiscard]] const std::string& text() const { return text_; }
  // The first file.
  [[nodiscard]] const std::string& file() const { return parts_.front().file; }
  // The folder of the file that the byte at `offset` belongs to.
  [[nodiscard]] const std::string& folder(std::size_t offset) const;
  // Whether the byte at `offset` belongs to a file that was appended.
  [[nodiscard]] bool is_appended(std::size_t offset) const;
  // Its file, and 1-based line and column (in characters) in that, of the byte at `offset`.
  [[nodiscard]] Place place(std::size_t offset) const;

 private:
  struct Part {
    std::string file;
    std::string folder;
    std::size_t begin = 0;
    std::size_t lines_before = 0;  // in earlier parts
  };

  [[nodiscard]] const Part& part(std::size_t offset) const;
  void add_lines(std::size_t begin);

  std::vector<Part> parts_;  // by `begin`
  std::string text_;
  std::vector<std::size_t> line_starts_;
};

}  // namespace certpress::parse
