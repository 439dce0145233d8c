// A signed PDF whose maker is the enemy: what the fuzzer writes is put in before the signature is
// made, or after it in a further revision, so that it is met behind every digest that holds. The
// first byte says where it goes.
#include "unit/verify/signed_pdf.h"

#include <string>

#include "fuzz_target.h"
#include "input.h"

namespace certpress::fuzz {

namespace {

using namespace certpress::tests;

// The objects that the specimen has, and one that is free.
int object_number(Input& input) {
  const auto number = static_cast<int>(input.below(kFirstEvidence + 1));
  return number == 0 ? kFirstFree : number;
}

// A certificate, OCSP answer or revocation list in the security store.
std::string with_evidence(Input& input) {
  PdfRecipe recipe = b_lt();
  const std::size_t kind = input.below(3);
  for (const std::string_view der : input.parts()) {
    (kind == 0 ? recipe.certificates : kind == 1 ? recipe.ocsps : recipe.crls).emplace_back(der);
  }
  return make_signed(recipe);
}

std::string with_signed_object(Input& input) {
  PdfRecipe recipe = b_t();
  const int number = object_number(input);
  recipe.prepare = [&](Bodies& bodies) {
    // Its maker must find the room for the container.
    bodies[number] = number == kSignature ? signature_body(std::string(input.rest()))
                                          : std::string(input.rest());
  };
  return make_signed(recipe);
}

std::string with_later_object(Input& input) {
  static const std::string kGood = make_b_lta();
  const int number = object_number(input);
  return with_update(kGood, {{number, std::string(input.rest())}});
}

// Bytes of the container of the signature, with the lengths around them unchanged.
std::string with_spoilt_container(Input& input) {
  PdfRecipe recipe;
  const std::size_t at = input.below(65536);
  recipe.spoil = [&](std::string& container) {
    container.replace(at % container.size(), input.rest().size(), input.rest());
  };
  return make_signed(recipe);
}

std::string made_from(std::string_view bytes) {
  Input input(bytes);
  switch (input.below(4)) {
    case 0:
      return with_evidence(input);
    case 1:
      return with_signed_object(input);
    case 2:
      return with_later_object(input);
    default:
      return with_spoilt_container(input);
  }
}

}  // namespace

}  // namespace certpress::fuzz

FUZZ_TARGET(signed_pdf) {
  using namespace certpress;
  // More than the room that is left for a container, or words by which the maker finds that.
  if (bytes.size() > 4096 || bytes.find("/ByteRange") != std::string_view::npos ||
      bytes.find("/Contents") != std::string_view::npos) {
    return;
  }
  const auto report = tests::verified(fuzz::made_from(bytes), SignatureLevel::kLta);
  fuzz::require(!report.summary.en.empty() && !report.summary.zh.empty(),
                "a report has a bottom line");
  (void)to_text(report, Language::kEnglish);
  (void)to_json(report);
}
