#include "signature_objects.h"

#include <cstddef>
#include <cstdint>
#include <utility>

#include "../base/sha256.h"

namespace certpress::sign {

cos::Dictionary certifying_signature(const SignatureOptions& options, const std::string& name) {
  cos::Dictionary parameters(
      {{"Type", cos::name("TransformParams")}, {"P", {std::int64_t{1}}}, {"V", cos::name("1.2")}});
  cos::Dictionary reference({{"Type", cos::name("SigRef")},
                             {"TransformMethod", cos::name("DocMDP")},
                             {"TransformParams", {std::move(parameters)}}});
  cos::Dictionary signature({{"Type", cos::name("Sig")},
                             {"Filter", cos::name("Adobe.PPKLite")},
                             {"SubFilter", cos::name("ETSI.CAdES.detached")},
                             {"M", {cos::date(options.time)}}});
  for (const auto& [key, text] : {std::pair{"Name", &name},
                                  {"Reason", &options.reason},
                                  {"Location", &options.location},
                                  {"ContactInfo", &options.contact}}) {
    if (!text->empty()) {
      signature.set(key, {cos::text_string(*text)});
    }
  }
  signature.set("Reference", {cos::Array{{std::move(reference)}}});
  return signature;
}

cos::Dictionary document_timestamp() {
  return cos::Dictionary({{"Type", cos::name("DocTimeStamp")},
                          {"Filter", cos::name("Adobe.PPKLite")},
                          {"SubFilter", cos::name("ETSI.RFC3161")}});
}

cos::Dictionary signature_widget(const std::string& field_name, int page, int signature,
                                 cos::Array rect) {
  constexpr std::int64_t kPrintedAndLocked = 4 + 128;  // ISO 32000-1, table 165
  return cos::Dictionary({{"Type", cos::name("Annot")},
                          {"Subtype", cos::name("Widget")},
                          {"FT", cos::name("Sig")},
                          {"T", {cos::text_string(field_name)}},
                          {"F", {kPrintedAndLocked}},
                          {"P", cos::reference(page)},
                          {"Rect", {std::move(rect)}},
                          {"V", cos::reference(signature)}});
}

cos::Object next_file_identifier(const cos::Object& old, const std::string& what) {
  const auto* pair = old.as<cos::Array>();
  const auto* first =
      pair != nullptr && pair->size() == 2 ? pair->front().as<cos::String>() : nullptr;
  constexpr std::size_t kLength = 16;
  const cos::String next{sha256_bytes(cos::to_text(old) + what).substr(0, kLength)};
  return {cos::Array{{first != nullptr ? *first : next}, {next}}};
}

}  // namespace certpress::sign
