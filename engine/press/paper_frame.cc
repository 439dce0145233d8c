#include "paper_frame.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <vector>

namespace certpress::press {

namespace {

// One side of the sheet: from one corner to the next, and the way out of the paper.
struct Side {
  Point from;
  Point to;
  Point outwards;
};

// What is looked at around the expected place of an edge, mm.
constexpr double kReach = 20;
constexpr double kStep = 0.05;
constexpr int kSteps = 800;  // from kReach outside to kReach inside
constexpr int kPlaces = 60;
// Grey levels: less than this is a shadow or the scanner's lid, and no edge to measure from.
constexpr double kContrast = 25;

Point along(Point a, Point b, double share) {
  return {a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share};
}

double mean(const std::vector<double>& values, std::size_t first, std::size_t count) {
  double sum = 0;
  for (std::size_t i = first; i < first + count; ++i) {
    sum += values[i];
  }
  return sum / static_cast<double>(count);
}

// From outside to inside: the first place where the background ends and paper goes on. Nothing when
// the picture begins on paper. Each step is the mean of a few points side by side, against noise.
std::optional<Point> crossing(const GreyImage& scan, const Transform& to_pixels, Point edge,
                              const Side& side, double white) {
  const Point direction{side.to.x - side.from.x, side.to.y - side.from.y};
  const double length = std::hypot(direction.x, direction.y);
  std::vector<Point> places;
  std::vector<double> values;
  for (int step = 0; step < kSteps; ++step) {
    const double out = kReach - step * kStep;
    const Point middle{edge.x + side.outwards.x * out, edge.y + side.outwards.y * out};
    constexpr std::array<double, 5> kBand{-0.6, -0.3, 0, 0.3, 0.6};  // mm
    double sum = 0;
    bool inside = true;
    for (const double shift : kBand) {
      const Point p = to_pixels.apply(
          {middle.x + direction.x / length * shift, middle.y + direction.y / length * shift});
      inside = inside && scan.contains(p);
      sum += inside ? scan.value(p) : 0;
    }
    if (inside) {
      places.push_back(to_pixels.apply(middle));
      values.push_back(sum / kBand.size());
    }
  }
  constexpr std::size_t kOutside = 12;  // 0.6 mm
  constexpr std::size_t kPaper = 20;    // 1 mm
  if (values.size() < kOutside + kPaper) {
    return std::nullopt;
  }
  const double background = mean(values, 0, kOutside);
  if (white - background < kContrast) {
    return std::nullopt;
  }
  const double half = (white + background) / 2;
  for (std::size_t i = 1; i + kPaper < values.size(); ++i) {
    if (values[i - 1] < half && values[i] >= half &&
        mean(values, i, kPaper) > half + (white - half) / 2) {
      const double share = (half - values[i - 1]) / (values[i] - values[i - 1]);
      return along(places[i - 1], places[i], share);
    }
  }
  return std::nullopt;
}

struct Line {
  Point at;
  Point direction;  // of length 1

  [[nodiscard]] double distance(Point p) const {
    return std::abs((p.x - at.x) * direction.y - (p.y - at.y) * direction.x);
  }
};

Line through(Point a, Point b) {
  const double length = std::hypot(b.x - a.x, b.y - a.y);
  return {a, {(b.x - a.x) / length, (b.y - a.y) / length}};
}

// Total least squares: the direction in which the points are spread most.
Line fitted(const std::vector<Point>& points) {
  Point middle;
  for (const Point& p : points) {
    middle = {middle.x + p.x / static_cast<double>(points.size()),
              middle.y + p.y / static_cast<double>(points.size())};
  }
  double xx = 0;
  double xy = 0;
  double yy = 0;
  for (const Point& p : points) {
    xx += (p.x - middle.x) * (p.x - middle.x);
    xy += (p.x - middle.x) * (p.y - middle.y);
    yy += (p.y - middle.y) * (p.y - middle.y);
  }
  const double angle = std::atan2(2 * xy, xx - yy) / 2;
  return {middle, {std::cos(angle), std::sin(angle)}};
}

double median_distance(const Line& line, const std::vector<Point>& points) {
  std::vector<double> distances;
  std::ranges::transform(points, std::back_inserter(distances),
                         [&](Point p) { return line.distance(p); });
  const auto middle = distances.begin() + static_cast<std::ptrdiff_t>(distances.size() / 2);
  std::ranges::nth_element(distances, middle);
  return *middle;
}

// Least median of squares over pairs of points far apart, then least squares over what lies on it:
// a torn corner, a ruler or a finger may spoil up to two fifths of an edge.
std::optional<Line> straight_edge(const std::vector<Point>& points, double px_per_mm) {
  constexpr double kStraight = 0.25;  // mm
  constexpr std::size_t kEnough = kPlaces * 3 / 5;
  if (points.size() < kEnough) {
    return std::nullopt;
  }
  Line best;
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < points.size(); ++i) {
    for (std::size_t j = i + points.size() / 3; j < points.size(); ++j) {
      const Line line = through(points[i], points[j]);
      const double median = median_distance(line, points);
      if (median < least) {
        least = median;
        best = line;
      }
    }
  }
  std::vector<Point> good;
  std::ranges::copy_if(points, std::back_inserter(good), [&](Point p) {
    return best.distance(p) <= std::min(kStraight * px_per_mm, 3 * least + 0.3);
  });
  return good.size() >= kEnough ? std::optional(fitted(good)) : std::nullopt;
}

std::optional<Edge> find_edge(const GreyImage& scan, const Transform& to_pixels, const Side& side,
                              double white) {
  std::vector<Point> points;
  for (int i = 0; i < kPlaces; ++i) {
    // Not in the corners, where the other edge begins.
    const double share = 0.06 + 0.88 * i / (kPlaces - 1);
    if (const auto p = crossing(scan, to_pixels, along(side.from, side.to, share), side, white)) {
      points.push_back(*p);
    }
  }
  const auto line = straight_edge(points, std::hypot(to_pixels.xx, to_pixels.yx));
  if (!line) {
    return std::nullopt;
  }
  const Point corner = to_pixels.apply({0, 0});
  const Point out = to_pixels.apply(side.outwards);
  Point inside{line->direction.y, -line->direction.x};
  if (inside.x * (out.x - corner.x) + inside.y * (out.y - corner.y) > 0) {
    inside = {-inside.x, -inside.y};
  }
  return Edge{line->at, inside};
}

// Paper between the marks: a high share of it is white, and no edge is near.
double paper_white(const GreyImage& scan, const PaperSize& page, const Transform& to_pixels) {
  std::vector<double> values;
  constexpr int kSide = 60;
  const auto share = [](int step) { return 0.15 + 0.7 * step / kSide; };
  for (int row = 0; row < kSide; ++row) {
    for (int column = 0; column < kSide; ++column) {
      const Point p = to_pixels.apply({page.width_mm * share(column), page.height_mm * share(row)});
      if (scan.contains(p)) {
        values.push_back(scan.value(p));
      }
    }
  }
  if (values.empty()) {
    return 255;
  }
  const auto at = values.begin() + static_cast<std::ptrdiff_t>(values.size() * 2 / 3);
  std::ranges::nth_element(values, at);
  return *at;
}

}  // namespace

PaperEdges find_edges(const GreyImage& scan, const PaperSize& page, const Transform& to_pixels) {
  const double white = paper_white(scan, page, to_pixels);
  const double w = page.width_mm;
  const double h = page.height_mm;
  const auto find = [&](const Side& side) { return find_edge(scan, to_pixels, side, white); };
  return {find({{0, 0}, {0, h}, {-1, 0}}), find({{w, 0}, {w, h}, {1, 0}}),
          find({{0, 0}, {w, 0}, {0, -1}}), find({{0, h}, {w, h}, {0, 1}})};
}

PaperEdges picture_borders(const GreyImage& scan, const Transform& to_pixels) {
  const Point middle{scan.width / 2.0, scan.height / 2.0};
  const auto border = [&](double x, double y) {
    const double length = std::hypot(to_pixels.xx, to_pixels.yx);
    const Point out{(to_pixels.xx * x + to_pixels.xy * y) / length,
                    (to_pixels.yx * x + to_pixels.yy * y) / length};
    // The border of the picture that the sheet's side points to most.
    const bool sideways = std::abs(out.x) > std::abs(out.y);
    const Point normal{sideways ? std::copysign(1.0, out.x) : 0.0,
                       sideways ? 0.0 : std::copysign(1.0, out.y)};
    return Edge{{middle.x + normal.x * middle.x, middle.y + normal.y * middle.y},
                {-normal.x, -normal.y}};
  };
  return {border(-1, 0), border(1, 0), border(0, -1), border(0, 1)};
}

}  // namespace certpress::press
