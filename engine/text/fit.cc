#include "fit.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <string_view>

#include "../base/utf8.h"
#include "line_breaks.h"

namespace certpress::text {

namespace {

// Sums of advances are compared with boxes: far above the rounding of doubles, far below what
// anybody could measure.
constexpr double kToleranceMm = 1e-6;
constexpr double kToleranceEm = 1e-9;
constexpr double kOneLineStepPt = 0.1;
constexpr double kWrapStepPt = 0.5;
// What a line may give to the last one: a character and its punctuation.
constexpr double kMostGivenEm = 2;

class LineBreaker {
 public:
  LineBreaker(const ShapedText& text, double width, double tracking, Words words)
      : text_(text), width_(width), tracking_(tracking), words_(words) {
    ends_.reserve(text_.clusters.size() + 1);
    ends_.push_back(0);
    for (const ShapedCluster& cluster : text_.clusters) {
      ends_.push_back(ends_.back() + cluster.advance);
    }
  }

  std::vector<Line> lines() const {
    std::vector<Line> lines;
    for (std::size_t first = 0; first < text_.clusters.size();) {
      std::size_t last = first + 1;
      while (last < text_.clusters.size() && !text_.clusters[last].must_break_before) {
        ++last;
      }
      break_paragraph(first, last, lines);
      first = last;
    }
    return lines;
  }

 private:
  void break_paragraph(std::size_t first, std::size_t end, std::vector<Line>& lines) const {
    const std::size_t paragraph = lines.size();
    while (first < end) {
      std::size_t last = end;
      if (!fits(first, end)) {
        last = next_break(first, end);
        if (words_ == Words::kBroken && !fits(first, last)) {
          last = last_that_fits(first, last);
        }
        for (std::size_t next = last; next < end && fits(first, next);
             next = next_break(next, end)) {
          last = next;
        }
      }
      lines.push_back({first, last, width_of(first, last)});
      first = last;
    }
    if (lines.size() - paragraph >= 2) {
      feed_last_line(lines[lines.size() - 2], lines.back());
    }
  }

  // A single character, with or without its punctuation, looks lost on the last line: the line
  // before gives it the least that it may.
  void feed_last_line(Line& previous, Line& last) const {
    if (characters_in(last) > 1) {
      return;
    }
    for (std::size_t at = last.first - 1; at > previous.first; --at) {
      if (!text_.clusters[at].may_break_before) {
        continue;
      }
      const Line shorter{previous.first, at, width_of(previous.first, at)};
      if (width_of(at, last.first) <= kMostGivenEm + kToleranceEm && fits(at, last.last) &&
          characters_in(shorter) > 1) {
        previous = shorter;
        last = {at, last.last, width_of(at, last.last)};
      }
      return;
    }
  }

  // The end of the longest piece of a word that fits, one character at least; what must not begin
  // a line does not, if it can be helped.
  std::size_t last_that_fits(std::size_t first, std::size_t end) const {
    std::size_t longest = first + 1;
    while (longest < end && fits(first, longest + 1)) {
      ++longest;
    }
    for (std::size_t at = longest; at > first && longest < end; --at) {
      if (!never_begins_line(character_of(at))) {
        return at;
      }
    }
    return longest;
  }

  // The first character of a cluster.
  char32_t character_of(std::size_t at) const {
    const ShapedCluster& cluster = text_.clusters[at];
    return to_utf32(std::string_view(text_.text).substr(cluster.begin, cluster.length)).front();
  }

  // Without spaces and closing punctuation.
  std::size_t characters_in(const Line& line) const {
    std::size_t count = 0;
    for (std::size_t at = line.first; at < line.last; ++at) {
      count += text_.clusters[at].is_space || never_begins_line(character_of(at)) ? 0 : 1;
    }
    return count;
  }

  // The first place behind `at` where the paragraph may break; its end when there is none.
  std::size_t next_break(std::size_t at, std::size_t end) const {
    do {
      ++at;
    } while (at < end && !text_.clusters[at].may_break_before);
    return at;
  }

  bool fits(std::size_t first, std::size_t last) const {
    return width_of(first, last) <= width_ + kToleranceEm;
  }

  double width_of(std::size_t first, std::size_t last) const {
    while (last > first && text_.clusters[last - 1].is_space) {
      --last;
    }
    if (last == first) {
      return 0;
    }
    return ends_[last] - ends_[first] + tracking_ * static_cast<double>(last - first - 1);
  }

  const ShapedText& text_;
  double width_;
  double tracking_;
  Words words_;
  std::vector<double> ends_;  // ends_[i]: sum of the advances before cluster i
};

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
      : text_(text), style_(style), box_(box) {}

  Fitted unwrapped(double size_pt) const {
    return set(size_pt, std::numeric_limits<double>::infinity());
  }
  Fitted wrapped(double size_pt, Words words) const {
    return set(size_pt, (box_.width + kToleranceMm) / mm_from_pt(size_pt), words);
  }

  bool fits(const Fitted& fitted) const {
    return needed_width(fitted) <= box_.width + kToleranceMm &&
           fitted.height() <= box_.height + kToleranceMm;
  }

  // The text as one line (as many as it has newlines and one) at the largest size in
  // [smallest_pt, nominal]: the nominal size, or a whole number of steps, or the smallest.
  std::optional<Fitted> shrunk_line(double smallest_pt) const {
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

  std::optional<Fitted> shrunk_lines(double smallest_pt) const {
    auto fitted = shrunk_lines(smallest_pt, Words::kWhole);
    return fitted ? fitted : shrunk_lines(smallest_pt, Words::kBroken);
  }

  static DoesNotFit refusal(const Fitted& smallest) {
    return {needed_width(smallest), smallest.height(), smallest.size_pt};
  }

 private:
  std::optional<Fitted> shrunk_lines(double smallest_pt, Words words) const {
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

  Fitted set(double size_pt, double width_em, Words words = Words::kWhole) const {
    return {size_pt, style_.line_pitch_em * mm_from_pt(size_pt),
            break_lines(text_, width_em, style_.tracking_em, words)};
  }

  static double needed_width(const Fitted& fitted) {
    return widest(fitted.lines) * mm_from_pt(fitted.size_pt);
  }

  const ShapedText& text_;
  const model::TextStyle& style_;
  Size box_;
};

}  // namespace

double Fitted::height() const {
  return lines.empty() ? 0 : static_cast<double>(lines.size() - 1) * pitch + mm_from_pt(size_pt);
}

std::vector<Line> break_lines(const ShapedText& text, double width, double tracking, Words words) {
  return LineBreaker(text, width, tracking, words).lines();
}

std::variant<Fitted, DoesNotFit> fit(const ShapedText& text, const model::TextStyle& style,
                                     const model::Fit& rule, Size box) {
  const Fitter fitter(text, style, box);
  const double nominal = style.size_pt;
  const double floor = std::min(rule.floor_pt, nominal);
  std::optional<Fitted> fitted;
  Fitted smallest;
  switch (rule.mode) {
    case model::FitMode::kRefuse:
      fitted = fitter.shrunk_line(nominal);
      smallest = fitter.unwrapped(nominal);
      break;
    case model::FitMode::kShrink:
      fitted = fitter.shrunk_line(floor);
      smallest = fitter.unwrapped(floor);
      break;
    case model::FitMode::kWrap:
      fitted = fitter.shrunk_lines(nominal);
      smallest = fitter.wrapped(nominal, Words::kBroken);
      break;
    case model::FitMode::kWrapShrink:
      fitted = fitter.shrunk_line(std::max(floor, nominal * std::min(rule.one_line_scale, 1.0)));
      if (!fitted) {
        fitted = fitter.shrunk_lines(floor);
      }
      smallest = fitter.wrapped(floor, Words::kBroken);
      break;
  }
  if (fitted) {
    return *std::move(fitted);
  }
  return Fitter::refusal(smallest);
}

}  // namespace certpress::text
