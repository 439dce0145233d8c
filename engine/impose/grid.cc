#include "grid.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "../base/refusals.h"

namespace certpress {

namespace impose {

namespace {

// A sheet of exactly n certificates must not lose one to the last digit.
constexpr double kDust = 1e-6;

int as_many_as_fit(double room, double size, double gutter) {
  return std::max(0, static_cast<int>(std::floor((room + gutter) / (size + gutter) + kDust)));
}

double length(int count, double size, double gutter) { return count * size + (count - 1) * gutter; }

// What the sheet needs beside the certificates, on each of its sides.
double margin_of(const Imposition& imposition, double gap) {
  if (imposition.crop_marks || imposition.registration_marks) {
    return gap + kMarkLength;
  }
  return imposition.slug.empty() ? imposition.bleed_mm : gap + kSlugHeight;
}

}  // namespace

Rect Grid::trim(int index) const {
  const int column = index % columns;
  const int row = index / columns;
  return {area.x + column * (cell.width + gutter), area.y + row * (cell.height + gutter),
          cell.width, cell.height};
}

Grid grid_of(const Imposition& imposition, Size certificate) {
  Grid grid;
  grid.cell = certificate;
  grid.gutter = imposition.gutter_mm;
  grid.gap = std::max(kLeastGap, imposition.bleed_mm + kClearOfBleed);
  const double margin = margin_of(imposition, grid.gap);
  const Size room{imposition.sheet.width_mm - 2 * margin, imposition.sheet.height_mm - 2 * margin};
  grid.columns = imposition.columns > 0
                     ? imposition.columns
                     : as_many_as_fit(room.width, certificate.width, grid.gutter);
  grid.rows = imposition.rows > 0 ? imposition.rows
                                  : as_many_as_fit(room.height, certificate.height, grid.gutter);
  const Size needed{length(std::max(1, grid.columns), certificate.width, grid.gutter),
                    length(std::max(1, grid.rows), certificate.height, grid.gutter)};
  Refusals refusals;
  if (needed.width > room.width + kDust || needed.height > room.height + kDust) {
    refusals.error(
        "printing/no-room", {},
        {fmt::format("{} × {} certificates with their marks need a sheet of {:g} × {:g} mm; it is "
                     "{:g} × {:g} mm",
                     std::max(1, grid.columns), std::max(1, grid.rows), needed.width + 2 * margin,
                     needed.height + 2 * margin, imposition.sheet.width_mm,
                     imposition.sheet.height_mm),
         fmt::format("{} × {} 份证照连同标记需要 {:g} × {:g} 毫米的纸，而纸张为 {:g} × {:g} 毫米",
                     std::max(1, grid.columns), std::max(1, grid.rows), needed.width + 2 * margin,
                     needed.height + 2 * margin, imposition.sheet.width_mm,
                     imposition.sheet.height_mm)});
  }
  if (grid.cells() > 1 && grid.gutter + kDust < 2 * imposition.bleed_mm) {
    refusals.error("printing/bleed-in-gutter", {},
                   {fmt::format("a bleed of {:g} mm needs a gutter of {:g} mm; it is {:g} mm",
                                imposition.bleed_mm, 2 * imposition.bleed_mm, grid.gutter),
                    fmt::format("出血 {:g} 毫米需要间距 {:g} 毫米，现为 {:g} 毫米",
                                imposition.bleed_mm, 2 * imposition.bleed_mm, grid.gutter)});
  }
  refusals.throw_if_any();
  grid.area = {(imposition.sheet.width_mm - needed.width) / 2,
               (imposition.sheet.height_mm - needed.height) / 2, needed.width, needed.height};
  return grid;
}

}  // namespace impose

std::size_t cells_on_sheet(const Imposition& imposition, const PaperSize& certificate) {
  return static_cast<std::size_t>(
      impose::grid_of(imposition, {certificate.width_mm, certificate.height_mm}).cells());
}

std::vector<std::optional<std::size_t>> records_on_sheet(CellOrder order, std::size_t cells,
                                                         std::size_t records, std::size_t sheet) {
  const std::size_t sheets = (records + cells - 1) / cells;
  std::vector<std::optional<std::size_t>> out;
  for (std::size_t cell = 0; cell < cells; ++cell) {
    const std::size_t record =
        order == CellOrder::kBySheet ? sheet * cells + cell : cell * sheets + sheet;
    out.push_back(record < records ? std::optional(record) : std::nullopt);
  }
  return out;
}

}  // namespace certpress
