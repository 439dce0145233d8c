#include "sprite.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "pixel_painter.h"

namespace certpress::raster {

namespace {

using splice::PixelRect;

const sheet::Group* composed_group(const sheet::Item& item) {
  const auto* group = std::get_if<sheet::Group>(&item.content);
  return group != nullptr && group->is_composed() ? group : nullptr;
}

// A faded or blended group without its fading and blending, which come when it is put on a page.
void draw_alone(cairo_t* cr, const sheet::Item& item) {
  PixelPainter painter(cr);
  if (const auto* group = composed_group(item)) {
    const Transform& t = group->transform;
    const cairo_matrix_t matrix{t.xx, t.yx, t.xy, t.yy, t.x0, t.y0};
    cairo_transform(cr, &matrix);
    painter.draw(group->items);
  } else {
    painter.draw(item);
  }
}

template <typename T>
void put(std::string& out, const T* values, std::size_t count) {
  out.append(reinterpret_cast<const char*>(values), count * sizeof(T));
}

template <typename T>
bool get(std::string_view& bytes, T* values, std::size_t count) {
  if (bytes.size() / sizeof(T) < count) {
    return false;
  }
  if (count > 0) {
    std::memcpy(values, bytes.data(), count * sizeof(T));
  }
  bytes.remove_prefix(count * sizeof(T));
  return true;
}

struct Head {
  PixelRect rect;
  std::uint32_t opacity = 0;
  std::uint32_t multiplies = 0;
  std::uint64_t spans = 0;
  std::uint64_t pixels = 0;
};

}  // namespace

Sprite::Sprite(const sheet::Item& item, double px_per_mm, const PixelRect& page) {
  if (const auto* group = composed_group(item)) {
    // Cairo makes 16 bits of an opacity, of which pixman takes the high 8.
    opacity_ = static_cast<std::uint32_t>(std::lround(group->opacity * 65535)) >> 8U;
    mode_ = group->blend;
  }
  const cairo_matrix_t matrix{px_per_mm, 0, 0, px_per_mm, 0, 0};
  rect_ =
      splice::intersection(inked_pixels(matrix, [&](cairo_t* cr) { draw_alone(cr, item); }), page);
  if (rect_.empty()) {
    rect_ = {};
    row_begins_ = {0};
    return;
  }
  const int width = rect_.right - rect_.left;
  const int height = rect_.bottom - rect_.top;
  std::vector<Pixel> whole(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
  paint_pixels(whole.data(), width, height, px_per_mm,
               {static_cast<double>(rect_.left), static_cast<double>(rect_.top)},
               [&](cairo_t* cr) { draw_alone(cr, item); });
  const Pixel* at = whole.data();
  for (int y = 0; y < height; ++y, at += width) {
    row_begins_.push_back(static_cast<std::uint32_t>(spans_.size()));
    for (int x = 0; x < width; ++x) {
      if (at[x] == 0) {
        continue;
      }
      const int begin = x;
      while (x < width && at[x] != 0) {
        ++x;
      }
      spans_.push_back({rect_.left + begin, x - begin, static_cast<std::uint32_t>(pixels_.size())});
      pixels_.insert(pixels_.end(), at + begin, at + x);
    }
  }
  row_begins_.push_back(static_cast<std::uint32_t>(spans_.size()));
}

std::span<const Sprite::Span> Sprite::row(int y) const {
  const auto index = static_cast<std::size_t>(y - rect_.top);
  return std::span(spans_).subspan(row_begins_[index], row_begins_[index + 1] - row_begins_[index]);
}

void Sprite::blend_part(Pixel* row, const Span& span, int left, int right) const {
  const int begin = std::max(left, span.x);
  const int end = std::min(right, span.x + span.count);
  if (begin >= end) {
    return;
  }
  const Pixel* source = pixels_.data() + span.first + (begin - span.x);
  if (mode_ == sheet::Blend::kMultiply) {
    blend_multiply(row + begin, source, end - begin, opacity_);
  } else {
    blend_over(row + begin, source, end - begin, opacity_);
  }
}

void Sprite::blend(Pixel* pixels, int page_width, const PixelRect& clip) const {
  const PixelRect part = splice::intersection(rect_, clip);
  for (int y = part.top; y < part.bottom; ++y) {
    for (const Span& span : row(y)) {
      blend_part(pixels + static_cast<std::ptrdiff_t>(y) * page_width, span, part.left, part.right);
    }
  }
}

void Sprite::blend(Pixel* pixels, int page_width, const splice::CellSet& clip) const {
  for (int y = rect_.top; y < rect_.bottom; ++y) {
    clip.for_each_run(y, [&](int begin, int end) {
      for (const Span& span : row(y)) {
        blend_part(pixels + static_cast<std::ptrdiff_t>(y) * page_width, span,
                   begin * splice::kCellWidth, end * splice::kCellWidth);
      }
    });
  }
}

bool Sprite::touches(const splice::CellSet& cells) const {
  for (int y = rect_.top; y < rect_.bottom; ++y) {
    for (const Span& span : row(y)) {
      for (int cell = span.x / splice::kCellWidth;
           cell <= (span.x + span.count - 1) / splice::kCellWidth; ++cell) {
        if (cells.contains(y, cell)) {
          return true;
        }
      }
    }
  }
  return false;
}

std::size_t Sprite::memory() const {
  return row_begins_.size() * sizeof row_begins_[0] + spans_.size() * sizeof spans_[0] +
         pixels_.size() * sizeof pixels_[0];
}

void Sprite::append(std::string& out) const {
  const Head head{rect_, opacity_, mode_ == sheet::Blend::kMultiply ? 1U : 0U, spans_.size(),
                  pixels_.size()};
  put(out, &head, 1);
  put(out, row_begins_.data(), row_begins_.size());
  put(out, spans_.data(), spans_.size());
  put(out, pixels_.data(), pixels_.size());
}

std::optional<Sprite> Sprite::read(std::string_view& bytes) {
  Head head;
  if (!get(bytes, &head, 1) || head.spans > bytes.size() || head.pixels > bytes.size()) {
    return std::nullopt;
  }
  Sprite sprite;
  sprite.rect_ = head.rect;
  sprite.opacity_ = head.opacity;
  sprite.mode_ = head.multiplies != 0 ? sheet::Blend::kMultiply : sheet::Blend::kNormal;
  const std::int64_t rows = std::int64_t{head.rect.bottom} - head.rect.top;
  if (rows < 0 || static_cast<std::uint64_t>(rows) > bytes.size()) {
    return std::nullopt;
  }
  sprite.row_begins_.resize(static_cast<std::size_t>(rows) + 1);
  sprite.spans_.resize(head.spans);
  sprite.pixels_.resize(head.pixels);
  const bool whole = get(bytes, sprite.row_begins_.data(), sprite.row_begins_.size()) &&
                     get(bytes, sprite.spans_.data(), sprite.spans_.size()) &&
                     get(bytes, sprite.pixels_.data(), sprite.pixels_.size());
  return whole ? std::optional(std::move(sprite)) : std::nullopt;
}

}  // namespace certpress::raster
