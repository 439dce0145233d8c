#include "drawing.h"

#include <cmath>
#include <cstddef>
#include <stdexcept>
#include <vector>

#include <cairo-pdf.h>

#include "../canvas/cairo.h"
#include "../canvas/painter.h"
#include "../canvas/picture_surface.h"
#include "embedded_fonts.h"

namespace certpress::pdf {
namespace {

// Upright pixels of a picture -> pixels as the JPEG stores them (EXIF 2.3, 4.6.4 A, Orientation).
// `width` and `height` are those of the stored picture.
cairo_matrix_t stored_from_upright(int orientation, double width, double height) {
  switch (orientation) {
    case 1:
      return {1, 0, 0, 1, 0, 0};
    case 2:
      return {-1, 0, 0, 1, width, 0};
    case 3:
      return {-1, 0, 0, -1, width, height};
    case 4:
      return {1, 0, 0, -1, 0, height};
    case 5:
      return {0, 1, 1, 0, 0, 0};
    case 6:
      return {0, -1, 1, 0, 0, height};
    case 7:
      return {0, -1, -1, 0, width, height};
    case 8:
      return {0, 1, -1, 0, width, 0};
    default:
      throw std::logic_error("an EXIF orientation is 1 to 8");
  }
}

class PdfPainter final : public canvas::Painter {
 public:
  PdfPainter(cairo_t* context, EmbeddedFonts& fonts) : Painter(context), fonts_(fonts) {}

 private:
  void draw_glyphs(const sheet::GlyphRun& run) override;
  void draw_image(const sheet::Image& image) override;
  void draw_modules(const sheet::Path& path, const sheet::ModuleGrid&) override {
    fill_and_stroke(path);  // There are no pixels here that modules could fall between.
  }
  void draw_jpeg(const sheet::Image& image);

  EmbeddedFonts& fonts_;
};

void PdfPainter::draw_glyphs(const sheet::GlyphRun& run) {
  std::vector<cairo_glyph_t> glyphs;
  glyphs.reserve(run.glyphs.size());
  for (const sheet::Glyph& glyph : run.glyphs) {
    glyphs.push_back({glyph.id, glyph.at.x, glyph.at.y});
  }
  std::vector<cairo_text_cluster_t> clusters;
  clusters.reserve(run.clusters.size());
  for (const sheet::Cluster& cluster : run.clusters) {
    clusters.push_back({static_cast<int>(cluster.bytes), static_cast<int>(cluster.glyphs)});
  }
  set_color(run.color);
  cairo_set_font_face(cr(), fonts_.open(run.face));
  cairo_set_font_size(cr(), run.size);
  cairo_show_text_glyphs(cr(), run.text.data(), static_cast<int>(run.text.size()), glyphs.data(),
                         static_cast<int>(glyphs.size()), clusters.data(),
                         static_cast<int>(clusters.size()), cairo_text_cluster_flags_t{});
}

void PdfPainter::draw_image(const sheet::Image& image) {
  const Picture& picture = *image.picture;
  if (picture.format == PictureFormat::kJpeg && picture.components != 4) {
    draw_jpeg(image);
    return;
  }
  const auto pixels = canvas::picture_surface(image);
  // FAST, because any better filter writes /Interpolate true, which PDF/A forbids.
  canvas::fill_with_surface(cr(), image.box, pixels.surface.get(), pixels.from_page,
                            CAIRO_FILTER_FAST, CAIRO_EXTEND_NONE);
}

// The bytes go into the PDF as they came, as one DCT stream: no loss, and no time.
void PdfPainter::draw_jpeg(const sheet::Image& image) {
  const Picture& picture = *image.picture;
  const bool turned = picture.orientation >= 5;
  const int width = turned ? picture.height : picture.width;
  const int height = turned ? picture.width : picture.height;
  // Its pixels are never read; cairo takes only the size from it.
  const canvas::SurfacePtr surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height));
  auto held = std::make_unique<Bytes>(picture.encoded);
  canvas::throw_if_failed(cairo_surface_set_mime_data(
      surface.get(), CAIRO_MIME_TYPE_JPEG, held->data(), held->size(),
      [](void* bytes) { delete static_cast<Bytes*>(bytes); }, held.get()));
  static_cast<void>(held.release());

  const cairo_matrix_t upright_from_page = canvas::picture_from_page(image);
  const cairo_matrix_t stored = stored_from_upright(picture.orientation, width, height);
  cairo_matrix_t stored_from_page;
  cairo_matrix_multiply(&stored_from_page, &upright_from_page, &stored);
  canvas::fill_with_surface(cr(), image.box, surface.get(), stored_from_page, CAIRO_FILTER_FAST,
                            CAIRO_EXTEND_NONE);
}

cairo_status_t append(void* bytes, const unsigned char* data, unsigned length) {
  try {
    static_cast<std::string*>(bytes)->append(reinterpret_cast<const char*>(data), length);
  } catch (const std::exception&) {
    return CAIRO_STATUS_NO_MEMORY;  // No exception may cross cairo's frames.
  }
  return CAIRO_STATUS_SUCCESS;
}

void scale_to_millimetres(cairo_t* cr) {
  cairo_identity_matrix(cr);
  cairo_scale(cr, pt_from_mm(1), pt_from_mm(1));
}

sheet::Items without(const sheet::Items& items, const sheet::Item* left_out) {
  sheet::Items rest = items;
  std::erase_if(rest, [&](const auto& item) { return item.get() == left_out; });
  return rest;
}

// Fading and blending are the form's, so that they hold against whatever the page shows.
sheet::Items plain(const sheet::Item& seal) {
  sheet::Item item = seal;
  auto& group = std::get<sheet::Group>(item.content);
  group.opacity = 1;
  group.blend = sheet::Blend::kNormal;
  return {std::make_shared<const sheet::Item>(std::move(item))};
}

}  // namespace

// cairo clips a page to whole points, rounded down.
Size seal_page(const Rect& bounds) {
  return {std::ceil(pt_from_mm(bounds.width)), std::ceil(pt_from_mm(bounds.height))};
}

std::string draw(const sheet::Sheet& sheet) {
  std::string out;
  EmbeddedFonts fonts;
  const canvas::SurfacePtr surface(cairo_pdf_surface_create_for_stream(
      append, &out, pt_from_mm(sheet.page.width), pt_from_mm(sheet.page.height)));
  // cos::File reads no cross-reference streams, which cairo 1.18 writes from PDF 1.5 on.
  cairo_pdf_surface_restrict_to_version(surface.get(), CAIRO_PDF_VERSION_1_4);
  const canvas::CairoPtr cr(cairo_create(surface.get()));
  const canvas::FontOptionsPtr options(cairo_font_options_create());
  cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
  cairo_set_font_options(cr.get(), options.get());

  const sheet::Item* seal = signature_seal(sheet);
  scale_to_millimetres(cr.get());
  PdfPainter painter(cr.get(), fonts);
  painter.draw(without(sheet.items, seal));
  if (seal != nullptr) {
    const Rect& box = seal->bounds;
    const Size page = seal_page(box);
    cairo_show_page(cr.get());
    cairo_pdf_surface_set_size(surface.get(), page.width, page.height);
    scale_to_millimetres(cr.get());
    cairo_translate(cr.get(), -box.x, -box.y);
    painter.draw(plain(*seal));
  }
  canvas::throw_if_failed(cairo_status(cr.get()));
  cairo_surface_finish(surface.get());
  canvas::throw_if_failed(cairo_surface_status(surface.get()));
  return out;
}

}  // namespace certpress::pdf
