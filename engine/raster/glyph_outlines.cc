#include "glyph_outlines.h"

#include <stdexcept>

#include <hb.h>

#include "../base/harfbuzz.h"

namespace certpress::raster {

namespace {

sheet::Outline& outline_of(void* draw_data) { return *static_cast<sheet::Outline*>(draw_data); }

// Quadratic curves come as cubic ones: HarfBuzz raises their degree when no callback takes them.
HbPtr<hb_draw_funcs_t> make_draw_funcs() {
  HbPtr<hb_draw_funcs_t> funcs(hb_draw_funcs_create());
  hb_draw_funcs_set_move_to_func(
      funcs.get(),
      [](hb_draw_funcs_t*, void* data, hb_draw_state_t*, float x, float y, void*) {
        outline_of(data).move_to({x, y});
      },
      nullptr, nullptr);
  hb_draw_funcs_set_line_to_func(
      funcs.get(),
      [](hb_draw_funcs_t*, void* data, hb_draw_state_t*, float x, float y, void*) {
        outline_of(data).line_to({x, y});
      },
      nullptr, nullptr);
  hb_draw_funcs_set_cubic_to_func(
      funcs.get(),
      [](hb_draw_funcs_t*, void* data, hb_draw_state_t*, float x1, float y1, float x2, float y2,
         float x, float y, void*) {
        outline_of(data).curve_to({x1, y1}, {x2, y2}, {x, y});
      },
      nullptr, nullptr);
  hb_draw_funcs_set_close_path_func(
      funcs.get(),
      [](hb_draw_funcs_t*, void* data, hb_draw_state_t*, void*) { outline_of(data).close(); },
      nullptr, nullptr);
  hb_draw_funcs_make_immutable(funcs.get());
  return funcs;
}

// HarfBuzz's scale is the units per em by default, so lengths are font units. Its blob holds a
// reference to the font's bytes of its own.
HbPtr<hb_font_t> make_font(const sheet::FontFace& font) {
  auto held = std::make_unique<Bytes>(font.data);
  const auto* data = reinterpret_cast<const char*>(held->data());
  const auto length = static_cast<unsigned>(held->size());
  const HbPtr<hb_blob_t> blob(
      hb_blob_create(data, length, HB_MEMORY_MODE_READONLY, held.release(),
                     [](void* bytes) { delete static_cast<Bytes*>(bytes); }));
  const HbPtr<hb_face_t> face(hb_face_create(blob.get(), font.index));
  if (static_cast<int>(hb_face_get_upem(face.get())) != font.units_per_em) {
    throw std::logic_error("a face's units per em are not those of its font file");
  }
  return HbPtr<hb_font_t>(hb_font_create(face.get()));
}

}  // namespace

struct GlyphOutlines::Face {
  HbPtr<hb_font_t> font;
  std::unordered_map<std::uint32_t, std::shared_ptr<const sheet::Outline>> outlines;
};

GlyphOutlines::GlyphOutlines(std::size_t capacity) : capacity_(capacity) {}
GlyphOutlines::~GlyphOutlines() = default;

std::size_t GlyphOutlines::size() const {
  const std::lock_guard lock(mutex_);
  return size_;
}

GlyphOutlines::Face& GlyphOutlines::face_of(const std::shared_ptr<const sheet::FontFace>& font) {
  if (const auto found = faces_.find(font); found != faces_.end()) {
    return *found->second;
  }
  // The time of a new face is the time to let go of those that nobody uses any more.
  std::erase_if(faces_, [this](const auto& entry) {
    if (!entry.first.expired()) {
      return false;
    }
    size_ -= entry.second->outlines.size();
    return true;
  });
  auto face = std::make_unique<Face>();
  face->font = make_font(*font);
  return *faces_.emplace(font, std::move(face)).first->second;
}

std::shared_ptr<const sheet::Outline> GlyphOutlines::find(Face& face, std::uint32_t glyph) {
  static const HbPtr<hb_draw_funcs_t> draw_funcs = make_draw_funcs();
  if (const auto found = face.outlines.find(glyph); found != face.outlines.end()) {
    return found->second;
  }
  auto outline = std::make_shared<sheet::Outline>();
  hb_font_get_glyph_shape(face.font.get(), glyph, draw_funcs.get(), outline.get());
  if (size_ == capacity_) {
    // Starting over is rare and costs less than keeping account of what was used last.
    for (auto& [key, other] : faces_) {
      other->outlines.clear();
    }
    size_ = 0;
  }
  face.outlines.emplace(glyph, outline);
  ++size_;
  return outline;
}

std::vector<std::shared_ptr<const sheet::Outline>> GlyphOutlines::of(const sheet::GlyphRun& run) {
  std::vector<std::shared_ptr<const sheet::Outline>> out;
  out.reserve(run.glyphs.size());
  const std::lock_guard lock(mutex_);
  Face& face = face_of(run.face);
  for (const sheet::Glyph& glyph : run.glyphs) {
    out.push_back(find(face, glyph.id));
  }
  return out;
}

std::shared_ptr<const sheet::Outline> GlyphOutlines::of(
    const std::shared_ptr<const sheet::FontFace>& face, std::uint32_t glyph) {
  const std::lock_guard lock(mutex_);
  return find(face_of(face), glyph);
}

GlyphOutlines& shared_outlines() {
  // About 15 MB of hanzi outlines, more than the characters of a batch's records.
  static GlyphOutlines outlines(8192);
  return outlines;
}

}  // namespace certpress::raster
