#include "mark_finder.h"

#include <algorithm>
#include <array>
#include <numbers>
#include <utility>

#include "calibration_marks.h"

namespace certpress::press {

namespace {

// A smaller picture is searched: the ring is still five pixels wide when the paper fills it.
constexpr int kSearchedSide = 2400;

GreyImage reduced(const GreyImage& scan, int factor) {
  GreyImage out{scan.width / factor, scan.height / factor, {}};
  out.pixels.reserve(static_cast<std::size_t>(out.width) * static_cast<std::size_t>(out.height));
  for (int y = 0; y < out.height; ++y) {
    for (int x = 0; x < out.width; ++x) {
      int sum = 0;
      for (int inner = 0; inner < factor * factor; ++inner) {
        sum += scan.at(x * factor + inner % factor, y * factor + inner / factor);
      }
      out.pixels.push_back(static_cast<std::uint8_t>(sum / (factor * factor)));
    }
  }
  return out;
}

// Half of the paper's white. The lid may be dark and wider than the paper, so that no average tells
// what white is; but paper is never darker than the brightest tenth.
int threshold(const GreyImage& image) {
  std::array<std::size_t, 256> counts{};
  for (const std::uint8_t value : image.pixels) {
    ++counts[value];
  }
  std::size_t brighter = 0;
  int white = 255;
  while (white > 0 &&
         brighter + counts[static_cast<std::size_t>(white)] < image.pixels.size() / 10) {
    brighter += counts[static_cast<std::size_t>(white)];
    --white;
  }
  return white / 2;
}

struct Blob {
  double area = 0;
  double sum_x = 0;
  double sum_y = 0;
  int left = 0;
  int right = 0;
  int top = 0;
  int bottom = 0;

  [[nodiscard]] bool is_disc() const {
    const double width = right - left + 1;
    const double height = bottom - top + 1;
    const double fill = area / (width * height) / (std::numbers::pi / 4);
    return area >= 12 && std::max(width, height) <= 1.25 * std::min(width, height) + 1 &&
           fill > 0.8 && fill < 1.25;
  }
};

// Dark areas that hang together, each walked once.
std::vector<Blob> dark_blobs(const GreyImage& image, int limit) {
  std::vector<bool> seen(image.pixels.size());
  std::vector<std::pair<int, int>> pending;
  std::vector<Blob> blobs;
  const auto visit = [&](int x, int y) {
    if (x < 0 || y < 0 || x >= image.width || y >= image.height || image.at(x, y) >= limit) {
      return;
    }
    const std::size_t index = static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width) +
                              static_cast<std::size_t>(x);
    if (!seen[index]) {
      seen[index] = true;
      pending.emplace_back(x, y);
    }
  };
  for (int y = 0; y < image.height; ++y) {
    for (int x = 0; x < image.width; ++x) {
      visit(x, y);
      if (pending.empty()) {
        continue;
      }
      Blob blob{0, 0, 0, x, x, y, y};
      while (!pending.empty()) {
        const auto [at_x, at_y] = pending.back();
        pending.pop_back();
        blob.area += 1;
        blob.sum_x += at_x + 0.5;
        blob.sum_y += at_y + 0.5;
        blob.left = std::min(blob.left, at_x);
        blob.right = std::max(blob.right, at_x);
        blob.top = std::min(blob.top, at_y);
        blob.bottom = std::max(blob.bottom, at_y);
        visit(at_x - 1, at_y);
        visit(at_x + 1, at_y);
        visit(at_x, at_y - 1);
        visit(at_x, at_y + 1);
      }
      blobs.push_back(blob);
    }
  }
  return blobs;
}

// The share of a circle around the centre that is dark; -1 when it leaves the picture.
double dark_share(const GreyImage& image, Point centre, double radius, int limit) {
  constexpr int kSteps = 48;
  int dark = 0;
  for (int step = 0; step < kSteps; ++step) {
    const double angle = 2 * std::numbers::pi * step / kSteps;
    const Point p{centre.x + radius * std::cos(angle), centre.y + radius * std::sin(angle)};
    if (!image.contains(p)) {
      return -1;
    }
    dark += image.value(p) < limit ? 1 : 0;
  }
  return static_cast<double>(dark) / kSteps;
}

bool lies_in_ring(const GreyImage& image, const FoundMark& mark, int limit) {
  const double unit = mark.radius / kDiscRadius;  // pixels a millimetre
  const auto share = [&](double radius_mm) {
    return dark_share(image, mark.centre, radius_mm * unit, limit);
  };
  // Four thin arms cross the outermost circle.
  const double outside = share(kRingOuter + 0.9);
  return share((kDiscRadius + kRingInner) / 2) <= 0.1 &&
         share((kRingInner + kRingOuter) / 2) >= 0.9 && outside >= 0 && outside <= 0.25;
}

}  // namespace

std::vector<FoundMark> find_marks(const GreyImage& scan) {
  const int factor = std::max(1, std::max(scan.width, scan.height) / kSearchedSide);
  const GreyImage image = reduced(scan, factor);
  const int limit = threshold(image);
  std::vector<FoundMark> marks;
  for (const Blob& blob : dark_blobs(image, limit)) {
    const FoundMark mark{{blob.sum_x / blob.area, blob.sum_y / blob.area},
                         std::sqrt(blob.area / std::numbers::pi)};
    if (blob.is_disc() && lies_in_ring(image, mark, limit)) {
      marks.push_back({{mark.centre.x * factor, mark.centre.y * factor}, mark.radius * factor});
    }
  }
  return marks;
}

Point exact_centre(const GreyImage& scan, const FoundMark& mark) {
  const double unit = mark.radius / kDiscRadius;
  const double reach = (kDiscRadius + kRingInner) / 2 * unit;
  Point centre = mark.centre;
  constexpr int kRounds = 3;
  for (int round = 0; round < kRounds; ++round) {
    const int left = std::max(0, static_cast<int>(centre.x - reach));
    const int top = std::max(0, static_cast<int>(centre.y - reach));
    const int right = std::min(scan.width - 1, static_cast<int>(centre.x + reach));
    const int bottom = std::min(scan.height - 1, static_cast<int>(centre.y + reach));
    int white = 0;
    int black = 255;
    for (int y = top; y <= bottom; ++y) {
      for (int x = left; x <= right; ++x) {
        white = std::max(white, scan.at(x, y));
        black = std::min(black, scan.at(x, y));
      }
    }
    double sum = 0;
    Point moment;
    for (int y = top; y <= bottom; ++y) {
      for (int x = left; x <= right; ++x) {
        const Point p{x + 0.5, y + 0.5};
        if (std::hypot(p.x - centre.x, p.y - centre.y) > reach) {
          continue;
        }
        // Noise on white must not count, or the centroid would be drawn to the window's middle.
        constexpr double kQuiet = 0.3;
        const double ink = static_cast<double>(white - scan.at(x, y)) / std::max(1, white - black);
        const double weight = std::clamp((ink - kQuiet) / (1 - 2 * kQuiet), 0.0, 1.0);
        sum += weight;
        moment = {moment.x + weight * p.x, moment.y + weight * p.y};
      }
    }
    if (sum > 0) {
      centre = {moment.x / sum, moment.y / sum};
    }
  }
  return centre;
}

}  // namespace certpress::press
