#include "certificate_text.h"

#include <fmt/format.h>

#include "../base/utf8.h"
#include "digest.h"

namespace certpress::verify {
namespace {

constexpr std::size_t kLongestName = 300;

// Control characters, and those that change the direction of writing or cannot be seen.
bool plays_tricks(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0xAD || c == 0x61C || c == 0x180E ||
         (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFB) ||
         (c >= 0xE0000 && c <= 0xE0FFF);
}

std::string harmless(const std::string& text) {
  if (find_invalid_utf8(text)) {
    return "?";
  }
  std::u32string characters = to_utf32(text);
  std::string out;
  for (const char32_t c : characters.substr(0, kLongestName)) {
    if (plays_tricks(c)) {
      out += "\\" + code_point_name(c);
    } else {
      append_utf8(out, c);
    }
  }
  return characters.size() > kLongestName ? out + "…" : out;
}

}  // namespace

std::string name_text(const X509_NAME* name) {
  const pki::BioPtr bio(BIO_new(BIO_s_mem()));
  pki::require(bio, "print a name");
  X509_NAME_print_ex(bio.get(), name, 0, XN_FLAG_RFC2253 & ~ASN1_STRFLGS_ESC_MSB);
  static_cast<void>(pki::take_errors());
  return harmless(pki::content_of(bio.get()));
}

std::string hex(std::string_view bytes) {
  std::string out;
  for (const char byte : bytes) {
    out += fmt::format("{:02X}", static_cast<unsigned char>(byte));
  }
  return out;
}

CertificateSummary summary_of(const X509* certificate) {
  CertificateSummary summary;
  summary.subject = name_text(X509_get_subject_name(certificate));
  summary.issuer = name_text(X509_get_issuer_name(certificate));
  const pki::BignumPtr serial(ASN1_INTEGER_to_BN(X509_get0_serialNumber(certificate), nullptr));
  const pki::MemoryPtr digits(
      reinterpret_cast<unsigned char*>(serial ? BN_bn2hex(serial.get()) : nullptr));
  summary.serial = digits ? reinterpret_cast<const char*>(digits.get()) : "?";
  summary.fingerprint = hex(digest_of(pki::to_der(certificate, i2d_X509), EVP_sha256()));
  summary.not_before = pki::to_time(X509_get0_notBefore(certificate)).value_or(0);
  summary.not_after = pki::to_time(X509_get0_notAfter(certificate)).value_or(0);
  return summary;
}

}  // namespace certpress::verify
