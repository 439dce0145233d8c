// The glyphs of the fonts, ready to be embedded: for each that was ever drawn its outline as a
// charstring. Making one takes some 10 µs, so they are kept.
//
// Every face becomes CFF this way. Quadratic curves become cubic ones in a grid twice as fine: the
// points between two control points are whole numbers there, control points err by 1/4 of a unit.
// Hints are left out: they matter on screens of a hundred dots an inch only, and hb-subset, which
// keeps them, takes 1 ms a face, or two seconds and half a gigabyte to prepare one.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <unordered_map>

#include "../sheet/font_face.h"

namespace certpress::pdf {

// Lengths are units of the font program.
struct GlyphProgram {
  std::string charstring;
  int advance = 0;
  std::array<int, 4> box{};  // left, bottom, right, top of its points; zeros when it is empty
};

// Safe to use from many threads.
class FaceProgram {
 public:
  // Keeps the face's bytes alive.
  explicit FaceProgram(std::shared_ptr<const sheet::FontFace> face);
  ~FaceProgram();
  FaceProgram(const FaceProgram&) = delete;
  FaceProgram& operator=(const FaceProgram&) = delete;

  [[nodiscard]] const std::string& postscript_name() const { return postscript_name_; }
  [[nodiscard]] int units_per_em() const { return units_per_em_; }
  [[nodiscard]] std::shared_ptr<const GlyphProgram> glyph(std::uint32_t id) const;

 private:
  struct Font;
  [[nodiscard]] GlyphProgram make(std::uint32_t id) const;

  std::unique_ptr<const Font> font_;
  std::string postscript_name_;
  int scale_ = 1;  // units of the program for one of the face
  int units_per_em_ = 1000;
  mutable std::shared_mutex mutex_;
  mutable std::unordered_map<std::uint32_t, std::shared_ptr<const GlyphProgram>> glyphs_;
  mutable std::size_t kept_bytes_ = 0;
};

// Safe to use from many threads.
class GlyphPrograms {
 public:
  std::shared_ptr<const FaceProgram> of(const std::shared_ptr<const sheet::FontFace>& face);

 private:
  std::mutex mutex_;
  std::map<std::shared_ptr<const sheet::FontFace>, std::shared_ptr<const FaceProgram>> faces_;
};

}  // namespace certpress::pdf
