// One font file of the manifest: mapped, checked and opened when it is first needed.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "certpress/cache.h"
#include "certpress/diagnostic.h"
#include "certpress/resources.h"

#include "font_book.h"
#include "font_manifest.h"

namespace certpress::text {

// Which glyph draws a character, remembered without locks. Pages of 256 characters are made as they
// are met, so Unicode bounds the memory: 4.3 MiB for a face that was asked for every character.
class GlyphCache {
 public:
  GlyphCache() = default;
  ~GlyphCache();
  GlyphCache(const GlyphCache&) = delete;
  GlyphCache& operator=(const GlyphCache&) = delete;

  [[nodiscard]] std::optional<std::uint32_t> find(char32_t character) const;
  void store(char32_t character, std::uint32_t glyph);

 private:
  static constexpr std::size_t kPageSize = 256;
  using Page = std::array<std::atomic<std::uint32_t>, kPageSize>;  // glyph + 1; 0: not known yet

  std::array<std::atomic<Page*>, 0x110000 / kPageSize> pages_{};
};

// Thread-safe. A file that was refused once stays refused for the life of the object.
class FontFile {
 public:
  // `cache` may be null.
  FontFile(ManifestFile entry, std::shared_ptr<const Resources> resources,
           std::shared_ptr<const Cache> cache);
  ~FontFile();
  FontFile(const FontFile&) = delete;
  FontFile& operator=(const FontFile&) = delete;

  [[nodiscard]] const ManifestFile& entry() const { return entry_; }

  // Throws Refused: font/missing, font/differs.
  [[nodiscard]] const OpenFace& open() const;

  // The glyph with a real outline for the character, or 0. A space needs no outline; private-use,
  // control and format characters are never drawn. Throws as open() does.
  [[nodiscard]] std::uint32_t glyph(char32_t character) const;

  // Whether the face honours the variation sequence. Throws as open() does.
  [[nodiscard]] bool has_variation(char32_t base, char32_t selector) const;

 private:
  void load() const;
  [[nodiscard]] bool is_intact(const Bytes& data, const std::string& stamp) const;

  ManifestFile entry_;
  std::shared_ptr<const Resources> resources_;
  std::shared_ptr<const Cache> cache_;
  mutable std::once_flag loaded_;
  mutable std::optional<OpenFace> face_;
  mutable std::optional<Diagnostic> refusal_;
  mutable GlyphCache glyphs_;
};

// An error about a file of the fonts.
Diagnostic font_error(std::string code, std::string file, Message message, Message hint);

// Characters that show nothing and only take room.
bool is_space(char32_t character);

}  // namespace certpress::text
