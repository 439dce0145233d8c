#include "identity.h"

#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "../base/refusals.h"
#include "../pki/certificate.h"
#include "der.h"

namespace certpress::sign {

namespace {

std::vector<pki::X509Ptr> parsed(const SigningIdentity& identity, Refusals& refusals) {
  std::vector<pki::X509Ptr> out;
  for (const Bytes& der : identity.certificates) {
    auto certificate = pki::from_der<pki::X509Ptr>(der.text(), d2i_X509);
    if (certificate == nullptr) {
      refusals.error("signing/bad-certificate", {},
                     {fmt::format("certificate {} of the signer is not readable", out.size() + 1),
                      fmt::format("签名者的第 {} 张证书无法读取", out.size() + 1)});
      refusals.throw_if_any();
    }
    out.push_back(std::move(certificate));
  }
  if (out.empty()) {
    refusals.error("signing/no-certificate", {},
                   {"the signer has no certificate", "签名者没有证书"});
    refusals.throw_if_any();
  }
  return out;
}

void check_validity(const X509* certificate, std::time_t time, Refusals& refusals) {
  if (pki::is_valid_at(certificate, time)) {
    return;
  }
  const auto from = pki::to_time(X509_get0_notBefore(certificate));
  const std::string name = pki::subject_of(certificate);
  if (from && time < *from) {
    refusals.error("signing/certificate-not-yet-valid", {},
                   {fmt::format("the certificate '{}' is not valid yet at the signing time", name),
                    fmt::format("签名时，证书“{}”尚未生效", name)},
                   {"is the clock right?", "请检查系统时钟"});
  } else {
    refusals.error("signing/certificate-expired", {},
                   {fmt::format("the certificate '{}' has expired at the signing time", name),
                    fmt::format("签名时，证书“{}”已过期", name)});
  }
}

void check_usage(X509* certificate, Refusals& refusals) {
  // Without the extension every usage is allowed (RFC 5280, 4.2.1.3), but nobody said that it may
  // sign documents.
  const bool stated = (X509_get_extension_flags(certificate) & EXFLAG_KUSAGE) != 0;
  const bool signs =
      (X509_get_key_usage(certificate) & (KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION)) != 0;
  if (!stated || !signs) {
    refusals.error(
        "signing/key-usage", {},
        {fmt::format("the certificate '{}' is not for signatures: its key usage has neither "
                     "digitalSignature nor nonRepudiation",
                     pki::subject_of(certificate)),
         fmt::format("证书“{}”不能用于签名：其密钥用途既无 digitalSignature 也无 nonRepudiation",
                     pki::subject_of(certificate))});
  }
}

std::shared_ptr<const Identity> described(const SigningIdentity& given,
                                          std::vector<pki::X509Ptr> chain) {
  auto out = std::make_shared<Identity>();
  out->given = given;
  out->until = std::numeric_limits<std::time_t>::max();
  for (const pki::X509Ptr& certificate : chain) {
    out->from = std::max(out->from,
                         pki::to_time(X509_get0_notBefore(certificate.get())).value_or(out->until));
    out->until =
        std::min(out->until, pki::to_time(X509_get0_notAfter(certificate.get())).value_or(0));
  }
  out->certificate = std::move(chain.front());
  const X509* own = out->certificate.get();
  out->common_name = pki::common_name(own);
  out->issuer_and_serial =
      der::tagged(der::kSequence, {pki::to_der(X509_get_issuer_name(own), i2d_X509_NAME),
                                   pki::to_der(X509_get0_serialNumber(own), i2d_ASN1_INTEGER)});
  return out;
}

}  // namespace

std::shared_ptr<const Identity> check_identity(const SigningIdentity& identity, std::time_t time) {
  Refusals refusals;
  auto chain = parsed(identity, refusals);
  const auto algorithm = pki::algorithm_for(X509_get0_pubkey(chain.front().get()));
  if (algorithm != identity.algorithm) {
    refusals.error("signing/algorithm", {},
                   {"the signer's key is not of the kind and size that its algorithm says",
                    "签名者的密钥种类或长度与其算法不符"},
                   {"RSA of 2048 to 4096 bits, P-256 and P-384 can sign",
                    "可用 2048 至 4096 位 RSA、P-256 或 P-384"});
  }
  check_usage(chain.front().get(), refusals);
  for (std::size_t i = 0; i < chain.size(); ++i) {
    check_validity(chain[i].get(), time, refusals);
    if (i > 0 && pki::find_issuer(chain[i - 1].get(), {&chain[i], 1}) == nullptr) {
      refusals.error(
          "signing/chain-order", {},
          {fmt::format("'{}' did not issue the certificate before it, '{}'",
                       pki::subject_of(chain[i].get()), pki::subject_of(chain[i - 1].get())),
           fmt::format("“{}”不是其前一张证书“{}”的签发者", pki::subject_of(chain[i].get()),
                       pki::subject_of(chain[i - 1].get()))},
          {"the signer's certificate comes first, then its issuer, and so on",
           "应先列签名者证书，再列其签发者，依次向上"});
    }
  }
  refusals.throw_if_any();
  return described(identity, std::move(chain));
}

}  // namespace certpress::sign
