#include "restore.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <variant>

namespace certpress::compare {

namespace {

// "#1A1A1A", "#1A1A1A@0.130"
Color color_of(std::string_view text) {
  const auto channel = [&](std::size_t at) {
    std::uint8_t value = 0;
    if (text.size() >= at + 2) {
      std::from_chars(text.data() + at, text.data() + at + 2, value, 16);
    }
    return value;
  };
  Color color{channel(1), channel(3), channel(5), 1};
  if (const std::size_t at = text.find('@'); at != std::string_view::npos) {
    std::from_chars(text.data() + at + 1, text.data() + text.size(), color.alpha);
  }
  return color;
}

// What of today's sheet can be used again, by fingerprint.
class Stock {
 public:
  explicit Stock(const sheet::Sheet& now) {
    const sheet::DumpedSheet told = sheet::read_dump(sheet::dump(now), "now");
    for (std::size_t i = 0; i < now.items.size(); ++i) {
      add(now.items[i]->content, told.items[i].mark);
    }
  }

  [[nodiscard]] const sheet::Path* path(const std::string& fingerprint) const {
    const auto found = paths_.find(fingerprint);
    return found != paths_.end() ? found->second : nullptr;
  }
  [[nodiscard]] const sheet::Image* image(const std::string& picture) const {
    const auto found = images_.find(picture);
    return found != images_.end() ? found->second : nullptr;
  }

 private:
  // A dump has the marks of a sheet in the same order.
  void add(const decltype(sheet::Item::content)& content, const sheet::Mark& mark) {
    if (const auto* path = std::get_if<sheet::Path>(&content)) {
      paths_.emplace(std::get<sheet::PathMark>(mark.content).fingerprint, path);
    } else if (const auto* image = std::get_if<sheet::Image>(&content)) {
      images_.emplace(std::get<sheet::ImageMark>(mark.content).picture, image);
    } else if (const auto* group = std::get_if<sheet::Group>(&content)) {
      const auto& marks = std::get<sheet::GroupMark>(mark.content).marks;
      for (std::size_t i = 0; i < marks.size(); ++i) {
        add(group->items[i]->content, marks[i]);
      }
    }
  }

  std::map<std::string, const sheet::Path*> paths_;
  std::map<std::string, const sheet::Image*> images_;
};

class Restorer {
 public:
  Restorer(const sheet::Sheet& now, const FaceById& face) : stock_(now), face_(face) {}

  // Null when it cannot be made.
  std::shared_ptr<const sheet::Item> item(const sheet::Mark& mark, const std::string& element) {
    auto content = std::visit([this](const auto& what) { return made(what); }, mark.content);
    if (!content) {
      return nullptr;
    }
    sheet::Item item;
    item.element = element;
    item.content = std::move(*content);
    return std::make_shared<const sheet::Item>(std::move(item));
  }

 private:
  using Content = std::optional<decltype(sheet::Item::content)>;

  [[nodiscard]] Content made(const sheet::TextMark& mark) const {
    sheet::GlyphRun run;
    run.face = face_(mark.face);
    if (!run.face) {
      return std::nullopt;
    }
    run.size = mark.size;
    run.color = color_of(mark.color);
    run.text = mark.text;
    run.glyphs = mark.glyphs;
    return run;
  }

  [[nodiscard]] Content made(const sheet::PathMark& mark) const {
    sheet::Path path;
    path.outline = mark.outline;
    if (!mark.fingerprint.empty()) {
      const sheet::Path* same = stock_.path(mark.fingerprint);
      if (same == nullptr) {
        return std::nullopt;
      }
      path.outline = same->outline;
      const Rect there = sheet::extent(path.outline);
      for (Point& point : path.outline.points) {
        point.x += mark.extent.x - there.x;
        point.y += mark.extent.y - there.y;
      }
    }
    if (!mark.fill.empty()) {
      path.fill = color_of(mark.fill);
    }
    if (!mark.stroke.empty()) {
      path.stroke = Stroke{color_of(mark.stroke), mark.stroke_width};
    }
    if (mark.modules > 0) {
      path.modules = sheet::ModuleGrid{mark.grid, mark.modules};
    }
    return path;
  }

  [[nodiscard]] Content made(const sheet::ImageMark& mark) const {
    const sheet::Image* same = stock_.image(mark.picture);
    if (same == nullptr) {
      return std::nullopt;
    }
    return sheet::Image{same->picture, mark.source, mark.box};
  }

  Content made(const sheet::GroupMark& mark) {
    sheet::Group group;
    group.transform = mark.transform;
    group.opacity = mark.opacity;
    group.blend = mark.blend == "multiply" ? sheet::Blend::kMultiply : sheet::Blend::kNormal;
    for (const sheet::Mark& child : mark.marks) {
      auto inside = item(child, "");
      if (!inside) {
        return std::nullopt;
      }
      group.items.push_back(std::move(inside));
    }
    return group;
  }

  Stock stock_;
  const FaceById& face_;
};

}  // namespace

sheet::Sheet restore(const sheet::DumpedSheet& before, const sheet::Sheet& now,
                     const FaceById& face, std::vector<std::string>& lost) {
  Restorer restorer(now, face);
  sheet::Sheet out;
  out.page = before.page;
  for (const sheet::DumpedItem& old : before.items) {
    if (auto item = restorer.item(old.mark, old.element)) {
      out.items.push_back(std::move(item));
    } else if (std::ranges::find(lost, old.element) == lost.end()) {
      lost.push_back(old.element);
    }
  }
  return out;
}

}  // namespace certpress::compare
