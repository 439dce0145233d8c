// A PDF file of somebody else: it is reported on, and never more. Whoever trusts nobody is told
// nothing valid.
#include "certpress/embedded_record.h"
#include "certpress/verification.h"

#include "fuzz_target.h"

FUZZ_TARGET(pdf_verify) {
  using namespace certpress;
  VerifyOptions options;
  options.time = 1'790'000'000;
  const VerificationReport report = verify_pdf(bytes, options);
  fuzz::require(report.verdict != Verdict::kValid, "without a root nothing is valid");
  fuzz::require(!report.summary.en.empty() && !report.summary.zh.empty(),
                "a report has a bottom line");
  (void)to_text(report, Language::kChinese);
  (void)to_json(report);
}
