#include "key_lists.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "objection.h"

namespace certpress::verify {
namespace {

using namespace std::string_view_literals;

constexpr std::array kTrailer{"Size"sv, "Root"sv, "Info"sv, "ID"sv, "Prev"sv};
constexpr std::array kCatalog{
    "Type"sv,     "Pages"sv, "Version"sv,  "Lang"sv,      "ViewerPreferences"sv,
    "Metadata"sv, "AF"sv,    "Names"sv,    "Perms"sv,     "OutputIntents"sv,
    "MarkInfo"sv, "DSS"sv,   "AcroForm"sv, "Extensions"sv};
constexpr std::array kPage{"Type"sv,     "Parent"sv,   "MediaBox"sv, "CropBox"sv,
                           "TrimBox"sv,  "BleedBox"sv, "ArtBox"sv,   "Resources"sv,
                           "Contents"sv, "Group"sv,    "Rotate"sv,   "Annots"sv};
constexpr std::array kForm{"Fields"sv, "SigFlags"sv};
constexpr std::array kField{"Type"sv, "Subtype"sv, "FT"sv, "T"sv,    "TU"sv, "V"sv,
                            "F"sv,    "Ff"sv,      "P"sv,  "Rect"sv, "AP"sv};
constexpr std::array kSignature{"Type"sv,      "Filter"sv,      "SubFilter"sv, "Contents"sv,
                                "ByteRange"sv, "M"sv,           "Name"sv,      "Reason"sv,
                                "Location"sv,  "ContactInfo"sv, "Reference"sv, "Prop_Build"sv};
constexpr std::array kStore{"Type"sv, "Certs"sv, "OCSPs"sv, "CRLs"sv, "VRI"sv};

}  // namespace

const KeyList kTrailerKeys = kTrailer;
const KeyList kCatalogKeys = kCatalog;
const KeyList kPageKeys = kPage;
const KeyList kFormKeys = kForm;
const KeyList kFieldKeys = kField;
const KeyList kSignatureKeys = kSignature;
const KeyList kStoreKeys = kStore;

void require_keys(const cos::Dictionary& dictionary, KeyList allowed, const std::string& code,
                  const Message& what) {
  for (const auto& [key, value] : dictionary.entries) {
    if (std::ranges::find(allowed, key) == allowed.end()) {
      throw Objection(code, {fmt::format("{} has the entry /{}", what.en, quotable(key)),
                             fmt::format("{}含有条目 /{}", what.zh, quotable(key))});
    }
  }
}

std::string quotable(std::string_view name) {
  constexpr std::size_t kLongest = 40;
  const bool plain = std::ranges::all_of(name, [](char c) { return c > ' ' && c < 127; });
  return plain && !name.empty() && name.size() <= kLongest ? std::string(name) : "?";
}

}  // namespace certpress::verify
