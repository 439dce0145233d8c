// Verifying a signed certificate in PDF: is it intact, who sealed it, since when, was the sealing
// certificate good then, and what was changed since.
//
// Nothing inside the file is trusted: names, times and certificates count only as far as they lead
// to the roots that the caller names. No file is opened, no connection made, no clock read. Hostile
// bytes give a report, never an exception; time and memory grow with the file's size only.
//
// verify_pdf and the texts of a report may be called from many threads at once.
#pragma once

#include <ctime>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "certpress/diagnostic.h"
#include "certpress/signing.h"

namespace certpress {

enum class CheckStatus {
  kPassed,
  kWarning,  // does not touch the verdict: something that certpress would not write, for one
  kUnknown,  // the file does not tell; touches the verdict only when the required level needs it
  kFailed,
};

// One thing that was checked, and what was found.
struct Check {
  std::string code;  // "signature/digest": stable
  CheckStatus status = CheckStatus::kPassed;
  Message message;
};

enum class Verdict {
  kValid,          // intact, sealed by a certificate that leads to a named root, level reached
  kInvalid,        // broken, tampered with, or not of the form that certpress writes
  kIndeterminate,  // intact, but not trusted, or what was required is not known
  kUnsigned,       // a PDF without a signature
  kNotPdf,         // no PDF at all: nothing was checked
};

// Names are as RFC 4514 writes them, in UTF-8; characters that would play tricks on a terminal or
// change the direction of writing are escaped.
struct CertificateSummary {
  std::string subject;
  std::string issuer;
  std::string serial;       // hexadecimal, capitals
  std::string fingerprint;  // SHA-256 of its DER, hexadecimal, capitals
  std::time_t not_before = 0;
  std::time_t not_after = 0;
};

enum class TimestampKind { kSignature, kDocument };

struct TimestampSummary {
  TimestampKind kind = TimestampKind::kSignature;
  std::time_t time = 0;
  CertificateSummary authority;
  // Intact, and its authority led to a named root when the timestamp was last proven to exist.
  bool trusted = false;
};

enum class RevocationStatus { kUnknown, kGood, kRevoked };

struct VerificationReport {
  Verdict verdict = Verdict::kNotPdf;
  Message summary;  // the bottom line
  std::vector<Check> checks;

  std::optional<CertificateSummary> signer;
  // From the signer to the root; empty unless such a path was found.
  std::vector<CertificateSummary> chain;

  std::optional<std::time_t> claimed_time;  // /M: what the signer's clock said; proves nothing
  // The signature existed then: the oldest trusted timestamp. Nothing without one.
  std::optional<std::time_t> proven_time;
  std::vector<TimestampSummary> timestamps;

  // Of the certificates from the signer up to the root, at the proven time.
  RevocationStatus revocation = RevocationStatus::kUnknown;
  // Nothing unless the signature is intact.
  std::optional<SignatureLevel> level;

  // How often the file was added to after the signature, allowed or not.
  int later_revisions = 0;
};

// A file with certificates that everything must lead to.
struct RootFile {
  std::string bytes;  // certificates in PEM, or one in DER
  std::string name;   // how messages call it
};

struct VerifyOptions {
  // Without any the verdict is kIndeterminate at best.
  std::vector<RootFile> roots;
  // The present.
  std::time_t time = 0;
  SignatureLevel required_level = SignatureLevel::kB;
};

// Throws Refused when a root cannot be read (verify/bad-root); never because of `pdf`.
VerificationReport verify_pdf(std::string_view pdf, const VerifyOptions& options);

// "passed", "warning", "unknown", "failed"
std::string_view name_of(CheckStatus status);
// "valid", "invalid", "indeterminate", "unsigned", "not-pdf"
std::string_view name_of(Verdict verdict);

// For people: one line for each check, what is known of signer and time, and the bottom line.
std::string to_text(const VerificationReport& report, Language language);
// For programs: one JSON object in one line, times as in "2026-05-01T08:00:00Z", messages in both
// languages. Its first member is "file" when `file` is not empty.
std::string to_json(const VerificationReport& report, std::string_view file = {});

}  // namespace certpress
