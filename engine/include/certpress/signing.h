// Signing a certificate in PDF: who signs, what is asked of others, and the stages of it.
//
// A PDF that Engine::render made becomes a PAdES signature (ETSI EN 319 142-1) whose visible part
// is the template's seal. The library holds no key, opens no connection and reads no clock: a
// Signer, a TimestampAuthority, a RevocationSource and the time are handed in.
//
// Input that cannot be accepted throws Refused (diagnostic.h); what a Signer or a service outside
// cannot do throws SigningFailure. In neither case is there a half-signed file.
#pragma once

#include <cstdint>
#include <ctime>
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

}  // namespace certpress
