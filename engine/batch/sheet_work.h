// What is done with the rows of a sheet, on any thread: each one laid out, and all of them laid on
// the sheet.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "certpress/table.h"

#include "paper.h"
#include "row_work.h"

namespace certpress::batch {

// Row by row from the top left; nothing where a cell stays empty.
struct SheetRows {
  std::size_t sheet = 0;  // from 0
  std::vector<std::optional<table::Row>> cells;
};

struct MadeCell {
  int row = 0;
  std::string record;  // a fingerprint
  MadeRow made;        // its sides are in the sheet's
};
struct MadeSheet {
  std::size_t sheet = 0;
  std::vector<std::optional<MadeCell>> cells;
  std::vector<Page> sides;  // none when its only row was refused
};

// `sheets`: how many there are, for what a sheet says of itself. Throws Stopped, and Refused when
// the printer's paper does not take the sheet.
MadeSheet make_sheet(const SheetRows& rows, std::size_t sheets, const RowWork& maker,
                     const Paper& paper);

}  // namespace certpress::batch
