// POST /v1/verify: what a signed certificate proves, against the operator's roots.
#include <ctime>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "certpress/embedded_record.h"
#include "certpress/verification.h"

#include "api.h"

namespace certpress::service {

namespace {

// "?require=LT".
std::optional<SignatureLevel> required_level(const Call& call) {
  if (call.query.empty()) {
    return SignatureLevel::kB;
  }
  const auto& [name, value] = call.query.front();
  if (call.query.size() == 1 && name == "require") {
    return signature_level(value);
  }
  return std::nullopt;
}

// The record that the certificate carries, as far as it is the signer's word.
std::string record_json(const std::string& pdf, const VerificationReport& report) {
  if (report.verdict == Verdict::kValid || report.verdict == Verdict::kIndeterminate) {
    try {
      return embedded_record(pdf, "certificate.pdf").value_or("null");
    } catch (const Refused&) {
      return "null";
    }
  }
  return "null";
}

Answer verify(const std::shared_ptr<Call>& call) {
  const auto level = required_level(*call);
  if (!level) {
    return call->told(Fault::kBadQuery);
  }
  return Work([call, level = *level]() -> std::function<Answer()> {
    const std::string& pdf = call->request.body;
    const VerificationReport report = verify_pdf(
        pdf, {.roots = call->state->roots, .time = std::time(nullptr), .required_level = level});
    std::string json = to_json(report);
    json.insert(json.rfind('}'), ",\"record\":" + record_json(pdf, report));
    return [call, json] { return call->told(json_answer(json)); };
  });
}

}  // namespace

std::vector<Route> verify_routes() {
  return {{"/v1/verify", {{"POST", Needs::kClient, {"application/pdf"}, verify}}}};
}

}  // namespace certpress::service
