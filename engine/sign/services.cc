#include "services.h"

#include <algorithm>
#include <array>
#include <utility>

#include "../pki/certificate.h"

namespace certpress {

namespace {

// Tokens of public authorities have 5 to 8 KB.
constexpr std::size_t kTokenCapacity = std::size_t{12} << 10U;
constexpr std::size_t kTokenGrowth = 512;  // tokens of one authority differ in length a little

std::vector<pki::X509Ptr> parsed(const std::vector<Bytes>& list, std::vector<pki::X509Ptr> out) {
  for (const Bytes& der : list) {
    auto certificate = pki::from_der<pki::X509Ptr>(der.text(), d2i_X509);
    if (certificate == nullptr) {
      throw Refused(
          Diagnostic{Severity::kError,
                     "signing/bad-certificate",
                     {},
                     {"a certificate that was given is not readable", "所提供的证书无法读取"},
                     {}});
    }
    out.push_back(std::move(certificate));
  }
  return out;
}

[[noreturn]] void refuse(std::string code, Message message) {
  throw Refused(Diagnostic{Severity::kError, std::move(code), {}, std::move(message), {}});
}

}  // namespace

SigningServices::SigningServices() : SigningServices(Parts{}) {}

SigningServices::SigningServices(Parts parts) : state_(std::make_shared<State>(std::move(parts))) {}

SigningServices::State::State(Parts parts)
    : parts_(std::move(parts)),
      trust_(parsed(parts_.timestamp_trust, {})),
      issuers_(parsed(parts_.timestamp_trust, parsed(parts_.certificates, {}))) {}

std::shared_ptr<const sign::Identity> SigningServices::State::checked(
    const SigningIdentity& identity, std::time_t time) {
  std::string key(1, static_cast<char>(identity.algorithm));
  for (const Bytes& der : identity.certificates) {
    key += der.text();
  }
  {
    const std::lock_guard lock(mutex_);
    const auto known = identities_.find(key);
    if (known != identities_.end() && known->second->from <= time && time <= known->second->until) {
      return known->second;
    }
  }
  auto checked = sign::check_identity(identity, time);
  const std::lock_guard lock(mutex_);
  return identities_[key] = std::move(checked);
}

sign::TimestampToken SigningServices::State::timestamp(std::string_view sha256) {
  if (parts_.timestamps == nullptr) {
    refuse("signing/no-timestamp-authority",
           {"this level needs a time-stamping authority, and none is given",
            "该签名级别需要时间戳服务，但未提供"});
  }
  auto token = sign::request_timestamp(*parts_.timestamps, sha256, trust_, issuers_);
  const std::size_t size = token.der.size();
  std::size_t largest = largest_token_;
  while (largest < size && !largest_token_.compare_exchange_weak(largest, size)) {
  }
  const std::lock_guard lock(mutex_);
  timestamp_certificates_ = token.certificates;
  return token;
}

std::size_t SigningServices::State::timestamp_capacity() const {
  return std::max(kTokenCapacity, largest_token_ + kTokenGrowth);
}

std::shared_ptr<const sign::ValidationData> SigningServices::State::validation_data(
    const SigningIdentity& identity, std::time_t time) {
  std::vector<Bytes> certificates;
  {
    const std::lock_guard lock(mutex_);
    certificates = timestamp_certificates_;
  }
  if (certificates.empty()) {
    constexpr std::array<char, 32> kNothing{};
    certificates = timestamp({kNothing.data(), kNothing.size()}).certificates;
  }
  return validation_data(identity, time, certificates);
}

std::shared_ptr<const sign::ValidationData> SigningServices::State::validation_data(
    const SigningIdentity& identity, std::time_t time,
    const std::vector<Bytes>& timestamp_certificates) {
  if (parts_.revocation == nullptr) {
    refuse("signing/no-revocation-source",
           {"this level needs a source of revocation data, and none is given",
            "该签名级别需要吊销信息来源，但未提供"});
  }
  std::vector<Bytes> issuers = identity.certificates;
  for (const auto* list :
       {&parts_.certificates, &parts_.timestamp_trust, &timestamp_certificates}) {
    issuers.insert(issuers.end(), list->begin(), list->end());
  }
  const std::array<Bytes, 2> leaves{identity.certificates.front(), timestamp_certificates.front()};
  return revocation_.collect(*parts_.revocation, leaves, issuers, time);
}

}  // namespace certpress
