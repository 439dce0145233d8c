// Writes a PDF file, or a new revision behind one, with a classic cross-reference table.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "object.h"

namespace certpress::cos {

class Writer {
 public:
  // A new file of version 1.7 (with the comment that marks it as binary).
  Writer();
  // A revision behind `file`, whose last cross-reference table stands at `previous_xref`.
  Writer(std::string file, std::size_t previous_xref);

  // Where the next object will begin: for what has to be found again in the finished file.
  [[nodiscard]] std::size_t position() const { return out_.size(); }

  // `body` is what stands between "n 0 obj" and "endobj". Each number once.
  void add(int number, std::string_view body);
  // A stream; /Length is added to its dictionary.
  void add_stream(int number, Dictionary dictionary, std::string_view data);

  // An object as it stands in another file, from "n 0 obj" to behind "endobj" and its white space.
  void copy(int number, std::string_view whole);
  // All that was written so far.
  [[nodiscard]] std::string_view bytes() const { return out_; }

  // Cross-reference table and trailer: /Size (one more than the highest number of all revisions)
  // and, for a later revision, /Prev are added. Objects of a new file must be numbered without gap.
  // The writer is spent then.
  std::string finish(Dictionary trailer, int size);

 private:
  void begin(int number);

  std::string out_;
  std::map<int, std::size_t> offsets_;
  std::optional<std::size_t> previous_xref_;
};

}  // namespace certpress::cos
