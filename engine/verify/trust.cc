#include "trust.h"

#include <algorithm>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "carried_certificates.h"
#include "certificate_text.h"
#include "proof_of_existence.h"
#include "revocation.h"
#include "times.h"

namespace certpress::verify {
namespace {

// Clocks differ a little.
constexpr std::time_t kClockSkew = 300;

Message prefixed(const TimestampToken& token, const Message& message) {
  const bool of_document = token.kind == TimestampKind::kDocument;
  return {
      fmt::format("timestamp of the {}: {}", of_document ? "document" : "signature", message.en),
      fmt::format("{}时间戳：{}", of_document ? "文档" : "签名", message.zh)};
}

class Judgement {
 public:
  Judgement(const Examined& examined, const Roots& roots, const VerifyOptions& options,
            VerificationReport& report, CheckList& checks)
      : examined_(examined),
        roots_(roots),
        options_(options),
        report_(report),
        checks_(checks),
        proofs_(options.time),
        revocations_(examined.store, roots, proofs_) {
    gather_certificates();
  }

  void judge_carried_certificates();
  void judge_timestamps();
  void judge_signer();
  void judge_claimed_time();
  void judge_level();

 private:
  void gather_certificates();
  void judge_timestamp(const TimestampToken& token);
  // Empty when the token's authority is trusted.
  Message timestamp_problem(const TimestampToken& token);
  void judge_revocation(STACK_OF(X509) * path, std::time_t time);
  [[nodiscard]] SignatureLevel reached() const;

  const Examined& examined_;
  const Roots& roots_;
  const VerifyOptions& options_;
  VerificationReport& report_;
  CheckList& checks_;
  ProofOfExistence proofs_;
  RevocationChecker revocations_;
  pki::BorrowedCertificatesPtr certificates_;  // all that could be links of a path
  Revocation revocation_;
  std::size_t stamped_revisions_ = 0;  // up to there a trusted document timestamp reaches
};

void add_all(STACK_OF(X509) * to, const STACK_OF(X509) * from) {
  for (int i = 0; i < sk_X509_num(from); ++i) {
    pki::require(sk_X509_push(to, sk_X509_value(from, i)) > 0, "list a certificate");
  }
}

void Judgement::gather_certificates() {
  certificates_.reset(sk_X509_new_null());
  pki::require(certificates_, "list certificates");
  add_all(certificates_.get(), examined_.signature->certificates.get());
  for (const TimestampToken& token : examined_.timestamps) {
    add_all(certificates_.get(), token.signed_data.certificates.get());
  }
  for (const auto& certificate : examined_.store.certificates) {
    pki::require(sk_X509_push(certificates_.get(), certificate.value.get()) > 0,
                 "list a certificate");
  }
}

void Judgement::judge_carried_certificates() {
  constexpr const char* kCode = "signature/carried-certificates";
  CarriedCertificates carried(certificates_.get(), roots_);
  Carried worst = carried.check(*examined_.signature);
  for (const TimestampToken& token : examined_.timestamps) {
    worst = std::max(worst, carried.check(token.signed_data));
  }
  switch (worst) {
    case Carried::kGenuine:
      checks_.passed(kCode, {"the certificates carried along are as they were issued",
                             "所附证书均为签发时的原样"});
      break;
    case Carried::kUnrelated:
      checks_.warning(kCode,
                      {"a certificate is carried along that nothing needs, by an issuer who is "
                       "not known here",
                       "附有无关的证书，其签发者未知"});
      break;
    case Carried::kFalse:
      checks_.untrusted(kCode,
                        {"a certificate carried along was not signed by the issuer that it names",
                         "所附证书并非由其所称的签发者签发"});
      break;
  }
}

Message Judgement::timestamp_problem(const TimestampToken& token) {
  // What proves that the token existed is a later timestamp over it, else that it is here now.
  const std::time_t seen = proofs_.time_of(token.revisions + 1);
  if (token.time > seen + kClockSkew) {
    return {"it says a time that is still to come", "其时间晚于当前时间或后来的时间戳"};
  }
  X509* authority = token.signed_data.signer;
  const std::time_t begins = pki::to_time(X509_get0_notBefore(authority)).value_or(0);
  if (token.time < begins) {
    return {"its authority's certificate was not valid yet", "时间戳机构的证书当时尚未生效"};
  }
  const Path path =
      find_path(authority, certificates_.get(), roots_, seen, Role::kTimestampAuthority);
  if (const auto* problem = std::get_if<Message>(&path)) {
    return {"not trusted: " + problem->en, "不可信：" + problem->zh};
  }
  const auto& chain = std::get<pki::CertificatesPtr>(path);
  const Revocation status = revocations_.status_of(chain.get(), token.time);
  if (status.status == RevocationStatus::kRevoked) {
    return {"its authority's certificate was revoked", "时间戳机构的证书已被吊销"};
  }
  return {};
}

void Judgement::judge_timestamp(const TimestampToken& token) {
  const bool of_document = token.kind == TimestampKind::kDocument;
  const char* code =
      of_document ? "time/document-timestamp-trust" : "time/signature-timestamp-trust";
  const Message problem = timestamp_problem(token);
  TimestampSummary summary{token.kind, token.time, summary_of(token.signed_data.signer),
                           problem.empty()};
  if (!problem.empty()) {
    checks_.unknown(code, prefixed(token, problem));
  } else {
    checks_.passed(code, prefixed(token, {"by " + summary.authority.subject + ", trusted",
                                          "由 " + summary.authority.subject + " 签发，可信"}));
    proofs_.add(token.revisions, token.time);
    if (of_document) {
      stamped_revisions_ = std::max(stamped_revisions_, token.revisions);
    }
  }
  report_.timestamps.push_back(std::move(summary));
}

// The newest first, because each is proven by those behind it.
void Judgement::judge_timestamps() {
  for (const TimestampToken& token : examined_.timestamps) {
    judge_timestamp(token);
  }
  report_.proven_time = proofs_.proven(examined_.signed_revisions);
  if (report_.proven_time) {
    checks_.passed("time/proven",
                   {"a trusted timestamp proves that the signature existed at " +
                        readable_utc(*report_.proven_time),
                    "可信时间戳证明签名在此时已存在：" + readable_utc(*report_.proven_time)});
  } else {
    checks_.unknown("time/proven",
                    {"no trusted timestamp: when it was signed is not known, and the "
                     "certificate must be good now",
                     "没有可信时间戳：签署时间无法证明，证书须在当前有效"});
  }
}

void Judgement::judge_claimed_time() {
  report_.claimed_time = examined_.claimed_time;
  if (!report_.claimed_time) {
    checks_.warning("time/claimed", {"the signer states no time", "签名者未声明签署时间"});
    return;
  }
  const std::string stated = readable_utc(*report_.claimed_time);
  if (*report_.claimed_time > report_.proven_time.value_or(options_.time) + kClockSkew) {
    checks_.warning("time/claimed", {"the signer states a time after the fact: " + stated,
                                     "签名者声明的时间晚于实际：" + stated});
    return;
  }
  checks_.passed("time/claimed",
                 {"the signer states " + stated + " (by the signer's own clock: no proof)",
                  "签名者声明的时间：" + stated + "（出自其自身时钟，不作为证明）"});
}

void Judgement::judge_revocation(STACK_OF(X509) * path, std::time_t time) {
  constexpr const char* kCode = "signer/revocation";
  revocation_ = revocations_.status_of(path, time);
  report_.revocation = revocation_.status;
  switch (revocation_.status) {
    case RevocationStatus::kGood:
      checks_.passed(kCode, {"not revoked at that time, by evidence in the file",
                             "文件中的证据表明证书当时未被吊销"});
      break;
    case RevocationStatus::kRevoked:
      checks_.untrusted(
          kCode,
          {"a certificate on the path was revoked on " + readable_utc(revocation_.revoked_at),
           "证书链上的证书已于 " + readable_utc(revocation_.revoked_at) + " 被吊销"});
      break;
    case RevocationStatus::kUnknown:
      checks_.unknown(kCode, {"whether the certificate was revoked is not known: the file has no "
                              "evidence that can be used",
                              "证书是否被吊销未知：文件中没有可用的证据"});
      break;
  }
}

void Judgement::judge_signer() {
  X509* signer = examined_.signature->signer;
  report_.signer = summary_of(signer);
  const Message misuse = key_usage_problem(signer);
  if (misuse.empty()) {
    checks_.passed("signer/key-usage",
                   {"the certificate is meant for signatures", "证书可用于签名"});
  } else {
    checks_.untrusted("signer/key-usage", misuse);
  }
  if (roots_.empty()) {
    checks_.untrusted("signer/path",
                      {"no root was named, so nobody vouches for the signer",
                       "没有指定根证书，无法确认签名者身份"},
                      CheckStatus::kUnknown);
    return;
  }
  const std::time_t time = report_.proven_time.value_or(options_.time);
  const Path path = find_path(signer, certificates_.get(), roots_, time, Role::kSigner);
  if (const auto* problem = std::get_if<Message>(&path)) {
    checks_.untrusted("signer/path", {"the signer's certificate is not trusted: " + problem->en,
                                      "签名者证书不可信：" + problem->zh});
    return;
  }
  STACK_OF(X509)* chain = std::get<pki::CertificatesPtr>(path).get();
  for (int i = 0; i < sk_X509_num(chain); ++i) {
    report_.chain.push_back(summary_of(sk_X509_value(chain, i)));
  }
  checks_.passed("signer/path", {"leads to the named root " + report_.chain.back().subject +
                                     ", valid at " + readable_utc(time),
                                 "通向指定的根证书 " + report_.chain.back().subject + "，在 " +
                                     readable_utc(time) + " 有效"});
  judge_revocation(chain, time);
}

SignatureLevel Judgement::reached() const {
  if (!report_.proven_time) {
    return SignatureLevel::kB;
  }
  if (revocation_.status != RevocationStatus::kGood) {
    return SignatureLevel::kT;
  }
  const bool archived =
      stamped_revisions_ >= std::max(revocation_.revisions, examined_.signed_revisions);
  return archived ? SignatureLevel::kLta : SignatureLevel::kLt;
}

void Judgement::judge_level() {
  if (checks_.first_broken()) {
    return;
  }
  report_.level = reached();
  checks_.passed("level/reached", {fmt::format("PAdES level {}", name_of(*report_.level)),
                                   fmt::format("PAdES 级别 {}", name_of(*report_.level))});
  if (*report_.level < options_.required_level) {
    checks_.untrusted("level/required",
                      {fmt::format("level {} is required, {} is reached",
                                   name_of(options_.required_level), name_of(*report_.level)),
                       fmt::format("要求级别 {}，实际达到 {}", name_of(options_.required_level),
                                   name_of(*report_.level))});
  }
}

}  // namespace

void judge(const Examined& examined, const Roots& roots, const VerifyOptions& options,
           VerificationReport& report, CheckList& checks) {
  Judgement judgement(examined, roots, options, report, checks);
  judgement.judge_carried_certificates();
  judgement.judge_timestamps();
  judgement.judge_claimed_time();
  judgement.judge_signer();
  judgement.judge_level();
}

}  // namespace certpress::verify
