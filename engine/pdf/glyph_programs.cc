#include "glyph_programs.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <utility>

#include <hb-ot.h>
#include <hb.h>

#include "../base/harfbuzz.h"
#include "charstring.h"

namespace certpress::pdf {

namespace {

// A face's 10,000 most used hanzi; starting over is rare and costs less than keeping account.
constexpr std::size_t kMaxKeptBytes = 4 << 20;

// Takes an outline from HarfBuzz in the face's units.
class Pen {
 public:
  explicit Pen(int scale) : scale_(scale) {}

  void move_to(float x, float y) {
    end_contour();
    start_ = last_ = placed(x, y);
    cover(last_);
    program_.move_to(last_);
  }
  // The line that closes a contour goes without saying, so each waits until something follows it.
  void line_to(float x, float y) {
    draw_pending();
    pending_ = last_ = placed(x, y);
    has_pending_ = true;
    cover(last_);
  }
  // The curve's control points divide the way to the quadratic one as 2 : 1.
  void quadratic_to(float cx, float cy, float x, float y) {
    const double from_x = last_.x / static_cast<double>(scale_);
    const double from_y = last_.y / static_cast<double>(scale_);
    curve(placed((from_x + 2.0 * cx) / 3, (from_y + 2.0 * cy) / 3),
          placed((x + 2.0 * cx) / 3, (y + 2.0 * cy) / 3), placed(x, y));
  }
  void cubic_to(float x1, float y1, float x2, float y2, float x, float y) {
    curve(placed(x1, y1), placed(x2, y2), placed(x, y));
  }

  GlyphProgram take(int advance) {
    end_contour();
    return {program_.take(), advance * scale_, is_empty_ ? std::array<int, 4>{} : box_};
  }

 private:
  [[nodiscard]] Charstring::Place placed(double x, double y) const {
    return {static_cast<int>(std::lround(x * scale_)), static_cast<int>(std::lround(y * scale_))};
  }
  void cover(Charstring::Place place) {
    is_empty_ = false;
    box_ = {std::min(box_[0], place.x), std::min(box_[1], place.y), std::max(box_[2], place.x),
            std::max(box_[3], place.y)};
  }
  void draw_pending() {
    if (std::exchange(has_pending_, false)) {
      program_.line_to(pending_);
    }
  }
  void end_contour() {
    if (has_pending_ && pending_ != start_) {
      draw_pending();
    }
    has_pending_ = false;
  }
  void curve(Charstring::Place control1, Charstring::Place control2, Charstring::Place to) {
    draw_pending();
    for (const Charstring::Place& place : {control1, control2, to}) {
      cover(place);
    }
    last_ = to;
    program_.curve_to(control1, control2, to);
  }

  int scale_;
  Charstring program_;
  Charstring::Place start_;
  Charstring::Place last_;
  Charstring::Place pending_;
  bool has_pending_ = false;
  bool is_empty_ = true;
  std::array<int, 4> box_{std::numeric_limits<int>::max(), std::numeric_limits<int>::max(),
                          std::numeric_limits<int>::min(), std::numeric_limits<int>::min()};
};

Pen& pen_of(void* draw_data) { return *static_cast<Pen*>(draw_data); }

HbPtr<hb_draw_funcs_t> make_draw_funcs() {
  HbPtr<hb_draw_funcs_t> funcs(hb_draw_funcs_create());
  hb_draw_funcs_set_move_to_func(
      funcs.get(),
      [](hb_draw_funcs_t*, void* data, hb_draw_state_t*, float x, float y, void*) {
        pen_of(data).move_to(x, y);
      },
      nullptr, nullptr);
  hb_draw_funcs_set_line_to_func(
      funcs.get(),
      [](hb_draw_funcs_t*, void* data, hb_draw_state_t*, float x, float y, void*) {
        pen_of(data).line_to(x, y);
      },
      nullptr, nullptr);
  hb_draw_funcs_set_quadratic_to_func(
      funcs.get(),
      [](hb_draw_funcs_t*, void* data, hb_draw_state_t*, float cx, float cy, float x, float y,
         void*) { pen_of(data).quadratic_to(cx, cy, x, y); },
      nullptr, nullptr);
  hb_draw_funcs_set_cubic_to_func(
      funcs.get(),
      [](hb_draw_funcs_t*, void* data, hb_draw_state_t*, float x1, float y1, float x2, float y2,
         float x, float y, void*) { pen_of(data).cubic_to(x1, y1, x2, y2, x, y); },
      nullptr, nullptr);
  hb_draw_funcs_make_immutable(funcs.get());
  return funcs;
}

bool has_quadratic_curves(hb_face_t* face) {
  const HbPtr<hb_blob_t> table(hb_face_reference_table(face, HB_TAG('g', 'l', 'y', 'f')));
  return hb_blob_get_length(table.get()) > 0;
}

std::string postscript_name_of(hb_face_t* face) {
  std::array<char, 128> name{};
  auto size = static_cast<unsigned>(name.size());
  hb_ot_name_get_utf8(face, HB_OT_NAME_ID_POSTSCRIPT_NAME, HB_LANGUAGE_INVALID, &size, name.data());
  std::string out(name.data());
  // ISO 32000-1, 7.3.5: what a name may hold without being escaped, in every reader.
  std::erase_if(out, [](char c) {
    return c <= ' ' || c >= 0x7F || std::string_view("()<>[]{}/%#").find(c) != std::string::npos;
  });
  return out.empty() ? "Font" : out;
}

}  // namespace

struct FaceProgram::Font {
  std::shared_ptr<const sheet::FontFace> face;
  HbPtr<hb_font_t> font;
};

FaceProgram::FaceProgram(std::shared_ptr<const sheet::FontFace> face) {
  const HbPtr<hb_blob_t> blob(hb_blob_create(reinterpret_cast<const char*>(face->data.data()),
                                             static_cast<unsigned>(face->data.size()),
                                             HB_MEMORY_MODE_READONLY, nullptr, nullptr));
  const HbPtr<hb_face_t> hb_face(hb_face_create(blob.get(), face->index));
  if (static_cast<int>(hb_face_get_upem(hb_face.get())) != face->units_per_em) {
    throw std::logic_error("a face's units per em are not those of its font file");
  }
  postscript_name_ = postscript_name_of(hb_face.get());
  // Coordinates of a font program have 16 bits.
  constexpr int kMostUnits = 2048;
  scale_ = has_quadratic_curves(hb_face.get()) && face->units_per_em <= kMostUnits ? 2 : 1;
  units_per_em_ = face->units_per_em * scale_;
  HbPtr<hb_font_t> font(hb_font_create(hb_face.get()));
  hb_font_make_immutable(font.get());
  font_ = std::make_unique<const Font>(Font{std::move(face), std::move(font)});
}

FaceProgram::~FaceProgram() = default;

GlyphProgram FaceProgram::make(std::uint32_t id) const {
  static const HbPtr<hb_draw_funcs_t> draw_funcs = make_draw_funcs();
  Pen pen(scale_);
  hb_font_get_glyph_shape(font_->font.get(), id, draw_funcs.get(), &pen);
  return pen.take(hb_font_get_glyph_h_advance(font_->font.get(), id));
}

std::shared_ptr<const GlyphProgram> FaceProgram::glyph(std::uint32_t id) const {
  {
    const std::shared_lock lock(mutex_);
    if (const auto found = glyphs_.find(id); found != glyphs_.end()) {
      return found->second;
    }
  }
  auto made = std::make_shared<const GlyphProgram>(make(id));
  const std::lock_guard lock(mutex_);
  if (kept_bytes_ > kMaxKeptBytes) {
    glyphs_.clear();
    kept_bytes_ = 0;
  }
  const auto [place, is_new] = glyphs_.emplace(id, std::move(made));
  if (is_new) {
    kept_bytes_ += place->second->charstring.size();
  }
  return place->second;
}

std::shared_ptr<const FaceProgram> GlyphPrograms::of(
    const std::shared_ptr<const sheet::FontFace>& face) {
  const std::lock_guard lock(mutex_);
  auto& program = faces_[face];
  if (program == nullptr) {
    program = std::make_shared<const FaceProgram>(face);
  }
  return program;
}

}  // namespace certpress::pdf
