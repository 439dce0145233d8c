#include "content.h"

#include <span>
#include <string_view>
#include <type_traits>
#include <variant>

namespace certpress::sheet {

namespace {

class ContentWriter {
 public:
  explicit ContentWriter(std::string& out) : out_(out) {}

  void operator()(const GlyphRun& run) {
    put('t');
    text(run.face->sha256);
    put(run.face->index);
    put(run.size);
    color(run.color);
    put(run.glyphs.size());
    for (const Glyph& glyph : run.glyphs) {
      put(glyph.id);
      put(glyph.at);
    }
  }

  void operator()(const Path& path) {
    put('p');
    put(path.outline.verbs.size());
    values(std::span(path.outline.verbs));
    values(std::span(path.outline.points));
    put(path.fill.has_value());
    if (path.fill) {
      color(*path.fill);
    }
    put(path.stroke.has_value());
    if (path.stroke) {
      color(path.stroke->color);
      put(path.stroke->width);
    }
    put(path.modules.has_value());
    if (path.modules) {
      put(path.modules->box);
      put(path.modules->count);
    }
  }

  void operator()(const Image& image) {
    put('i');
    put(image.picture->width);
    put(image.picture->height);
    put(image.picture->reduction);
    put(image.picture->has_alpha);
    put(image.picture->rgba.size());
    values(std::span(image.picture->rgba));
    put(image.source);
    put(image.box);
  }

  void operator()(const Group& group) {
    put('g');
    put(group.transform);
    put(group.opacity);
    put(group.blend);
    put(group.items.size());
    for (const auto& item : group.items) {
      std::visit(*this, item->content);
    }
  }

 private:
  // Only of types without padding: what lies there is left to chance.
  template <typename T>
  void put(const T& value) {
    values(std::span<const T>(&value, 1));
  }
  template <typename T>
  void values(std::span<T> values) {
    static_assert(std::is_trivially_copyable_v<T>);
    out_.append(reinterpret_cast<const char*>(values.data()), values.size_bytes());
  }
  void text(std::string_view value) {
    put(value.size());
    out_.append(value);
  }
  void color(const Color& color) {
    put(color.red);
    put(color.green);
    put(color.blue);
    put(color.alpha);
  }

  std::string& out_;
};

}  // namespace

void append_content(const Item& item, std::string& out) {
  std::visit(ContentWriter(out), item.content);
}

}  // namespace certpress::sheet
