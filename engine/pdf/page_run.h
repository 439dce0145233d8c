// Sheets -> one PDF/A-3b of many pages, handed on while it is written (certpress/pdf_run.h).
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "document.h"
#include "static_part.h"

namespace certpress::pdf {

// Belongs to one thread.
class PageRun {
 public:
  using Sink = std::function<void(std::string_view)>;

  // `options` without a record: a run carries none.
  PageRun(std::string title, PdfOptions options, GlyphPrograms& programs, Sink sink);

  // `statics` are what the sheet's templates hold for every record, each written when it is first
  // met. They are known by their address, and kept.
  void add(const sheet::Sheet& sheet,
           const std::vector<std::shared_ptr<const sheet::Sheet>>& statics);
  [[nodiscard]] std::size_t pages() const { return pages_; }
  void finish();

 private:
  struct Part {
    std::shared_ptr<const sheet::Sheet> statics;
    StaticPart written;
  };
  [[nodiscard]] const Piece* find_piece(const sheet::Item& item) const;

  Provenance provenance_;
  PdfOptions options_;
  GlyphPrograms& programs_;
  Sink sink_;
  Document document_;
  std::vector<Part> parts_;
  std::set<std::string> templates_;  // that are named in the provenance
  std::size_t pages_ = 0;
};

}  // namespace certpress::pdf
