// A time-stamping authority and an OCSP responder in this process, FOR TESTS.
#include <array>
#include <map>
#include <stdexcept>
#include <utility>

#include <openssl/rand.h>

#include "certpress/demo.h"

#include "../keys/key_files.h"
#include "../keys/key_pair.h"
#include "../pki/certificate.h"

namespace certpress {

namespace {

using pki::require;

// A key and its chain, parsed for OpenSSL's makers of answers.
class Responder {
 public:
  Responder(const PemKey& location, Clock clock)
      : clock_(std::move(clock)),
        key_(keys::read_pem_key(keys::read_private_file(location.file), location.passphrase,
                                location.file.string())),
        issuers_(sk_X509_new_null()) {
    const auto chain =
        keys::chain_for(key_.get(), keys::read_all_certificates(location.certificates));
    certificate_ = pki::parse_certificate(chain.front());
    for (std::size_t i = 1; i < chain.size(); ++i) {
      require(X509_add_cert(issuers_.get(), pki::parse_certificate(chain[i]).get(),
                            X509_ADD_FLAG_UP_REF) == 1,
              "hold a certificate");
    }
  }

  [[nodiscard]] std::time_t now() const { return clock_(); }
  [[nodiscard]] EVP_PKEY* key() const { return key_.get(); }
  [[nodiscard]] X509* certificate() const { return certificate_.get(); }
  [[nodiscard]] STACK_OF(X509) * issuers() const { return issuers_.get(); }

 private:
  Clock clock_;
  pki::KeyPtr key_;
  pki::X509Ptr certificate_;
  pki::CertificatesPtr issuers_;
};

// The callbacks of TS_RESP_create_response.
ASN1_INTEGER* random_serial(TS_RESP_CTX* /*context*/, void* /*data*/) {
  std::array<unsigned char, 8> random{};
  static_cast<void>(RAND_bytes(random.data(), static_cast<int>(random.size())));
  const pki::BignumPtr number(BN_bin2bn(random.data(), static_cast<int>(random.size()), nullptr));
  return BN_to_ASN1_INTEGER(number.get(), nullptr);
}

int tell_time(TS_RESP_CTX* /*context*/, void* clock, long* seconds, long* microseconds) {
  *seconds = static_cast<const Responder*>(clock)->now();
  *microseconds = 0;
  return 1;
}

class TestTimestampAuthority final : public TimestampAuthority {
 public:
  TestTimestampAuthority(const PemKey& key, Clock clock) : responder_(key, std::move(clock)) {}

  [[nodiscard]] std::string answer(std::string_view request) const override {
    const pki::TsResponderPtr context(TS_RESP_CTX_new());
    TS_RESP_CTX* out = require(context, "allocate");
    const pki::Asn1ObjectPtr policy(OBJ_txt2obj("2.999.1", 1));  // the arc for examples
    require(TS_RESP_CTX_set_signer_cert(out, responder_.certificate()) == 1 &&
                TS_RESP_CTX_set_signer_key(out, responder_.key()) == 1 &&
                TS_RESP_CTX_set_certs(out, responder_.issuers()) == 1 &&
                TS_RESP_CTX_set_def_policy(out, policy.get()) == 1 &&
                TS_RESP_CTX_set_signer_digest(out, EVP_sha256()) == 1 &&
                TS_RESP_CTX_set_ess_cert_id_digest(out, EVP_sha256()) == 1 &&
                TS_RESP_CTX_add_md(out, EVP_sha256()) == 1,
            "set up a time-stamping authority");
    TS_RESP_CTX_set_serial_cb(out, random_serial, nullptr);
    TS_RESP_CTX_set_time_cb(out, tell_time, const_cast<Responder*>(&responder_));
    const pki::BioPtr in(BIO_new_mem_buf(request.data(), static_cast<int>(request.size())));
    const pki::TsResponsePtr response(TS_RESP_create_response(out, require(in, "allocate")));
    return pki::to_der(require(response, "make a timestamp"), i2d_TS_RESP);
  }

 private:
  Responder responder_;
};

class TestRevocationSource final : public RevocationSource {
 public:
  TestRevocationSource(const TestResponder& of, Clock clock)
      : responder_(of.key, std::move(clock)) {
    for (const auto& path : of.lists) {
      std::string der = keys::read_public_file(path);
      auto crl = pki::from_der<pki::CrlPtr>(der, d2i_X509_CRL);
      if (crl == nullptr) {
        keys::refuse("key/no-list", {path.string() + " is no revocation list in DER",
                                     path.string() + " 不是 DER 格式的吊销列表"});
      }
      lists_[path.filename().string()] = {std::move(der), std::move(crl)};
    }
  }

  [[nodiscard]] std::string crl(const std::string& url) const override {
    const auto found = lists_.find(url.substr(url.rfind('/') + 1));
    if (found == lists_.end()) {
      throw SigningFailure(
          "signing/revocation-unavailable",
          {"the test authority has no list of this name", "测试机构没有此名称的吊销列表"});
    }
    return found->second.der;
  }

  [[nodiscard]] std::string ocsp(const std::string& /*url*/,
                                 std::string_view request) const override {
    constexpr std::time_t kWeek = 604'800;
    const auto asked = pki::from_der<pki::OcspRequestPtr>(request, d2i_OCSP_REQUEST);
    const pki::OcspBasicPtr basic(OCSP_BASICRESP_new());
    const pki::Asn1TimePtr now(ASN1_GENERALIZEDTIME_set(nullptr, responder_.now()));
    const pki::Asn1TimePtr next(ASN1_GENERALIZEDTIME_set(nullptr, responder_.now() + kWeek));
    require(asked != nullptr && basic != nullptr, "read an OCSP request");
    for (int i = 0; i < OCSP_request_onereq_count(asked.get()); ++i) {
      OCSP_CERTID* id = OCSP_onereq_get0_id(OCSP_request_onereq_get0(asked.get(), i));
      const int status = status_of(id);
      require(OCSP_basic_add1_status(basic.get(), id, status, OCSP_REVOKED_STATUS_UNSPECIFIED,
                                     status == V_OCSP_CERTSTATUS_REVOKED ? now.get() : nullptr,
                                     now.get(), next.get()) != nullptr,
              "make an OCSP response");
    }
    require(OCSP_basic_sign(basic.get(), responder_.certificate(), responder_.key(), EVP_sha256(),
                            nullptr, 0) == 1,
            "sign an OCSP response");
    const pki::OcspResponsePtr response(
        OCSP_response_create(OCSP_RESPONSE_STATUS_SUCCESSFUL, basic.get()));
    return pki::to_der(require(response, "make an OCSP response"), i2d_OCSP_RESPONSE);
  }

 private:
  struct List {
    std::string der;
    pki::CrlPtr crl;
  };

  // Good: not in the list of its issuer. Unknown: no list is of its issuer.
  [[nodiscard]] int status_of(OCSP_CERTID* id) const {
    ASN1_OCTET_STRING* issuer_hash = nullptr;
    ASN1_OBJECT* hash = nullptr;
    ASN1_INTEGER* serial = nullptr;
    OCSP_id_get0_info(&issuer_hash, &hash, nullptr, &serial, id);
    for (const auto& [name, list] : lists_) {
      std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
      unsigned length = 0;
      const EVP_MD* by = EVP_get_digestbyobj(hash);
      if (by == nullptr ||
          X509_NAME_digest(X509_CRL_get_issuer(list.crl.get()), by, digest.data(), &length) != 1) {
        continue;
      }
      const pki::Asn1OctetStringPtr ours(ASN1_OCTET_STRING_new());
      require(ASN1_OCTET_STRING_set(ours.get(), digest.data(), static_cast<int>(length)) == 1,
              "allocate");
      if (ASN1_OCTET_STRING_cmp(ours.get(), issuer_hash) == 0) {
        X509_REVOKED* entry = nullptr;
        return X509_CRL_get0_by_serial(list.crl.get(), &entry, serial) == 1
                   ? V_OCSP_CERTSTATUS_REVOKED
                   : V_OCSP_CERTSTATUS_GOOD;
      }
    }
    return V_OCSP_CERTSTATUS_UNKNOWN;
  }

  Responder responder_;
  std::map<std::string, List> lists_;  // by file name
};

}  // namespace

std::shared_ptr<const TimestampAuthority> open_test_timestamp_authority(const PemKey& key,
                                                                        Clock clock) {
  return std::make_shared<TestTimestampAuthority>(key, std::move(clock));
}

std::shared_ptr<const RevocationSource> open_test_revocation_source(const TestResponder& responder,
                                                                    Clock clock) {
  return std::make_shared<TestRevocationSource>(responder, std::move(clock));
}

}  // namespace certpress
