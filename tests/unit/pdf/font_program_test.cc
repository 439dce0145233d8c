// What is embedded draws what the font draws: read back by FreeType.
#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include <ft2build.h>
#include <gtest/gtest.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H

#include "pdf/cff.h"
#include "pdf/charstring.h"
#include "pdf/glyph_programs.h"
#include "unit/canvas/specimen.h"

namespace certpress::pdf {
namespace {

using Library = std::unique_ptr<FT_LibraryRec_, decltype(&FT_Done_FreeType)>;
using Face = std::unique_ptr<FT_FaceRec_, decltype(&FT_Done_Face)>;

// One font in memory, glyphs by their index.
class Reader {
 public:
  Reader(std::string_view bytes, unsigned index)
      : library_(nullptr, FT_Done_FreeType), face_(nullptr, FT_Done_Face) {
    FT_Library library = nullptr;
    FT_Face face = nullptr;
    if (FT_Init_FreeType(&library) != 0) {
      throw std::runtime_error("FreeType");
    }
    library_.reset(library);
    if (FT_New_Memory_Face(library, reinterpret_cast<const FT_Byte*>(bytes.data()),
                           static_cast<FT_Long>(bytes.size()), static_cast<FT_Long>(index),
                           &face) != 0) {
      throw std::runtime_error("FreeType does not read the font");
    }
    face_.reset(face);
    FT_Set_Pixel_Sizes(face, kPixels, kPixels);
  }

  [[nodiscard]] double advance(unsigned glyph) const {
    FT_Load_Glyph(face(), glyph, FT_LOAD_NO_SCALE);
    return static_cast<double>(face()->glyph->metrics.horiAdvance) / face()->units_per_EM;
  }

  FT_Face face() const { return face_.get(); }

  // Points along all contours in em, eight to each segment, so that quadratic and cubic forms of
  // a curve can be compared; and where contours end.
  std::vector<Point> traced(unsigned glyph) const {
    if (FT_Load_Glyph(face(), glyph, FT_LOAD_NO_HINTING) != 0) {
      throw std::runtime_error("FreeType does not load the glyph");
    }
    struct Trace {
      double em;
      Point pen;
      Point start;
      std::vector<Point> points;
      void add(Point p) { points.push_back(pen = p); }
      Point at(const FT_Vector* v) const {
        return {static_cast<double>(v->x) / em, static_cast<double>(v->y) / em};
      }
    } trace{64 * kPixels, {}, {}, {}};
    const FT_Outline_Funcs funcs{
        [](const FT_Vector* to, void* user) {
          auto& t = *static_cast<Trace*>(user);
          t.start = t.at(to);
          t.add(t.start);
          return 0;
        },
        [](const FT_Vector* to, void* user) {
          auto& t = *static_cast<Trace*>(user);
          t.add(t.at(to));
          return 0;
        },
        [](const FT_Vector* control, const FT_Vector* to, void* user) {
          auto& t = *static_cast<Trace*>(user);
          const Point a = t.pen;
          const Point b = t.at(control);
          const Point c = t.at(to);
          for (int i = 1; i <= 8; ++i) {
            const double s = i / 8.0;
            const double r = 1 - s;
            t.add({r * r * a.x + 2 * r * s * b.x + s * s * c.x,
                   r * r * a.y + 2 * r * s * b.y + s * s * c.y});
          }
          return 0;
        },
        [](const FT_Vector* c1, const FT_Vector* c2, const FT_Vector* to, void* user) {
          auto& t = *static_cast<Trace*>(user);
          const Point a = t.pen;
          const Point b = t.at(c1);
          const Point c = t.at(c2);
          const Point d = t.at(to);
          for (int i = 1; i <= 8; ++i) {
            const double s = i / 8.0;
            const double r = 1 - s;
            t.add({r * r * r * a.x + 3 * r * r * s * b.x + 3 * r * s * s * c.x + s * s * s * d.x,
                   r * r * r * a.y + 3 * r * r * s * b.y + 3 * r * s * s * c.y + s * s * s * d.y});
          }
          return 0;
        },
        0,
        0};
    FT_Outline_Decompose(&face()->glyph->outline, &funcs, &trace);
    return trace.points;
  }

 private:
  static constexpr int kPixels = 1000;  // an em; FreeType counts in 64ths

  Library library_;
  Face face_;
};

// Each glyph of the text, embedded, against the font it came from; `error` in em.
void expect_same_outlines(const tests::FacePtr& face, const std::string& text, double error) {
  const FaceProgram program(face);
  CffFont cff;
  cff.name = "ABCDEF+" + program.postscript_name();
  cff.units_per_em = program.units_per_em();
  const auto run = tests::text_run(face, 5, {0, 0}, text);
  std::vector<std::shared_ptr<const GlyphProgram>> programs;
  for (const auto& glyph : run.glyphs) {
    programs.push_back(program.glyph(glyph.id));
    cff.glyphs.push_back({programs.back()->charstring, programs.back()->advance});
    for (std::size_t side = 0; side < 2; ++side) {
      cff.box[side] = std::min(cff.box[side], programs.back()->box[side]);
      cff.box[side + 2] = std::max(cff.box[side + 2], programs.back()->box[side + 2]);
    }
  }
  const std::string bytes = cff_program(cff);
  const Reader embedded(bytes, 0);
  const Reader original(face->data.text(), face->index);
  ASSERT_EQ(embedded.face()->num_glyphs, static_cast<FT_Long>(run.glyphs.size() + 1));
  EXPECT_EQ(embedded.face()->units_per_EM, program.units_per_em());
  for (unsigned i = 0; i < run.glyphs.size(); ++i) {
    const auto expected = original.traced(run.glyphs[i].id);
    const auto seen = embedded.traced(i + 1);
    // The line that closes a contour may go without saying.
    ASSERT_GE(seen.size() + 16, expected.size()) << i;
    for (const Point& p : expected) {
      const bool found = std::ranges::any_of(seen, [&](const Point& q) {
        return std::abs(p.x - q.x) <= error && std::abs(p.y - q.y) <= error;
      });
      EXPECT_TRUE(found) << i << ": " << p.x << ", " << p.y;
    }
    EXPECT_NEAR(embedded.advance(i + 1), original.advance(run.glyphs[i].id), 1e-9);
  }
}

const std::string kText = "道路运输经营许可证龘䶮𠅤。，（）·ABCgjy0123456789";

TEST(FontProgram, OfCubicCurvesIsExact) { expect_same_outlines(tests::song(), kText, 0.02 / 1000); }

TEST(FontProgram, OfQuadraticCurvesErrsByAQuarterOfAUnit) {
  expect_same_outlines(tests::kai(), kText, (0.25 + 0.02) / 1000);
}

TEST(FontProgram, ASpaceIsEmptyAndHasItsAdvance) {
  const FaceProgram program(tests::song());
  const auto run = tests::text_run(tests::song(), 5, {0, 0}, " ");
  const auto space = program.glyph(run.glyphs.front().id);
  EXPECT_EQ(space->charstring, Charstring().take());
  EXPECT_GT(space->advance, 100);
  EXPECT_EQ(space->box, (std::array<int, 4>{}));
}

TEST(FontProgram, WidthsStandInTheProgramToo) {
  Charstring outline;
  outline.move_to({0, 0});
  outline.line_to({100, 0});
  outline.line_to({0, 100});
  const std::string charstring = outline.take();
  CffFont cff;
  cff.name = "ABCDEF+Test";
  for (const int width : {1000, 0, 107, 108, 1131, 1132, 2999, 32767}) {
    cff.glyphs.push_back({charstring, width});
  }
  const std::string bytes = cff_program(cff);
  const Reader reader(bytes, 0);
  for (unsigned i = 0; i < cff.glyphs.size(); ++i) {
    EXPECT_NEAR(reader.advance(i + 1) * 1000, cff.glyphs[i].width, 1e-6);
  }
}

// Long contours fill an operator's operands more than once.
TEST(Charstring, HoldsAnyNumberOfSegments) {
  Charstring outline;
  std::vector<Point> expected;
  const auto add = [&](int x, int y) { expected.push_back({x / 1000.0, y / 1000.0}); };
  outline.move_to({-2000, 3});
  add(-2000, 3);
  for (int i = 0; i < 200; ++i) {
    outline.line_to({i * 7, i * i % 1200 - 600});
    add(i * 7, i * i % 1200 - 600);
  }
  for (int i = 0; i < 100; ++i) {  // a staircase
    const int x = 1393 + i * 9;
    const int y = 1 + i * 5;
    outline.line_to({x, y});
    outline.line_to({x + 9, y});
    add(x, y);
    add(x + 9, y);
  }
  CffFont cff;
  cff.name = "ABCDEF+Test";
  const std::string charstring = outline.take();
  cff.glyphs.push_back({charstring, 1000});
  const std::string bytes = cff_program(cff);
  auto seen = Reader(bytes, 0).traced(1);
  ASSERT_GE(seen.size(), expected.size());
  seen.resize(expected.size());  // FreeType adds the closing line
  for (std::size_t i = 0; i < expected.size(); ++i) {
    EXPECT_NEAR(seen[i].x, expected[i].x, 0.02 / 1000) << i;
    EXPECT_NEAR(seen[i].y, expected[i].y, 0.02 / 1000) << i;
  }
}

TEST(Charstring, RefusesWhatNoOperandHolds) {
  Charstring outline;
  EXPECT_THROW(outline.move_to({40'000, 0}), std::runtime_error);
}

}  // namespace
}  // namespace certpress::pdf
