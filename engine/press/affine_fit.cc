#include "affine_fit.h"

#include <cmath>
#include <stdexcept>

namespace certpress::press {

AffineFit fit_affine(const std::vector<PointPair>& pairs) {
  // Around the centroids the constant terms fall out, and two by two normal equations are left.
  const auto count = static_cast<double>(pairs.size());
  Point from;
  Point to;
  for (const PointPair& pair : pairs) {
    from = {from.x + pair.from.x / count, from.y + pair.from.y / count};
    to = {to.x + pair.to.x / count, to.y + pair.to.y / count};
  }
  double xx = 0;
  double xy = 0;
  double yy = 0;
  Point to_x;  // sums of x · to and y · to
  Point to_y;
  for (const PointPair& pair : pairs) {
    const Point p{pair.from.x - from.x, pair.from.y - from.y};
    const Point q{pair.to.x - to.x, pair.to.y - to.y};
    xx += p.x * p.x;
    xy += p.x * p.y;
    yy += p.y * p.y;
    to_x = {to_x.x + p.x * q.x, to_x.y + p.x * q.y};
    to_y = {to_y.x + p.y * q.x, to_y.y + p.y * q.y};
  }
  const double determinant = xx * yy - xy * xy;
  // Of points in a line it is 0 but for rounding; of a page's marks, a fair share of the product.
  constexpr double kInLine = 1e-3;
  if (pairs.size() < 3 || !(determinant > kInLine * xx * yy) || xx * yy == 0) {
    throw std::invalid_argument("the points lie in a line");
  }
  AffineFit fit;
  Transform& t = fit.transform;
  t.xx = (to_x.x * yy - to_y.x * xy) / determinant;
  t.xy = (to_y.x * xx - to_x.x * xy) / determinant;
  t.yx = (to_x.y * yy - to_y.y * xy) / determinant;
  t.yy = (to_y.y * xx - to_x.y * xy) / determinant;
  t.x0 = to.x - t.xx * from.x - t.xy * from.y;
  t.y0 = to.y - t.yx * from.x - t.yy * from.y;
  for (const PointPair& pair : pairs) {
    const Point put = t.apply(pair.from);
    fit.residuals.push_back(std::hypot(pair.to.x - put.x, pair.to.y - put.y));
  }
  return fit;
}

}  // namespace certpress::press
