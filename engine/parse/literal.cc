#include "literal.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>

#include "../base/geometry.h"

namespace certpress::parse {

namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// Of the units that people write where mm or pt is meant. 0 when it is none of them.
double mm_per(std::string_view unit) {
  if (unit == "mm") {
    return 1;
  }
  if (unit == "cm") {
    return 10;
  }
  if (unit == "in") {
    return kMmPerInch;
  }
  return unit == "pt" ? mm_from_pt(1) : 0;
}

}  // namespace

std::string_view symbol(Unit unit) {
  switch (unit) {
    case Unit::kNone:
      return "";
    case Unit::kMm:
      return "mm";
    case Unit::kPt:
      return "pt";
    case Unit::kEm:
      return "em";
    case Unit::kDegrees:
      return "deg";
  }
  return "";
}

std::optional<WrittenNumber> read_number(std::string_view text) {
  WrittenNumber out;
  const char* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, out.number);
  if (error != std::errc() || !std::isfinite(out.number)) {
    return std::nullopt;
  }
  out.unit = text.substr(static_cast<std::size_t>(rest - text.data()));
  if (out.unit.starts_with(' ')) {
    out.unit.remove_prefix(1);
  }
  const bool is_unit = std::ranges::all_of(out.unit, is_letter) || out.unit == "%";
  return is_unit ? std::optional(out) : std::nullopt;
}

std::optional<double> converted(double number, std::string_view from, Unit to) {
  const double mm = number * mm_per(from);
  if (mm_per(from) == 0 || (to != Unit::kMm && to != Unit::kPt)) {
    return std::nullopt;
  }
  return to == Unit::kMm ? mm : pt_from_mm(mm);
}

std::optional<Color> read_color(std::string_view text) {
  if (!text.starts_with('#') || (text.size() != 7 && text.size() != 9)) {
    return std::nullopt;
  }
  std::array<std::uint8_t, 4> channels{0, 0, 0, 255};
  for (std::size_t i = 0; 2 * i + 1 < text.size(); ++i) {
    const char* begin = text.data() + 1 + 2 * i;
    const auto [rest, error] = std::from_chars(begin, begin + 2, channels[i], 16);
    if (error != std::errc() || rest != begin + 2) {
      return std::nullopt;
    }
  }
  return Color{channels[0], channels[1], channels[2], channels[3] / 255.0};
}

}  // namespace certpress::parse
