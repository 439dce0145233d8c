// The sheets of paper of a run in one PDF: certificates -> the sides of a sheet, as they must be
// sent to the printer.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "certpress/batch.h"

namespace certpress::batch {

using Page = std::shared_ptr<const LaidOut>;

// Refers to what it is given, which must live longer. Safe to use from many threads.
class Paper {
 public:
  // Throws Refused with all that makes these sheets impossible, before any row is looked at:
  // batch/no-back, batch/back-size, batch/back-not-measured, printing/....
  Paper(const Engine& engine, const PreparedTemplate& prepared, const Job& job);

  // Of a sheet, as people handle it.
  [[nodiscard]] PaperSize size() const;
  // Certificates on a sheet.
  [[nodiscard]] std::size_t cells() const { return cells_; }
  [[nodiscard]] bool is_each_its_own_sheet() const { return !job_.render.imposition; }

  // The sides of a certificate that is a sheet by itself, as they are sent to the printer.
  [[nodiscard]] std::vector<Page> sides(const std::vector<Page>& certificate) const;
  // The sides of a larger sheet: one certificate for each cell, empty where the cell is.
  [[nodiscard]] std::vector<Page> sides(const std::vector<std::vector<Page>>& certificates,
                                        std::size_t sheet, std::size_t sheets) const;
  // A side that was laid out otherwise: of the cover.
  [[nodiscard]] Page corrected(const Page& page, bool is_back) const;

 private:
  const Engine& engine_;
  const PreparedTemplate& prepared_;
  const Job& job_;
  Imposition imposition_;  // the job's, or of one certificate on its own page
  std::size_t cells_ = 1;
};

}  // namespace certpress::batch
