// Signing a certificate in PDF: who signs, what is asked of others, and the stages of it.
//
// A PDF that Engine::render made becomes a PAdES signature (ETSI EN 319 142-1) whose visible part
// is the template's seal. The library holds no key, opens no connection and reads no clock: a
// Signer, a TimestampAuthority, a RevocationSource and the time are handed in.
//
//   auto services = certpress::SigningServices({.timestamps = tsa, .revocation = source});  // once
//   auto out = certpress::sign_pdf(pdf, *signer, services, {.level = kLt, .time = now});
//
// or in stages, for a signer that answers later:
//
//   auto prepared = certpress::prepare_signature(pdf, identity, services, options);
//   ... prepared.digest() goes out, the signature value comes in ...
//   auto out = prepared.finish(value);
//
// Input that cannot be accepted throws Refused (diagnostic.h); what a Signer or a service outside
// cannot do throws SigningFailure. In neither case is there a half-signed file.
#pragma once

#include <cstdint>
#include <ctime>
#include <exception>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "certpress/bytes.h"
#include "certpress/diagnostic.h"

namespace certpress {

enum class SignatureAlgorithm {
  kRsaSha256,        // RSASSA-PKCS1-v1_5 with SHA-256, 2048 to 4096 bits
  kEcdsaP256Sha256,  // ECDSA on P-256 with SHA-256
  kEcdsaP384Sha384,  // ECDSA on P-384 with SHA-384
};

// What somebody outside failed to do, told in both languages. `code` is stable:
// "signing/timestamp-unavailable", "signing/key-unavailable" ...
class SigningFailure : public std::exception {
 public:
  SigningFailure(std::string code, Message message)
      : code_(std::move(code)), message_(std::move(message)) {}
  [[nodiscard]] const std::string& code() const noexcept { return code_; }
  [[nodiscard]] const Message& message() const noexcept { return message_; }
  [[nodiscard]] const char* what() const noexcept override { return message_.en.c_str(); }

 private:
  std::string code_;
  Message message_;
};

// A private key and its certificate, wherever they live: a file, a token, a service far away.
// Implementations are safe to call from many threads at once.
class Signer {
 public:
  Signer() = default;
  Signer(const Signer&) = delete;
  Signer& operator=(const Signer&) = delete;
  virtual ~Signer() = default;

  [[nodiscard]] virtual SignatureAlgorithm algorithm() const = 0;
  // DER. The signer's own certificate first, then those that lead to the root; the root may be
  // left out.
  [[nodiscard]] virtual const std::vector<Bytes>& certificates() const = 0;
  // Digest out, signature in. `digest` is of the algorithm's length. Returns the signature value as
  // CMS carries it: PKCS#1 octets for RSA, a DER SEQUENCE of r and s for ECDSA.
  [[nodiscard]] virtual std::string sign(std::span<const std::uint8_t> digest) const = 0;
};

// An RFC 3161 time-stamping authority: a DER TimeStampReq in, a DER TimeStampResp out. The answer
// is checked by the caller. Throws SigningFailure when there is none.
class TimestampAuthority {
 public:
  TimestampAuthority() = default;
  TimestampAuthority(const TimestampAuthority&) = delete;
  TimestampAuthority& operator=(const TimestampAuthority&) = delete;
  virtual ~TimestampAuthority() = default;

  [[nodiscard]] virtual std::string answer(std::string_view request) const = 0;
};

// Where OCSP answers (RFC 6960) and revocation lists (RFC 5280) come from. Throws SigningFailure
// when they cannot be had.
class RevocationSource {
 public:
  RevocationSource() = default;
  RevocationSource(const RevocationSource&) = delete;
  RevocationSource& operator=(const RevocationSource&) = delete;
  virtual ~RevocationSource() = default;

  // A DER OCSPRequest to the responder at `url`; its DER OCSPResponse.
  [[nodiscard]] virtual std::string ocsp(const std::string& url,
                                         std::string_view request) const = 0;
  // The DER CertificateList at `url`.
  [[nodiscard]] virtual std::string crl(const std::string& url) const = 0;
};

// ETSI EN 319 142-1: what the file proves by itself, and for how long.
enum class SignatureLevel {
  kB,    // who signed
  kT,    // and not later than when
  kLt,   // and that the certificates were good then
  kLta,  // and a timestamp over all of it
};
// The standard's own: "B-B", "B-T", "B-LT", "B-LTA".
[[nodiscard]] std::string_view name_of(SignatureLevel level);
// By the name without "B-", as profiles, options and requests write it: "B", "T", "LT", "LTA".
[[nodiscard]] std::optional<SignatureLevel> signature_level(std::string_view short_name);

// Who signs, as far as it is public.
struct SigningIdentity {
  SignatureAlgorithm algorithm = SignatureAlgorithm::kEcdsaP256Sha256;
  // As Signer::certificates.
  std::vector<Bytes> certificates;

  static SigningIdentity of(const Signer& signer) {
    return {signer.algorithm(), signer.certificates()};
  }
};

// Those who are asked while a batch is signed, and what they answered: revocation data is fetched
// once and used until it expires. Copies share all of it. Safe to use from many threads at once.
class SigningServices {
 public:
  struct Parts {
    std::shared_ptr<const TimestampAuthority> timestamps{};  // needed from level T on
    // DER. When not empty, a timestamp counts only when its certificate is one of these, or leads
    // to one of these.
    std::vector<Bytes> timestamp_trust{};
    std::shared_ptr<const RevocationSource> revocation{};  // needed from level LT on
    // DER. What else is needed to follow the signer's and the authority's certificates to their
    // roots: from level LT on the roots themselves.
    std::vector<Bytes> certificates{};
  };
  SigningServices();  // enough for level B
  explicit SigningServices(Parts parts);

  struct State;
  [[nodiscard]] State& state() const { return *state_; }

 private:
  std::shared_ptr<State> state_;
};

struct SignatureOptions {
  SignatureLevel level = SignatureLevel::kB;
  // The signing time (/M), UTC. Certificates and revocation data must be valid then.
  std::time_t time = 0;
  // UTF-8; what is empty is left out. `name` is the certificate's common name when empty.
  std::string name{};
  std::string reason{};
  std::string location{};
  std::string contact{};
  std::string field_name = "Seal";
};

// A certificate that is complete but for the signature value. Use it once.
class PreparedSignature {
 public:
  struct Parts;
  explicit PreparedSignature(std::unique_ptr<Parts> parts);
  PreparedSignature(PreparedSignature&&) noexcept;
  PreparedSignature& operator=(PreparedSignature&&) noexcept;
  ~PreparedSignature();

  // What is signed: the DER of the CMS signed attributes (RFC 5652, 5.4), for a signer that hashes
  // by itself.
  [[nodiscard]] const std::string& signed_attributes() const;
  // Their digest: SHA-256 or SHA-384, as the identity's algorithm says.
  [[nodiscard]] std::span<const std::uint8_t> digest() const;

  // The signed file. `signature` is in the form of Signer::sign; it is checked. From level T on the
  // time-stamping authority is asked here.
  [[nodiscard]] std::string finish(std::string_view signature);

 private:
  std::unique_ptr<Parts> parts_;
};

// `pdf` is what Engine::render made, unsigned; nothing else is accepted. Throws Refused with
// signing/not-a-certificate, signing/already-signed, signing/certificate-expired ... From level LT
// on the revocation data is fetched here, when the services do not hold it yet.
PreparedSignature prepare_signature(std::string_view pdf, const SigningIdentity& identity,
                                    const SigningServices& services,
                                    const SignatureOptions& options);

// All stages at once.
std::string sign_pdf(std::string_view pdf, const Signer& signer, const SigningServices& services,
                     const SignatureOptions& options);

}  // namespace certpress
