#include "sheet_work.h"

#include <utility>

#include "stopping.h"

namespace certpress::batch {

MadeSheet make_sheet(const SheetRows& rows, std::size_t sheets, const RowWork& maker,
                     const Paper& paper) {
  MadeSheet out{rows.sheet, {}, {}};
  std::vector<std::vector<Page>> certificates;
  for (const auto& row : rows.cells) {
    certificates.emplace_back();
    out.cells.emplace_back();
    if (row) {
      stopping_at(row->number, [&] {
        out.cells.back() = MadeCell{row->number, fingerprint_of(*row), maker.make(*row, false)};
      });
      certificates.back() = std::move(out.cells.back()->made.sides);
    }
  }
  out.sides = paper.is_each_its_own_sheet() ? std::move(certificates.front())
                                            : paper.sides(certificates, rows.sheet + 1, sheets);
  return out;
}

}  // namespace certpress::batch
