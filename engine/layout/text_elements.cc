// Text in boxes: text, paragraph, footer, field, watermark.
#include <algorithm>
#include <limits>
#include <numeric>

#include <fmt/format.h>

#include "../text/place.h"
#include "emitter.h"
#include "text_setting.h"

namespace certpress::layout {

namespace {

void add_lines(const text::ShapedText& shaped, const text::Fitted& fitted,
               const model::TextStyle& style, const Rect& box, double first_baseline,
               model::Align align, bool depends_on_record, Emitter& out) {
  const double size = mm_from_pt(fitted.size_pt);
  const Rect bounds = box.grown(overhang(style));
  double baseline = first_baseline;
  for (const text::Line& line : fitted.lines) {
    const Point start{text::line_start(box, line.width * size, align), baseline};
    for (sheet::GlyphRun& run :
         text::place(shaped, line, start, size, style.tracking_em, style.color)) {
      out.add(std::move(run), depends_on_record, bounds);
    }
    baseline += fitted.pitch;
  }
}

double first_baseline_of_block(const text::Fitted& fitted, const Rect& box,
                               model::VerticalAlign valign) {
  const double slack = box.height - fitted.height();
  const double top = valign == model::VerticalAlign::kTop ? 0 : slack / 2;
  return box.y + top + text::kAscentEm * mm_from_pt(fitted.size_pt);
}

// 分散对齐: the first character flush left, the last one flush right, even gaps between; then the
// colon, outside the spread.
std::vector<Point> spread_pens(const text::ShapedText& shaped, std::size_t label_clusters,
                               double width, Point start, double size) {
  std::vector<Point> pens;
  double natural = 0;
  for (std::size_t i = 0; i < label_clusters; ++i) {
    natural += shaped.clusters[i].advance * size;
  }
  const double gap = label_clusters > 1 && width > natural
                         ? (width - natural) / static_cast<double>(label_clusters - 1)
                         : 0;
  double x = start.x;
  for (std::size_t i = 0; i < shaped.clusters.size(); ++i) {
    if (i == label_clusters) {
      x = start.x + std::max(width, natural);
    }
    pens.push_back({x, start.y});
    x += shaped.clusters[i].advance * size + (i < label_clusters ? gap : 0);
  }
  return pens;
}

void add_label(const model::FieldElement& field, double baseline, Emitter& out) {
  const model::TextStyle& style = field.label_style;
  const auto shaped = shape({field.label + field.colon, {}}, style, out);
  if (!shaped) {
    return;
  }
  const double size = mm_from_pt(style.size_pt);
  const auto label_clusters = static_cast<std::size_t>(std::ranges::count_if(
      shaped->clusters,
      [&](const text::ShapedCluster& cluster) { return cluster.begin < field.label.size(); }));
  const Rect& box = out.box();
  const double width = field.spread_em * size;
  const auto pens = spread_pens(*shaped, label_clusters, width, {box.x, baseline}, size);
  const double end = pens.back().x + shaped->clusters.back().advance * size;
  if (end > field.value_x + 1e-6) {
    out.refuse("text/label-too-wide", "",
               {fmt::format("the label reaches {:.2f} mm into its value", end - field.value_x),
                fmt::format("标签超出到值的位置 {:.2f} 毫米", end - field.value_x)});
  }
  const text::Line line{0, shaped->clusters.size(), 0};
  const Rect bounds = Rect{box.x, box.y, field.value_x - box.x, box.height}.grown(overhang(style));
  for (sheet::GlyphRun& run : text::place_at(*shaped, line, pens, size, style.color)) {
    out.add(std::move(run), false, bounds);
  }
}

// One line shares the label's baseline. More lines are centred in the box, or begin on the label's
// baseline and rise only as far as they must.
double value_baseline(const model::FieldElement& field, const text::Fitted& fitted, const Rect& box,
                      double label_baseline) {
  if (fitted.lines.size() == 1) {
    return label_baseline;
  }
  if (field.valign == model::VerticalAlign::kMiddle) {
    return first_baseline_of_block(fitted, box, field.valign);
  }
  const double size = mm_from_pt(fitted.size_pt);
  const double lowest = box.bottom() - fitted.height() + text::kAscentEm * size;
  return std::min(label_baseline, lowest);
}

void add_value(const model::FieldElement& field, double label_baseline, Emitter& out) {
  const auto composed = text_of(field.value, field.blank, out);
  if (!composed) {
    return;
  }
  const auto shaped = shape(*composed, field.value_style, out);
  if (!shaped) {
    return;
  }
  const Rect& whole = out.box();
  const Rect box{field.value_x, whole.y, whole.right() - field.value_x, whole.height};
  const auto fitted =
      fit(*shaped, *composed, field.value_style, field.fit, {box.width, box.height}, out);
  if (fitted) {
    add_lines(*shaped, *fitted, field.value_style, box,
              value_baseline(field, *fitted, box, label_baseline), model::Align::kLeft,
              !field.value.is_static(), out);
  }
}

}  // namespace

void add_text(const model::TextElement& text, bool depends_on_record, Emitter& out) {
  const auto composed = text_of(text.text, text.blank, out);
  const auto shaped = composed ? shape(*composed, text.style, out) : std::nullopt;
  if (!shaped) {
    return;
  }
  const Rect& box = out.box();
  const auto fitted = fit(*shaped, *composed, text.style, text.fit, {box.width, box.height}, out);
  if (fitted) {
    add_lines(*shaped, *fitted, text.style, box, first_baseline_of_block(*fitted, box, text.valign),
              text.align, depends_on_record, out);
  }
}

void lay_out(const model::TextElement& text, Emitter& out) {
  const bool variable = !text.text.is_static();
  if (out.wants(variable)) {
    add_text(text, variable, out);
  }
}

void lay_out(const model::FieldElement& field, Emitter& out) {
  const double row_centre = out.box().y + field.row / 2;
  const double baseline = baseline_centred_on(row_centre, mm_from_pt(field.label_style.size_pt));
  if (out.wants(false)) {
    add_label(field, baseline, out);
  }
  if (out.wants(!field.value.is_static())) {
    add_value(field, baseline, out);
  }
}

void lay_out(const model::WatermarkElement& watermark, Emitter& out) {
  const bool variable = !watermark.text.is_static();
  const auto composed = out.wants(variable) ? text_of(watermark.text, "", out) : std::nullopt;
  const auto shaped = composed ? shape(*composed, watermark.style, out) : std::nullopt;
  if (!shaped) {
    return;
  }
  const double size = mm_from_pt(watermark.style.size_pt);
  const double tracking = watermark.style.tracking_em;
  const auto lines =
      text::LineBreaker(*shaped, tracking).lines(std::numeric_limits<double>::infinity());
  const Point centre = out.box().centre();
  sheet::Group group;
  group.transform =
      Transform::rotation(watermark.angle_deg).then(Transform::translation(centre.x, centre.y));
  for (const text::Line& line : lines) {
    const Point start{-line.width * size / 2, baseline_centred_on(0, size)};
    for (sheet::GlyphRun& run :
         text::place(*shaped, line, start, size, tracking, watermark.style.color)) {
      sheet::Item item;
      item.content = std::move(run);
      group.items.push_back(std::make_shared<const sheet::Item>(std::move(item)));
    }
  }
  out.add(std::move(group), variable, out.box());
}

}  // namespace certpress::layout
