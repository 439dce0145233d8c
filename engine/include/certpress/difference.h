// What two templates make of the same records, or what two rendered files show, compared.
//
// Threads: all functions are safe to call from many threads.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "certpress/compare.h"
#include "certpress/diagnostic.h"
#include "certpress/engine.h"

namespace certpress {

struct Difference {
  // A change, and the names of the records with which it shows; of two files, none.
  struct Found {
    Change change;
    std::vector<std::string> records;
  };
  std::vector<Found> changes;
  // Of two pictures, or of the first pages of two PDFs.
  std::optional<PixelDifference> pixels;
  std::string picture;           // PNG of what differs; empty when nothing does
  std::vector<Message> remarks;  // records that one side refuses, lines of text that differ

  // Whether anything on the paper, on screen or in the text of a PDF is different.
  [[nodiscard]] bool any() const;
};

// One side of a comparison. The engine must outlive the template.
struct Rendition {
  const Engine& engine;
  const PreparedTemplate& prepared;
};

// Lays out each record by both templates. A change that several records show is told once.
[[nodiscard]] Difference compare_templates(const Rendition& before, const Rendition& after,
                                           const std::vector<RecordInput>& records);

// Two PNG files, two PDFs or two dumps of sheets, known by their first bytes. PDFs are read by
// poppler's pdftotext and pdftoppm. Throws Refused (diff/unlike) when they are not of one kind, and
// std::runtime_error when a tool is missing.
[[nodiscard]] Difference compare_files(std::string_view before, std::string_view after);

}  // namespace certpress
