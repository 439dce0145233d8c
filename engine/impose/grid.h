// Where the certificates lie on a larger sheet.
#pragma once

#include "certpress/printing.h"

#include "../base/geometry.h"

namespace certpress::impose {

// Around the cut certificates: the bleed and a little more, then the marks and between them the
// slug line. mm.
inline constexpr double kLeastGap = 2;
inline constexpr double kClearOfBleed = 0.5;
inline constexpr double kMarkLength = 5;
inline constexpr double kSlugHeight = 4;

struct Grid {
  int columns = 0;
  int rows = 0;
  Size sheet;  // as it lies
  Size cell;   // a cut certificate
  Rect area;   // around all of them, in the middle of the sheet
  double gutter = 0;
  double gap = 0;  // from the area to its marks

  [[nodiscard]] int cells() const { return columns * rows; }
  // Of a cell, counted row by row from the top left.
  [[nodiscard]] Rect trim(int cell) const;
};

// Throws Refused: printing/no-room when the sheet is too small, printing/bleed-in-gutter when the
// bleed of neighbours would meet.
Grid grid_of(const Imposition& imposition, Size certificate);

}  // namespace certpress::impose
