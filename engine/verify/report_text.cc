// A VerificationReport as people read it, and the names of its values.
#include <array>
#include <string>

#include <fmt/format.h>

#include "certpress/verification.h"

#include "times.h"

namespace certpress {
namespace {

struct Words {
  const char* en;
  const char* zh;
  [[nodiscard]] const char* in(Language language) const {
    return language == Language::kChinese ? zh : en;
  }
};

// Of equal width in each language, so that the messages stand below each other.
Words mark_of(CheckStatus status) {
  switch (status) {
    case CheckStatus::kPassed:
      return {"passed ", "通过"};
    case CheckStatus::kWarning:
      return {"warning", "注意"};
    case CheckStatus::kUnknown:
      return {"unknown", "未知"};
    case CheckStatus::kFailed:
      return {"FAILED ", "失败"};
  }
  return {"", ""};
}

std::string certificate_lines(const CertificateSummary& certificate, Language language) {
  constexpr Words kForm{
      "  Signer      {}\n"
      "  Issuer      {}\n"
      "  Serial      {}\n"
      "  SHA-256     {}\n"
      "  Valid       {} to {}\n",
      "  签名者      {}\n"
      "  签发者      {}\n"
      "  序列号      {}\n"
      "  SHA-256     {}\n"
      "  有效期      {} 至 {}\n"};
  return fmt::format(fmt::runtime(kForm.in(language)), certificate.subject, certificate.issuer,
                     certificate.serial, certificate.fingerprint,
                     verify::readable_utc(certificate.not_before),
                     verify::readable_utc(certificate.not_after));
}

}  // namespace

std::string_view name_of(CheckStatus status) {
  constexpr std::array<std::string_view, 4> kNames{"passed", "warning", "unknown", "failed"};
  return kNames.at(static_cast<std::size_t>(status));
}

std::string_view name_of(Verdict verdict) {
  constexpr std::array<std::string_view, 5> kNames{"valid", "invalid", "indeterminate", "unsigned",
                                                   "not-pdf"};
  return kNames.at(static_cast<std::size_t>(verdict));
}

std::string to_text(const VerificationReport& report, Language language) {
  std::string out;
  for (const Check& check : report.checks) {
    out += fmt::format("  {}  {} [{}]\n", mark_of(check.status).in(language),
                       check.message.in(language), check.code);
  }
  if (report.signer) {
    out += certificate_lines(*report.signer, language);
  }
  return out + report.summary.in(language) + "\n";
}

}  // namespace certpress
