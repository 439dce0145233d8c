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

namespace {

// As many as were asked for, or as fit, on a sheet that lies as it is given; whether it holds them.
struct Fitted {
  Grid grid;
  Size needed;  // of the sheet
  bool fits = false;
};

Fitted fitted(const Imposition& imposition, Size sheet, Size certificate) {
  Grid grid;
  grid.sheet = sheet;
  grid.cell = certificate;
  grid.gutter = imposition.gutter_mm;
  grid.gap = std::max(kLeastGap, imposition.bleed_mm + kClearOfBleed);
  const double margin = margin_of(imposition, grid.gap);
  const auto count = [&](int wanted, double room, double size) {
    return std::max(1, wanted > 0 ? wanted : as_many_as_fit(room, size, grid.gutter));
  };
  grid.columns = count(imposition.columns, sheet.width - 2 * margin, certificate.width);
  grid.rows = count(imposition.rows, sheet.height - 2 * margin, certificate.height);
  const Size area{length(grid.columns, certificate.width, grid.gutter),
                  length(grid.rows, certificate.height, grid.gutter)};
  grid.area = {(sheet.width - area.width) / 2, (sheet.height - area.height) / 2, area.width,
               area.height};
  const Size needed{area.width + 2 * margin, area.height + 2 * margin};
  return {grid, needed,
          needed.width <= sheet.width + kDust && needed.height <= sheet.height + kDust};
}

}  // namespace

Grid grid_of(const Imposition& imposition, Size certificate) {
  const Size sheet{imposition.sheet.width_mm, imposition.sheet.height_mm};
  Fitted best = fitted(imposition, sheet, certificate);
  if (imposition.sheet_either_way) {
    const Fitted turned = fitted(imposition, {sheet.height, sheet.width}, certificate);
    if (turned.fits && (!best.fits || turned.grid.cells() > best.grid.cells())) {
      best = turned;
    }
  }
  const Grid& grid = best.grid;
  Refusals refusals;
  if (!best.fits) {
    refusals.error(
        "printing/no-room", {},
        {fmt::format("{} × {} certificates with their marks need a sheet of {:g} × {:g} mm; it is "
                     "{:g} × {:g} mm",
                     grid.columns, grid.rows, best.needed.width, best.needed.height, sheet.width,
                     sheet.height),
         fmt::format("{} × {} 份证照连同标记需要 {:g} × {:g} 毫米的纸，而纸张为 {:g} × {:g} 毫米",
                     grid.columns, grid.rows, best.needed.width, best.needed.height, sheet.width,
                     sheet.height)});
  }
  if (grid.cells() > 1 && grid.gutter + kDust < 2 * imposition.bleed_mm) {
    refusals.error("printing/bleed-in-gutter", {},
                   {fmt::format("a bleed of {:g} mm needs a gutter of {:g} mm; it is {:g} mm",
                                imposition.bleed_mm, 2 * imposition.bleed_mm, grid.gutter),
                    fmt::format("出血 {:g} 毫米需要间距 {:g} 毫米，现为 {:g} 毫米",
                                imposition.bleed_mm, 2 * imposition.bleed_mm, grid.gutter)});
  }
  refusals.throw_if_any();
  return grid;
}

}  // namespace impose

std::size_t cells_on_sheet(const Imposition& imposition, const PaperSize& certificate) {
  return static_cast<std::size_t>(
      impose::grid_of(imposition, {certificate.width_mm, certificate.height_mm}).cells());
}

PaperSize sheet_laid(const Imposition& imposition, const PaperSize& certificate) {
  const Size sheet =
      impose::grid_of(imposition, {certificate.width_mm, certificate.height_mm}).sheet;
  return {sheet.width, sheet.height};
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
