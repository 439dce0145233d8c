#include "page_run.h"

#include <algorithm>
#include <utility>

namespace certpress::pdf {

namespace {

// Handed on in pieces of this size, not page by page.
constexpr std::size_t kPiece = 256 << 10;

Objects first_objects() {
  Objects objects(Effort::kEachTime);
  write_profile(objects);
  return objects;
}

void append(std::string& list, const std::string& entry) {
  list += list.empty() ? entry : ", " + entry;
}

}  // namespace

PageRun::PageRun(std::string title, PdfOptions options, GlyphPrograms& programs, Sink sink)
    : provenance_{std::move(title), {}, {}, {}},
      options_(std::move(options)),
      programs_(programs),
      sink_(std::move(sink)),
      document_(first_objects(), "", programs) {}

const Piece* PageRun::find_piece(const sheet::Item& item) const {
  for (const Part& part : parts_) {
    if (const Piece* piece = part.written.find(item)) {
      return piece;
    }
  }
  return nullptr;
}

void PageRun::add(const sheet::Sheet& sheet,
                  const std::vector<std::shared_ptr<const sheet::Sheet>>& statics) {
  for (const auto& fixed : statics) {
    if (std::ranges::find(parts_, fixed, &Part::statics) != parts_.end()) {
      continue;
    }
    parts_.push_back(
        {fixed, StaticPart(fixed->items, fixed->page, programs_, document_.objects())});
    collect_fonts(fixed->items, provenance_);
    if (templates_.insert(fixed->template_id).second) {
      append(provenance_.template_id, fixed->template_id);
      append(provenance_.template_version, fixed->template_version);
    }
  }
  document_.add_page(sheet, [this](const sheet::Item& item) { return find_piece(item); });
  collect_fonts(sheet.items, provenance_);
  ++pages_;
  if (document_.objects().writer().bytes().size() >= kPiece) {
    sink_(document_.take());
  }
}

void PageRun::finish() { sink_(document_.finish(provenance_, options_)); }

}  // namespace certpress::pdf
