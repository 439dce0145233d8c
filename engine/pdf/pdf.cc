#include "pdf.h"

#include <utility>

#include "../base/sha256.h"
#include "document.h"
#include "drawing.h"
#include "finish.h"
#include "static_part.h"

namespace certpress::pdf {

struct Prefix::Parts {
  GlyphPrograms& programs;
  Objects begun;
  StaticPart fixed;
  std::string digest;
};

Prefix::Prefix(const sheet::Items& statics, Size page, GlyphPrograms& programs,
               const Cache* cache) {
  Objects objects(Effort::kOnce, cache);
  write_profile(objects);
  StaticPart fixed(statics, page, programs, objects);
  std::string digest = sha256_bytes(objects.writer().bytes());
  parts_ = std::make_unique<const Parts>(
      Parts{programs, std::move(objects), std::move(fixed), std::move(digest)});
}

Prefix::~Prefix() = default;

std::string Prefix::to_pdf(const sheet::Sheet& sheet, const PdfOptions& options) const {
  Document document(parts_->begun, parts_->digest, parts_->programs);
  document.add_signable_page(sheet,
                             [this](const sheet::Item& item) { return parts_->fixed.find(item); });
  return document.finish(provenance_of(sheet), options);
}

sheet::Items statics_of(const sheet::Sheet& sheet) {
  sheet::Items statics = sheet.items;
  std::erase_if(statics, [](const auto& item) {
    return item->variability != sheet::Variability::kStatic || item->seal;
  });
  return statics;
}

std::string to_pdf(const sheet::Sheet& sheet, const PdfOptions& options) {
  GlyphPrograms programs;
  return Prefix(statics_of(sheet), sheet.page, programs, nullptr).to_pdf(sheet, options);
}

std::string plain_pdf(const sheet::Sheet& sheet, const PdfOptions& options) {
  return finish(draw(sheet), sheet, options);
}

}  // namespace certpress::pdf
