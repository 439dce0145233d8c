// Text composed from fields: 晋交运管许可{region}字{number}号, {plate}[（{plate_color}）].
//
// {name} is a field's value; {name:FORMAT} says how a date prints; {name.from} and {name.until} are
// the two ends of a period. What stands in [ ] is left out when a field inside it is absent.
// {{ }} [[ ]] are the characters themselves.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "record.h"

namespace certpress::model {

enum class PeriodEnd { kBoth, kFrom, kUntil };

inline constexpr std::string_view kDefaultDateFormat = "YYYY年MM月DD日";

struct Placeholder {
  std::size_t field = 0;
  PeriodEnd end = PeriodEnd::kBoth;
  std::string date_format{kDefaultDateFormat};  // YYYY, MM, M, DD, D; the rest is literal
};

using Piece = std::variant<std::string, Placeholder>;

struct Segment {
  std::vector<Piece> pieces;
  bool optional = false;  // stood in [ ]
};

struct Composition {
  std::vector<Segment> segments;

  [[nodiscard]] bool is_static() const;  // refers to no field
  [[nodiscard]] bool empty() const { return segments.empty(); }
};

struct Composed {
  // Bytes [begin, end) of `text` came from `field`.
  struct Origin {
    std::size_t begin;
    std::size_t end;
    std::size_t field;
  };
  std::string text;
  std::vector<Origin> origins;

  // The field that the byte at `offset` came from.
  [[nodiscard]] std::optional<std::size_t> field_at(std::size_t offset) const;
};

// Nothing when the composition refers to fields and all of them are absent: then the element is
// blank.
std::optional<Composed> compose(const Composition& composition, const Record& record);

// A value as it prints. Pictures and flags print nothing.
std::string printed(const Value& value, PeriodEnd end, std::string_view date_format);

}  // namespace certpress::model
