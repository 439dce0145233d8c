// What is done with a row, on any thread: checked, drawn, signed.
#pragma once

#include <string>
#include <vector>

#include "certpress/batch.h"

#include "event.h"
#include "paper.h"
#include "setup.h"

namespace certpress::batch {

struct MadeRow {
  std::vector<Diagnostic> refused;  // all that is wrong with it
  std::string name;                 // of its file
  std::string bytes;                // of the certificate, when it was drawn
  // Otherwise its front, and its back when the job has one: as they are sent to the printer, or as
  // they are laid on larger sheets.
  std::vector<Page> sides;
  std::vector<std::string> warnings;
};

// A fingerprint of the row's content.
std::string fingerprint_of(const table::Row& row);

// Refers to what it is given, which must live longer. Safe to use from many threads.
class RowWork {
 public:
  RowWork(const Engine& engine, const PreparedTemplate& prepared, const Job& job,
          const Setup& setup);

  // Throws what is no fault of the row: SigningFailure, std::exception.
  [[nodiscard]] MadeRow make(const table::Row& row, bool draw) const;

 private:
  [[nodiscard]] std::vector<Page> lay_out(const table::Row& row) const;
  [[nodiscard]] RecordInput input(std::string json) const;

  const Engine& engine_;
  const PreparedTemplate& prepared_;
  const Job& job_;
  const Setup& setup_;
  Page plain_back_;  // of a template without fields: the same for all
};

}  // namespace certpress::batch
