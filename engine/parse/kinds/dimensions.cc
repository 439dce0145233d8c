#include "dimensions.h"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

#include "../../base/utf8.h"
#include "characters.h"

namespace certpress::parse {

namespace {

constexpr int kMaxSide = 99'999;  // mm; no road vehicle is longer
constexpr std::size_t kMaxDimensionsLength = 32;
constexpr std::array<std::string_view, 3> kSides{"length", "width", "height"};

// A whole number from 1 to kMaxSide without leading zeros; 0 when it is none.
int side_of(std::string_view text) {
  int side = 0;
  const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), side);
  const bool whole = status == std::errc() && end == text.data() + text.size();
  return whole && text.front() != '0' && side > 0 && side <= kMaxSide ? side : 0;
}

void report_bad(const FieldReport& report) {
  report.error("record/bad-dimensions",
               {"dimensions are length, width and height in whole mm, from 1 to 99999",
                "外廓尺寸应为长、宽、高，单位 mm，取 1 至 99999 的整数"},
               {"write them as 6980×2550×3950", "请写作 6980×2550×3950"});
}

std::optional<std::array<int, 3>> split_sides(const KindInput& input) {
  const auto text = clean_text(
      input.value, {.max_length = kMaxDimensionsLength, .half_width = true}, input.report);
  if (!text) {
    return std::nullopt;
  }
  std::u32string_view rest = *text;
  for (const std::u32string_view unit : {U"mm", U"MM", U"毫米"}) {
    if (rest.ends_with(unit)) {
      rest.remove_suffix(unit.size());
    }
  }
  std::array<int, 3> sides{};
  for (std::size_t i = 0; i < sides.size(); ++i) {
    const std::size_t sign = rest.find_first_of(U"×xX*");
    const bool last = i + 1 == sides.size();
    const std::string digits = to_utf8(rest.substr(0, sign));
    sides.at(i) =
        (sign == std::u32string_view::npos) == last && !digits.empty() ? side_of(digits) : 0;
    if (sides.at(i) == 0) {
      report_bad(input.report);
      return std::nullopt;
    }
    rest.remove_prefix(last ? 0 : sign + 1);
  }
  return sides;
}

std::optional<std::array<int, 3>> side_members(const KindInput& input) {
  std::array<int, 3> sides{};
  bool good = input.value.members.size() == sides.size();
  for (const JsonMember& member : input.value.members) {
    const auto* const name = std::find(kSides.begin(), kSides.end(), member.key);
    if (name == kSides.end() || member.value.text.empty()) {
      good = false;
      continue;
    }
    sides.at(static_cast<std::size_t>(name - kSides.begin())) = side_of(member.value.text);
  }
  if (!good || std::find(sides.begin(), sides.end(), 0) != sides.end()) {
    report_bad(input.report);
    return std::nullopt;
  }
  return sides;
}

}  // namespace

std::optional<model::Value> read_dimensions(const KindInput& input) {
  const auto sides =
      input.value.type == JsonValue::Type::kObject ? side_members(input) : split_sides(input);
  return sides ? std::optional<model::Value>(
                     fmt::format("{}×{}×{}mm", sides->at(0), sides->at(1), sides->at(2)))
               : std::nullopt;
}

}  // namespace certpress::parse
