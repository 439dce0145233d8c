// Text whose characters are placed one by one: in a column, or on an arc.
#include <algorithm>
#include <numbers>
#include <numeric>

#include <fmt/format.h>

#include "../text/place.h"
#include "emitter.h"
#include "text_setting.h"

namespace certpress::layout {

namespace {

// On an arc, characters are condensed down to this share of their width before they are refused.
constexpr double kNarrowest = 0.5;

sheet::Items single(sheet::GlyphRun run, const std::string& name) {
  sheet::Item item;
  item.element = name;
  item.content = std::move(run);
  return {std::make_shared<const sheet::Item>(std::move(item))};
}

}  // namespace

void add_column(const model::VerticalTextElement& text, bool depends_on_record, Emitter& out) {
  const auto composed = text_of(text.text, text.blank, out);
  const auto shaped = composed ? shape(*composed, text.style, out) : std::nullopt;
  if (!shaped) {
    return;
  }
  const Rect& box = out.box();
  const double size = mm_from_pt(text.style.size_pt);
  const auto count = static_cast<double>(shaped->clusters.size());
  const double height = (count - 1) * text.pitch + size;
  if (height > box.height + 1e-6) {
    out.refuse("text/does-not-fit", "",
               {fmt::format("the column is {:.2f} mm higher than its box", height - box.height),
                fmt::format("竖排文字比框高 {:.2f} 毫米", height - box.height)});
    return;
  }
  double baseline = box.y + (box.height - height) / 2 + text::kAscentEm * size;
  std::vector<Point> pens;
  for (const text::ShapedCluster& cluster : shaped->clusters) {
    pens.push_back({box.centre().x - cluster.advance * size / 2, baseline});
    baseline += text.pitch;
  }
  const text::Line line{0, shaped->clusters.size(), 0};
  for (sheet::GlyphRun& run : text::place_at(*shaped, line, pens, size, text.style.color)) {
    out.add(std::move(run), depends_on_record, box.grown(overhang(text.style)));
  }
}

void lay_out(const model::VerticalTextElement& text, Emitter& out) {
  const bool variable = !text.text.is_static();
  if (out.wants(variable)) {
    add_column(text, variable, out);
  }
}

void lay_out(const model::ArcTextElement& text, Emitter& out) {
  const bool variable = !text.text.is_static();
  const auto composed = out.wants(variable) ? text_of(text.text, text.blank, out) : std::nullopt;
  const auto shaped = composed ? shape(*composed, text.style, out) : std::nullopt;
  if (!shaped) {
    return;
  }
  const double size = mm_from_pt(text.style.size_pt);
  const double natural = std::accumulate(
      shaped->clusters.begin(), shaped->clusters.end(), 0.0,
      [&](double sum, const text::ShapedCluster& cluster) { return sum + cluster.advance * size; });
  const auto count = static_cast<double>(shaped->clusters.size());
  const double span = text.span_deg * std::numbers::pi / 180;
  const double length = text.radius * span;
  const double width = std::min(text.char_width, length / natural);
  if (width < kNarrowest) {
    out.refuse(
        "text/does-not-fit", "",
        {fmt::format("the text is {:.2f} mm too long for its arc", natural * kNarrowest - length),
         fmt::format("弧形文字超出 {:.2f} 毫米", natural * kNarrowest - length)});
    return;
  }
  // Few characters keep together instead of wandering to the ends of the arc.
  const double gap = count > 1 ? std::min((length - natural * width) / (count - 1), size * 0.6) : 0;
  const double used = natural * width + gap * (count - 1);
  const Point centre = out.box().centre();
  double along = -used / 2;
  for (std::size_t i = 0; i < shaped->clusters.size(); ++i) {
    const double advance = shaped->clusters[i].advance * size * width;
    const double angle = (along + advance / 2) / text.radius * 180 / std::numbers::pi;
    Transform squeeze;
    squeeze.xx = width;
    squeeze.x0 = -advance / 2;
    squeeze.y0 = -text.radius;
    const text::Line line{i, i + 1, 0};
    for (sheet::GlyphRun& run : text::place(*shaped, line, {0, 0}, size, 0, text.style.color)) {
      sheet::Group group;
      group.transform =
          squeeze.then(Transform::rotation(angle)).then(Transform::translation(centre.x, centre.y));
      group.items = single(std::move(run), out.element().name);
      out.add(std::move(group), variable, out.box());
    }
    along += advance + gap;
  }
}

}  // namespace certpress::layout
