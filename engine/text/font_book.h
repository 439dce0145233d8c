// The fonts: the files that fonts.yaml names and no others, chained by roles.
//
// No fontconfig: faces are opened by file and index, so the machine's own fonts and settings cannot
// matter. A file is mapped and its SHA-256 compared when it is first needed; a missing or differing
// file is refused (font/missing, font/differs) and stays refused for the life of the FontBook.
// Thread-safe.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "certpress/cache.h"
#include "certpress/fonts.h"
#include "certpress/resources.h"

#include "../base/versions.h"
#include "../sheet/font_face.h"

struct hb_font_t;

namespace certpress::text {

// A face with its HarfBuzz font at units_per_em scale: immutable, safe to shape with from any
// thread.
struct OpenFace {
  std::shared_ptr<const sheet::FontFace> face;
  hb_font_t* font = nullptr;  // owned by the FontBook
};

class FontFile;

// The faces of one role, in the order in which they are asked. Valid as long as its FontBook.
class FontChain {
 public:
  explicit FontChain(const std::vector<const FontFile*>& files) : files_(&files) {}

  // The first face that draws a character together with its combining marks and variation
  // selectors; nullptr when none draws them all. A face draws a character when it has a real
  // outline for it: a cmap entry with an empty glyph counts as missing, unless the character is a
  // space.
  [[nodiscard]] const OpenFace* pick(std::u32string_view characters) const;

 private:
  const std::vector<const FontFile*>* files_;
};

class FontBook {
 public:
  // Reads fonts.yaml. Throws Refused when it is malformed. `cache` remembers which files were
  // checked; it may be null.
  explicit FontBook(std::shared_ptr<const Resources> resources,
                    const std::shared_ptr<const Cache>& cache = nullptr);
  ~FontBook();
  FontBook(const FontBook&) = delete;
  FontBook& operator=(const FontBook&) = delete;

  [[nodiscard]] std::vector<std::string> roles() const;
  // SHA-256 of each font file as the manifest states it, by id.
  [[nodiscard]] std::map<std::string, std::string> hashes() const;

  // A role that fonts.yaml does not have is refused by chain and chain_text (font/unknown-role).

  [[nodiscard]] FontChain chain(std::string_view role) const;

  // The face of the font file with this id in the manifest; null when there is none. Throws Refused
  // when the file is missing or differs.
  [[nodiscard]] std::shared_ptr<const sheet::FontFace> face(std::string_view id) const;

  // The families of the chain, for messages: "Noto Serif CJK SC, HanaMinB, BabelStone Han".
  [[nodiscard]] std::string chain_text(std::string_view role) const;

  // Looks at every file and every hanzi: seconds. Files that cannot be used become problems.
  [[nodiscard]] FontReport report() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

// Of the libraries that shape text and break lines.
LibraryVersions library_versions();

}  // namespace certpress::text
