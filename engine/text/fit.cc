#include "fit.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace certpress::text {

namespace {

// Far above the rounding of doubles, far below what anybody could measure.
constexpr double kToleranceMm = 1e-6;
constexpr double kOneLineStepPt = 0.1;
constexpr double kWrapStepPt = 0.5;

double widest(const std::vector<Line>& lines) {
  double width = 0;
  for (const Line& line : lines) {
    width = std::max(width, line.width);
  }
  return width;
}

// Tries sizes for one text in one box.
class Fitter {
 public:
  Fitter(const ShapedText& text, const model::TextStyle& style, Size box)
      : breaker_(text, style.tracking_em), style_(style), box_(box) {}

  Fitted unwrapped(double size_pt) { return set(size_pt, std::numeric_limits<double>::infinity()); }
  Fitted wrapped(double size_pt, Words words) {
    return set(size_pt, (box_.width + kToleranceMm) / mm_from_pt(size_pt), words);
  }

  bool fits(const Fitted& fitted) const {
    return needed_width(fitted) <= box_.width + kToleranceMm &&
           fitted.height() <= box_.height + kToleranceMm;
  }

  // The text as one line (as many as it has newlines and one) at the largest size in
  // [smallest_pt, nominal]: the nominal size, or a whole number of steps, or the smallest.
  std::optional<Fitted> shrunk_line(double smallest_pt) {
    Fitted fitted = unwrapped(style_.size_pt);
    if (fits(fitted)) {
      return fitted;
    }
    // Widths and heights grow with the size, so the largest size follows from the nominal one.
    const double scale = std::min((box_.width + kToleranceMm) / needed_width(fitted),
                                  (box_.height + kToleranceMm) / fitted.height());
    const double stepped =
        std::floor(style_.size_pt * scale / kOneLineStepPt + 1e-9) * kOneLineStepPt;
    fitted = unwrapped(std::max(stepped, smallest_pt));
    return fits(fitted) ? std::optional(fitted) : std::nullopt;
  }

  std::optional<Fitted> shrunk_lines(double smallest_pt) {
    auto fitted = shrunk_lines(smallest_pt, Words::kWhole);
    return fitted ? fitted : shrunk_lines(smallest_pt, Words::kBroken);
  }

  static DoesNotFit refusal(const Fitted& smallest) {
    return {needed_width(smallest), smallest.height(), smallest.size_pt};
  }

 private:
  std::optional<Fitted> shrunk_lines(double smallest_pt, Words words) {
    for (int step = 0;; ++step) {
      const double size_pt = std::max(style_.size_pt - step * kWrapStepPt, smallest_pt);
      Fitted fitted = wrapped(size_pt, words);
      if (fits(fitted)) {
        return fitted;
      }
      if (size_pt <= smallest_pt) {
        return std::nullopt;
      }
    }
  }

  Fitted set(double size_pt, double width_em, Words words = Words::kWhole) {
    return {size_pt, style_.line_pitch_em * mm_from_pt(size_pt), breaker_.lines(width_em, words)};
  }

  static double needed_width(const Fitted& fitted) {
    return widest(fitted.lines) * mm_from_pt(fitted.size_pt);
  }

  LineBreaker breaker_;
  const model::TextStyle& style_;
  Size box_;
};

}  // namespace

double Fitted::height() const {
  return lines.empty() ? 0 : static_cast<double>(lines.size() - 1) * pitch + mm_from_pt(size_pt);
}

std::variant<Fitted, DoesNotFit> fit(const ShapedText& text, const model::TextStyle& style,
                                     const model::Fit& rule, Size box) {
  using model::FitMode;
  Fitter fitter(text, style, box);
  const bool shrinks = rule.mode == FitMode::kShrink || rule.mode == FitMode::kWrapShrink;
  const bool wraps = rule.mode == FitMode::kWrap || rule.mode == FitMode::kWrapShrink;
  const double nominal = style.size_pt;
  const double smallest = shrinks ? std::min(rule.floor_pt, nominal) : nominal;
  std::optional<Fitted> fitted;
  if (!wraps) {
    fitted = fitter.shrunk_line(smallest);
  } else if (shrinks) {
    fitted = fitter.shrunk_line(std::max(smallest, nominal * std::min(rule.one_line_scale, 1.0)));
  }
  if (!fitted && wraps) {
    fitted = fitter.shrunk_lines(smallest);
  }
  if (fitted) {
    return *std::move(fitted);
  }
  return Fitter::refusal(wraps ? fitter.wrapped(smallest, Words::kBroken)
                               : fitter.unwrapped(smallest));
}

}  // namespace certpress::text
