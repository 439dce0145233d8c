#include "overprint.h"

#include <algorithm>
#include <cmath>
#include <variant>

#include "blend.h"
#include "module_grid.h"
#include "pixel_painter.h"
#include "resample.h"

namespace certpress::raster {

namespace {

using splice::CellSet;
using splice::PixelRect;

// Of glyph masks, for each thread that draws at the same time.
constexpr std::size_t kMaskCapacity = std::size_t{24} << 20U;

// One item in the making: what will be put where.
struct Masks {
  std::vector<PlacedMask> masks;
  Pixel color;
};
struct Blocks {
  std::vector<PixelRect> blocks;
  Pixel color;
};
struct Stamp {
  std::shared_ptr<const Sprite> sprite;
};
struct ByCairo {
  const sheet::Item* item;
};
struct Above {
  const Sprite* sprite;
};
struct Photo {
  const sheet::Image* image;
};
struct Step {
  std::variant<Masks, Blocks, Stamp, Photo, ByCairo, Above> what;
  PixelRect clip;
};

PixelRect rect_of(const PlacedMask& placed) {
  return {placed.x, placed.y, placed.x + placed.mask->width, placed.y + placed.mask->height};
}

// The modules of a code as whole pixels; nothing when the outline is not of upright rectangles.
std::optional<std::vector<PixelRect>> blocks_of(const sheet::Path& path, double px_per_mm) {
  using Verb = sheet::Outline::Verb;
  constexpr std::size_t kVerbs = 5;
  constexpr std::size_t kPoints = 4;
  const sheet::Outline& outline = path.outline;
  const std::size_t count = outline.verbs.size() / kVerbs;
  if (outline.verbs.size() != count * kVerbs || outline.points.size() != count * kPoints) {
    return std::nullopt;
  }
  const sheet::ModuleGrid& grid = *path.modules;
  const Point centre = grid.box.centre();
  const PixelModules modules(grid, {centre.x * px_per_mm, centre.y * px_per_mm},
                             {grid.box.width * px_per_mm, grid.box.height * px_per_mm});
  std::vector<PixelRect> blocks;
  blocks.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    const Verb* verbs = outline.verbs.data() + i * kVerbs;
    const Point* p = outline.points.data() + i * kPoints;
    const bool upright = verbs[0] == Verb::kMove && verbs[1] == Verb::kLine &&
                         verbs[2] == Verb::kLine && verbs[3] == Verb::kLine &&
                         verbs[4] == Verb::kClose && p[0].y == p[1].y && p[1].x == p[2].x &&
                         p[2].y == p[3].y && p[3].x == p[0].x;
    if (!upright) {
      return std::nullopt;
    }
    const Point first = modules.at(p[0]);
    const Point last = modules.at(p[2]);
    blocks.push_back({static_cast<int>(first.x), static_cast<int>(first.y),
                      static_cast<int>(last.x), static_cast<int>(last.y)});
  }
  return blocks;
}

bool blends_inside(const sheet::Items& items) {
  return std::ranges::any_of(items, [](const auto& item) {
    const auto* group = std::get_if<sheet::Group>(&item->content);
    return group != nullptr &&
           (group->blend != sheet::Blend::kNormal || blends_inside(group->items));
  });
}

// The rectangle, in mm, that an item drawn by cairo inks.
Rect extent_of(const sheet::Item& item) {
  if (const auto* path = std::get_if<sheet::Path>(&item.content)) {
    return sheet::extent(path->outline).grown(path->stroke ? path->stroke->width : 0);
  }
  return item.bounds;
}

class Planner {
 public:
  Planner(const Ground& ground, GlyphMasks& masks, SpriteCache& sprites)
      : ground_(ground),
        masks_(masks),
        sprites_(sprites),
        touched_(ground.resolution.width, ground.resolution.height) {}

  void add(const sheet::Item& item) {
    if (item.fixed) {
      if (!item.in_base) {
        const Sprite* sprite = ground_.above.at(above_++).get();
        if (sprite != nullptr) {
          steps_.push_back({Above{sprite}, sprite->rect()});
        }
      }
      return;
    }
    clip_ = splice::intersection(pixels_of(item.bounds, ground_.resolution),
                                 {0, 0, ground_.resolution.width, ground_.resolution.height});
    std::visit([&](const auto& content) { add_content(item, content); }, item.content);
  }

  std::vector<Step> steps() { return std::move(steps_); }
  [[nodiscard]] const CellSet& touched() const { return touched_; }

 private:
  void touch(const PixelRect& rect) { touched_.add(splice::intersection(rect, clip_)); }

  void add_content(const sheet::Item& /*item*/, const sheet::GlyphRun& run) {
    Masks step{masks_.of(run, ground_.resolution.px_per_mm()), premultiplied(run.color)};
    for (const PlacedMask& placed : step.masks) {
      touch(rect_of(placed));
    }
    steps_.push_back({std::move(step), clip_});
  }

  void add_content(const sheet::Item& item, const sheet::Path& path) {
    const bool plain = path.modules && path.fill && path.fill->alpha >= 1 && !path.stroke;
    auto blocks = plain ? blocks_of(path, ground_.resolution.px_per_mm()) : std::nullopt;
    if (!blocks) {
      add_by_cairo(item);
      return;
    }
    for (const PixelRect& block : *blocks) {
      touch(block);
    }
    steps_.push_back({Blocks{*std::move(blocks), premultiplied(*path.fill)}, clip_});
  }

  void add_content(const sheet::Item& /*item*/, const sheet::Image& image) {
    const PixelRect clip = splice::intersection(clip_, pixels_of(image.box, ground_.resolution));
    touch(clip);
    steps_.push_back({Photo{&image}, clip});
  }

  void add_content(const sheet::Item& item, const sheet::Group& group) {
    if (!group.is_composed()) {
      add_by_cairo(item);
      return;
    }
    auto sprite = sprites_.of(item, ground_.resolution);
    touch(sprite->rect());
    steps_.push_back({Stamp{std::move(sprite)}, clip_});
  }

  void add_by_cairo(const sheet::Item& item) {
    const PixelRect clip =
        splice::intersection(clip_, pixels_of(extent_of(item), ground_.resolution));
    touch(clip);
    steps_.push_back({ByCairo{&item}, clip});
  }

  const Ground& ground_;
  GlyphMasks& masks_;
  SpriteCache& sprites_;
  CellSet touched_;
  std::vector<Step> steps_;
  PixelRect clip_;
  std::size_t above_ = 0;
};

// Carries the steps out.
struct Printer {
  const Ground& ground;
  const CellSet& touched;
  Pixel* page;

  [[nodiscard]] Pixel* row(int y) const {
    return page + static_cast<std::ptrdiff_t>(y) * ground.resolution.width;
  }

  void operator()(const Masks& step, const PixelRect& clip) const {
    for (const PlacedMask& placed : step.masks) {
      const PixelRect part = splice::intersection(rect_of(placed), clip);
      const int width = placed.mask->width;
      const std::uint8_t* mask = placed.mask->coverage.data() +
                                 static_cast<std::ptrdiff_t>(part.top - placed.y) * width +
                                 (part.left - placed.x);
      for (int y = part.top; y < part.bottom; ++y, mask += width) {
        blend_mask(row(y) + part.left, mask, part.right - part.left, step.color);
      }
    }
  }

  void operator()(const Blocks& step, const PixelRect& clip) const {
    for (const PixelRect& block : step.blocks) {
      const PixelRect part = splice::intersection(block, clip);
      for (int y = part.top; y < part.bottom; ++y) {
        std::fill(row(y) + part.left, row(y) + std::max(part.left, part.right), step.color);
      }
    }
  }

  void operator()(const Stamp& step, const PixelRect& clip) const {
    step.sprite->blend(page, ground.resolution.width, clip);
  }

  void operator()(const Photo& step, const PixelRect& clip) const {
    draw_resampled(*step.image, ground.resolution.px_per_mm(), clip, page, ground.resolution.width);
  }

  void operator()(const Above& step, const PixelRect& /*clip*/) const {
    step.sprite->blend(page, ground.resolution.width, touched);
  }

  void operator()(const ByCairo& step, const PixelRect& clip) const {
    if (clip.empty()) {
      return;
    }
    const double px_per_mm = ground.resolution.px_per_mm();
    paint_pixels(
        page, ground.resolution.width, ground.resolution.height, px_per_mm, {}, [&](cairo_t* cr) {
          cairo_matrix_t matrix;
          cairo_get_matrix(cr, &matrix);
          cairo_identity_matrix(cr);
          cairo_rectangle(cr, clip.left, clip.top, clip.right - clip.left, clip.bottom - clip.top);
          cairo_clip(cr);
          cairo_set_matrix(cr, &matrix);
          PixelPainter(cr).draw(*step.item);
        });
  }
};

bool is_part_of(const CellSet& cells, const CellSet& others) {
  const auto a = cells.words();
  const auto b = others.words();
  for (std::size_t i = 0; i < a.size(); ++i) {
    if ((a[i] & ~b[i]) != 0) {
      return false;
    }
  }
  return true;
}

}  // namespace

PixelRect pixels_of(const Rect& rect, const Resolution& resolution) {
  const double k = resolution.px_per_mm();
  return {static_cast<int>(std::floor(rect.x * k)), static_cast<int>(std::floor(rect.y * k)),
          static_cast<int>(std::ceil(rect.right() * k)),
          static_cast<int>(std::ceil(rect.bottom() * k))};
}

Overprint::Overprint(SpriteCache& sprites)
    : sprites_(sprites), masks_(shared_outlines(), kMaskCapacity) {}

std::optional<CellSet> Overprint::print(const sheet::Sheet& sheet, const Ground& ground,
                                        Pixel* page) {
  Planner planner(ground, masks_, sprites_);
  for (const auto& item : sheet.items) {
    planner.add(*item);
  }
  if (!is_part_of(planner.touched(), ground.variable)) {
    return std::nullopt;
  }
  ground.under.copy(planner.touched(), page);
  const Printer printer{ground, planner.touched(), page};
  for (const Step& step : planner.steps()) {
    std::visit([&](const auto& what) { printer(what, step.clip); }, step.what);
  }
  return planner.touched();
}

bool can_overprint(const sheet::Sheet& sheet) {
  return std::ranges::none_of(sheet.items, [](const auto& item) {
    const auto* group = std::get_if<sheet::Group>(&item->content);
    return group != nullptr && blends_inside(group->items);
  });
}

}  // namespace certpress::raster
