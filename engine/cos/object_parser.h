// Reads objects from bytes: the lexical part of a PDF (ISO 32000-1, 7.2 and 7.3).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "object.h"

namespace certpress::cos {

class ObjectParser {
 public:
  ObjectParser(std::string_view bytes, std::size_t at) : bytes_(bytes), at_(at) {}

  [[nodiscard]] std::size_t at() const { return at_; }
  // White space and comments.
  void skip_space();
  // Whether `word` comes next, as it is; then it is passed.
  bool take(std::string_view word);
  // As take(), or Malformed. White space before it is skipped.
  void expect(std::string_view word);
  // One end-of-line marker, if there is one.
  void end_of_line();
  // A whole number of digits only. White space before it is skipped.
  std::int64_t whole_number();
  Object object();

  [[noreturn]] void fail(const char* what) const;

 private:
  [[nodiscard]] char peek() const { return at_ < bytes_.size() ? bytes_[at_] : '\0'; }
  [[nodiscard]] bool at_end() const { return at_ >= bytes_.size(); }
  Object value();
  Name name();
  String literal_string();
  String hexadecimal_string();
  char escaped_character();
  Array array();
  Dictionary dictionary();
  Object number_or_reference();

  std::string_view bytes_;
  std::size_t at_;
  int depth_ = 0;
};

}  // namespace certpress::cos
