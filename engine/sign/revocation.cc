#include "revocation.h"

#include <algorithm>
#include <limits>
#include <utility>

#include <fmt/format.h>

#include "../pki/certificate.h"
#include "revocation_status.h"

namespace certpress::sign {

namespace {

bool contains(const std::vector<Bytes>& list, const Bytes& der) {
  return std::ranges::find(list, der.text(), &Bytes::text) != list.end();
}

void add_once(std::vector<Bytes>& list, Bytes der) {
  if (!contains(list, der)) {
    list.push_back(std::move(der));
  }
}

// One way up from the leaves.
class Walk {
 public:
  Walk(const RevocationSource& source, std::span<const Bytes> issuers, std::time_t time)
      : source_(source), time_(time) {
    for (const Bytes& issuer : issuers) {
      issuers_.push_back(pki::parse_certificate(issuer));
    }
    data_->until = std::numeric_limits<std::time_t>::max();
  }

  void add(X509* certificate) {
    const Bytes der = pki::der_of(certificate);
    if (contains(data_->certificates, der)) {
      return;
    }
    data_->certificates.push_back(der);
    if (pki::is_self_signed(certificate)) {
      return;
    }
    X509* issuer = pki::find_issuer(certificate, issuers_);
    if (issuer == nullptr) {
      refuse("signing/chain-incomplete", certificate,
             {"the certificate that issued '{}' is not given", "未提供签发“{}”的证书"},
             {"name it, and those above it up to the root, among the certificates of the profile",
              "请在签名配置的 certificates 中给出它及其上级直至根证书"});
    }
    // RFC 6960, 4.2.2.2.1: the responder's certificate is good for as long as it is valid.
    if (X509_get_ext_by_NID(certificate, NID_id_pkix_OCSP_noCheck, -1) < 0) {
      add_status({certificate, issuer, time_});
    }
    add(issuer);
  }

  std::shared_ptr<const ValidationData> take() { return std::move(data_); }

 private:
  [[noreturn]] static void refuse(std::string code, X509* certificate, const Message& message,
                                  Message hint) {
    const std::string name = pki::subject_of(certificate);
    throw Refused(Diagnostic{
        Severity::kError,
        std::move(code),
        {},
        {fmt::format(fmt::runtime(message.en), name), fmt::format(fmt::runtime(message.zh), name)},
        std::move(hint)});
  }

  // The answer of the first place that has a usable one. A responder's own status is looked for in
  // a list: asked for it by OCSP, it would vouch for itself.
  void add_status(const Question& question) {
    std::vector<std::pair<std::string, bool>> places;
    for (std::string& url : pki::ocsp_urls(question.certificate)) {
      places.emplace_back(std::move(url), true);
    }
    for (std::string& url : pki::crl_urls(question.certificate)) {
      places.emplace_back(std::move(url), false);
    }
    if ((X509_get_extended_key_usage(question.certificate) & XKU_OCSP_SIGN) != 0 &&
        X509_get_extended_key_usage(question.certificate) != UINT32_MAX) {
      std::erase_if(places, [](const auto& place) { return place.second; });
    }
    Message reasons;
    for (const auto& [url, is_ocsp] : places) {
      const auto remember = [&, &place = url](const Message& why) {
        reasons.en += fmt::format("; {}: {}", place, why.en);
        reasons.zh += fmt::format("；{}：{}", place, why.zh);
      };
      try {
        ask(question, url, is_ocsp);
        return;
      } catch (const Unusable& unusable) {
        remember(unusable.message());
      } catch (const SigningFailure& failure) {
        remember(failure.message());
      }
    }
    const std::string name = pki::subject_of(question.certificate);
    if (places.empty()) {
      reasons = {"; it names no OCSP responder and no revocation list",
                 "；该证书未注明 OCSP 服务或吊销列表地址"};
    }
    throw SigningFailure("signing/revocation-unavailable",
                         {fmt::format("cannot tell whether '{}' is revoked{}", name, reasons.en),
                          fmt::format("无法确认“{}”是否已被吊销{}", name, reasons.zh)});
  }

  void ask(const Question& question, const std::string& url, bool is_ocsp) {
    const Bytes answer =
        Bytes::from_string(is_ocsp ? source_.ocsp(url, ocsp_request(question)) : source_.crl(url));
    const Status status =
        is_ocsp ? read_ocsp(question, answer.text()) : read_crl(question, answer.text());
    if (status.revoked) {
      refuse("signing/certificate-revoked", question.certificate,
             {"the certificate '{}' is revoked", "证书“{}”已被吊销"}, {});
    }
    add_once(is_ocsp ? data_->ocsps : data_->crls, answer);
    data_->from = std::max(data_->from, status.from);
    data_->until = std::min(data_->until, status.until);
    if (status.responder != nullptr) {
      add(status.responder.get());
    }
  }

  const RevocationSource& source_;
  std::vector<pki::X509Ptr> issuers_;
  std::time_t time_;
  std::shared_ptr<ValidationData> data_ = std::make_shared<ValidationData>();
};

}  // namespace

bool ValidationData::holds(const Bytes& certificate) const {
  return contains(certificates, certificate);
}

std::shared_ptr<const ValidationData> RevocationCache::collect(const RevocationSource& source,
                                                               std::span<const Bytes> leaves,
                                                               std::span<const Bytes> issuers,
                                                               std::time_t time) {
  std::string key;
  for (const Bytes& leaf : leaves) {
    key += leaf.text();
  }
  // Held while asking, so that threads which begin together wait for one answer.
  const std::lock_guard lock(mutex_);
  const auto known = known_.find(key);
  if (known != known_.end() && known->second->from <= time && time <= known->second->until) {
    return known->second;
  }
  Walk walk(source, issuers, time);
  for (const Bytes& leaf : leaves) {
    walk.add(pki::parse_certificate(leaf).get());
  }
  return known_[key] = walk.take();
}

}  // namespace certpress::sign
