#include "glyph_masks.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <stdexcept>
#include <type_traits>

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H

namespace certpress::raster {

namespace {

constexpr int kQuarters = 4;
constexpr double kFtUnit = 64;  // of FreeType's 26.6 coordinates, in a pixel

struct Position {
  int pixel;
  std::uint32_t quarter;
};

Position nearest_quarter(double at) {
  const auto quarters = static_cast<long>(std::lround(at * kQuarters));
  const long pixel = quarters >= 0 ? quarters / kQuarters : -((-quarters + 3) / kQuarters);
  return {static_cast<int>(pixel), static_cast<std::uint32_t>(quarters - pixel * kQuarters)};
}

void check(FT_Error error) {
  if (error != 0) {
    throw std::runtime_error("FreeType: a glyph cannot be drawn");
  }
}

}  // namespace

// FreeType's area-exact rasteriser. One for each thread: a library keeps its working memory.
struct GlyphMasks::Rasteriser {
  struct Done {
    void operator()(FT_Library library) const { FT_Done_FreeType(library); }
  };
  std::unique_ptr<FT_LibraryRec_, Done> library;

  Rasteriser() {
    FT_Library made = nullptr;
    check(FT_Init_FreeType(&made));
    library.reset(made);
  }

  // FreeType's own types: signed until 2.13.2, unsigned from 2.13.3 on.
  using Tag = std::remove_pointer_t<decltype(FT_Outline::tags)>;
  using PointIndex = std::remove_pointer_t<decltype(FT_Outline::contours)>;
  std::vector<FT_Vector> points;
  std::vector<Tag> tags;
  std::vector<PointIndex> contours;  // each one's last point

  // `scale`: pixels a font unit; offsets are pixels to the right and downwards.
  GlyphMask draw(const sheet::Outline& outline, double scale, double right, double down) {
    points.clear();
    tags.clear();
    contours.clear();
    const Point* p = outline.points.data();
    const auto add = [&](const Point& point, int tag) {
      points.push_back({std::lround((point.x * scale + right) * kFtUnit),
                        std::lround((point.y * scale - down) * kFtUnit)});
      tags.push_back(static_cast<Tag>(tag));
    };
    const auto end_contour = [&] {
      const auto last = static_cast<PointIndex>(points.size() - 1);
      if (!points.empty() && (contours.empty() || contours.back() != last)) {
        contours.push_back(last);
      }
    };
    for (const auto verb : outline.verbs) {
      switch (verb) {
        case sheet::Outline::Verb::kMove:
          end_contour();
          add(*p++, FT_CURVE_TAG_ON);
          break;
        case sheet::Outline::Verb::kLine:
          add(*p++, FT_CURVE_TAG_ON);
          break;
        case sheet::Outline::Verb::kCurve:
          add(*p++, FT_CURVE_TAG_CUBIC);
          add(*p++, FT_CURVE_TAG_CUBIC);
          add(*p++, FT_CURVE_TAG_ON);
          break;
        case sheet::Outline::Verb::kClose:
          break;
      }
    }
    end_contour();
    GlyphMask mask;
    if (points.size() < 3) {
      return mask;
    }
    FT_Outline shape{};
    shape.n_contours = static_cast<decltype(shape.n_contours)>(contours.size());
    shape.n_points = static_cast<decltype(shape.n_points)>(points.size());
    shape.points = points.data();
    shape.tags = tags.data();
    shape.contours = contours.data();
    FT_BBox box{};
    FT_Outline_Get_CBox(&shape, &box);
    const auto low = [](FT_Pos v) {
      return static_cast<int>(std::floor(static_cast<double>(v) / kFtUnit));
    };
    const auto high = [](FT_Pos v) {
      return static_cast<int>(std::ceil(static_cast<double>(v) / kFtUnit));
    };
    mask.left = low(box.xMin);
    mask.top = -high(box.yMax);
    mask.width = high(box.xMax) - mask.left;
    mask.height = -low(box.yMin) - mask.top;
    mask.coverage.resize(static_cast<std::size_t>(mask.width) *
                         static_cast<std::size_t>(mask.height));
    FT_Outline_Translate(&shape, FT_Pos{-64} * mask.left, FT_Pos{64} * (mask.top + mask.height));
    FT_Bitmap bitmap{};
    bitmap.rows = static_cast<unsigned>(mask.height);
    bitmap.width = static_cast<unsigned>(mask.width);
    bitmap.pitch = mask.width;
    bitmap.buffer = mask.coverage.data();
    bitmap.num_grays = 256;
    bitmap.pixel_mode = FT_PIXEL_MODE_GRAY;
    check(FT_Outline_Get_Bitmap(library.get(), &shape, &bitmap));
    return mask;
  }
};

std::size_t GlyphMasks::KeyHash::operator()(const Key& key) const {
  std::uint64_t hash = std::bit_cast<std::uint64_t>(key.px_per_em);
  hash = (hash ^ reinterpret_cast<std::uintptr_t>(key.face)) * 0x9e3779b97f4a7c15U;
  hash = (hash ^ (std::uint64_t{key.glyph} << 4U | key.quarters)) * 0x9e3779b97f4a7c15U;
  return static_cast<std::size_t>(hash ^ hash >> 29U);
}

GlyphMasks::GlyphMasks(GlyphOutlines& outlines, std::size_t capacity)
    : outlines_(outlines), rasteriser_(std::make_unique<Rasteriser>()), capacity_(capacity) {}

GlyphMasks::~GlyphMasks() = default;

std::vector<PlacedMask> GlyphMasks::of(const sheet::GlyphRun& run, double px_per_mm) {
  if (std::ranges::find(faces_, run.face) == faces_.end()) {
    faces_.push_back(run.face);
  }
  std::vector<PlacedMask> placed;
  placed.reserve(run.glyphs.size());
  for (const sheet::Glyph& glyph : run.glyphs) {
    const Position x = nearest_quarter(glyph.at.x * px_per_mm);
    const Position y = nearest_quarter(glyph.at.y * px_per_mm);
    auto mask = find(
        {run.face.get(), run.size * px_per_mm, glyph.id, kQuarters * y.quarter + x.quarter}, run);
    if (mask->width > 0) {
      const int left = x.pixel + mask->left;
      const int top = y.pixel + mask->top;
      placed.push_back({std::move(mask), left, top});
    }
  }
  return placed;
}

std::shared_ptr<const GlyphMask> GlyphMasks::find(const Key& key, const sheet::GlyphRun& run) {
  if (const auto found = masks_.find(key); found != masks_.end()) {
    return found->second;
  }
  const auto outline = outlines_.of(run.face, key.glyph);
  const double scale = key.px_per_em / run.face->units_per_em;
  const int right = static_cast<int>(key.quarters) % kQuarters;
  const int down = static_cast<int>(key.quarters) / kQuarters;
  auto mask = std::make_shared<const GlyphMask>(
      rasteriser_->draw(*outline, scale, right / double{kQuarters}, down / double{kQuarters}));
  constexpr std::size_t kOverhead = 128;  // of a mask and its entry
  const std::size_t size = kOverhead + mask->coverage.size();
  if (memory_ + size > capacity_) {
    // Starting over is rare and costs less than keeping account of what was used last.
    masks_.clear();
    faces_.assign(1, run.face);
    memory_ = 0;
  }
  memory_ += size;
  masks_.emplace(key, mask);
  return mask;
}

}  // namespace certpress::raster
