#include "finish.h"

#include <cstddef>
#include <map>
#include <stdexcept>
#include <vector>

#include <fmt/format.h>

#include "../base/sha256.h"
#include "../cos/file.h"
#include "../cos/writer.h"
#include "catalog.h"
#include "drawing.h"
#include "xmp.h"

namespace certpress::pdf {
namespace {

using cos::Array;
using cos::Dictionary;
using cos::name;
using cos::Object;
using cos::reference;
using cos::Reference;
using cos::String;

Object box_of(double left, double bottom, double right, double top) {
  return {Array{{left}, {bottom}, {right}, {top}}};
}

class Finisher {
 public:
  Finisher(const std::string& cairo_pdf, const sheet::Sheet& sheet, const PdfOptions& options)
      : file_(cos::File::read(cairo_pdf)),
        sheet_(sheet),
        options_(options),
        next_(file_.size()),
        catalog_(file_.catalog()) {}

  std::string finish() {
    const int page_number = take_pages();
    Dictionary page = dictionary_of(page_number);
    set_boxes(page);
    if (const sheet::Item* seal = signature_seal(sheet_)) {
      add_seal(*seal, page);
    }
    replace(page_number, page);
    describe_fonts();
    set_catalog();
    return write();
  }

 private:
  struct Stream {
    Dictionary dictionary;
    std::string data;
  };

  Dictionary dictionary_of(int number) const {
    const auto object = file_.object(number);
    const auto* dictionary = object ? object->object.as<Dictionary>() : nullptr;
    if (dictionary == nullptr) {
      throw std::logic_error("cairo's PDF is not as it was");
    }
    return *dictionary;
  }

  static int number_of(const Dictionary& dictionary, const char* key) {
    const Object* object = dictionary.find(key);
    const auto* found = object == nullptr ? nullptr : object->as<Reference>();
    if (found == nullptr) {
      throw std::logic_error("cairo's PDF is not as it was");
    }
    return found->number;
  }

  void replace(int number, const Dictionary& dictionary) {
    replaced_[number] = to_text(dictionary);
  }

  // Numbers of objects that are left out come first: a new file has no gaps.
  int new_number() {
    if (spare_.empty()) {
      return next_++;
    }
    const int number = spare_.back();
    spare_.pop_back();
    return number;
  }

  int add(const Dictionary& dictionary) {
    const int number = new_number();
    replace(number, dictionary);
    return number;
  }

  int add_stream(Dictionary dictionary, std::string data) {
    const int number = new_number();
    streams_[number] = {std::move(dictionary), std::move(data)};
    return number;
  }

  // The number of the page; that of the seal, if there is one, is kept and taken from the tree.
  int take_pages() {
    const int tree = number_of(dictionary_of(catalog_), "Pages");
    Dictionary pages = dictionary_of(tree);
    const auto* kids = pages.find("Kids")->as<Array>();
    const std::size_t expected = signature_seal(sheet_) != nullptr ? 2 : 1;
    if (kids == nullptr || kids->size() != expected) {
      throw std::logic_error("cairo's PDF has not the pages that were drawn");
    }
    const int page = kids->front().as<Reference>()->number;
    seal_page_ = kids->back().as<Reference>()->number;
    pages.set("Kids", {Array{reference(page)}});
    pages.set("Count", {std::int64_t{1}});
    replace(tree, pages);
    return page;
  }

  void set_boxes(Dictionary& page) const {
    const Object box = box_of(0, 0, pt_from_mm(sheet_.page.width), pt_from_mm(sheet_.page.height));
    for (const char* key : {"MediaBox", "CropBox", "TrimBox"}) {
      page.set(key, box);
    }
    if (sheet_.cut) {
      page.set("TrimBox", box_on_page(sheet_.cut->trim));
      page.set("BleedBox", box_on_page(sheet_.cut->bleed));
    }
  }

  // PDF counts upwards from the foot of the page.
  [[nodiscard]] Object box_on_page(const Rect& rect) const {
    const double height = sheet_.page.height;
    return box_of(pt_from_mm(rect.x), pt_from_mm(height - rect.bottom()), pt_from_mm(rect.right()),
                  pt_from_mm(height - rect.y));
  }

  void add_seal(const sheet::Item& seal, Dictionary& page) {
    const Size size{pt_from_mm(seal.bounds.width), pt_from_mm(seal.bounds.height)};
    const int form = add_seal_form(std::get<sheet::Group>(seal.content), seal.bounds);
    const double x = pt_from_mm(seal.bounds.x);
    const double height = pt_from_mm(sheet_.page.height);
    const double y = height - pt_from_mm(seal.bounds.bottom());
    const int content = number_of(page, "Contents");
    // cairo leaves the page's matrix upside down behind its content; doing so again undoes it.
    const int paint = add_stream(
        {}, fmt::format("q 1 0 0 -1 0 {} cm 1 0 0 1 {} {} cm /CertpressSeal Do Q",
                        to_text(Object{height}), to_text(Object{x}), to_text(Object{y})));
    page.set("Contents", {Array{reference(content), reference(paint)}});
    page.set("CertpressSealRect", box_of(x, y, x + size.width, y + size.height));

    const int resources_number = number_of(page, "Resources");
    Dictionary resources = dictionary_of(resources_number);
    const Object* known = resources.find("XObject");
    Dictionary xobjects = known != nullptr && known->as<Dictionary>() != nullptr
                              ? *known->as<Dictionary>()
                              : Dictionary{};
    xobjects.set("CertpressSeal", reference(form));
    resources.set("XObject", {std::move(xobjects)});
    replace(resources_number, resources);
  }

  // A form that fades and blends the seal's drawing, which cairo made page 2 of.
  int add_seal_form(const sheet::Group& seal, const Rect& bounds) {
    const Size size{pt_from_mm(bounds.width), pt_from_mm(bounds.height)};
    const Object box = box_of(0, 0, size.width, size.height);
    const Dictionary page = dictionary_of(seal_page_);
    const int drawing = number_of(page, "Contents");
    const auto content = file_.object(drawing);
    Dictionary form = dictionary_of(drawing);
    spare_.push_back(seal_page_);
    spare_.push_back(number_of(form, "Length"));
    form.set("Type", name("XObject"));
    form.set("Subtype", name("Form"));
    const Size drawn = seal_page(bounds);
    form.set("BBox", box_of(0, drawn.height - size.height, size.width, drawn.height));
    form.set("Matrix", {Array{{1.0}, {0.0}, {0.0}, {1.0}, {0.0}, {size.height - drawn.height}}});
    form.set("Group", {Dictionary{{{"Type", name("Group")},
                                   {"S", name("Transparency")},
                                   {"CS", name("DeviceRGB")},
                                   {"I", {true}}}}});
    form.set("Resources", *page.find("Resources"));
    streams_[drawing] = {std::move(form), std::string(content->stream.value())};

    const bool multiply = seal.blend == sheet::Blend::kMultiply;
    const Dictionary state{{{"Type", name("ExtGState")},
                            {"BM", name(multiply ? "Multiply" : "Normal")},
                            {"CA", {seal.opacity}},
                            {"ca", {seal.opacity}}}};
    const Dictionary resources{{{"ExtGState", {Dictionary{{{"Seal", {state}}}}}},
                                {"XObject", {Dictionary{{{"Drawing", reference(drawing)}}}}}}};
    return add_stream({{{"Type", name("XObject")},
                        {"Subtype", name("Form")},
                        {"BBox", box},
                        {"Resources", {resources}}}},
                      "q /Seal gs /Drawing Do Q");
  }

  // ISO 19005-3, 6.2.11.3.2: to be said, though Identity is what cairo means.
  void describe_fonts() {
    for (const int number : file_.numbers()) {
      const auto object = file_.object(number);
      const auto* dictionary = object->object.as<Dictionary>();
      const Object* subtype = dictionary == nullptr ? nullptr : dictionary->find("Subtype");
      if (subtype != nullptr && subtype->is_name("CIDFontType2")) {
        Dictionary font = *dictionary;
        font.set("CIDToGIDMap", name("Identity"));
        replace(number, font);
      }
    }
  }

  void set_catalog() {
    Dictionary catalog = dictionary_of(catalog_);
    CatalogParts parts;
    // Not compressed, so that tools which do not read PDF find it.
    parts.metadata = add_stream({{{"Type", name("Metadata")}, {"Subtype", name("XML")}}},
                                xmp_packet(provenance_of(sheet_), options_));
    parts.profile = add_stream(profile_stream(), deflated_profile());
    if (options_.record) {
      const int stream = add_stream(record_stream(*options_.record, options_), *options_.record);
      parts.record = add(record_specification(stream));
    }
    complete_catalog(catalog, parts, options_);
    replace(catalog_, catalog);
    replace(number_of(file_.trailer(), "Info"), info_dictionary(sheet_.title, options_));
  }

  std::string write() {
    if (!spare_.empty()) {
      throw std::logic_error("the finished file would have gaps");
    }
    cos::Writer writer;
    for (int number = 1; number < next_; ++number) {
      if (const auto body = replaced_.find(number); body != replaced_.end()) {
        writer.add(number, body->second);
      } else if (const auto stream = streams_.find(number); stream != streams_.end()) {
        writer.add_stream(number, stream->second.dictionary, stream->second.data);
      } else {
        writer.copy(number, file_.bytes_of(number));
      }
    }
    const Object id{String{identifier(writer.bytes())}};
    return writer.finish({{{"Root", reference(catalog_)},
                           {"Info", reference(number_of(file_.trailer(), "Info"))},
                           {"ID", {Array{id, id}}}}},
                         next_);
  }

  // A digest of all that the file says, so that no two certificates share one.
  static std::string identifier(std::string_view bytes) {
    constexpr std::size_t kLength = 16;
    return sha256_bytes(bytes).substr(0, kLength);
  }

  cos::File file_;
  const sheet::Sheet& sheet_;
  const PdfOptions& options_;
  int next_;
  int catalog_;
  int seal_page_ = 0;
  std::vector<int> spare_;
  std::map<int, std::string> replaced_;
  std::map<int, Stream> streams_;
};

}  // namespace

std::string finish(const std::string& cairo_pdf, const sheet::Sheet& sheet,
                   const PdfOptions& options) {
  return Finisher(cairo_pdf, sheet, options).finish();
}

}  // namespace certpress::pdf
