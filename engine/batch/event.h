// What stands in a journal: a header, then one event a line, as JSON.
//
// Events hold no value of a record. A row's last event says how it stands; a retry makes all
// refused rows pending again.
#pragma once

#include <ctime>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "certpress/diagnostic.h"

namespace certpress::batch {

// No table has more rows: a damaged number must not decide how much memory is taken.
inline constexpr int kMaxRow = 100'000'000;

// A diagnostic as errors.csv tells it.
struct RowError {
  std::string column;  // of the table, when the diagnostic is about one
  std::string field;
  std::string code;
  Message message;
  Message hint;
};

RowError row_error(const Diagnostic& diagnostic);

struct Printed {
  int row = 0;
  std::string record;  // a fingerprint of the row, to see whether it changed
  std::string file;
  std::string sha256;  // of the file; empty when it holds other rows too
  std::string serial;
  std::vector<std::string> warnings;  // codes
  // When the file holds other rows too: the page of its front, and on larger sheets which one of
  // them, and which cell of its front, row by row from the top left. From 1; 0: none.
  int page = 0;
  int sheet = 0;
  int cell = 0;
};
struct RowRefused {
  int row = 0;
  std::vector<RowError> errors;
};
struct Retried {
  std::string table;  // SHA-256
};
struct SerialsAdded {
  std::string ranges;
};
struct SheetSpoiled {
  std::string serial;
  std::string reason;
  std::time_t time = 0;
};
struct RowReprinted {
  int row = 0;
  std::string serial;
  std::string reason;
  std::time_t time = 0;
};

using Event = std::variant<Printed, RowRefused, Retried, SerialsAdded, SheetSpoiled, RowReprinted>;

// The cases of a visit to an event: Match{[](const Printed&) {}, [](const auto&) {}}.
template <typename... Cases>
struct Match : Cases... {
  using Cases::operator()...;
};
template <typename... Cases>
Match(Cases...) -> Match<Cases...>;

// One line, with its end.
std::string to_line(const Event& event);
// Nothing when the line is no event.
std::optional<Event> read_event(const std::string& line);

}  // namespace certpress::batch
