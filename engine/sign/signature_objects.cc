#include "signature_objects.h"

#include <array>
#include <chrono>
#include <cstdint>
#include <utility>

#include <fmt/format.h>

#include "../pki/openssl.h"

namespace certpress::sign {

namespace {

cos::Object name(const char* text) { return {cos::Name{text}}; }

// ISO 32000-1, 7.9.4, in UTC.
std::string pdf_date(std::time_t time) {
  using namespace std::chrono;
  const auto seconds = sys_seconds{std::chrono::seconds{time}};
  const auto day = floor<days>(seconds);
  const year_month_day date{day};
  const hh_mm_ss clock{seconds - day};
  return fmt::format("D:{:04}{:02}{:02}{:02}{:02}{:02}+00'00'", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     clock.hours().count(), clock.minutes().count(), clock.seconds().count());
}

}  // namespace

cos::Object reference_to(int number) { return {cos::Reference{number, 0}}; }

cos::Dictionary certifying_signature(const SignatureOptions& options,
                                     const std::string& name_text) {
  cos::Dictionary parameters(
      {{"Type", name("TransformParams")}, {"P", {std::int64_t{1}}}, {"V", name("1.2")}});
  cos::Dictionary reference({{"Type", name("SigRef")},
                             {"TransformMethod", name("DocMDP")},
                             {"TransformParams", {std::move(parameters)}}});
  cos::Dictionary signature({{"Type", name("Sig")},
                             {"Filter", name("Adobe.PPKLite")},
                             {"SubFilter", name("ETSI.CAdES.detached")},
                             {"M", {cos::String{pdf_date(options.time)}}}});
  for (const auto& [key, text] : {std::pair{"Name", &name_text},
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
  return cos::Dictionary({{"Type", name("DocTimeStamp")},
                          {"Filter", name("Adobe.PPKLite")},
                          {"SubFilter", name("ETSI.RFC3161")}});
}

cos::Dictionary signature_widget(const std::string& field_name, int page, int signature,
                                 cos::Array rect) {
  constexpr std::int64_t kPrintedAndLocked = 4 + 128;  // ISO 32000-1, table 165
  return cos::Dictionary({{"Type", name("Annot")},
                          {"Subtype", name("Widget")},
                          {"FT", name("Sig")},
                          {"T", {cos::text_string(field_name)}},
                          {"F", {kPrintedAndLocked}},
                          {"P", reference_to(page)},
                          {"Rect", {std::move(rect)}},
                          {"V", reference_to(signature)}});
}

cos::Object next_file_identifier(const cos::Object& old, const std::string& what) {
  const auto* pair = old.as<cos::Array>();
  const auto* first =
      pair != nullptr && pair->size() == 2 ? pair->front().as<cos::String>() : nullptr;
  const std::string basis = cos::to_text(old) + what;
  std::array<unsigned char, 32> hash{};
  pki::require(
      EVP_Digest(basis.data(), basis.size(), hash.data(), nullptr, EVP_sha256(), nullptr) == 1,
      "hash");
  const cos::String next{pki::text_of({hash.data(), 16})};
  return {cos::Array{{first != nullptr ? *first : next}, {next}}};
}

}  // namespace certpress::sign
