#include "text_setting.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "../base/private_use.h"
#include "../base/utf8.h"
#include "../text/character_info.h"

namespace certpress::layout {

namespace {

std::string field_name(const Emitter& out, std::optional<std::size_t> field) {
  return field ? out.scope().of.fields[*field].name : std::string();
}

// The field that gave the text, when it is one.
std::string only_field(const model::Composed& composed, const Emitter& out) {
  return composed.origins.size() == 1 ? field_name(out, composed.origins.front().field)
                                      : std::string();
}

}  // namespace

std::optional<model::Composed> text_of(const model::Composition& composition,
                                       const std::string& blank, const Emitter& out) {
  auto composed = model::compose(composition, out.scope().record);
  if (!composed && !blank.empty()) {
    composed = model::Composed{blank, {}};
  }
  if (composed && composed->text.empty()) {
    return std::nullopt;
  }
  return composed;
}

std::optional<text::ShapedText> shape(const model::Composed& composed,
                                      const model::TextStyle& style, Emitter& out) {
  text::ShapedText shaped = text::shape(out.scope().fonts, composed.text, style.font);
  if (shaped.missing.empty()) {
    return shaped;
  }
  std::set<std::pair<std::string, char32_t>> told;
  for (const text::MissingCharacter& missing : shaped.missing) {
    const std::string field = field_name(out, composed.field_at(missing.offset));
    if (!told.insert({field, missing.character}).second) {
      continue;
    }
    const Message set = text::character_set(missing.character);
    const std::string name = code_point_name(missing.character);
    const std::string chain = out.scope().fonts.chain_text(style.font);
    Message hint;
    if (const auto known = standard_character(missing.character)) {
      const std::string standard = code_point_name(*known);
      hint = {fmt::format("{} of older editions of GB 18030 is {} in Unicode", name, standard),
              fmt::format("旧版 GB 18030 的 {} 对应 Unicode 的 {}", name, standard)};
    }
    out.refuse("text/missing-glyph", field,
               {fmt::format("no font can draw {} ({}); tried: {}", name, set.en, chain),
                fmt::format("没有字体能显示 {}（{}）；已尝试：{}", name, set.zh, chain)},
               std::move(hint));
  }
  return std::nullopt;
}

std::optional<text::Fitted> fit(const text::ShapedText& shaped, const model::Composed& composed,
                                const model::TextStyle& style, const model::Fit& rule, Size box,
                                Emitter& out) {
  auto result = text::fit(shaped, style, rule, box);
  if (auto* fitted = std::get_if<text::Fitted>(&result)) {
    return std::move(*fitted);
  }
  const auto& overflow = std::get<text::DoesNotFit>(result);
  const double wide = std::max(0.0, overflow.needed_width - box.width);
  const double high = std::max(0.0, overflow.needed_height - box.height);
  out.refuse(
      "text/does-not-fit", only_field(composed, out),
      {fmt::format("the text is too long: at its smallest size, {:g} pt, it is {:.2f} mm too "
                   "wide and {:.2f} mm too high for its box of {:g} × {:g} mm",
                   overflow.size_pt, wide, high, box.width, box.height),
       fmt::format(
           "文字过长：最小字号 {:g} 磅时仍比 {:g} × {:g} 毫米的框宽 {:.2f} 毫米、高 {:.2f} 毫米",
           overflow.size_pt, box.width, box.height, wide, high)});
  return std::nullopt;
}

double overhang(const model::TextStyle& style) { return 0.2 * mm_from_pt(style.size_pt); }

double baseline_centred_on(double y, double size_mm) {
  return y + (text::kAscentEm - text::kDescentEm) / 2 * size_mm;
}

}  // namespace certpress::layout
