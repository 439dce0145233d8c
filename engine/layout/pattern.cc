// Parametric patterns. Every curve goes through `trace`: the analytic value and derivative at the
// ends of a step give the cubic Hermite piece, which is a Bézier with the same ends and tangents.
#include "pattern.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace certpress::layout {
namespace {

using std::numbers::pi;

// The most that a piece may be off its curve, mm: a twentieth of the finest stroke.
constexpr double kTolerance = 0.005;

// Between a band and what stands in its corners, in amplitudes: to the eye as much as the band
// leaves to the rules beside it.
constexpr double kClearance = 0.8;

struct Sample {
  Point at;
  Point slope;  // derivative by the curve's parameter
};

// Cubic Hermite interpolation is off by at most step^4 / 384 times the largest fourth derivative.
double longest_step(double fourth_derivative) {
  return std::pow(384 * kTolerance / fourth_derivative, 0.25);
}

// A multiple of four, so that a whole period has knots at its crests and is the same in every
// quarter.
int pieces_of_period(double period, double fourth_derivative) {
  return 4 * static_cast<int>(std::ceil(period / longest_step(fourth_derivative) / 4));
}

// Continues the outline, which stands at curve(from), in `pieces` equal steps to curve(to).
template <typename Curve>
void trace(sheet::Outline& outline, const Curve& curve, double from, double to, int pieces) {
  const double step = (to - from) / pieces;
  Sample start = curve(from);
  for (int i = 1; i <= pieces; ++i) {
    const Sample end = curve(from + step * i);
    outline.curve_to({start.at.x + start.slope.x * step / 3, start.at.y + start.slope.y * step / 3},
                     {end.at.x - end.slope.x * step / 3, end.at.y - end.slope.y * step / 3},
                     end.at);
    start = end;
  }
}

// From the end of a strand to the other side of its axis and back: half an ellipse whose tip lies
// `depth` away. 4/3 (sqrt 2 - 1) is the usual handle of a quarter.
void cap(sheet::Outline& outline, Point from, Point tip, Point to) {
  const double handle = 4.0 / 3.0 * (std::numbers::sqrt2 - 1);
  const Point axis{(from.x + to.x) / 2, (from.y + to.y) / 2};
  const Point depth{(tip.x - axis.x) * handle, (tip.y - axis.y) * handle};
  const Point half{(from.x - axis.x) * handle, (from.y - axis.y) * handle};
  outline.curve_to({from.x + depth.x, from.y + depth.y}, {tip.x + half.x, tip.y + half.y}, tip);
  outline.curve_to({tip.x - half.x, tip.y - half.y}, {to.x + depth.x, to.y + depth.y}, to);
}

// One side of the band: two closed strands from `start` along the unit vector `along`. The first
// is a pair of sines that meet at the ends, the second a pair of cosines joined by caps, so that
// no strand stops in the open.
void weave(sheet::Outline& outline, Point start, Point along, double length,
           const model::BorderElement::Band& band) {
  const Point across{-along.y, along.x};
  const auto place = [&](double s, double y) {
    return Point{start.x + along.x * s + across.x * y, start.y + along.y * s + across.y * y};
  };
  // The caps are a quarter of a wave deep: with both, half a wave.
  const int count = std::max(1, static_cast<int>(std::lround(length / band.pitch - 0.5)));
  const double wave = length / (count + 0.5);
  const double first = wave / 4;
  const double last = length - first;
  const int pieces = count * pieces_of_period(2 * pi, band.amplitude);
  const double rate = 2 * pi / wave;

  const auto strand = [&](double phase, double side) {
    return [&, phase, side](double s) {
      const double angle = rate * (s - first) + phase;
      const double y = side * band.amplitude * std::sin(angle);
      const double dy = side * band.amplitude * rate * std::cos(angle);
      return Sample{place(s, y), {along.x + across.x * dy, along.y + across.y * dy}};
    };
  };
  outline.move_to(place(first, 0));
  trace(outline, strand(0, 1), first, last, pieces);
  trace(outline, strand(0, -1), last, first, pieces);
  outline.close();

  outline.move_to(place(first, band.amplitude));
  trace(outline, strand(pi / 2, 1), first, last, pieces);
  cap(outline, place(last, band.amplitude), place(length, 0), place(last, -band.amplitude));
  trace(outline, strand(pi / 2, -1), last, first, pieces);
  cap(outline, place(first, -band.amplitude), place(0, 0), place(first, band.amplitude));
  outline.close();
}

}  // namespace

sheet::Outline woven_band(const Rect& box, const model::BorderElement::Band& band, double corner) {
  const Rect axis = box.grown(-band.inset);
  // Along the axis, from its corner to the tip of the first strand.
  const double gap = corner + kClearance * band.amplitude;
  sheet::Outline outline;
  const double across = axis.width - 2 * gap;
  const double down = axis.height - 2 * gap;
  if (across > 0) {
    weave(outline, {axis.x + gap, axis.y}, {1, 0}, across, band);
    weave(outline, {axis.x + gap, axis.bottom()}, {1, 0}, across, band);
  }
  if (down > 0) {
    weave(outline, {axis.x, axis.y + gap}, {0, 1}, down, band);
    weave(outline, {axis.right(), axis.y + gap}, {0, 1}, down, band);
  }
  return outline;
}

sheet::Outline rosette(Point centre, double radius, int petals) {
  sheet::Outline outline;
  const auto add_circle = [&outline](Point middle, double r) {
    outline.add_ellipse({middle.x - r, middle.y - r, 2 * r, 2 * r});
  };
  const double petal = 0.36 * radius;
  for (int i = 0; i < petals; ++i) {
    const double angle = 2 * pi * i / petals - pi / 2;
    add_circle({centre.x + (radius - petal) * std::cos(angle),
                centre.y + (radius - petal) * std::sin(angle)},
               petal);
  }
  add_circle(centre, 0.2 * radius);
  return outline;
}

sheet::Outline waves(const Rect& box, const model::WavesElement& waves) {
  sheet::Outline outline;
  const double free = box.height - 2 * waves.amplitude;
  if (free < 0) {
    return outline;
  }
  const int lines = 1 + static_cast<int>(free / waves.pitch);
  const double first = box.centre().y - waves.pitch * (lines - 1) / 2;
  const double rate = 2 * pi / waves.length;
  const double per_wave = pieces_of_period(2 * pi, waves.amplitude);
  const int pieces = std::max(1, static_cast<int>(std::ceil(per_wave * box.width / waves.length)));
  for (int i = 0; i < lines; ++i) {
    const double axis = first + waves.pitch * i;
    const auto line = [&](double x) {
      const double angle = rate * (x - box.centre().x);
      return Sample{{x, axis + waves.amplitude * std::cos(angle)},
                    {1, -waves.amplitude * rate * std::sin(angle)}};
    };
    outline.move_to(line(box.x).at);
    trace(outline, line, box.x, box.right(), pieces);
  }
  return outline;
}

sheet::Outline guilloche(Point centre, const model::GuillocheElement& rose) {
  const double middle = (rose.outer_radius + rose.inner_radius) / 2;
  const double amplitude = (rose.outer_radius - rose.inner_radius) / 2;
  // |(r e^iθ)''''| with r = middle + amplitude cos(kθ).
  const double fourth_derivative = middle + amplitude * std::pow(1.0 + rose.petals, 4);
  const int pieces = rose.petals * pieces_of_period(2 * pi / rose.petals, fourth_derivative);
  sheet::Outline outline;
  for (int turn = 0; turn < rose.turns; ++turn) {
    const double phase = 2 * pi * turn / rose.turns;
    const auto line = [&](double angle) {
      const double wave = rose.petals * (angle + pi / 2) + phase;
      const double r = middle + amplitude * std::cos(wave);
      const double dr = -amplitude * rose.petals * std::sin(wave);
      const double c = std::cos(angle);
      const double s = std::sin(angle);
      return Sample{{centre.x + r * c, centre.y + r * s}, {dr * c - r * s, dr * s + r * c}};
    };
    // Every line begins at a crest of its own.
    const double begin = -pi / 2 - phase / rose.petals;
    outline.move_to(line(begin).at);
    trace(outline, line, begin, begin + 2 * pi, pieces);
    outline.close();
  }
  return outline;
}

sheet::Outline star(const Rect& box, int points, double inner_radius) {
  sheet::Outline outline;
  const Point centre = box.centre();
  for (int i = 0; i < 2 * points; ++i) {
    const double share = i % 2 == 0 ? 1 : inner_radius;
    const double angle = pi * i / points - pi / 2;
    const Point corner{centre.x + share * box.width / 2 * std::cos(angle),
                       centre.y + share * box.height / 2 * std::sin(angle)};
    if (i == 0) {
      outline.move_to(corner);
    } else {
      outline.line_to(corner);
    }
  }
  outline.close();
  return outline;
}

}  // namespace certpress::layout
