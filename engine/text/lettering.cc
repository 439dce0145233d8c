#include "lettering.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "../base/utf8.h"
#include "fit.h"
#include "place.h"

namespace certpress::text {

namespace {

ShapedText shape_all(const FontBook& fonts, std::string_view text, std::string_view role) {
  ShapedText shaped = shape(fonts, text, role);
  if (shaped.missing.empty()) {
    return shaped;
  }
  std::u32string readable = to_utf32(text);
  for (char32_t& character : readable) {
    const bool missing = std::ranges::find(shaped.missing, character,
                                           &MissingCharacter::character) != shaped.missing.end();
    character = missing ? U'?' : character;
  }
  return shape(fonts, to_utf8(readable), role);
}

Fitted set(const ShapedText& shaped, const model::TextStyle& style, const Rect& box) {
  constexpr double kSmallest = 1;  // pt
  constexpr double kWhole = 1;     // one line only when it needs no shrinking
  const model::Fit rule{model::FitMode::kWrapShrink, kSmallest, kWhole};
  auto result = fit(shaped, style, rule, {box.width, box.height});
  if (auto* fitted = std::get_if<Fitted>(&result)) {
    return std::move(*fitted);
  }
  return {kSmallest, mm_from_pt(kSmallest) * style.line_pitch_em,
          LineBreaker(shaped, style.tracking_em).lines(box.width / mm_from_pt(kSmallest))};
}

}  // namespace

double letter(const FontBook& fonts, std::string_view text, const Rect& box,
              const Lettering& lettering, sheet::Items& out) {
  const model::TextStyle& style = lettering.style;
  const ShapedText shaped = shape_all(fonts, text, style.font);
  const Fitted fitted = set(shaped, style, box);
  const double size = mm_from_pt(fitted.size_pt);
  double baseline = box.y + kAscentEm * size;
  for (const Line& line : fitted.lines) {
    const Point start{line_start(box, line.width * size, lettering.align), baseline};
    for (sheet::GlyphRun& run : place(shaped, line, start, size, style.tracking_em, style.color)) {
      sheet::Item item;
      item.element = "lettering";
      item.bounds = box;
      item.in_base = true;
      item.content = std::move(run);
      out.push_back(std::make_shared<const sheet::Item>(std::move(item)));
    }
    baseline += fitted.pitch;
  }
  return box.y + fitted.height();
}

}  // namespace certpress::text
