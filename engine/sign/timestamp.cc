#include "timestamp.h"

#include <array>
#include <utility>

#include <fmt/format.h>
#include <openssl/rand.h>

#include "../pki/certificate.h"

namespace certpress::sign {

namespace {

using pki::require;

// OpenSSL's level 2: at least 112 bits of security, so no SHA-1 and no RSA below 2048 bits.
constexpr int kSecurityLevel = 2;

[[noreturn]] void fail(std::string_view kind, std::string en, std::string zh) {
  throw SigningFailure(fmt::format("signing/timestamp-{}", kind), {std::move(en), std::move(zh)});
}

pki::TsImprintPtr imprint_of(std::string_view sha256) {
  std::string hash(sha256);
  pki::TsImprintPtr imprint(TS_MSG_IMPRINT_new());
  const pki::X509AlgorPtr algorithm(X509_ALGOR_new());
  X509_ALGOR_set_md(require(algorithm, "allocate"), EVP_sha256());
  require(TS_MSG_IMPRINT_set_algo(require(imprint, "allocate"), algorithm.get()) == 1 &&
              TS_MSG_IMPRINT_set_msg(imprint.get(), reinterpret_cast<unsigned char*>(hash.data()),
                                     static_cast<int>(hash.size())) == 1,
          "make a message imprint");
  return imprint;
}

pki::Asn1IntegerPtr random_nonce() {
  std::array<unsigned char, 8> random{};
  require(RAND_bytes(random.data(), static_cast<int>(random.size())) == 1, "draw a nonce");
  random[0] = (random[0] & 0x7FU) | 0x40U;  // positive, and always of 8 bytes
  const pki::BignumPtr number(BN_bin2bn(random.data(), static_cast<int>(random.size()), nullptr));
  return pki::Asn1IntegerPtr(BN_to_ASN1_INTEGER(require(number, "allocate"), nullptr));
}

pki::TsRequestPtr make_request(std::string_view sha256) {
  pki::TsRequestPtr request(TS_REQ_new());
  const auto imprint = imprint_of(sha256);
  const auto nonce = random_nonce();
  require(TS_REQ_set_version(require(request, "allocate"), 1) == 1 &&
              TS_REQ_set_msg_imprint(request.get(), imprint.get()) == 1 &&
              TS_REQ_set_nonce(request.get(), nonce.get()) == 1 &&
              TS_REQ_set_cert_req(request.get(), 1) == 1,
          "make a time-stamp request");
  return request;
}

// RFC 3161, 2.4.2: 0 granted, 1 granted with modifications.
void check_status(TS_RESP* response) {
  const TS_STATUS_INFO* info = TS_RESP_get_status_info(response);
  const long status = ASN1_INTEGER_get(TS_STATUS_INFO_get0_status(info));
  if (status != 0 && status != 1) {
    fail("refused", fmt::format("the time-stamping authority refused, with status {}", status),
         fmt::format("时间戳服务拒绝了请求，状态码 {}", status));
  }
}

void check_answers(TS_TST_INFO* info, TS_REQ* request) {
  const auto der = [](TS_MSG_IMPRINT* imprint) { return pki::to_der(imprint, i2d_TS_MSG_IMPRINT); };
  if (der(TS_TST_INFO_get_msg_imprint(info)) != der(TS_REQ_get_msg_imprint(request))) {
    fail("mismatch", "the timestamp is over something else than what was sent",
         "时间戳所对应的数据与发送的数据不符");
  }
  const ASN1_INTEGER* nonce = TS_TST_INFO_get_nonce(info);
  if (nonce == nullptr || ASN1_INTEGER_cmp(nonce, TS_REQ_get_nonce(request)) != 0) {
    fail("mismatch", "the timestamp answers another request: its nonce differs",
         "时间戳应答的随机数与请求不符");
  }
}

// The store by which the token's chain is judged, at its own time. Without a trust of the caller's
// the token's certificates vouch for themselves: its signature, its purpose and its time are still
// checked, and whom to believe is the verifier's decision.
pki::X509StorePtr store_for(std::span<const pki::X509Ptr> trust, const STACK_OF(X509) * own,
                            std::time_t time) {
  pki::X509StorePtr store(X509_STORE_new());
  X509_VERIFY_PARAM* param = X509_STORE_get0_param(require(store, "allocate"));
  X509_VERIFY_PARAM_set_time(param, time);
  X509_VERIFY_PARAM_set_auth_level(param, kSecurityLevel);
  // An anchor may be any certificate of the chain, the authority's own too.
  X509_VERIFY_PARAM_set_flags(param, X509_V_FLAG_PARTIAL_CHAIN);
  for (const pki::X509Ptr& anchor : trust) {
    require(X509_STORE_add_cert(store.get(), anchor.get()) == 1, "hold a certificate");
  }
  for (int i = 0; trust.empty() && i < sk_X509_num(own); ++i) {
    require(X509_STORE_add_cert(store.get(), sk_X509_value(own, i)) == 1, "hold a certificate");
  }
  return store;
}

// Signature, ESS certificate identifier, key purpose and chain.
void check_signature(PKCS7* token, std::time_t time, std::span<const pki::X509Ptr> trust,
                     std::span<const pki::X509Ptr> issuers) {
  const pki::TsVerifyPtr context(TS_VERIFY_CTX_new());
  TS_VERIFY_CTX_set_flags(require(context, "allocate"), TS_VFY_VERSION | TS_VFY_SIGNATURE);
  // The context takes the store and the certificates over.
  auto store = store_for(trust, token->d.sign->cert, time);
  TS_VERIFY_CTX_set_store(context.get(), store.release());
  pki::CertificatesPtr others(sk_X509_new_null());
  require(others, "allocate");
  for (const pki::X509Ptr& issuer : issuers) {
    require(X509_add_cert(others.get(), issuer.get(), X509_ADD_FLAG_UP_REF) == 1,
            "hold a certificate");
  }
  TS_VERIFY_CTX_set_certs(context.get(), others.release());
  if (TS_RESP_verify_token(context.get(), token) != 1) {
    const std::string reason = pki::take_errors();
    fail("untrusted", "the timestamp's signature or certificate is not acceptable: " + reason,
         "时间戳的签名或证书不可接受：" + reason);
  }
}

std::vector<Bytes> certificates_of(PKCS7* token) {
  const pki::BorrowedCertificatesPtr signers(PKCS7_get0_signers(token, nullptr, 0));
  const X509* own = sk_X509_value(require(signers, "find the timestamp's signer"), 0);
  std::vector<Bytes> out{pki::der_of(own)};
  const STACK_OF(X509)* all = token->d.sign->cert;
  for (int i = 0; i < sk_X509_num(all); ++i) {
    if (X509_cmp(sk_X509_value(all, i), own) != 0) {
      out.push_back(pki::der_of(sk_X509_value(all, i)));
    }
  }
  return out;
}

}  // namespace

TimestampToken request_timestamp(const TimestampAuthority& authority, std::string_view sha256,
                                 std::span<const pki::X509Ptr> trust,
                                 std::span<const pki::X509Ptr> issuers) {
  const auto request = make_request(sha256);
  const auto response = pki::from_der<pki::TsResponsePtr>(
      authority.answer(pki::to_der(request.get(), i2d_TS_REQ)), d2i_TS_RESP);
  if (response == nullptr) {
    fail("malformed", "what the time-stamping authority sent is no time-stamp response",
         "时间戳服务返回的内容不是有效的时间戳应答");
  }
  check_status(response.get());
  PKCS7* token = TS_RESP_get_token(response.get());
  TS_TST_INFO* info = TS_RESP_get_tst_info(response.get());
  const auto time = info != nullptr ? pki::to_time(TS_TST_INFO_get_time(info)) : std::nullopt;
  if (token == nullptr || !time || PKCS7_type_is_signed(token) != 1) {
    fail("malformed", "the time-stamping authority granted a timestamp and sent none",
         "时间戳服务同意签发，但未返回时间戳");
  }
  check_answers(info, request.get());
  check_signature(token, *time, trust, issuers);
  return {pki::to_der(token, i2d_PKCS7), *time, certificates_of(token)};
}

}  // namespace certpress::sign
