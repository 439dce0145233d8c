// certpress::verify_pdf: the two halves of a verification, and the verdict.
#include <string>
#include <utility>

#include <fmt/format.h>

#include "certpress/verification.h"

#include "certificate_path.h"
#include "check_list.h"
#include "integrity.h"
#include "times.h"
#include "trust.h"

namespace certpress {
namespace {

// Readers look for the header in the first kilobyte (ISO 32000-1, annex H.3.4.1).
bool is_pdf(std::string_view bytes) {
  return bytes.substr(0, 1024).find("%PDF-") != std::string_view::npos;
}

// Whatever a stage has to throw is told; a bad file is no reason for an exception.
void run_stages(std::string_view pdf, const verify::Roots& roots, const VerifyOptions& options,
                VerificationReport& report, verify::CheckList& checks, bool& is_signed) {
  try {
    const verify::Examined examined = verify::examine(pdf, checks);
    is_signed = examined.is_signed;
    report.later_revisions = examined.later_revisions;
    if (examined.signature) {
      verify::judge(examined, roots, options, report, checks);
    }
  } catch (const verify::Objection& objection) {
    checks.broken(objection);
  } catch (const cos::Malformed& malformed) {
    checks.broken("file/form",
                  {fmt::format("the file is not of the form that certpress writes: {} (byte {})",
                               malformed.what(), malformed.at()),
                   fmt::format("文件结构与 certpress 生成的 PDF 不符：{}（第 {} 字节处）",
                               malformed.what(), malformed.at())});
  } catch (const pki::OpenSslError& error) {
    checks.broken("signature/form", {fmt::format("the signature cannot be read: {}", error.what()),
                                     fmt::format("签名无法读取：{}", error.what())});
  }
}

Message valid_summary(const VerificationReport& report) {
  const std::string& subject = report.signer->subject;
  const std::string_view level = name_of(*report.level);
  const bool unknown = report.revocation == RevocationStatus::kUnknown;
  if (report.proven_time) {
    const std::string time = verify::readable_utc(*report.proven_time);
    return {fmt::format("VALID: signed by {} not later than {}, unchanged since, {}{}", subject,
                        time, level, unknown ? "; revocation not known" : ""),
            fmt::format("有效：由 {} 签署，不晚于 {}，此后未被修改，{}{}", subject, time, level,
                        unknown ? "；吊销状态未知" : "")};
  }
  return {fmt::format("VALID: signed by {}, unchanged since, {}; time not proven{}", subject, level,
                      unknown ? ", revocation not known" : ""),
          fmt::format("有效：由 {} 签署，此后未被修改，{}；签署时间未经证明{}", subject, level,
                      unknown ? "，吊销状态未知" : "")};
}

void decide(VerificationReport& report, const verify::CheckList& checks, bool is_signed) {
  if (checks.first_broken()) {
    report.verdict = Verdict::kInvalid;
    report.summary = {"INVALID: " + checks.first_broken()->en,
                      "无效：" + checks.first_broken()->zh};
  } else if (!is_signed) {
    report.verdict = Verdict::kUnsigned;
    report.summary = {"UNSIGNED: the file has no signature", "未签名：文件没有签名"};
  } else if (checks.first_untrusted()) {
    report.verdict = Verdict::kIndeterminate;
    report.summary = {"NOT TRUSTED: the document is intact, but " + checks.first_untrusted()->en,
                      "不可信：文档完好，但" + checks.first_untrusted()->zh};
  } else {
    report.verdict = Verdict::kValid;
    report.summary = valid_summary(report);
  }
}

}  // namespace

VerificationReport verify_pdf(std::string_view pdf, const VerifyOptions& options) {
  const verify::Roots roots(options.roots);
  VerificationReport report;
  if (!is_pdf(pdf)) {
    report.summary = {"NOT A PDF: nothing was checked", "不是 PDF 文件：未作任何检查"};
    return report;
  }
  verify::CheckList checks;
  bool is_signed = false;
  run_stages(pdf, roots, options, report, checks, is_signed);
  decide(report, checks, is_signed);
  report.checks = checks.take();
  return report;
}

}  // namespace certpress
