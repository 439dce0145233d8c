// A sheet as stable text. Numbers have three decimals: a micrometre, far below what paper shows.
#include <algorithm>
#include <cmath>
#include <variant>

#include <fmt/format.h>

#include "../base/fingerprint.h"
#include "sheet.h"

namespace certpress::sheet {

namespace {

// Without "-0.000", which would differ between machines for no reason.
std::string number(double value) {
  const double rounded = std::round(value * 1000) / 1000;
  return fmt::format("{:.3f}", rounded == 0 ? 0.0 : rounded);
}

// A factor, which is multiplied by hundreds of millimetres, takes three decimals more.
std::string factor(double value) {
  const double rounded = std::round(value * 1e6) / 1e6;
  return fmt::format("{:.6f}", rounded == 0 ? 0.0 : rounded);
}

std::string text_of(Point point) { return number(point.x) + "," + number(point.y); }

std::string text_of(const Rect& rect) {
  return fmt::format("[{} {} {} {}]", number(rect.x), number(rect.y), number(rect.width),
                     number(rect.height));
}

std::string text_of(const Color& color) {
  const std::string rgb = fmt::format("#{:02X}{:02X}{:02X}", color.red, color.green, color.blue);
  return color.alpha >= 1 ? rgb : rgb + "@" + number(color.alpha);
}

std::string_view text_of(Layer layer) {
  switch (layer) {
    case Layer::kStock:
      return "stock";
    case Layer::kInk:
      return "ink";
    case Layer::kBoth:
      return "both";
  }
  return {};
}

// Long outlines are told by their size, a fingerprint of their rounded coordinates, and where they
// lie. The coordinates count from their own corner, so that an outline that moved keeps its print.
std::string digest(const Outline& outline) {
  Fingerprint print;
  for (const Outline::Verb verb : outline.verbs) {
    print.mix(static_cast<std::uint64_t>(verb));
  }
  const Rect box = extent(outline);
  // A little more than a half, so that the last bit of a sum cannot decide an even split.
  constexpr double kHalf = 0.5 + 1e-6;
  for (const Point& point : outline.points) {
    print.mix(static_cast<std::uint64_t>(std::floor((point.x - box.x) * 1000 + kHalf)));
    print.mix(static_cast<std::uint64_t>(std::floor((point.y - box.y) * 1000 + kHalf)));
  }
  return fmt::format("{} verbs {} in {}", outline.verbs.size(), print.text(), text_of(box));
}

std::string digest(const Picture& picture) {
  Fingerprint print;
  print.mix(picture.encoded.text());
  return print.text();
}

std::string short_outline(const Outline& outline) {
  std::string out;
  std::size_t at = 0;
  for (const Outline::Verb verb : outline.verbs) {
    switch (verb) {
      case Outline::Verb::kMove:
        out += " M" + text_of(outline.points[at++]);
        break;
      case Outline::Verb::kLine:
        out += " L" + text_of(outline.points[at++]);
        break;
      case Outline::Verb::kCurve:
        out += " C" + text_of(outline.points[at]) + " " + text_of(outline.points[at + 1]) + " " +
               text_of(outline.points[at + 2]);
        at += 3;
        break;
      case Outline::Verb::kClose:
        out += " Z";
        break;
    }
  }
  return out;
}

class Dumper {
 public:
  std::string text;

  void item(const Item& item, int depth) {
    depth_ = depth;
    line(fmt::format("{} {} {}{} {}", item.element,
                     item.variability == Variability::kStatic ? "static" : "variable",
                     text_of(item.layer), item.in_base ? " base" : "", text_of(item.bounds)));
    content(item);
  }

 private:
  void line(const std::string& what) {
    text.append(static_cast<std::size_t>(depth_) * 2, ' ');
    text += what;
    text += '\n';
  }

  void content(const Item& item) {
    ++depth_;
    std::visit([&](const auto& what) { show(what); }, item.content);
    --depth_;
  }

  void show(const GlyphRun& run) {
    line(fmt::format("text \"{}\" {} {} mm {}", run.text, run.face->id, number(run.size),
                     text_of(run.color)));
    std::string glyphs = "glyphs";
    for (const Glyph& glyph : run.glyphs) {
      glyphs += fmt::format(" {}@{}", glyph.id, text_of(glyph.at));
    }
    line(glyphs);
  }

  void show(const Path& path) {
    std::string what = "path";
    if (path.fill) {
      what += " fill " + text_of(*path.fill);
    }
    if (path.stroke) {
      what +=
          fmt::format(" stroke {} {} mm", text_of(path.stroke->color), number(path.stroke->width));
    }
    if (path.modules) {
      what += fmt::format(" modules {} in {}", path.modules->count, text_of(path.modules->box));
    }
    constexpr std::size_t kShort = 8;
    const bool is_short = path.outline.verbs.size() <= kShort;
    line(what + (is_short ? short_outline(path.outline) : " " + digest(path.outline)));
  }

  void show(const Image& image) {
    line(fmt::format("image {} {}×{} px {} source {} box {}",
                     image.picture->format == PictureFormat::kJpeg ? "jpeg" : "png",
                     image.picture->width, image.picture->height, digest(*image.picture),
                     text_of(image.source), text_of(image.box)));
  }

  void show(const Group& group) {
    const Transform& t = group.transform;
    line(fmt::format("group opacity {} {} matrix {} {} {} {} {} {}", number(group.opacity),
                     group.blend == Blend::kMultiply ? "multiply" : "normal", factor(t.xx),
                     factor(t.yx), factor(t.xy), factor(t.yy), number(t.x0), number(t.y0)));
    for (const auto& child : group.items) {
      content(*child);
    }
  }

  int depth_ = 0;
};

}  // namespace

std::string dump(const Sheet& sheet) {
  Dumper dumper;
  dumper.text =
      fmt::format("sheet {} {} {} × {} mm \"{}\"\n", sheet.template_id, sheet.template_version,
                  number(sheet.page.width), number(sheet.page.height), sheet.title);
  for (const auto& item : sheet.items) {
    dumper.item(*item, 0);
  }
  return dumper.text;
}

}  // namespace certpress::sheet
