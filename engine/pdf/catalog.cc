#include "catalog.h"

#include <cstdint>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "deflate.h"
#include "paper_mark.h"
#include "srgb_profile.h"
#include "xmp.h"

namespace certpress::pdf {

namespace {

using cos::Array;
using cos::Dictionary;
using cos::name;
using cos::reference;
using cos::String;

constexpr const char* kRecordName = "record.json";

// What the colours of the page mean (ISO 32000-1, 14.11.5).
Dictionary output_intent(int profile) {
  return {{{"Type", name("OutputIntent")},
           {"S", name("GTS_PDFA1")},
           {"OutputConditionIdentifier", {String{"sRGB IEC61966-2.1"}}},
           {"Info", {String{"sRGB IEC61966-2.1"}}},
           {"DestOutputProfile", reference(profile)}}};
}

Dictionary viewer_preferences(const PdfOptions& options) {
  // Printed without "fit to page", because places on pre-printed stock are millimetres.
  Dictionary out{{{"PrintScaling", name("None")}, {"DisplayDocTitle", {true}}}};
  if (options.for_printing) {
    out.set("PickTrayByPDFSize", {true});
    out.set("Duplex", name(options.duplex == Duplex::kNone       ? "Simplex"
                           : options.duplex == Duplex::kLongEdge ? "DuplexFlipLongEdge"
                                                                 : "DuplexFlipShortEdge"));
  }
  return out;
}

}  // namespace

void complete_catalog(Dictionary& catalog, const CatalogParts& parts, const PdfOptions& options) {
  catalog.set("Lang", {String{"zh-CN"}});
  catalog.set("ViewerPreferences", {viewer_preferences(options)});
  catalog.set("Metadata", reference(parts.metadata));
  catalog.set("OutputIntents", {Array{{output_intent(parts.profile)}}});
  if (parts.record) {
    catalog.set("AF", {Array{reference(*parts.record)}});
    const Array names{{String{kRecordName}}, reference(*parts.record)};
    catalog.set("Names", {Dictionary{{{"EmbeddedFiles", {Dictionary{{{"Names", {names}}}}}}}}});
  }
}

Dictionary info_dictionary(const std::string& title, const PdfOptions& options) {
  Dictionary info{{{"Title", {cos::text_string(title)}},
                   {"Creator", {String{kProducer}}},
                   {"Producer", {String{kProducer}}}}};
  if (options.printer) {
    set_paper_mark(info, Side::kFront, paper_mark(*options.printer));
  }
  if (options.back_printer) {
    set_paper_mark(info, Side::kBack, paper_mark(*options.back_printer));
  }
  if (options.time) {
    info.set("CreationDate", {cos::date(*options.time)});
    info.set("ModDate", {cos::date(*options.time)});
  }
  return info;
}

Dictionary record_stream(const std::string& json, const PdfOptions& options) {
  Dictionary params{{{"Size", {static_cast<std::int64_t>(json.size())}}}};
  if (options.time) {
    params.set("ModDate", {cos::date(*options.time)});
  }
  return {{{"Type", name("EmbeddedFile")},
           {"Subtype", name("application/json")},
           {"Params", {params}}}};
}

Dictionary record_specification(int stream) {
  const Dictionary embedded{{{"F", reference(stream)}, {"UF", reference(stream)}}};
  return {{{"Type", name("Filespec")},
           {"F", {String{kRecordName}}},
           {"UF", {String{kRecordName}}},
           {"Desc", {cos::text_string("证照数据 The record of this certificate")}},
           {"AFRelationship", name("Data")},
           {"EF", {embedded}}}};
}

Dictionary profile_stream() {
  return {{{"N", {std::int64_t{3}}}, {"Filter", name("FlateDecode")}}};
}

const std::string& deflated_profile() {
  static const std::string profile = deflated(srgb_profile(), Effort::kOnce);
  return profile;
}

}  // namespace certpress::pdf
