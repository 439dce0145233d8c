// Text of any characters under any drawing rule, in a box of any size: it is set inside the box,
// not larger than its style and not smaller than its floor, every character once, or refused
// because it does not fit.
#include <cmath>
#include <string>
#include <variant>

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include "base/utf8.h"
#include "fuzz_target.h"
#include "input.h"
#include "shipped.h"
#include "text/fit.h"
#include "text/place.h"

namespace certpress::fuzz {

namespace {

constexpr double kTolerance = 1e-5;  // mm

// As records are when they come to be set.
std::string normalised(std::string_view bytes) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(error);
  std::string out;
  nfc->normalize(icu::UnicodeString::fromUTF8(
                     icu::StringPiece(bytes.data(), static_cast<int32_t>(bytes.size()))),
                 error)
      .toUTF8String(out);
  return out;
}

struct Rule {
  model::TextStyle style;
  model::Fit fit;
  Size box;
};

Rule rule(Input& input) {
  Rule made;
  const auto roles = shipped_fonts().roles();
  made.style.font = roles[input.below(roles.size())];
  made.style.size_pt = 3 + static_cast<double>(input.below(600)) / 10;
  made.style.line_pitch_em = 1 + static_cast<double>(input.below(20)) / 10;
  made.style.tracking_em = static_cast<double>(input.below(21)) / 20 - 0.25;
  made.fit.mode = static_cast<model::FitMode>(input.below(4));
  made.fit.floor_pt = 3 + static_cast<double>(input.below(300)) / 10;
  made.fit.one_line_scale = 0.5 + static_cast<double>(input.below(11)) / 20;
  made.box = {static_cast<double>(input.below(2000)) / 10,
              static_cast<double>(input.below(1000)) / 10};
  return made;
}

double width_mm(const text::ShapedText& shaped, const text::Line& line, double tracking_em,
                double size_mm) {
  std::size_t last = line.last;
  while (last > line.first && shaped.clusters[last - 1].is_space) {
    --last;
  }
  double width = 0;
  for (std::size_t i = line.first; i < last; ++i) {
    width += shaped.clusters[i].advance + (i + 1 < last ? tracking_em : 0);
  }
  return width * size_mm;
}

void check_lines(const text::ShapedText& shaped, const text::Fitted& fitted, const Rule& rule) {
  std::size_t next = 0;
  for (const text::Line& line : fitted.lines) {
    require(line.first == next && line.last > line.first, "lines follow each other");
    next = line.last;
    const double size = mm_from_pt(fitted.size_pt);
    require(width_mm(shaped, line, rule.style.tracking_em, size) <= rule.box.width + kTolerance,
            "no line is wider than its box");
    for (std::size_t i = line.first + 1; i < line.last; ++i) {
      require(!shaped.clusters[i].must_break_before, "a newline ends its line");
    }
    std::size_t bytes = 0;
    for (const auto& run :
         text::place(shaped, line, {0, 0}, size, rule.style.tracking_em, rule.style.color)) {
      std::size_t glyphs = 0;
      for (const sheet::Cluster& cluster : run.clusters) {
        bytes += cluster.bytes;
        glyphs += cluster.glyphs;
      }
      require(glyphs == run.glyphs.size(), "clusters cover their glyphs");
    }
    std::size_t drawn = 0;
    std::size_t last = line.last;
    while (last > line.first && shaped.clusters[last - 1].is_space) {
      --last;
    }
    for (std::size_t i = line.first; i < last; ++i) {
      drawn += shaped.clusters[i].length;
    }
    require(bytes == drawn, "every character of the line is drawn");
  }
  require(next == shaped.clusters.size(), "every character has its line");
}

void check(const text::ShapedText& shaped, const Rule& rule) {
  const auto result = text::fit(shaped, rule.style, rule.fit, rule.box);
  if (const auto* overflow = std::get_if<text::DoesNotFit>(&result)) {
    require(overflow->needed_width > rule.box.width || overflow->needed_height > rule.box.height,
            "what does not fit needs more than its box");
    return;
  }
  const auto& fitted = std::get<text::Fitted>(result);
  const bool shrinks =
      rule.fit.mode == model::FitMode::kShrink || rule.fit.mode == model::FitMode::kWrapShrink;
  require(fitted.size_pt <= rule.style.size_pt, "no text grows");
  require(fitted.size_pt >=
              (shrinks ? std::min(rule.fit.floor_pt, rule.style.size_pt) : rule.style.size_pt) -
                  kTolerance,
          "no text is smaller than its floor");
  require(fitted.height() <= rule.box.height + kTolerance, "no text is higher than its box");
  check_lines(shaped, fitted, rule);
}

}  // namespace

}  // namespace certpress::fuzz

FUZZ_TARGET(text_fit) {
  using namespace certpress;
  fuzz::Input input(bytes);
  const fuzz::Rule rule = fuzz::rule(input);
  const text::ShapedText shaped =
      text::shape(fuzz::shipped_fonts(), fuzz::normalised(input.rest()), rule.style.font);
  if (shaped.missing.empty()) {
    fuzz::check(shaped, rule);
  }
}
