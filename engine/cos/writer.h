// Writes a PDF file, or a new revision behind one, with a classic cross-reference table.
//
// A writer may be copied: what many files begin with is written once, and each goes on from a copy.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "object.h"

namespace certpress::cos {

class Writer {
 public:
  // A new file of version 1.7 (with the comment that marks it as binary).
  Writer();
  // A revision behind `file`, whose last cross-reference table stands at `previous_xref`.
  Writer(std::string file, std::size_t previous_xref);

  // Where the next object will begin: for what has to be found again in the finished file.
  [[nodiscard]] std::size_t position() const { return taken_ + out_.size(); }

  // `body` is what stands between "n 0 obj" and "endobj". Each number once.
  void add(int number, std::string_view body);
  // A stream; /Length is added to its dictionary. `entries` is a dictionary's text without << >>.
  void add_stream(int number, Dictionary dictionary, std::string_view data);
  void add_stream(int number, std::string_view entries, std::string_view data);

  // An object as it stands in another file, from "n 0 obj" to behind "endobj" and its white space.
  void copy(int number, std::string_view whole);
  // All that was written and not taken.
  [[nodiscard]] std::string_view bytes() const { return out_; }
  // Hands out what was written so far, so that a long file need not be held.
  std::string take();
  // Room for so many bytes more.
  void reserve(std::size_t bytes) { out_.reserve(out_.size() + bytes); }

  // Cross-reference table and trailer: /Size (one more than the highest number of all revisions)
  // and, for a later revision, /Prev are added. Objects of a new file must be numbered without gap.
  // The writer is spent then. Returns all that was not taken.
  std::string finish(Dictionary trailer, int size);

 private:
  void begin(int number);
  void add_table();

  std::string out_;
  std::size_t taken_ = 0;
  // Of each object by its number; 0 where this writer has written none.
  std::vector<std::uint64_t> offsets_;
  std::optional<std::size_t> previous_xref_;
};

}  // namespace certpress::cos
