#include "operands.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <string_view>

namespace certpress::pdf {

void add_integer(std::string& out, long value) {
  std::array<char, 24> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
  out.append(text.data(), static_cast<std::size_t>(end - text.data()));
  out += ' ';
}

void add_decimal(std::string& out, double value, int digits) {
  std::array<char, 400> text{};
  const auto end =
      std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed, digits)
          .ptr;
  std::string_view number(text.data(), static_cast<std::size_t>(end - text.data()));
  if (number.find('.') != std::string_view::npos) {
    while (number.ends_with('0')) {
      number.remove_suffix(1);
    }
    if (number.ends_with('.')) {
      number.remove_suffix(1);
    }
  }
  out += number == "-0" ? "0" : number;
  out += ' ';
}

void add_matrix(std::string& out, const Transform& matrix) {
  // A page of 420 mm is 420,000 of the smallest units that are drawn in.
  constexpr int kFactorDigits = 10;
  constexpr int kPlaceDigits = 5;
  for (const double factor : {matrix.xx, matrix.yx, matrix.xy, matrix.yy}) {
    add_decimal(out, factor, kFactorDigits);
  }
  add_decimal(out, matrix.x0, kPlaceDigits);
  add_decimal(out, matrix.y0, kPlaceDigits);
}

void add_color(std::string& out, const Color& color) {
  // Rounded up, so that readers that cut off what is behind the point show the same as those that
  // round.
  constexpr int kDigits = 4;
  constexpr double kSteps = 10'000;
  for (const int part : {color.red, color.green, color.blue}) {
    add_decimal(out, std::ceil(part * kSteps / 255) / kSteps, kDigits);
  }
}

}  // namespace certpress::pdf
