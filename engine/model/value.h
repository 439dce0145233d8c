// The typed values that a record's fields hold after parsing.
#pragma once

#include <compare>
#include <memory>
#include <string>
#include <variant>

#include "../base/picture.h"

namespace certpress::model {

// A day that exists in the Gregorian calendar.
struct Date {
  int year = 0;
  int month = 0;
  int day = 0;
  // clang-tidy 14 takes the 0 of the rewritten comparison for a pointer.
  auto operator<=>(const Date&) const = default;  // NOLINT(modernize-use-nullptr)
};

// 长期: valid without an end.
struct LongTerm {
  bool operator==(const LongTerm&) const = default;
};

using Until = std::variant<Date, LongTerm>;

// Begins not later than it ends.
struct Period {
  Date from;
  Until until;
  bool operator==(const Period&) const = default;
};

// std::string is the printable, normalised form of every kind that prints as plain text.
using Value =
    std::variant<std::string, Date, LongTerm, Period, bool, std::shared_ptr<const Picture>>;

}  // namespace certpress::model
