// The affine map that carries points onto others, by least squares.
#pragma once

#include <vector>

#include "../base/geometry.h"

namespace certpress::press {

struct PointPair {
  Point from;
  Point to;
};

struct AffineFit {
  Transform transform;
  std::vector<double> residuals;  // distance of each pair's `to` from where the map puts `from`
};

// Throws std::invalid_argument when the points `from` lie in a line, which determines no map.
AffineFit fit_affine(const std::vector<PointPair>& pairs);

}  // namespace certpress::press
