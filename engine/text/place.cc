#include "place.h"

#include <stdexcept>
#include <utility>

namespace certpress::text {

namespace {

// Collects clusters into runs of one face.
class RunBuilder {
 public:
  RunBuilder(const ShapedText& text, double size_mm, const Color& color, bool merge_clusters)
      : text_(text), size_(size_mm), color_(color), merge_(merge_clusters) {}

  void add(const ShapedCluster& cluster, Point pen) {
    if (runs_.empty() || runs_.back().face != cluster.face->face) {
      sheet::GlyphRun fresh;
      fresh.face = cluster.face->face;
      fresh.size = size_;
      fresh.color = color_;
      runs_.push_back(std::move(fresh));
    }
    sheet::GlyphRun& run = runs_.back();
    run.text.append(text_.text, cluster.begin, cluster.length);
    double x = pen.x;
    for (const ShapedGlyph& glyph : text_.glyphs_of(cluster)) {
      run.glyphs.push_back({glyph.id, {x + glyph.dx * size_, pen.y + glyph.dy * size_}});
      x += glyph.advance * size_;
    }
    if (!merge_ || run.clusters.empty()) {
      run.clusters.push_back({});
    }
    run.clusters.back().bytes += static_cast<std::uint32_t>(cluster.length);
    run.clusters.back().glyphs += cluster.glyph_count;
  }

  std::vector<sheet::GlyphRun> take() { return std::move(runs_); }

 private:
  const ShapedText& text_;
  double size_;
  const Color& color_;
  bool merge_;
  std::vector<sheet::GlyphRun> runs_;
};

std::size_t end_without_spaces(const ShapedText& text, const Line& line) {
  std::size_t last = line.last;
  while (last > line.first && text.clusters[last - 1].is_space) {
    --last;
  }
  return last;
}

}  // namespace

double line_start(const Rect& box, double width, model::Align align) {
  switch (align) {
    case model::Align::kLeft:
      return box.x;
    case model::Align::kCentre:
      return box.x + (box.width - width) / 2;
    case model::Align::kRight:
      return box.right() - width;
  }
  return box.x;
}

std::vector<sheet::GlyphRun> place(const ShapedText& text, const Line& line, Point start,
                                   double size_mm, double tracking_em, const Color& color) {
  RunBuilder builder(text, size_mm, color, tracking_em != 0);
  // The pen is kept in em and scaled once, so that rounding does not add up along the line.
  double pen = 0;
  const std::size_t last = end_without_spaces(text, line);
  for (std::size_t at = line.first; at < last; ++at) {
    const ShapedCluster& cluster = text.clusters[at];
    builder.add(cluster, {start.x + pen * size_mm, start.y});
    pen += cluster.advance + tracking_em;
  }
  return builder.take();
}

std::vector<sheet::GlyphRun> place_at(const ShapedText& text, const Line& line,
                                      const std::vector<Point>& pens, double size_mm,
                                      const Color& color) {
  if (pens.size() != line.last - line.first) {
    throw std::logic_error("place_at needs one pen for each cluster of the line");
  }
  RunBuilder builder(text, size_mm, color, true);
  const std::size_t last = end_without_spaces(text, line);
  for (std::size_t at = line.first; at < last; ++at) {
    builder.add(text.clusters[at], pens[at - line.first]);
  }
  return builder.take();
}

}  // namespace certpress::text
