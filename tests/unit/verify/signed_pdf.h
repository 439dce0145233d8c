// Signed certificates written by hand: what a verifier should accept, and the parts from which the
// attacks are made. Nothing of the signing side of certpress is used.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "certpress/verification.h"

#include "authority.h"
#include "cms_maker.h"

namespace certpress::tests {

// Object numbers of the specimen.
enum : int {
  kCatalog = 1,
  kPages,
  kPage,
  kContents,
  kInformation,
  kForm,
  kAnnotations,
  kField,
  kSignature,
  kSeal,
  kFilespec,
  kRecord,
  kMetadata,
  kStore,
  kFirstEvidence,
  kFirstFree = 100
};

// What stands between "n 0 obj" and "endobj".
using Bodies = std::map<int, std::string>;

std::string stream(const std::string& entries, std::string_view data);

struct PdfRecipe {
  CmsRecipe cms{};  // signer and certificates of world() unless set
  std::optional<TokenRecipe> timestamp{};
  std::vector<std::string> certificates{};  // of the security store, DER
  std::vector<std::string> ocsps{};
  std::vector<std::string> crls{};
  std::function<void(Bodies&)> prepare{};               // changes the document before it is signed
  std::function<void(std::string& container)> spoil{};  // changes the CMS before it is put in
  std::string in_front{};                               // bytes before the xref table
};
std::string make_signed(const PdfRecipe& recipe = {});

// Of each level, by the signer of world().
PdfRecipe b_t();
PdfRecipe b_lt();
std::string make_b_lta();

// A further revision with these objects. `trailer` replaces the usual /Root, /Info and /ID.
std::string with_update(const std::string& file, const Bodies& objects,
                        const std::string& trailer = {});
// A further revision with the document's `count`th timestamp (from 0), and other objects.
std::string with_document_timestamp(const std::string& file, int count, const TokenRecipe& token,
                                    Bodies objects = {});
// Puts a container into the last place that was left free for one.
void fill_container(std::string& file,
                    const std::function<std::string(const std::string& covered)>& container);
// A signature dictionary with room for a container.
std::string signature_body(const std::string& entries);

// The body of an object of the specimen without a security store, and it with a text replaced.
std::string body_of(int number);
std::string replaced(std::string text, std::string_view from, std::string_view to);

VerifyOptions trusting_the_root(SignatureLevel required = SignatureLevel::kB);
VerificationReport verified(const std::string& file, SignatureLevel required = SignatureLevel::kB);

// Whether a check of this code has this status.
bool has(const VerificationReport& report, std::string_view code, CheckStatus status);
// "invalid" and the code that failed, when that is so; the whole report otherwise.
std::string outcome(const VerificationReport& report);

}  // namespace certpress::tests
