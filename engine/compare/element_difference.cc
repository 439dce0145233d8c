#include "element_difference.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <numbers>
#include <utility>

#include <fmt/format.h>

#include "../base/utf8.h"
#include "wording.h"

namespace certpress::compare {

namespace {

constexpr double kSamePt = 0.005;

// How far pieces of ink went: all by the same, or each its own way.
class Displacement {
 public:
  void add(Point from, Point to) {
    const Point by{to.x - from.x, to.y - from.y};
    if (!first_) {
      first_ = by;
    }
    uniform_ = uniform_ && std::hypot(by.x - first_->x, by.y - first_->y) <= kSamePlaceMm;
    farthest_ = std::max(farthest_, std::hypot(by.x, by.y));
  }
  // Of a box: two corners, so that a change of its size shows.
  void add(const Rect& from, const Rect& to) {
    add(Point{from.x, from.y}, Point{to.x, to.y});
    add(Point{from.right(), from.bottom()}, Point{to.right(), to.bottom()});
  }
  [[nodiscard]] bool any() const { return farthest_ > kSamePlaceMm; }
  [[nodiscard]] bool uniform() const { return uniform_; }
  [[nodiscard]] Point by() const { return first_.value_or(Point{}); }
  [[nodiscard]] double farthest() const { return farthest_; }

 private:
  std::optional<Point> first_;
  bool uniform_ = true;
  double farthest_ = 0;
};

// Which part of the element is spoken of.
enum class Part { kWhole, kFixed, kVariable };

Message prefixed(Part part, Message message) {
  switch (part) {
    case Part::kWhole:
      return message;
    case Part::kFixed:
      return {"its fixed part: " + message.en, "固定部分：" + message.zh};
    case Part::kVariable:
      return {"its part from the record: " + message.en, "数据部分：" + message.zh};
  }
  return message;
}

// Compares one part of an element, before and after.
class PartComparison {
 public:
  PartComparison(const std::string& element, Part part, const Ink& before, const Ink& after)
      : element_(element), part_(part), before_(before), after_(after) {}

  std::vector<Change> changes() {
    compare_text();
    compare_colors();
    compare_groups();
    compare_paths();
    compare_images();
    compare_places();
    compare_layers();
    return std::move(changes_);
  }

 private:
  void add(ChangeKind kind, Message message) {
    changes_.push_back({kind, element_, prefixed(part_, std::move(message)), area_of(before_.box()),
                        area_of(after_.box())});
  }

  void add_words(ChangeKind kind, const char* en, const char* zh,
                 const std::vector<std::string>& before, const std::vector<std::string>& after) {
    const auto [was, is] = what_differs(before, after);
    if (!was.empty() || !is.empty()) {
      const std::string words = joined(was) + " → " + joined(is);
      add(kind, {en + words, zh + words});
    }
  }

  // For each character, or for each run when the texts differ.
  std::vector<std::string> of_text(
      const Ink& ink, const std::function<std::string(const sheet::TextMark&)>& value) const {
    std::vector<std::string> out;
    for (const PlacedRun& run : ink.runs) {
      const std::size_t times = same_text_ ? to_utf32(run.mark->text).size() : 1;
      out.insert(out.end(), times, value(*run.mark));
    }
    return out;
  }

  void compare_text() {
    same_text_ = before_.text() == after_.text();
    if (!same_text_) {
      add(ChangeKind::kText, text_change(before_, after_));
    }
    const auto face = [](const sheet::TextMark& mark) { return mark.face; };
    add_words(ChangeKind::kFont, "font changed: ", "字体改变：", of_text(before_, face),
              of_text(after_, face));
    const auto size = [](const sheet::TextMark& mark) {
      return fmt::format("{:g} pt", std::round(pt_from_mm(mark.size) / kSamePt / 2) * kSamePt * 2);
    };
    add_words(ChangeKind::kSize, "size changed: ", "字号改变：", of_text(before_, size),
              of_text(after_, size));
    const int was = before_.lines();
    const int is = after_.lines();
    if (was != is && was > 0 && is > 0) {
      add(ChangeKind::kLines,
          {fmt::format("wraps to {} {}, was {}", is, is == 1 ? "line" : "lines", was),
           fmt::format("排为 {} 行，原为 {} 行", is, was)});
    }
  }

  void compare_colors() {
    const auto colors = [this](const Ink& ink) {
      auto all = of_text(ink, [](const sheet::TextMark& mark) { return mark.color; });
      for (const PlacedPath& path : ink.paths) {
        all.push_back(path.mark->fill);
        all.push_back(path.mark->stroke);
      }
      return all;
    };
    const auto was = colors(before_);
    const auto is = colors(after_);
    // Other texts and other numbers of strokes are told by themselves.
    add_words(ChangeKind::kColor, "colour changed: ", "颜色改变：", was, is);
    std::vector<std::string> widths_before;
    std::vector<std::string> widths_after;
    for (const auto& [ink, widths] :
         {std::pair(&before_, &widths_before), std::pair(&after_, &widths_after)}) {
      for (const PlacedPath& path : ink->paths) {
        widths->push_back(fmt::format("{:g} mm", path.mark->stroke_width));
      }
    }
    add_words(ChangeKind::kStroke, "stroke changed: ", "线宽改变：", widths_before, widths_after);
  }

  void compare_groups() {
    if (before_.groups.size() != after_.groups.size()) {
      return;  // another number of characters on an arc, told by the text
    }
    std::vector<std::string> was;
    std::vector<std::string> is;
    std::vector<Turn> turns;
    for (std::size_t i = 0; i < before_.groups.size(); ++i) {
      const sheet::GroupMark& a = *before_.groups[i];
      const sheet::GroupMark& b = *after_.groups[i];
      was.push_back(fmt::format("{:g} {}", a.opacity, a.blend));
      is.push_back(fmt::format("{:g} {}", b.opacity, b.blend));
      if (is_turned(a.transform, b.transform)) {
        turns.push_back(turn_between(a.transform, b.transform));
      }
    }
    add_words(ChangeKind::kOpacity, "opacity changed: ", "不透明度改变：", was, is);
    turned_ = !turns.empty();
    if (turned_) {
      add(ChangeKind::kTurned, turn_message(turns));
    }
  }

  struct Turn {
    double degrees = 0;
    double scale = 1;
  };

  static bool is_turned(const Transform& a, const Transform& b) {
    // 10 m away, an angle of 1e-6 is 0.01 mm.
    constexpr double kSameFactor = 2e-6;
    return std::abs(a.xx - b.xx) > kSameFactor || std::abs(a.yx - b.yx) > kSameFactor ||
           std::abs(a.xy - b.xy) > kSameFactor || std::abs(a.yy - b.yy) > kSameFactor;
  }

  static Turn turn_between(const Transform& a, const Transform& b) {
    constexpr double kDegrees = 180 / std::numbers::pi;
    return {(std::atan2(b.yx, b.xx) - std::atan2(a.yx, a.xx)) * kDegrees,
            std::hypot(b.xx, b.yx) / std::hypot(a.xx, a.yx)};
  }

  // Of the group that turned most; of an arc's characters each turns by itself.
  static Message turn_message(const std::vector<Turn>& turns) {
    const auto size = [](const Turn& turn) { return std::abs(turn.degrees); };
    const auto [least, most] = std::ranges::minmax(turns, {}, size);
    constexpr double kSameAngle = 1e-3;
    if (size(most) < kSameAngle) {
      return {fmt::format("scaled to {:.2f} %", turns.front().scale * 100),
              fmt::format("缩放至 {:.2f} %", turns.front().scale * 100)};
    }
    if (size(most) - size(least) > kSameAngle) {
      return {fmt::format("its parts turned by up to {:.2f}°", size(most)),
              fmt::format("各部分旋转，最多 {:.2f}°", size(most))};
    }
    return {fmt::format("turned by {:.2f}°", most.degrees),
            fmt::format("旋转 {:.2f}°", most.degrees)};
  }

  static bool same_shape(const sheet::PathMark& a, const sheet::PathMark& b) {
    if (a.fingerprint != b.fingerprint || a.modules != b.modules ||
        a.outline.verbs != b.outline.verbs) {
      return false;
    }
    for (std::size_t i = 0; i < a.outline.points.size(); ++i) {
      const Point p = a.outline.points[i];
      const Point q = b.outline.points[i];
      if (std::hypot((p.x - a.extent.x) - (q.x - b.extent.x),
                     (p.y - a.extent.y) - (q.y - b.extent.y)) > kSamePlaceMm) {
        return false;
      }
    }
    return true;
  }

  void compare_paths() {
    if (before_.paths.size() != after_.paths.size()) {
      add(ChangeKind::kShape,
          {fmt::format("its drawing changed: {} → {} outlines", before_.paths.size(),
                       after_.paths.size()),
           fmt::format("图形改变：{} → {} 个轮廓", before_.paths.size(), after_.paths.size())});
      reshaped_ = true;
      return;
    }
    bool code = false;
    bool shape = false;
    std::size_t which = 0;
    for (std::size_t i = 0; i < before_.paths.size(); ++i) {
      const sheet::PathMark& a = *before_.paths[i].mark;
      const sheet::PathMark& b = *after_.paths[i].mark;
      if (!same_shape(a, b)) {
        // A code of another size has other coordinates and may yet say the same.
        code = code || (a.modules > 0 && b.modules > 0);
        which = shape ? which : i;
        shape = shape || a.modules == 0;
      }
    }
    if (code) {
      add_code_change();
    }
    if (shape) {
      add(ChangeKind::kShape, shape_change(which));
    }
    reshaped_ = code || shape;
  }

  void add_code_change() {
    const auto grid = [](const Ink& ink) {
      const auto code = std::ranges::find_if(
          ink.paths, [](const PlacedPath& path) { return path.mark->modules > 0; });
      return code->mark;
    };
    const sheet::PathMark* was = grid(before_);
    const sheet::PathMark* is = grid(after_);
    const bool resized = std::abs(was->grid.width - is->grid.width) > kSamePlaceMm;
    if (was->modules != is->modules) {
      add(ChangeKind::kCode,
          {fmt::format("the code has {} modules a side, had {}", is->modules, was->modules),
           fmt::format("二维码每边 {} 个模块，原为 {} 个", is->modules, was->modules)});
    } else if (resized) {
      add(ChangeKind::kShape, size_change(was->grid, is->grid));
    } else {
      add(ChangeKind::kCode, {"the content of the code changed", "二维码内容改变"});
    }
  }

  static Message size_change(const Rect& was, const Rect& is) {
    const std::string sizes = fmt::format("{:.2f} × {:.2f} → {:.2f} × {:.2f} mm", was.width,
                                          was.height, is.width, is.height);
    return {"resized: " + sizes, "大小改变：" + sizes};
  }

  [[nodiscard]] Message shape_change(std::size_t which) const {
    const Rect& was = before_.paths[which].box;
    const Rect& is = after_.paths[which].box;
    if (std::abs(was.width - is.width) > kSamePlaceMm ||
        std::abs(was.height - is.height) > kSamePlaceMm) {
      return size_change(was, is);
    }
    return {"its outline changed", "轮廓改变"};
  }

  void compare_images() {
    std::vector<std::string> was;
    std::vector<std::string> is;
    bool cropped = before_.images.size() != after_.images.size();
    for (const PlacedImage& image : before_.images) {
      was.push_back(image.mark->picture);
    }
    for (const PlacedImage& image : after_.images) {
      is.push_back(image.mark->picture);
    }
    if (was != is) {
      add(ChangeKind::kPicture, {"its picture changed", "图片改变"});
      replaced_ = true;
      return;
    }
    for (std::size_t i = 0; i < before_.images.size(); ++i) {
      const Rect& a = before_.images[i].box;
      const Rect& b = after_.images[i].box;
      if (std::abs(a.width - b.width) > kSamePlaceMm ||
          std::abs(a.height - b.height) > kSamePlaceMm) {
        add(ChangeKind::kShape, size_change(a, b));
        reshaped_ = true;
      } else {
        cropped = cropped || before_.images[i].mark->source != after_.images[i].mark->source;
      }
    }
    if (cropped) {
      add(ChangeKind::kPicture, {"another part of its picture is shown", "图片的裁切改变"});
    }
  }

  // Ink whose form is the same and whose place is not.
  void compare_places() {
    Displacement moved;
    Displacement pens;
    for_each_pen([&](Point from, Point to) {
      moved.add(from, to);
      pens.add(from, to);
    });
    if (!reshaped_) {
      for (std::size_t i = 0; i < before_.paths.size(); ++i) {
        moved.add(before_.paths[i].box, after_.paths[i].box);
      }
    }
    if (!replaced_ && !reshaped_) {
      for (std::size_t i = 0; i < before_.images.size(); ++i) {
        moved.add(before_.images[i].box, after_.images[i].box);
      }
    }
    if (!moved.any() || (turned_ && !moved.uniform())) {
      return;
    }
    if (moved.uniform()) {
      const Message where = towards(moved.by());
      const bool same_ink = changes_.empty();
      add(ChangeKind::kMoved, {"moved " + where.en + (same_ink ? ", same ink" : ""),
                               "移动：" + where.zh + (same_ink ? "，墨迹不变" : "")});
    } else if (pens.any() && !pens.uniform() && !explained_by_type()) {
      add(ChangeKind::kSpacing,
          {fmt::format("its characters stand up to {} mm elsewhere", distance(pens.farthest())),
           fmt::format("字距或字位改变，最多 {} 毫米", distance(pens.farthest()))});
    } else if (changes_.empty()) {
      add(ChangeKind::kShape,
          {fmt::format("its parts moved apart by up to {} mm", distance(moved.farthest())),
           fmt::format("各部分相对移动，最多 {} 毫米", distance(moved.farthest()))});
    }
  }

  void for_each_pen(const std::function<void(Point, Point)>& visit) const {
    std::vector<Point> from;
    std::vector<Point> to;
    for (const auto& [ink, pens] : {std::pair(&before_, &from), std::pair(&after_, &to)}) {
      for (const PlacedRun& run : ink->runs) {
        pens->insert(pens->end(), run.pens.begin(), run.pens.end());
      }
    }
    if (same_text_ && from.size() == to.size()) {
      for (std::size_t i = 0; i < from.size(); ++i) {
        visit(from[i], to[i]);
      }
    }
  }

  // A change of font, size or lines puts characters elsewhere; that need not be told again.
  [[nodiscard]] bool explained_by_type() const {
    return std::ranges::any_of(changes_, [](const Change& change) {
      return change.kind == ChangeKind::kFont || change.kind == ChangeKind::kSize ||
             change.kind == ChangeKind::kLines;
    });
  }

  void compare_layers() {
    if (before_.layers != after_.layers) {
      add_words(ChangeKind::kLayer, "layer changed: ", "图层改变：",
                {before_.layers.begin(), before_.layers.end()},
                {after_.layers.begin(), after_.layers.end()});
    }
  }

  const std::string& element_;
  Part part_;
  const Ink& before_;
  const Ink& after_;
  bool same_text_ = true;
  bool turned_ = false;
  bool reshaped_ = false;
  bool replaced_ = false;
  std::vector<Change> changes_;
};

bool same_bounds(const Ink& a, const Ink& b) {
  return std::ranges::equal(a.bounds, b.bounds, [](const Rect& p, const Rect& q) {
    return std::abs(p.x - q.x) < kSamePlaceMm && std::abs(p.y - q.y) < kSamePlaceMm &&
           std::abs(p.width - q.width) < kSamePlaceMm &&
           std::abs(p.height - q.height) < kSamePlaceMm;
  });
}

bool is_empty(const Ink& ink) { return ink.bounds.empty(); }

// The same sentence of both parts is one of the whole element.
bool alike(const std::vector<Change>& a, const std::vector<Change>& b) {
  return std::ranges::equal(a, b, [](const Change& x, const Change& y) {
    return x.kind == y.kind && x.message.en == y.message.en;
  });
}

}  // namespace

Area area_of(const std::optional<Rect>& box) {
  return box ? Area{box->x, box->y, box->width, box->height} : Area{};
}

std::vector<Change> element_difference(const ElementInk& before, const ElementInk& after) {
  const std::string& name = after.name;
  const bool same_parts = is_empty(before.fixed) == is_empty(after.fixed) &&
                          is_empty(before.variable) == is_empty(after.variable);
  const Ink was = before.whole();
  const Ink is = after.whole();
  const bool two_parts = same_parts && !is_empty(before.fixed) && !is_empty(before.variable);
  std::vector<Change> changes;
  if (two_parts) {
    const auto part = [&](Part which, const Ink& a, const Ink& b) {
      return PartComparison(name, which, a, b).changes();
    };
    if (alike(part(Part::kWhole, before.fixed, after.fixed),
              part(Part::kWhole, before.variable, after.variable))) {
      changes = part(Part::kWhole, was, is);
    } else {
      changes = part(Part::kFixed, before.fixed, after.fixed);
      for (Change& change : part(Part::kVariable, before.variable, after.variable)) {
        changes.push_back(std::move(change));
      }
    }
  } else {
    changes = PartComparison(name, Part::kWhole, was, is).changes();
  }
  if (changes.empty() && !same_bounds(was, is)) {
    changes.push_back({ChangeKind::kBox,
                       name,
                       {"its box changed, its ink did not", "外框改变，墨迹不变"},
                       area_of(was.box()),
                       area_of(is.box())});
  }
  return changes;
}

}  // namespace certpress::compare
