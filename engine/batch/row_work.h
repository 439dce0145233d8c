// What is done with a row, on any thread: checked, drawn, signed.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "certpress/batch.h"

#include "event.h"
#include "file_names.h"
#include "photos.h"

namespace certpress::batch {

struct MadeRow {
  std::vector<Diagnostic> refused;      // all that is wrong with it
  std::string name;                     // of its file
  std::string bytes;                    // of the certificate, when it was drawn
  std::shared_ptr<const LaidOut> page;  // otherwise
  std::vector<std::string> warnings;
};

// A fingerprint of the row's content.
std::string fingerprint_of(const table::Row& row);

// Refers to what it is given, which must live longer. Safe to use from many threads.
class RowWork {
 public:
  RowWork(const Engine& engine, const PreparedTemplate& prepared, const Job& job,
          const FileNames& names, const Photos& photos)
      : engine_(engine), prepared_(prepared), job_(job), names_(names), photos_(photos) {}

  // Throws what is no fault of the row: SigningFailure, std::exception.
  [[nodiscard]] MadeRow make(const table::Row& row, bool draw) const;

 private:
  const Engine& engine_;
  const PreparedTemplate& prepared_;
  const Job& job_;
  const FileNames& names_;
  const Photos& photos_;
};

}  // namespace certpress::batch
