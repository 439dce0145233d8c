// A VerificationReport as programs read it.
#include <string>

#include <nlohmann/json.hpp>

#include "certpress/verification.h"

#include "times.h"

namespace certpress {
namespace {

using Json = nlohmann::ordered_json;

Json json_of(const Message& message) { return {{"en", message.en}, {"zh", message.zh}}; }

Json json_of(const CertificateSummary& certificate) {
  return {{"subject", certificate.subject},
          {"issuer", certificate.issuer},
          {"serial", certificate.serial},
          {"sha256", certificate.fingerprint},
          {"not_before", verify::utc_text(certificate.not_before)},
          {"not_after", verify::utc_text(certificate.not_after)}};
}

Json json_of(const std::optional<std::time_t>& time) {
  return time ? Json(verify::utc_text(*time)) : Json(nullptr);
}

const char* name_of_revocation(RevocationStatus status) {
  switch (status) {
    case RevocationStatus::kGood:
      return "good";
    case RevocationStatus::kRevoked:
      return "revoked";
    case RevocationStatus::kUnknown:
      break;
  }
  return "unknown";
}

}  // namespace

std::string to_json(const VerificationReport& report, std::string_view file) {
  Json json = Json::object();
  if (!file.empty()) {
    json["file"] = file;
  }
  json.update({{"verdict", name_of(report.verdict)},
               {"summary", json_of(report.summary)},
               {"level", report.level ? Json(name_of(*report.level)) : Json(nullptr)},
               {"signer", report.signer ? json_of(*report.signer) : Json(nullptr)},
               {"chain", Json::array()},
               {"claimed_time", json_of(report.claimed_time)},
               {"proven_time", json_of(report.proven_time)},
               {"timestamps", Json::array()},
               {"revocation", name_of_revocation(report.revocation)},
               {"later_revisions", report.later_revisions},
               {"checks", Json::array()}});
  for (const CertificateSummary& certificate : report.chain) {
    json["chain"].push_back(json_of(certificate));
  }
  for (const TimestampSummary& timestamp : report.timestamps) {
    json["timestamps"].push_back(
        {{"kind", timestamp.kind == TimestampKind::kDocument ? "document" : "signature"},
         {"time", verify::utc_text(timestamp.time)},
         {"trusted", timestamp.trusted},
         {"authority", json_of(timestamp.authority)}});
  }
  for (const Check& check : report.checks) {
    json["checks"].push_back({{"code", check.code},
                              {"status", name_of(check.status)},
                              {"message", json_of(check.message)}});
  }
  // A file's name need not be UTF-8.
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace certpress
