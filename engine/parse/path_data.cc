#include "path_data.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <numbers>
#include <optional>
#include <string>

namespace certpress::parse {

namespace {

constexpr double kFarthest = 10'000;  // mm

struct Arc {
  double rx, ry;
  double rotation_deg;
  bool large, sweep;
  Point to;
};

Point mirrored(Point control, Point at) { return {2 * at.x - control.x, 2 * at.y - control.y}; }

// The quarter turns of an arc as cubic curves (SVG 1.1, appendix F.6.5 and F.6.6).
void append_arc(Outline& out, Point from, const Arc& arc) {
  double rx = std::abs(arc.rx);
  double ry = std::abs(arc.ry);
  if (from == arc.to) {
    return;
  }
  if (rx == 0 || ry == 0) {
    out.line_to(arc.to);
    return;
  }
  const Transform turn = Transform::rotation(arc.rotation_deg);
  const Transform back = Transform::rotation(-arc.rotation_deg);
  const Point half = back.apply({(from.x - arc.to.x) / 2, (from.y - arc.to.y) / 2});
  const double lambda = half.x * half.x / (rx * rx) + half.y * half.y / (ry * ry);
  if (lambda > 1) {
    rx *= std::sqrt(lambda);
    ry *= std::sqrt(lambda);
  }
  const double distance = rx * rx * half.y * half.y + ry * ry * half.x * half.x;
  const double root = std::sqrt(std::max(0.0, rx * rx * ry * ry / distance - 1));
  const double side = arc.large != arc.sweep ? root : -root;
  const Point local{side * rx * half.y / ry, -side * ry * half.x / rx};
  const Point turned = turn.apply(local);
  const Point centre{turned.x + (from.x + arc.to.x) / 2, turned.y + (from.y + arc.to.y) / 2};
  const double begin = std::atan2((half.y - local.y) / ry, (half.x - local.x) / rx);
  const double end = std::atan2((-half.y - local.y) / ry, (-half.x - local.x) / rx);
  double angle = end - begin;
  if (arc.sweep && angle < 0) {
    angle += 2 * std::numbers::pi;
  } else if (!arc.sweep && angle > 0) {
    angle -= 2 * std::numbers::pi;
  }
  const auto on_ellipse = [&](double x, double y) {
    const Point p = turn.apply({rx * x, ry * y});
    return Point{p.x + centre.x, p.y + centre.y};
  };
  const int count =
      std::max(1, static_cast<int>(std::ceil(std::abs(angle) * 2 / std::numbers::pi - 1e-9)));
  const double step = angle / count;
  const double k = 4.0 / 3.0 * std::tan(step / 4);
  for (int i = 0; i < count; ++i) {
    const double a = begin + i * step;
    const double b = a + step;
    const Point stop = i + 1 == count ? arc.to : on_ellipse(std::cos(b), std::sin(b));
    out.curve_to(on_ellipse(std::cos(a) - k * std::sin(a), std::sin(a) + k * std::cos(a)),
                 on_ellipse(std::cos(b) + k * std::sin(b), std::sin(b) - k * std::cos(b)), stop);
  }
}

class PathDataParser {
 public:
  explicit PathDataParser(std::string_view text) : text_(text) {}

  std::variant<Outline, PathDataProblem> parse() {
    skip_spaces();
    if (at_ == text_.size() || (text_[at_] != 'M' && text_[at_] != 'm')) {
      return PathDataProblem{at_, {"path data begins with M", "路径数据须以 M 开头"}};
    }
    while (at_ < text_.size() && !problem_) {
      const char letter = text_[at_];
      if (std::string_view("MmLlHhVvCcSsQqTtAaZz").find(letter) == std::string_view::npos) {
        fail("this is no command of path data; those are M L H V C S Q T A Z",
             "这不是路径命令；可用 M L H V C S Q T A Z");
        break;
      }
      ++at_;
      commands(letter);
      skip_spaces();
    }
    if (problem_) {
      return *problem_;
    }
    return std::move(out_);
  }

 private:
  // A letter and as many groups of numbers as follow it.
  void commands(char letter) {
    if (letter == 'Z' || letter == 'z') {
      out_.close();
      closed_ = true;
      pen_ = start_;
      last_ = 'Z';
      return;
    }
    const bool relative = letter >= 'a';
    char command = relative ? static_cast<char>(letter - 'a' + 'A') : letter;
    do {
      const Point base = relative ? pen_ : Point{};
      one(command, base);
      last_ = command;
      if (command == 'M') {
        command = 'L';  // further pairs behind M are lines
      }
    } while (!problem_ && number_follows());
  }

  void one(char command, Point base) {
    if (command == 'M') {
      const Point to = point(base);
      out_.move_to(to);
      closed_ = false;
      start_ = pen_ = to;
      return;
    }
    if (closed_) {
      // What follows Z without M begins where the closed part began.
      out_.move_to(pen_);
      closed_ = false;
    }
    switch (command) {
      case 'L':
        line(point(base));
        break;
      case 'H':
        line({number() + base.x, pen_.y});
        break;
      case 'V':
        line({pen_.x, number() + base.y});
        break;
      case 'A':
        arc(base);
        break;
      default:
        curve(command, base);
    }
  }

  void line(Point to) {
    out_.line_to(to);
    pen_ = to;
  }

  void arc(Point base) {
    Arc arc{};
    arc.rx = number();
    arc.ry = number();
    arc.rotation_deg = number();
    arc.large = flag();
    arc.sweep = flag();
    arc.to = point(base);
    append_arc(out_, pen_, arc);
    pen_ = arc.to;
  }

  void curve(char command, Point base) {
    const bool cubic = command == 'C' || command == 'S';
    const bool smooth = command == 'S' || command == 'T';
    const bool continues = cubic ? last_ == 'C' || last_ == 'S' : last_ == 'Q' || last_ == 'T';
    const Point first = smooth ? (continues ? mirrored(control_, pen_) : pen_) : point(base);
    if (cubic) {
      const Point second = point(base);
      const Point to = point(base);
      out_.curve_to(first, second, to);
      control_ = second;
      pen_ = to;
      return;
    }
    // A quadratic curve is the cubic one whose controls lie at two thirds of the way to its own.
    const Point to = point(base);
    const auto toward = [&](Point end) {
      return Point{end.x + (first.x - end.x) * 2 / 3, end.y + (first.y - end.y) * 2 / 3};
    };
    out_.curve_to(toward(pen_), toward(to), to);
    control_ = first;
    pen_ = to;
  }

  Point point(Point base) {
    const double x = number();
    const double y = number();
    return {x + base.x, y + base.y};
  }

  double number() {
    skip_separator();
    std::size_t begin = at_;
    if (begin < text_.size() && text_[begin] == '+') {
      ++begin;
    }
    const std::size_t digit = begin < text_.size() && text_[begin] == '-' ? begin + 1 : begin;
    const bool is_number = digit < text_.size() && (text_[digit] == '.' || is_digit(text_[digit]));
    double value = 0;
    const auto [end, error] =
        std::from_chars(text_.data() + begin, text_.data() + text_.size(), value);
    if (!is_number || error != std::errc() || std::abs(value) > kFarthest) {
      fail("a number is missing here, or beyond 10000 mm", "此处缺少数字，或数字超过 10000 毫米");
      return 0;
    }
    at_ = static_cast<std::size_t>(end - text_.data());
    return value;
  }

  // One character; the next number may follow it without a gap.
  bool flag() {
    skip_separator();
    if (at_ >= text_.size() || (text_[at_] != '0' && text_[at_] != '1')) {
      fail("a flag of an arc is 0 or 1", "弧的标志须为 0 或 1");
      return false;
    }
    return text_[at_++] == '1';
  }

  bool number_follows() {
    skip_separator();
    return at_ < text_.size() &&
           std::string_view("+-.0123456789").find(text_[at_]) != std::string_view::npos;
  }

  static bool is_digit(char c) { return c >= '0' && c <= '9'; }

  void skip_spaces() {
    while (at_ < text_.size() && text_[at_] == ' ') {
      ++at_;
    }
  }

  void skip_separator() {
    skip_spaces();
    if (at_ < text_.size() && text_[at_] == ',') {
      ++at_;
      skip_spaces();
    }
  }

  void fail(std::string en, std::string zh) {
    if (!problem_) {
      problem_ = PathDataProblem{at_, {std::move(en), std::move(zh)}};
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::optional<PathDataProblem> problem_;  // the first
  Outline out_;
  Point pen_;
  Point start_;      // of the subpath
  Point control_;    // the last one of the last curve
  char last_ = 'M';  // command
  bool closed_ = false;
};

double on_curve(double a, double b, double c, double d, double t) {
  const double s = 1 - t;
  return s * s * s * a + 3 * s * s * t * b + 3 * s * t * t * c + t * t * t * d;
}

// Smallest and largest value of a cubic Bézier in one coordinate.
std::pair<double, double> extent(double a, double b, double c, double d) {
  auto [low, high] = std::minmax(a, d);
  std::pair<double, double> out{low, high};
  // Zeros of the derivative p t² + q t + r.
  const double p = -a + 3 * b - 3 * c + d;
  const double q = 2 * (a - 2 * b + c);
  const double r = b - a;
  std::array<double, 2> zeros{-1, -1};
  if (std::abs(p) < 1e-12) {
    zeros[0] = q != 0 ? -r / q : -1;
  } else if (const double root = q * q - 4 * p * r; root >= 0) {
    zeros = {(-q + std::sqrt(root)) / (2 * p), (-q - std::sqrt(root)) / (2 * p)};
  }
  for (const double t : zeros) {
    if (t > 0 && t < 1) {
      const double value = on_curve(a, b, c, d, t);
      out = {std::min(out.first, value), std::max(out.second, value)};
    }
  }
  return out;
}

}  // namespace

std::variant<Outline, PathDataProblem> parse_path_data(std::string_view text) {
  return PathDataParser(text).parse();
}

Rect bounds(const Outline& outline) {
  if (outline.points.empty()) {
    return {};
  }
  const Point first = outline.points.front();
  std::pair<double, double> x{first.x, first.x};
  std::pair<double, double> y{first.y, first.y};
  const auto widen = [](std::pair<double, double>& range, std::pair<double, double> by) {
    range = {std::min(range.first, by.first), std::max(range.second, by.second)};
  };
  std::size_t next = 0;
  for (const Outline::Verb verb : outline.verbs) {
    if (verb == Outline::Verb::kMove || verb == Outline::Verb::kLine) {
      const Point p = outline.points[next++];
      widen(x, {p.x, p.x});
      widen(y, {p.y, p.y});
    } else if (verb == Outline::Verb::kCurve) {
      const Point from = outline.points[next - 1];
      const Point* p = &outline.points[next];
      widen(x, extent(from.x, p[0].x, p[1].x, p[2].x));
      widen(y, extent(from.y, p[0].y, p[1].y, p[2].y));
      next += 3;
    }
  }
  return {x.first, y.first, x.second - x.first, y.second - y.first};
}

}  // namespace certpress::parse
