// Which answers about revocation count, and which do not.
#include "sign/revocation.h"

#include <gtest/gtest.h>

#include "authority.h"
#include "demo/certificate_maker.h"
#include "pki/certificate.h"
#include "support/image.h"
#include "support/process.h"
#include "support/text.h"

namespace certpress::sign {
namespace {

using tests::Authority;
using tests::code_thrown;
using tests::FakeRevocationSource;
using tests::kNow;

constexpr std::time_t kDay = 86'400;

struct Case {
  Authority authority;
  std::shared_ptr<FakeRevocationSource> source =
      std::make_shared<FakeRevocationSource>(authority.revocation());

  std::shared_ptr<const ValidationData> collect(std::time_t time = kNow) {
    const std::vector<Bytes> leaves{authority.certificate("test-signer-p256.pem")};
    const std::vector<Bytes> issuers{authority.certificate("test-ca.pem"),
                                     authority.certificate("test-root.pem")};
    return cache.collect(*source, leaves, issuers, time);
  }
  std::string code(std::time_t time = kNow) {
    return code_thrown([&] { collect(time); });
  }
  // What is said when nothing can be used.
  std::string reason(std::time_t time = kNow) {
    try {
      collect(time);
    } catch (const SigningFailure& failure) {
      return failure.message().en;
    }
    return {};
  }
  void without_ocsp() {
    source->replaced["ocsp"] = []() -> std::string {
      throw SigningFailure("signing/revocation-unavailable", {"down", "不可用"});
    };
  }

  RevocationCache cache;
};

using tests::contains;

TEST(Revocation, FollowsTheChainToItsRoot) {
  Case good;
  const auto data = good.collect();
  EXPECT_EQ(data->certificates.size(), 4U);  // signer, responder, issuing CA, root
  EXPECT_EQ(data->ocsps.size(), 1U);
  EXPECT_EQ(data->crls.size(), 1U);
  EXPECT_EQ(data->until, kNow + 7 * kDay);
  EXPECT_TRUE(data->holds(good.authority.certificate("test-root.pem")));
  EXPECT_FALSE(data->holds(good.authority.certificate("test-tsa.pem")));
}

TEST(Revocation, AListServesWhenTheResponderDoesNot) {
  Case one;
  one.without_ocsp();
  const auto data = one.collect();
  EXPECT_EQ(data->ocsps.size(), 0U);
  EXPECT_EQ(data->crls.size(), 2U);
}

TEST(Revocation, WhenNothingAnswersEveryPlaceAndItsReasonIsNamed) {
  Case one;
  one.without_ocsp();
  one.source->replaced["test-ca.crl"] = [] { return std::string("nonsense"); };
  EXPECT_EQ(one.code(), "signing/revocation-unavailable");
  const std::string reason = one.reason();
  EXPECT_TRUE(contains(reason, "signer (P-256)")) << reason;
  EXPECT_TRUE(contains(reason, "http://test.invalid/ocsp: down")) << reason;
  EXPECT_TRUE(contains(reason, "http://test.invalid/test-ca.crl: it is no revocation list"))
      << reason;
}

TEST(Revocation, AnExpiredListIsNotUsed) {
  Case one;
  EXPECT_EQ(one.code(kNow + 1900 * kDay), "signing/revocation-unavailable");
  EXPECT_TRUE(contains(one.reason(kNow + 1900 * kDay), "it has expired"));
}

TEST(Revocation, AnAnswerFromAfterTheSigningTimeIsNotUsed) {
  Case one;
  EXPECT_TRUE(contains(one.reason(kNow - 3 * kDay), "it is dated after the signing time"));
}

TEST(Revocation, AListOfAnotherIssuerIsNotUsed) {
  Case one;
  one.without_ocsp();
  one.source->replaced["test-ca.crl"] = [&] {
    return tests::read_file(one.authority / "test-root.crl");
  };
  EXPECT_TRUE(contains(one.reason(), "issuer did not sign the revocation list"));
}

TEST(Revocation, AChangedListIsNotUsed) {
  Case one;
  one.without_ocsp();
  one.source->replaced["test-ca.crl"] = [&] {
    std::string der = tests::read_file(one.authority / "test-ca.crl");
    der[der.size() - 5] ^= 1;  // in the signature
    return der;
  };
  EXPECT_EQ(one.code(), "signing/revocation-unavailable");
}

TEST(Revocation, AnAnswerOfAForeignResponderIsNotUsed) {
  Case one;
  const Authority foreign("foreign");
  one.source->replaced["test-ca.crl"] = [] { return std::string(); };
  one.source->replaced["ocsp"] = [&] {
    // The foreign responder's own certificate is all that it can vouch for.
    const auto certificate =
        pki::parse_certificate(one.authority.certificate("test-signer-p256.pem"));
    const auto issuer = pki::parse_certificate(one.authority.certificate("test-ca.pem"));
    const pki::OcspRequestPtr request(OCSP_REQUEST_new());
    OCSP_request_add0_id(request.get(),
                         OCSP_cert_to_id(EVP_sha1(), certificate.get(), issuer.get()));
    return foreign.revocation()->ocsp("", pki::to_der(request.get(), i2d_OCSP_REQUEST));
  };
  const std::string reason = one.reason();
  EXPECT_TRUE(contains(reason, "its signature is not acceptable")) << reason;
}

TEST(Revocation, AnIssuerThatIsNotGivenIsNamed) {
  Case one;
  const std::vector<Bytes> leaves{one.authority.certificate("test-signer-p256.pem")};
  EXPECT_EQ(code_thrown([&] { one.cache.collect(*one.source, leaves, {}, kNow); }),
            "signing/chain-incomplete");
}

// An authority whose lists come from openssl ca, so that it can revoke.
TEST(Revocation, ARevokedCertificateIsRefused) {
  const std::string folder = tests::scratch();
  const auto ca = demo::issue(demo::make_p256_key(),
                              {"CA",
                               1000,
                               {{NID_basic_constraints, "critical,CA:TRUE"},
                                {NID_key_usage, "critical,keyCertSign,cRLSign"},
                                {NID_subject_key_identifier, "hash"}}},
                              nullptr, kNow);
  const auto signer = demo::issue(
      demo::make_p256_key(),
      {"signer", 1000, {{NID_crl_distribution_points, "URI:http://test.invalid/own.crl"}}}, &ca,
      kNow);
  tests::write_file(folder + "/ca.pem", demo::to_pem(ca.certificate.get()));
  tests::write_file(folder + "/ca.key", demo::to_pem(ca.key.get()));
  tests::write_file(folder + "/signer.pem", demo::to_pem(signer.certificate.get()));
  tests::write_file(folder + "/index.txt", "");
  tests::write_file(folder + "/number", "01\n");
  tests::write_file(folder + "/ca.cnf", "[ca]\ndefault_ca=x\n[x]\ndatabase=" + folder +
                                            "/index.txt\ncrlnumber=" + folder +
                                            "/number\ndefault_md=sha256\n");
  const std::vector<std::string> tool{
      "openssl",          "ca",       "-config",         folder + "/ca.cnf", "-cert",
      folder + "/ca.pem", "-keyfile", folder + "/ca.key"};
  const auto list = [&](std::vector<std::string> more) {
    more.insert(more.begin(), tool.begin(), tool.end());
    const auto done = tests::run(more);
    ASSERT_EQ(done.exit_code, 0) << done.err;
  };
  const auto generate = [&] {
    list({"-gencrl", "-crl_lastupdate", "20270101000000Z", "-crl_nextupdate", "20280101000000Z",
          "-out", folder + "/own.crl.pem"});
    tests::run({"openssl", "crl", "-in", folder + "/own.crl.pem", "-outform", "DER", "-out",
                folder + "/own.crl"});
  };
  Case one;
  one.source->replaced["own.crl"] = [&] { return tests::read_file(folder + "/own.crl"); };
  const std::vector<Bytes> leaves{pki::der_of(signer.certificate.get())};
  const std::vector<Bytes> issuers{pki::der_of(ca.certificate.get())};
  const auto code = [&] {
    RevocationCache cache;
    return code_thrown([&] { cache.collect(*one.source, leaves, issuers, kNow); });
  };
  generate();
  EXPECT_EQ(code(), "");
  list({"-revoke", folder + "/signer.pem"});
  generate();
  EXPECT_EQ(code(), "signing/certificate-revoked");
}

}  // namespace
}  // namespace certpress::sign
