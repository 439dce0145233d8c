#include "document.h"

#include <iterator>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>

#include "catalog.h"
#include "operands.h"

namespace certpress::pdf {

namespace {

constexpr const char* kSealName = "CertpressSeal";

// From a stream's grid, mm from the top left, to points from the bottom left of a box that lies at
// `origin` and is `height` mm high.
Transform points_from_grid(Point origin, double height, double units) {
  const double scale = pt_from_mm(1) / units;
  return {scale, 0, 0, -scale, -pt_from_mm(origin.x), pt_from_mm(origin.y + height)};
}

std::string box_text(double left, double bottom, double right, double top) {
  return cos::to_text(cos::Object{cos::Array{{left}, {bottom}, {right}, {top}}});
}

// ISO 32000-1, 14.11.2.
std::string page_boxes(const sheet::Sheet& sheet) {
  const double height = sheet.page.height;
  const auto box = [&](const Rect& rect) {
    return box_text(pt_from_mm(rect.x), pt_from_mm(height - rect.bottom()),
                    pt_from_mm(rect.right()), pt_from_mm(height - rect.y));
  };
  const std::string page = box({0, 0, sheet.page.width, height});
  std::string out = fmt::format(" /MediaBox {} /CropBox {}", page, page);
  if (sheet.cut) {
    return out + " /TrimBox " + box(sheet.cut->trim) + " /BleedBox " + box(sheet.cut->bleed);
  }
  return out + " /TrimBox " + page;
}

}  // namespace

void write_profile(Objects& objects) {
  if (objects.reserve() != kProfileNumber) {
    throw std::logic_error("a document begins with its profile");
  }
  objects.writer().add_stream(kProfileNumber, profile_stream(), deflated_profile());
}

Document::Document(const Objects& begun, const std::string& digest, GlyphPrograms& programs)
    : objects_(begun, Effort::kEachTime),
      fonts_(programs, objects_),
      pages_(objects_),
      digested_(begun.writer().bytes().size()) {
  digest_.add(digest);
}

void Document::add_page(const sheet::Sheet& sheet, const FindPiece& find_piece) {
  add(sheet, find_piece, false);
}

void Document::add_signable_page(const sheet::Sheet& sheet, const FindPiece& find_piece) {
  add(sheet, find_piece, true);
}

void Document::add(const sheet::Sheet& sheet, const FindPiece& find_piece, bool signable) {
  ContentContext context{objects_, fonts_, forms_, find_piece};
  const sheet::Item* seal = signable ? signature_seal(sheet) : nullptr;
  Content content(context, {0, 0, sheet.page.width, sheet.page.height}, kFineUnits);
  for (const auto& item : sheet.items) {
    if (item.get() != seal) {
      content.draw(*item);
    }
  }
  std::string operators = "q ";
  add_matrix(operators, points_from_grid({0, 0}, sheet.page.height, kFineUnits));
  operators += "cm\n" + content.operators() + "Q";
  const int stream = objects_.reserve();
  objects_.add_deflated(stream, "", operators);

  std::string contents = fmt::format("{} 0 R", stream);
  std::string resources = content.resources().dictionary();
  if (seal != nullptr) {
    const Seal added = add_seal(*seal, sheet, context);
    contents = fmt::format("[{} 0 R {} 0 R]", stream, added.paint);
    resources = content.resources().dictionary(added.entry);
    contents += " /CertpressSealRect " + added.rect;
  }
  const int page = objects_.reserve();
  objects_.add(
      page, fmt::format("<< /Type /Page /Parent {} 0 R{} {} /Resources {} /Contents {} >>",
                        pages_.parent(), page_boxes(sheet), kIsolatedGroup, resources, contents));
  pages_.add(page);
}

// Two forms: one holds the drawing, the other fades and blends it against whatever lies below.
Document::Seal Document::add_seal(const sheet::Item& item, const sheet::Sheet& sheet,
                                  ContentContext& context) {
  const auto& group = std::get<sheet::Group>(item.content);
  const Rect& bounds = item.bounds;
  Content drawing(context, bounds, kFineUnits);
  drawing.draw_plain(group);
  const int drawn = drawing.add_form(kIsolatedGroup);

  PageResources resources;
  resources.use_object(drawn);
  std::string operators = "q /" + resources.use_state(group.opacity, group.blend) + " gs ";
  add_matrix(operators, points_from_grid({bounds.x, bounds.y}, bounds.height, kFineUnits));
  operators += fmt::format("cm /R{} Do Q", drawn);
  const double width = pt_from_mm(bounds.width);
  const double height = pt_from_mm(bounds.height);
  const int form = objects_.reserve();
  objects_.add_stream(form,
                      fmt::format("/Type /XObject /Subtype /Form /BBox {} /Resources {}",
                                  box_text(0, 0, width, height), resources.dictionary()),
                      operators);

  const double x = pt_from_mm(bounds.x);
  const double y = pt_from_mm(sheet.page.height - bounds.bottom());
  std::string paint = "q ";
  add_matrix(paint, Transform::translation(x, y));
  paint += fmt::format("cm /{} Do Q", kSealName);
  const int stream = objects_.reserve();
  objects_.add_stream(stream, "", paint);
  return {stream, fmt::format(" /{} {} 0 R", kSealName, form),
          box_text(x, y, x + width, y + height)};
}

std::string Document::take() {
  digest_.add(objects_.writer().bytes().substr(digested_));
  digested_ = 0;
  return objects_.writer().take();
}

std::string Document::finish(const Provenance& provenance, const PdfOptions& options) {
  fonts_.write();
  const int pages = pages_.finish();
  CatalogParts parts;
  parts.profile = kProfileNumber;
  // Not compressed, so that tools which do not read PDF find it.
  parts.metadata = objects_.reserve();
  objects_.add_stream(parts.metadata, "/Type /Metadata /Subtype /XML",
                      xmp_packet(provenance, options));
  if (options.record) {
    const int stream = objects_.reserve();
    objects_.writer().add_stream(stream, record_stream(*options.record, options), *options.record);
    parts.record = objects_.reserve();
    objects_.add(*parts.record, cos::to_text(record_specification(stream)));
  }
  cos::Dictionary catalog{{{"Type", {cos::Name{"Catalog"}}}, {"Pages", cos::reference(pages)}}};
  complete_catalog(catalog, parts, options);
  const int root = objects_.reserve();
  objects_.add(root, cos::to_text(catalog));
  const int info = objects_.reserve();
  objects_.add(info, cos::to_text(info_dictionary(provenance.title, options)));

  // A digest of all that the file says, so that no two certificates share one.
  digest_.add(objects_.writer().bytes().substr(digested_));
  constexpr std::size_t kIdentifier = 16;
  const cos::Object id{cos::String{digest_.bytes().substr(0, kIdentifier)}};
  return objects_.writer().finish({{{"Root", cos::reference(root)},
                                    {"Info", cos::reference(info)},
                                    {"ID", {cos::Array{id, id}}}}},
                                  objects_.next());
}

}  // namespace certpress::pdf
