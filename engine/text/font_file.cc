#include "font_file.h"

#include <algorithm>
#include <limits>
#include <stdexcept>
#include <string>
#include <utility>

#include <fmt/format.h>
#include <hb-ot.h>
#include <hb.h>

#include "../base/harfbuzz.h"
#include "../base/sha256.h"

namespace certpress::text {

namespace {

// The box around all points of an outline.
struct Ink {
  float left = std::numeric_limits<float>::max();
  float bottom = std::numeric_limits<float>::max();
  float right = std::numeric_limits<float>::lowest();
  float top = std::numeric_limits<float>::lowest();

  void add(float x, float y) {
    left = std::min(left, x);
    right = std::max(right, x);
    bottom = std::min(bottom, y);
    top = std::max(top, y);
  }
  // A path without area paints nothing.
  [[nodiscard]] bool any() const { return right > left && top > bottom; }
};

void add_point(hb_draw_funcs_t* /*funcs*/, void* ink, hb_draw_state_t* /*state*/, float x, float y,
               void* /*user*/) {
  static_cast<Ink*>(ink)->add(x, y);
}

void add_quadratic(hb_draw_funcs_t* /*funcs*/, void* ink, hb_draw_state_t* /*state*/, float x1,
                   float y1, float x, float y, void* /*user*/) {
  static_cast<Ink*>(ink)->add(x1, y1);
  static_cast<Ink*>(ink)->add(x, y);
}

void add_cubic(hb_draw_funcs_t* /*funcs*/, void* ink, hb_draw_state_t* /*state*/, float x1,
               float y1, float x2, float y2, float x, float y, void* /*user*/) {
  static_cast<Ink*>(ink)->add(x1, y1);
  static_cast<Ink*>(ink)->add(x2, y2);
  static_cast<Ink*>(ink)->add(x, y);
}

HbPtr<hb_draw_funcs_t> make_ink_funcs() {
  HbPtr<hb_draw_funcs_t> funcs(hb_draw_funcs_create());
  hb_draw_funcs_set_move_to_func(funcs.get(), add_point, nullptr, nullptr);
  hb_draw_funcs_set_line_to_func(funcs.get(), add_point, nullptr, nullptr);
  hb_draw_funcs_set_quadratic_to_func(funcs.get(), add_quadratic, nullptr, nullptr);
  hb_draw_funcs_set_cubic_to_func(funcs.get(), add_cubic, nullptr, nullptr);
  hb_draw_funcs_make_immutable(funcs.get());
  return funcs;
}

bool has_outline(hb_font_t* font, hb_codepoint_t glyph) {
  static const HbPtr<hb_draw_funcs_t> funcs = make_ink_funcs();
  Ink ink;
  hb_font_get_glyph_shape(font, glyph, funcs.get(), &ink);
  return ink.any();
}

// Nothing that anybody may rely on, or nothing to see: some fonts draw boxes for these, others
// blanks.
bool is_never_drawn(char32_t c) {
  switch (hb_unicode_general_category(hb_unicode_funcs_get_default(), c)) {
    case HB_UNICODE_GENERAL_CATEGORY_PRIVATE_USE:
    case HB_UNICODE_GENERAL_CATEGORY_CONTROL:
    case HB_UNICODE_GENERAL_CATEGORY_FORMAT:
    case HB_UNICODE_GENERAL_CATEGORY_SURROGATE:
    case HB_UNICODE_GENERAL_CATEGORY_LINE_SEPARATOR:
    case HB_UNICODE_GENERAL_CATEGORY_PARAGRAPH_SEPARATOR:
      return true;
    default:
      return c > 0x10FFFF;
  }
}

Diagnostic missing_file(const ManifestFile& entry) {
  return font_error("font/missing", entry.path,
                    {fmt::format("the font file of {} is missing", entry.family),
                     fmt::format("缺少字体 {} 的文件", entry.family)},
                    {fmt::format("apt-get install {}", entry.package),
                     fmt::format("请运行 apt-get install {}", entry.package)});
}

Diagnostic differing_file(const ManifestFile& entry, std::string_view reason_en,
                          std::string_view reason_zh) {
  return font_error(
      "font/differs", entry.path,
      {fmt::format("the font file of {} {}", entry.family, reason_en),
       fmt::format("字体 {} 的文件{}", entry.family, reason_zh)},
      {fmt::format("install version {} from the package {}, or record the new file in fonts.yaml",
                   entry.version, entry.package),
       fmt::format("请安装软件包 {} 提供的 {} 版，或在 fonts.yaml 中登记新文件", entry.package,
                   entry.version)});
}

}  // namespace

GlyphCache::~GlyphCache() {
  for (const std::atomic<Page*>& page : pages_) {
    delete page.load();
  }
}

std::optional<std::uint32_t> GlyphCache::find(char32_t character) const {
  if (character / kPageSize >= pages_.size()) {
    return std::nullopt;
  }
  const Page* page = pages_[character / kPageSize].load(std::memory_order_acquire);
  const std::uint32_t entry =
      page != nullptr ? (*page)[character % kPageSize].load(std::memory_order_relaxed) : 0;
  return entry != 0 ? std::optional(entry - 1) : std::nullopt;
}

void GlyphCache::store(char32_t character, std::uint32_t glyph) {
  std::atomic<Page*>& slot = pages_[character / kPageSize];
  Page* page = slot.load(std::memory_order_acquire);
  if (page == nullptr) {
    auto fresh = std::make_unique<Page>();
    if (slot.compare_exchange_strong(page, fresh.get(), std::memory_order_acq_rel)) {
      page = fresh.release();
    }
  }
  (*page)[character % kPageSize].store(glyph + 1, std::memory_order_relaxed);
}

FontFile::FontFile(ManifestFile entry, std::shared_ptr<const Resources> resources,
                   std::shared_ptr<const Cache> cache)
    : entry_(std::move(entry)), resources_(std::move(resources)), cache_(std::move(cache)) {}

FontFile::~FontFile() {
  if (face_) {
    hb_font_destroy(face_->font);
  }
}

// Hashing a font takes 20 ms, so that a cache remembers which states of the files were found right.
bool FontFile::is_intact(const Bytes& data, const std::string& stamp) const {
  // A file that changes while it is opened has another stamp by now.
  const bool lasting =
      cache_ && !stamp.empty() && stamp == resources_->font_file_stamp(entry_.path);
  const std::string key = lasting ? "font-" + sha256_hex(stamp + " " + entry_.sha256) : "";
  if (lasting && cache_->get(key)) {
    return true;
  }
  const bool intact = sha256_hex(data.span()) == entry_.sha256;
  if (lasting && intact) {
    cache_->put(key, {});
  }
  return intact;
}

void FontFile::load() const {
  const std::string stamp = resources_->font_file_stamp(entry_.path);
  std::optional<Bytes> data = resources_->font_file(entry_.path);
  if (!data) {
    refusal_ = missing_file(entry_);
    return;
  }
  if (!is_intact(*data, stamp)) {
    refusal_ = differing_file(entry_, "is not the one of the manifest (SHA-256 differs)",
                              "与字体清单不符（SHA-256 不同）");
    return;
  }
  // HarfBuzz reads the mapping in place; FontFace keeps it alive as long as the hb_font.
  const HbPtr<hb_blob_t> blob(hb_blob_create(reinterpret_cast<const char*>(data->data()),
                                             static_cast<unsigned>(data->size()),
                                             HB_MEMORY_MODE_READONLY, nullptr, nullptr));
  if (entry_.index >= hb_face_count(blob.get())) {
    refusal_ = differing_file(entry_, fmt::format("has no face {}", entry_.index),
                              fmt::format("中没有第 {} 个字体（从 0 起）", entry_.index));
    return;
  }
  const HbPtr<hb_face_t> face(hb_face_create(blob.get(), entry_.index));
  hb_face_make_immutable(face.get());
  hb_font_t* font = hb_font_create(face.get());  // at units_per_em scale, with the hb-ot functions
  hb_font_make_immutable(font);
  const auto units_per_em = static_cast<int>(hb_face_get_upem(face.get()));
  face_ = OpenFace{.face = std::make_shared<const sheet::FontFace>(
                       sheet::FontFace{.id = entry_.id,
                                       .family = entry_.family,
                                       .sha256 = entry_.sha256,
                                       .data = *std::move(data),
                                       .index = entry_.index,
                                       .units_per_em = units_per_em}),
                   .font = font};
}

const OpenFace& FontFile::open() const {
  std::call_once(loaded_, [this] { load(); });
  if (refusal_) {
    throw Refused(*refusal_);
  }
  return *face_;
}

std::uint32_t FontFile::glyph(char32_t character) const {
  if (const std::optional<std::uint32_t> known = glyphs_.find(character)) {
    return *known;
  }
  if (is_never_drawn(character)) {
    return 0;
  }
  hb_font_t* font = open().font;
  hb_codepoint_t glyph = 0;
  if (hb_font_get_nominal_glyph(font, character, &glyph) == 0 ||
      !(is_space(character) || has_outline(font, glyph))) {
    glyph = 0;
  }
  glyphs_.store(character, glyph);
  return glyph;
}

bool FontFile::has_variation(char32_t base, char32_t selector) const {
  hb_codepoint_t glyph = 0;
  return hb_font_get_variation_glyph(open().font, base, selector, &glyph) != 0 && glyph != 0;
}

Diagnostic font_error(std::string code, std::string file, Message message, Message hint) {
  Place place;
  place.file = std::move(file);
  return {Severity::kError, std::move(code), std::move(place), std::move(message), std::move(hint)};
}

bool is_space(char32_t c) {
  return c == 0x20 || c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F ||
         c == 0x3000;
}

}  // namespace certpress::text
