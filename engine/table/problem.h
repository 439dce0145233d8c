// How the table's part tells what is wrong: with the file, the row and the column, never a cell.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "certpress/diagnostic.h"

namespace certpress::table {

// Rows, and columns by their names. What does not apply stays 0 or empty.
struct Spot {
  std::string file;
  int row = 0;
  std::string column{};
};

// The name as a step of a JSON pointer (RFC 6901): a column is a key of the row's record.
inline std::string pointer_to(std::string_view column) {
  std::string out = "/";
  for (const char c : column) {
    out += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
  }
  return out;
}

inline Diagnostic problem(std::string code, const Spot& at, Message message, Message hint = {}) {
  Place place;
  place.file = at.file;
  place.row = at.row;
  if (!at.column.empty()) {
    place.pointer = pointer_to(at.column);
  }
  return {Severity::kError, std::move(code), std::move(place), std::move(message), std::move(hint)};
}

}  // namespace certpress::table
