#include "embedded_fonts.h"

#include <stdexcept>

#include <cairo-ft.h>
#include <ft2build.h>
#include FT_FREETYPE_H

namespace certpress::pdf {
namespace {

// All that a cairo font needs while cairo's own caches hold it, which is longer than the document.
struct OpenFont {
  explicit OpenFont(const sheet::FontFace& font) : bytes(font.data) {
    if (FT_Init_FreeType(&library) != 0) {
      throw std::runtime_error("FreeType cannot be started");
    }
    if (FT_New_Memory_Face(library, bytes.data(), static_cast<FT_Long>(bytes.size()),
                           static_cast<FT_Long>(font.index), &face) != 0) {
      FT_Done_FreeType(library);
      throw std::runtime_error("FreeType cannot open " + font.id);
    }
  }
  ~OpenFont() {
    FT_Done_Face(face);
    FT_Done_FreeType(library);
  }
  OpenFont(const OpenFont&) = delete;
  OpenFont& operator=(const OpenFont&) = delete;

  Bytes bytes;
  FT_Library library = nullptr;
  FT_Face face = nullptr;
};

canvas::FontFacePtr open_font(const sheet::FontFace& font) {
  static const cairo_user_data_key_t key{};
  auto held = std::make_unique<OpenFont>(font);
  canvas::FontFacePtr out(cairo_ft_font_face_create_for_ft_face(held->face, FT_LOAD_NO_HINTING));
  canvas::throw_if_failed(cairo_font_face_status(out.get()));
  canvas::throw_if_failed(cairo_font_face_set_user_data(
      out.get(), &key, held.get(), [](void* data) { delete static_cast<OpenFont*>(data); }));
  static_cast<void>(held.release());
  return out;
}

}  // namespace

cairo_font_face_t* EmbeddedFonts::open(const std::shared_ptr<const sheet::FontFace>& face) {
  auto found = faces_.find(face);
  if (found == faces_.end()) {
    found = faces_.emplace(face, open_font(*face)).first;
  }
  return found->second.get();
}

}  // namespace certpress::pdf
