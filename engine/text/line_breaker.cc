#include "line_breaker.h"

#include <string>

#include "../base/utf8.h"
#include "line_breaks.h"

namespace certpress::text {

namespace {

// Sums of advances are compared with boxes: far above the rounding of doubles, far below what
// anybody could measure.
constexpr double kToleranceEm = 1e-9;
// What a line may give to the last one: a character and its punctuation.
constexpr double kMostGivenEm = 2;

}  // namespace

LineBreaker::LineBreaker(const ShapedText& text, double tracking_em)
    : text_(text), tracking_(tracking_em) {
  ends_.reserve(text_.clusters.size() + 1);
  ends_.push_back(0);
  for (const ShapedCluster& cluster : text_.clusters) {
    ends_.push_back(ends_.back() + cluster.advance);
  }
}

std::vector<Line> LineBreaker::lines(double width, Words words) {
  width_ = width;
  words_ = words;
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

void LineBreaker::find_starts() {
  if (!starts_.empty()) {
    return;
  }
  const std::u32string characters = to_utf32(text_.text);
  const std::vector<LineBreak> breaks = find_line_breaks(text_.text, characters);
  starts_.reserve(text_.clusters.size());
  std::size_t index = 0;
  std::size_t offset = 0;
  for (const ShapedCluster& cluster : text_.clusters) {
    for (; offset < cluster.begin; ++index) {
      offset += utf8_length(characters[index]);
    }
    starts_.push_back({characters[index], breaks[index] == LineBreak::kAllowed});
  }
}

void LineBreaker::break_paragraph(std::size_t first, std::size_t end, std::vector<Line>& lines) {
  if (fits(first, end)) {
    lines.push_back({first, end, width_of(first, end)});
    return;
  }
  find_starts();
  const std::size_t paragraph = lines.size();
  while (first < end) {
    std::size_t last = end;
    if (!fits(first, end)) {
      last = next_break(first, end);
      if (words_ == Words::kBroken && !fits(first, last)) {
        last = last_that_fits(first, last);
      }
      for (std::size_t next = last; next < end && fits(first, next); next = next_break(next, end)) {
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

// A single character, with or without its punctuation, looks lost on the last line: the line before
// gives it the least that it may.
void LineBreaker::feed_last_line(Line& previous, Line& last) const {
  if (characters_in(last) > 1) {
    return;
  }
  for (std::size_t at = last.first - 1; at > previous.first; --at) {
    if (!starts_[at].may_break) {
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

// The end of the longest piece of a word that fits, one character at least; what must not begin a
// line does not, if it can be helped.
std::size_t LineBreaker::last_that_fits(std::size_t first, std::size_t end) const {
  std::size_t longest = first + 1;
  while (longest < end && fits(first, longest + 1)) {
    ++longest;
  }
  for (std::size_t at = longest; at > first && longest < end; --at) {
    if (!never_begins_line(starts_[at].character)) {
      return at;
    }
  }
  return longest;
}

// Without spaces and closing punctuation.
std::size_t LineBreaker::characters_in(const Line& line) const {
  std::size_t count = 0;
  for (std::size_t at = line.first; at < line.last; ++at) {
    count += text_.clusters[at].is_space || never_begins_line(starts_[at].character) ? 0 : 1;
  }
  return count;
}

// The first place behind `at` where the paragraph may break; its end when there is none.
std::size_t LineBreaker::next_break(std::size_t at, std::size_t end) const {
  do {
    ++at;
  } while (at < end && !starts_[at].may_break);
  return at;
}

bool LineBreaker::fits(std::size_t first, std::size_t last) const {
  return width_of(first, last) <= width_ + kToleranceEm;
}

double LineBreaker::width_of(std::size_t first, std::size_t last) const {
  while (last > first && text_.clusters[last - 1].is_space) {
    --last;
  }
  if (last == first) {
    return 0;
  }
  return ends_[last] - ends_[first] + tracking_ * static_cast<double>(last - first - 1);
}

}  // namespace certpress::text
