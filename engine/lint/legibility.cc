#include "legibility.h"

#include <algorithm>
#include <string_view>
#include <variant>
#include <vector>

#include <fmt/format.h>

#include "../text/shaper.h"
#include "contrast.h"

namespace certpress::lint {

namespace {

using model::Element;
using model::Objection;

// WCAG 2.2, 1.4.3: 4.5 to 1; 3 to 1 from 18 pt on.
constexpr double kLargePt = 18;
constexpr double kLeastRatio = 4.5;
constexpr double kLeastRatioOfLarge = 3;
// ISO/IEC 15415: symbol contrast of grade B. Luminance stands for reflectance.
constexpr double kLeastSymbolContrast = 0.55;
// What phones read at arm's length; and the quiet zone of ISO/IEC 18004.
constexpr double kLeastModuleMm = 0.33;
constexpr int kLeastQuietZone = 4;

// Some text of an element, as far as its look goes.
struct Lettering {
  const model::TextStyle& style;
  double smallest_pt;
};

double smallest(const model::TextStyle& style, const model::Fit& fit) {
  const bool shrinks =
      fit.mode == model::FitMode::kShrink || fit.mode == model::FitMode::kWrapShrink;
  return shrinks ? std::min(style.size_pt, fit.floor_pt) : style.size_pt;
}

struct LetteringOf {
  std::vector<Lettering> operator()(const model::TextElement& text) const {
    const bool fixed = text.text.is_static();
    return {{text.style, fixed ? text.style.size_pt : smallest(text.style, text.fit)}};
  }
  std::vector<Lettering> operator()(const model::FieldElement& field) const {
    return {{field.label_style, field.label_style.size_pt},
            {field.value_style, field.value.is_static() ? field.value_style.size_pt
                                                        : smallest(field.value_style, field.fit)}};
  }
  std::vector<Lettering> operator()(const model::VerticalTextElement& text) const {
    return {{text.style, text.style.size_pt}};
  }
  std::vector<Lettering> operator()(const model::ArcTextElement& text) const {
    return {{text.style, text.style.size_pt}};
  }
  std::vector<Lettering> operator()(const model::ImageElement& image) const {
    return image.caption.empty()
               ? std::vector<Lettering>()
               : std::vector<Lettering>{{image.caption_style, image.caption_style.size_pt}};
  }
  template <typename Other>
  std::vector<Lettering> operator()(const Other& /*has no text that must be read*/) const {
    return {};
  }
};

std::vector<Lettering> lettering_of(const Element& element) {
  return std::visit(LetteringOf{}, element.content);
}

// What lies below the element: the paper and the filled rectangles that hold all of it. Nothing
// when that is a picture.
std::optional<Color> ground_of(const model::Template& of, const Element& element) {
  std::optional<Color> ground = over(of.background, {255, 255, 255, 1});
  for (const Element& below : of.elements) {
    if (&below == &element) {
      break;
    }
    if (!below.box.contains(element.box)) {
      continue;
    }
    const auto* shape = std::get_if<model::ShapeElement>(&below.content);
    if (may_be_ground(below)) {
      ground.reset();
    } else if (shape != nullptr && shape->kind == model::ShapeKind::kRectangle && shape->fill) {
      const Color fill = shape->fill->faded(below.opacity);
      ground = fill.alpha == 1 ? fill : ground ? std::optional(over(fill, *ground)) : std::nullopt;
    }
  }
  return ground;
}

void judge_lettering(const Element& element, const Color& ground, Findings& found) {
  for (const Lettering& lettering : lettering_of(element)) {
    const Color ink = over(lettering.style.color.faded(element.opacity), ground);
    const double ratio = contrast_ratio(ink, ground);
    const double least = lettering.style.size_pt >= kLargePt ? kLeastRatioOfLarge : kLeastRatio;
    if (ratio < least) {
      found.push_back(
          {&element,
           Objection::kContrast,
           "lint/low-contrast",
           {fmt::format("its text has a contrast of {:.1f} to 1 to what lies below, at least {:g} "
                        "is needed for {:g} pt",
                        ratio, least, lettering.style.size_pt),
            fmt::format("文字与底色的对比度为 {:.1f}，{:g} 磅的文字至少需要 {:g}", ratio,
                        lettering.style.size_pt, least)},
           {}});
    }
  }
}

void judge_code(const Element& element, const model::CodeElement& code, const Color& ground,
                Findings& found) {
  const Color light = over(code.light.faded(element.opacity), ground);
  const Color dark = over(code.dark.faded(element.opacity), light);
  const double contrast = luminance(light) - luminance(dark);
  if (contrast < kLeastSymbolContrast) {
    found.push_back({&element,
                     Objection::kContrast,
                     "lint/low-contrast",
                     {fmt::format("the code's symbol contrast is {:.0f} %, readers need {:.0f} %",
                                  contrast * 100, kLeastSymbolContrast * 100),
                      fmt::format("二维码的符号对比度为 {:.0f}%，识读至少需要 {:.0f}%",
                                  contrast * 100, kLeastSymbolContrast * 100)},
                     {}});
  }
}

double width_em(std::string_view text, const model::TextStyle& style, const text::FontBook& fonts) {
  double width = 0;
  for (const text::ShapedCluster& cluster : text::shape(fonts, text, style.font).clusters) {
    width += cluster.advance;
  }
  return width;
}

}  // namespace

void find_small_text(const model::Template& of, Findings& found) {
  for (const Element& element : of.elements) {
    for (const Lettering& lettering : lettering_of(element)) {
      if (lettering.smallest_pt >= kSmallestTextPt) {
        continue;
      }
      const bool shrinks = lettering.smallest_pt < lettering.style.size_pt;
      found.push_back(
          {&element,
           Objection::kSmallText,
           "lint/small-text",
           {fmt::format("its text {} {:g} pt, less than {:g} pt is hard to read",
                        shrinks ? "may shrink to" : "is", lettering.smallest_pt, kSmallestTextPt),
            fmt::format("文字{}{:g} 磅，小于 {:g} 磅难以辨认", shrinks ? "可能缩小到 " : "为 ",
                        lettering.smallest_pt, kSmallestTextPt)},
           {}});
    }
  }
}

void find_low_contrast(const model::Template& of, Findings& found) {
  for (const Element& element : of.elements) {
    const auto ground = ground_of(of, element);
    if (!ground) {
      continue;
    }
    judge_lettering(element, *ground, found);
    if (const auto* code = std::get_if<model::CodeElement>(&element.content)) {
      judge_code(element, *code, *ground, found);
    }
  }
}

void find_weak_codes(const model::Template& of, Findings& found) {
  for (const Element& element : of.elements) {
    const auto* code = std::get_if<model::CodeElement>(&element.content);
    if (code == nullptr) {
      continue;
    }
    if (code->min_module < kLeastModuleMm) {
      found.push_back(
          {&element,
           Objection::kSmallCode,
           "lint/small-module",
           {fmt::format("modules may be as small as {:g} mm, cameras of phones need {:g} mm",
                        code->min_module, kLeastModuleMm),
            fmt::format("模块可小至 {:g} 毫米，手机识读至少需要 {:g} 毫米", code->min_module,
                        kLeastModuleMm)},
           {}});
    }
    if (code->quiet_zone < kLeastQuietZone) {
      found.push_back({&element,
                       Objection::kSmallCode,
                       "lint/quiet-zone",
                       {fmt::format("the quiet zone is {} modules wide, ISO/IEC 18004 asks for {}",
                                    code->quiet_zone, kLeastQuietZone),
                        fmt::format("静区宽 {} 个模块，ISO/IEC 18004 要求 {} 个", code->quiet_zone,
                                    kLeastQuietZone)},
                       {}});
    }
  }
}

void find_unspread_labels(const model::Template& of, const text::FontBook& fonts, Findings& found) {
  for (const Element& element : of.elements) {
    const auto* field = std::get_if<model::FieldElement>(&element.content);
    if (field == nullptr || field->spread_em == 0) {
      continue;
    }
    const double width = width_em(field->label, field->label_style, fonts);
    if (width > field->spread_em + 1e-6) {
      found.push_back(
          {&element,
           std::nullopt,
           "lint/label-not-spread",
           {fmt::format("the label is {:.2f} em wide and cannot be spread over {:g} em", width,
                        field->spread_em),
            fmt::format("标签宽 {:.2f} em，无法在 {:g} em 内分散对齐", width, field->spread_em)},
           {"widen the spread, or say spread: 0", "请加大 spread，或写 spread: 0"}});
    }
  }
}

}  // namespace certpress::lint
