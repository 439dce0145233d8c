// Breaks shaped text into lines of a width. Nothing here knows sizes or boxes.
#pragma once

#include <cstddef>
#include <vector>

#include "shaper.h"

namespace certpress::text {

struct Line {
  std::size_t first = 0;  // clusters [first, last)
  std::size_t last = 0;
  double width = 0;  // em, without hanging spaces, tracking included
};

// What happens to a word that is wider than a line.
enum class Words { kWhole, kBroken };

// One text, to be tried at many widths. It looks for places to break only when a paragraph is wider
// than a line. The text must outlive it.
class LineBreaker {
 public:
  LineBreaker(const ShapedText& text, double tracking_em);

  // Lines no wider than `width` em; but for a word that stays whole, or a character, that is wider.
  [[nodiscard]] std::vector<Line> lines(double width, Words words = Words::kWhole);

 private:
  // What a line needs to know of a cluster to end before it.
  struct Start {
    char32_t character = 0;  // the cluster's first
    bool may_break = false;  // before it
  };

  void find_starts();
  void break_paragraph(std::size_t first, std::size_t end, std::vector<Line>& lines);
  void feed_last_line(Line& previous, Line& last) const;
  [[nodiscard]] std::size_t last_that_fits(std::size_t first, std::size_t end) const;
  [[nodiscard]] std::size_t characters_in(const Line& line) const;
  [[nodiscard]] std::size_t next_break(std::size_t at, std::size_t end) const;
  [[nodiscard]] bool fits(std::size_t first, std::size_t last) const;
  [[nodiscard]] double width_of(std::size_t first, std::size_t last) const;

  const ShapedText& text_;
  double tracking_;
  std::vector<double> ends_;   // ends_[i]: sum of the advances before cluster i
  std::vector<Start> starts_;  // by cluster; empty until they are needed
  double width_ = 0;           // of the lines that are being broken
  Words words_ = Words::kWhole;
};

}  // namespace certpress::text
