#include "specimen.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <numbers>
#include <utility>

#include <hb.h>
#include <jpeglib.h>

#include "base/utf8.h"
#include "support/image.h"

namespace certpress::tests {

namespace {

using HbBlob = std::unique_ptr<hb_blob_t, decltype(&hb_blob_destroy)>;
using HbFace = std::unique_ptr<hb_face_t, decltype(&hb_face_destroy)>;
using HbFont = std::unique_ptr<hb_font_t, decltype(&hb_font_destroy)>;

HbFont hb_font_of(const sheet::FontFace& font) {
  const HbBlob blob(hb_blob_create(reinterpret_cast<const char*>(font.data.data()),
                                   static_cast<unsigned>(font.data.size()), HB_MEMORY_MODE_READONLY,
                                   nullptr, nullptr),
                    hb_blob_destroy);
  const HbFace face(hb_face_create(blob.get(), font.index), hb_face_destroy);
  return {hb_font_create(face.get()), hb_font_destroy};
}

void set_pixel(Picture& picture, int x, int y, std::array<std::uint8_t, 4> rgba) {
  const auto at = 4 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.width) +
                       static_cast<std::size_t>(x));
  std::copy(rgba.begin(), rgba.end(), picture.rgba.begin() + static_cast<std::ptrdiff_t>(at));
}

std::array<std::uint8_t, 4> quarter_color(bool right, bool lower) {
  if (lower) {
    return right ? std::array<std::uint8_t, 4>{255, 255, 255, 255}
                 : std::array<std::uint8_t, 4>{0, 0, 255, 255};
  }
  return right ? std::array<std::uint8_t, 4>{0, 255, 0, 255}
               : std::array<std::uint8_t, 4>{255, 0, 0, 255};
}

// Where the upright pixel (u, v) lies in a JPEG stored with that orientation (EXIF 2.3, 4.6.4 A).
std::pair<int, int> stored_place(int orientation, int u, int v, int width, int height) {
  switch (orientation) {
    case 2:
      return {width - 1 - u, v};
    case 3:
      return {width - 1 - u, height - 1 - v};
    case 4:
      return {u, height - 1 - v};
    case 5:
      return {v, u};
    case 6:
      return {v, width - 1 - u};
    case 7:
      return {height - 1 - v, width - 1 - u};
    case 8:
      return {height - 1 - v, u};
    default:
      return {u, v};
  }
}

std::string encode_jpeg(const std::vector<std::uint8_t>& rgb, int width, int height) {
  jpeg_compress_struct jpeg{};
  jpeg_error_mgr errors{};
  jpeg.err = jpeg_std_error(&errors);
  jpeg_create_compress(&jpeg);
  unsigned char* out = nullptr;
  unsigned long size = 0;
  jpeg_mem_dest(&jpeg, &out, &size);
  jpeg.image_width = static_cast<JDIMENSION>(width);
  jpeg.image_height = static_cast<JDIMENSION>(height);
  jpeg.input_components = 3;
  jpeg.in_color_space = JCS_RGB;
  jpeg_set_defaults(&jpeg);
  jpeg_set_quality(&jpeg, 95, TRUE);
  jpeg_start_compress(&jpeg, TRUE);
  for (int y = 0; y < height; ++y) {
    auto* row = const_cast<std::uint8_t*>(rgb.data()) +
                static_cast<std::ptrdiff_t>(3) * y * static_cast<std::ptrdiff_t>(width);
    jpeg_write_scanlines(&jpeg, &row, 1);
  }
  jpeg_finish_compress(&jpeg);
  jpeg_destroy_compress(&jpeg);
  std::string bytes(reinterpret_cast<const char*>(out), size);
  std::free(out);
  return bytes;
}

}  // namespace

FacePtr load_face(const std::string& path, unsigned index) {
  auto face = std::make_shared<sheet::FontFace>();
  face->id = "face";
  face->data = Bytes::from_string(read_file(path));
  face->index = index;
  const HbFont font = hb_font_of(*face);
  face->units_per_em = static_cast<int>(hb_face_get_upem(hb_font_get_face(font.get())));
  return face;
}

FacePtr song() {
  static const FacePtr face =
      load_face("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc", 2);
  return face;
}

FacePtr kai() {
  static const FacePtr face =
      load_face("/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf", 0);
  return face;
}

Rect glyph_extents(const FacePtr& face, const std::string& character) {
  const HbFont font = hb_font_of(*face);
  hb_codepoint_t glyph = 0;
  hb_font_get_nominal_glyph(font.get(), to_utf32(character).at(0), &glyph);
  hb_glyph_extents_t extents{};
  hb_font_get_glyph_extents(font.get(), glyph, &extents);
  const double em = face->units_per_em;
  return {extents.x_bearing / em, -extents.y_bearing / em, extents.width / em,
          -extents.height / em};
}

sheet::GlyphRun text_run(const FacePtr& face, double size, Point baseline, const std::string& text,
                         double gap) {
  const HbFont font = hb_font_of(*face);
  sheet::GlyphRun run{face, size, {}, text, {}, {}};
  for (const char32_t character : to_utf32(text)) {
    hb_codepoint_t glyph = 0;
    hb_font_get_nominal_glyph(font.get(), character, &glyph);
    run.glyphs.push_back({glyph, baseline});
    baseline.x += hb_font_get_glyph_h_advance(font.get(), glyph) * size / face->units_per_em + gap;
    std::string bytes;
    append_utf8(bytes, character);
    run.clusters.push_back({static_cast<std::uint32_t>(bytes.size()), 1});
  }
  return run;
}

sheet::GlyphRun one_word(sheet::GlyphRun run) {
  run.clusters = {
      {static_cast<std::uint32_t>(run.text.size()), static_cast<std::uint32_t>(run.glyphs.size())}};
  return run;
}

sheet::Path filled_rect(const Rect& rect, Color color) {
  sheet::Path path;
  path.outline.add_rect(rect);
  path.fill = color;
  return path;
}

std::shared_ptr<Picture> quarters(int columns, int rows) {
  auto picture = std::make_shared<Picture>();
  picture->width = columns;
  picture->height = rows;
  picture->rgba.resize(static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows) * 4);
  for (int y = 0; y < rows; ++y) {
    for (int x = 0; x < columns; ++x) {
      set_pixel(*picture, x, y, quarter_color(x >= columns / 2, y >= rows / 2));
    }
  }
  return picture;
}

std::shared_ptr<Picture> quarters_jpeg(int columns, int rows, int orientation) {
  auto picture = quarters(columns, rows);
  const bool turned = orientation >= 5;
  const int width = turned ? rows : columns;
  const int height = turned ? columns : rows;
  std::vector<std::uint8_t> rgb(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) *
                                3);
  for (int v = 0; v < rows; ++v) {
    for (int u = 0; u < columns; ++u) {
      const auto [x, y] = stored_place(orientation, u, v, columns, rows);
      const auto from = 4 * (static_cast<std::size_t>(v) * static_cast<std::size_t>(columns) +
                             static_cast<std::size_t>(u));
      const auto to = 3 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(width) +
                           static_cast<std::size_t>(x));
      std::copy_n(picture->rgba.begin() + static_cast<std::ptrdiff_t>(from), 3,
                  rgb.begin() + static_cast<std::ptrdiff_t>(to));
    }
  }
  picture->format = PictureFormat::kJpeg;
  picture->encoded = Bytes::from_string(encode_jpeg(rgb, width, height));
  picture->orientation = orientation;
  return picture;
}

std::shared_ptr<const sheet::Item> item(Content content, bool in_base) {
  auto out = std::make_shared<sheet::Item>();
  out->variability = in_base ? sheet::Variability::kStatic : sheet::Variability::kVariable;
  out->in_base = in_base;
  out->content = std::move(content);
  return out;
}

std::shared_ptr<const sheet::Item> sealed(sheet::Group seal, const Rect& bounds) {
  sheet::Item out;
  out.element = "seal";
  out.bounds = bounds;
  out.seal = true;
  out.content = std::move(seal);
  return std::make_shared<const sheet::Item>(std::move(out));
}

sheet::Sheet page_of(Size page, sheet::Items items) {
  return {page, "样例证书 Specimen", "specimen", "1", std::move(items)};
}

sheet::Sheet specimen_certificate() {
  sheet::Items items;
  sheet::Path border;
  border.outline.add_rect({8, 8, 194, 132});
  border.stroke = Stroke{{150, 30, 30, 1}, 0.6};
  items.push_back(item(border, true));
  sheet::Path guilloche;
  for (int line = 0; line < 12; ++line) {
    for (int step = 0; step <= 388; ++step) {
      const double x = 8 + step * 0.5;
      const Point p{x, 74 + 40 * std::sin(x / 16 + line * std::numbers::pi / 12)};
      step == 0 ? guilloche.outline.move_to(p) : guilloche.outline.line_to(p);
    }
  }
  guilloche.stroke = Stroke{{120, 170, 200, 0.5}, 0.1};
  items.push_back(item(guilloche, true));
  auto title = one_word(text_run(song(), 11, {52, 32}, "道路运输经营许可证", 1));
  title.color = {160, 20, 20, 1};
  items.push_back(item(title, true));
  items.push_back(item(one_word(text_run(kai(), 5, {30, 60}, "地址", 10))));
  items.push_back(item(text_run(song(), 5, {55, 60}, "样例省样例市样例路12号，Specimen Road")));
  items.push_back(item(text_run(kai(), 5, {30, 75}, "有效期至二〇三〇年十二月三十一日")));
  items.push_back(
      item(sheet::Image{quarters_jpeg(120, 160, 6), {0, 0, 120, 160}, {165, 45, 24, 32}}));

  sheet::Group seal;
  seal.blend = sheet::Blend::kMultiply;
  seal.transform = Transform::rotation(-12).then(Transform::translation(90, 76));
  sheet::Path ring;
  ring.outline.add_ellipse({-18, -18, 36, 36});
  ring.stroke = Stroke{{220, 20, 20, 1}, 1.2};
  seal.items = {item(ring), item([] {
                  auto run = text_run(song(), 6, {-12, 2}, "样章样章");
                  run.color = {220, 20, 20, 1};
                  return run;
                }())};
  items.push_back(sealed(seal, {70, 56, 40, 40}));

  sheet::Group watermark;
  watermark.opacity = 0.2;
  watermark.transform = Transform::rotation(-20).then(Transform::translation(40, 125));
  watermark.items = {item(text_run(song(), 20, {0, 0}, "样例 SPECIMEN"))};
  items.push_back(item(watermark));

  sheet::Path code;
  code.modules = sheet::ModuleGrid{{20, 100, 25, 25}, 25};
  for (int y = 0; y < 25; ++y) {
    for (int x = 0; x < 25; ++x) {
      if ((x * 7 + y * 5 + x * y) % 3 == 0) {
        code.outline.add_rect({20.0 + x, 100.0 + y, 1, 1});
      }
    }
  }
  code.fill = Color{};
  items.push_back(item(code));
  return page_of({210, 148}, std::move(items));
}

}  // namespace certpress::tests
