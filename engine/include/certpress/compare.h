// What changed between two certificates, said in the words of the template: from two sheets by name
// of element, from two pictures by pixels.
//
// Lengths are millimetres from the top left corner of the page, areas of pictures are pixels.
// Threads: all functions are pure and safe to call from many threads.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "certpress/diagnostic.h"

namespace certpress {

struct Area {
  double x = 0;
  double y = 0;
  double width = 0;
  double height = 0;
};

enum class ChangeKind {
  kPage,      // size or title of the page
  kAppeared,  // element that was not there
  kVanished,
  kText,     // what it says
  kFont,     // another font file
  kSize,     // type size
  kLines,    // number of lines
  kColor,    // of text, fill or stroke
  kStroke,   // width of a stroke
  kOpacity,  // or the way in which it is blended
  kMoved,    // all of its ink by the same distance
  kSpacing,  // its characters among each other
  kTurned,   // or scaled
  kShape,    // an outline
  kPicture,  // the picture that it shows, or the part of it
  kCode,     // content of a two-dimensional code
  kOrder,    // drawn over what it was drawn under
  kLayer,    // stock, ink, both
  kInk,      // it is not known what: only a fingerprint of the ink was kept
  kBox,      // its box alone: no ink changed
};

// "moved", "wraps": stable words for programs.
[[nodiscard]] std::string_view name_of(ChangeKind kind);

struct Change {
  ChangeKind kind = ChangeKind::kMoved;
  std::string element;  // as the template names it; empty for the page
  Message message;      // "moved +0.40 mm right"
  // Where its ink stood and stands; empty when it was not there.
  Area before;
  Area after;

  // Whether anything on the paper, on screen or in a PDF is different.
  [[nodiscard]] bool is_visible() const { return kind != ChangeKind::kBox; }
};

// "element seal: moved +0.40 mm right"
[[nodiscard]] Message sentence(const Change& change);

// Compares two dumps of sheets (Engine::inspect), in drawing order of what is there now. Texts of
// the template are quoted; of texts from records only places and code points are told. Throws
// Refused (sheet/unreadable) when one is no dump.
[[nodiscard]] std::vector<Change> compare_sheets(std::string_view before, std::string_view after);

// The elements of a dump whose ink meets the area, topmost first.
[[nodiscard]] std::vector<std::string> elements_at(std::string_view dump, const Area& area);
// Where the element's ink stands; nothing when the dump has no such element.
[[nodiscard]] std::vector<Area> areas_of(std::string_view dump, std::string_view element);

// How much two pictures may differ and still pass.
struct PixelBudget {
  // A pixel counts when its colour differs perceptibly: by more than this share of the greatest
  // distance in the YIQ space, luminance weighing most (Y. Kotsarenko, F. Ramos: Measuring
  // perceived color difference using YIQ NTSC transmission color space in mobile applications,
  // 2010).
  double threshold = 0.02;
  int pixels = 100;  // in the whole picture
  int blob = 3;      // in the largest group of pixels that touch: a lost dot of 、 is one
};

struct PixelDifference {
  bool same_size = true;
  std::int64_t differing = 0;    // pixels that are not equal
  std::int64_t perceptible = 0;  // of these, above the threshold
  std::int64_t largest_blob = 0;
  double greatest = 0;  // distance of the worst pixel, 0 to 1
  // Boxes in pixels of the largest groups, the greatest first, twenty at most.
  std::vector<Area> blobs;

  [[nodiscard]] bool equal() const { return same_size && differing == 0; }
  [[nodiscard]] bool within(const PixelBudget& budget) const {
    return same_size && perceptible <= budget.pixels && largest_blob <= budget.blob;
  }
};

// Compares two PNG files, leaving out `ignored` (pixels). Throws Refused
// (picture/unreadable, picture/unsupported, picture/too-large) when one cannot be read.
[[nodiscard]] PixelDifference compare_pictures(std::string_view png_before,
                                               std::string_view png_after, double threshold,
                                               const std::vector<Area>& ignored);

// A PNG of the picture `png_after` in pale grey, and on it in red what differs perceptibly. Throws
// as compare_pictures does.
[[nodiscard]] std::string difference_picture(std::string_view png_before,
                                             std::string_view png_after, double threshold);

}  // namespace certpress
