// Paper by its name (ISO 216; ISO 217 for SRA3) or its size in millimetres.
#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "certpress/printing.h"

namespace certpress {

namespace {

constexpr std::array<std::pair<std::string_view, PaperSize>, 5> kNamed{{{"A3", {297, 420}},
                                                                        {"A4", {210, 297}},
                                                                        {"A5", {148, 210}},
                                                                        {"A6", {105, 148}},
                                                                        {"SRA3", {320, 450}}}};
// As large as a template's page may be.
constexpr double kLeast = 10;
constexpr double kMost = 1200;

std::optional<double> length(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool good =
      error == std::errc() && end == text.data() + text.size() && value >= kLeast && value <= kMost;
  return good ? std::optional(value) : std::nullopt;
}

}  // namespace

std::optional<PaperSize> paper_named(std::string_view name) {
  const auto* const known =
      std::ranges::find(kNamed, name, [](const auto& paper) { return paper.first; });
  if (known != kNamed.end()) {
    return known->second;
  }
  const std::size_t cross = name.find('x');
  if (cross == std::string_view::npos) {
    return std::nullopt;
  }
  const auto width = length(name.substr(0, cross));
  const auto height = length(name.substr(cross + 1));
  return width && height ? std::optional(PaperSize{*width, *height}) : std::nullopt;
}

}  // namespace certpress
