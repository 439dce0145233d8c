// The stages of signing: prepared -> digest -> signature -> finished.
//
//   unsigned PDF --> one new revision with room for the signature --> digest --> Signer
//                                                                                  |
//   signed PDF <-- [document timestamp] <-- CMS in its room <-- [timestamp] <-- value
#include <array>
#include <memory>
#include <optional>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>

#include "certpress/signing.h"

#include "../base/refusals.h"
#include "../base/utf8.h"
#include "../cos/writer.h"
#include "../pki/certificate.h"
#include "cms.h"
#include "contents_gap.h"
#include "dss.h"
#include "identity.h"
#include "later_revision.h"
#include "services.h"
#include "signature_objects.h"
#include "unsigned_certificate.h"

namespace certpress {

struct PreparedSignature::Parts {
  std::string file;
  sign::ContentsGap gap;
  std::shared_ptr<const sign::Identity> identity;
  std::string attributes;
  std::string digest;
  SigningServices services;
  SignatureOptions options;
  std::shared_ptr<const sign::ValidationData> validation;  // from level LT on
};

namespace {

constexpr std::size_t kMaxText = 500;  // bytes
constexpr std::string_view kTooSmall = "signing/contents-too-small";

void check_options(const SignatureOptions& options) {
  Refusals refusals;
  const auto check = [&](const char* what, const std::string& text) {
    if (text.size() > kMaxText || find_invalid_utf8(text)) {
      refusals.error(
          "signing/bad-text", {},
          {fmt::format("the signature's {} is not UTF-8 of at most {} bytes", what, kMaxText),
           fmt::format("签名的 {} 不是 UTF-8，或超过 {} 字节", what, kMaxText)});
    }
  };
  check("name", options.name);
  check("reason", options.reason);
  check("location", options.location);
  check("contact", options.contact);
  check("field_name", options.field_name);
  // ISO 32000-1, 12.7.3.2: a full stop separates the names of nested fields.
  if (options.field_name.empty() || options.field_name.find('.') != std::string::npos) {
    refusals.error("signing/bad-text", {},
                   {"the signature field's name must not be empty and holds no full stop",
                    "签名域名称不能为空，且不能含有句点"});
  }
  refusals.throw_if_any();
}

// The certificate's one revision is written anew, with the field where the seal was.
class RevisionWriter {
 public:
  explicit RevisionWriter(sign::UnsignedCertificate certificate)
      : certificate_(std::move(certificate)), next_(certificate_.file.size()) {}

  // Numbers are given out first. The signature takes that of the stream which painted the seal, so
  // that the file's numbers stay without gap.
  sign::ContentsGap write(const SignatureOptions& options, const std::string& name,
                          const sign::ValidationData* validation, std::size_t capacity) {
    const auto& seal = certificate_.seal;
    const int signature = seal ? seal->content_stream : next_++;
    const int widget = next_++;
    const int annotations = next_++;
    const int form = next_++;

    auto& catalog = certificate_.changed.at(certificate_.catalog);
    catalog.set("AcroForm", cos::reference(form));
    catalog.set("Perms", {cos::Dictionary({{"DocMDP", cos::reference(signature)}})});
    certificate_.changed.at(certificate_.page).set("Annots", cos::reference(annotations));
    if (validation != nullptr) {
      catalog.set("DSS", cos::reference(sign::add_dss(writer_, *validation, next_)));
    }
    copy_all_but(signature);
    add_field(options.field_name, signature, widget);
    const cos::Object fields{cos::Array{cos::reference(widget)}};
    writer_.add(annotations, cos::to_text(fields));
    constexpr std::int64_t kSignaturesExistAppendOnly = 3;  // ISO 32000-1, table 219
    writer_.add(form, cos::to_text(cos::Dictionary(
                          {{"Fields", fields}, {"SigFlags", {kSignaturesExistAppendOnly}}})));
    dictionary_ = sign::certifying_signature(options, name);
    return {writer_, signature, dictionary_, capacity};
  }

  std::string finish() {
    cos::Dictionary trailer = certificate_.file.trailer();
    trailer.set("ID", sign::next_file_identifier(certificate_.file.resolved(trailer, "ID"),
                                                 cos::to_text(dictionary_)));
    return writer_.finish(std::move(trailer), next_);
  }

 private:
  void copy_all_but(int replaced) {
    for (const int number : certificate_.file.numbers()) {
      const auto changed = certificate_.changed.find(number);
      if (changed != certificate_.changed.end()) {
        writer_.add(number, cos::to_text(changed->second));
      } else if (number != replaced) {
        writer_.copy(number, certificate_.file.bytes_of(number));
      }
    }
  }

  void add_field(const std::string& field_name, int signature, int widget) {
    const auto& seal = certificate_.seal;
    cos::Array rect = seal ? seal->rect : cos::Array(4, {std::int64_t{0}});
    auto field = sign::signature_widget(field_name, certificate_.page, signature, std::move(rect));
    if (seal) {
      field.set("AP", {cos::Dictionary({{"N", cos::reference(seal->form)}})});
    }
    writer_.add(widget, cos::to_text(field));
  }

  sign::UnsignedCertificate certificate_;
  int next_;
  cos::Writer writer_;
  cos::Dictionary dictionary_;
};

// A signature counts from its timestamp on: the certificates must have been valid then.
void check_time(const sign::TimestampToken& token, const sign::Identity& identity) {
  if (token.time < identity.from || token.time > identity.until) {
    throw SigningFailure(
        "signing/timestamp-mismatch",
        {"the timestamp's time lies outside the validity of the signer's certificates",
         "时间戳的时间不在签名者证书的有效期内"});
  }
}

}  // namespace

PreparedSignature::PreparedSignature(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
PreparedSignature::PreparedSignature(PreparedSignature&&) noexcept = default;
PreparedSignature& PreparedSignature::operator=(PreparedSignature&&) noexcept = default;
PreparedSignature::~PreparedSignature() = default;

const std::string& PreparedSignature::signed_attributes() const { return parts_->attributes; }

std::span<const std::uint8_t> PreparedSignature::digest() const {
  return pki::bytes_of(parts_->digest);
}

PreparedSignature prepare_signature(std::string_view pdf, const SigningIdentity& identity,
                                    const SigningServices& services,
                                    const SignatureOptions& options) {
  check_options(options);
  auto& state = services.state();
  auto checked = state.checked(identity, options.time);
  RevisionWriter revision(sign::read_unsigned_certificate(pdf));
  std::shared_ptr<const sign::ValidationData> validation;
  if (options.level >= SignatureLevel::kLt) {
    validation = state.validation_data(identity, options.time);
  }
  const std::size_t token = options.level >= SignatureLevel::kT ? state.timestamp_capacity() : 0;
  // Attributes have one length whatever the digest is.
  const std::size_t capacity = sign::largest_signed_data(
      *checked, sign::signed_attributes(*checked, sign::digest_of(identity.algorithm, {})), token);
  const std::string& name = options.name.empty() ? checked->common_name : options.name;
  const sign::ContentsGap gap = revision.write(options, name, validation.get(), capacity);
  std::string file = revision.finish();
  gap.set_byte_range(file);

  std::string attributes =
      sign::signed_attributes(*checked, sign::digest_of(identity.algorithm, gap.covered(file)));
  std::string digest =
      sign::digest_of(identity.algorithm, std::array<std::string_view, 1>{attributes});
  return PreparedSignature(std::make_unique<PreparedSignature::Parts>(
      PreparedSignature::Parts{std::move(file), gap, std::move(checked), std::move(attributes),
                               std::move(digest), services, options, std::move(validation)}));
}

std::string PreparedSignature::finish(std::string_view signature) {
  const Parts& of = *parts_;
  const SigningIdentity& identity = of.identity->given;
  if (of.file.empty()) {
    throw std::logic_error("a prepared signature is finished once");
  }
  if (!pki::is_signature(X509_get0_pubkey(of.identity->certificate.get()), identity.algorithm,
                         digest(), signature)) {
    throw SigningFailure(
        "signing/wrong-signature",
        {"the signature value does not belong to the certificate and this document",
         "签名值与证书或本文件不符"});
  }
  auto& state = of.services.state();
  std::optional<sign::TimestampToken> token;
  if (of.options.level >= SignatureLevel::kT) {
    token = state.timestamp(sign::sha256_of(std::array<std::string_view, 1>{signature}));
    check_time(*token, *of.identity);
  }
  const std::string cms = sign::signed_data(*of.identity, of.attributes, signature,
                                            token ? std::string_view(token->der) : "");
  if (cms.size() > of.gap.capacity()) {
    throw SigningFailure(std::string(kTooSmall),
                         {"the timestamp is larger than the room kept for it; prepare once more",
                          "时间戳超出预留空间；请重新准备签名"});
  }
  std::string file = std::move(parts_->file);
  of.gap.fill(file, cms);
  if (of.validation != nullptr && !of.validation->holds(token->certificates.front())) {
    file = sign::append_dss(file,
                            *state.validation_data(identity, of.options.time, token->certificates));
  }
  return of.options.level == SignatureLevel::kLta ? sign::append_document_timestamp(file, state)
                                                  : file;
}

std::string sign_pdf(std::string_view pdf, const Signer& signer, const SigningServices& services,
                     const SignatureOptions& options) {
  const auto once = [&] {
    auto prepared = prepare_signature(pdf, SigningIdentity::of(signer), services, options);
    return prepared.finish(signer.sign(prepared.digest()));
  };
  try {
    return once();
  } catch (const SigningFailure& failure) {
    if (failure.code() != kTooSmall) {
      throw;
    }
  }
  return once();  // The services now know how large a timestamp can be.
}

}  // namespace certpress
