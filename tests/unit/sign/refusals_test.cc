// Input that is not signed: files that are no certificates, certificates that may not sign.
#include <gtest/gtest.h>

#include "authority.h"
#include "demo/certificate_maker.h"
#include "pki/certificate.h"
#include "support/image.h"

namespace certpress::tests {
namespace {

std::string code_for_file(const std::string& pdf, const Authority& authority) {
  return code_thrown([&] {
    sign_pdf(pdf, *authority.p256(), SigningServices(), options_for(SignatureLevel::kB));
  });
}

TEST(Refusals, OnlyCertificatesOfOursAreSigned) {
  const Authority authority;
  const std::string& good = unsigned_certificate();
  std::string other_maker = good;
  const std::size_t producer = other_maker.find("/Producer (certpress)");
  ASSERT_NE(producer, std::string::npos);
  other_maker.replace(producer, 21, "/Producer (otherwise)");
  for (const std::string& pdf : {std::string(), std::string("not a PDF"),
                                 good.substr(0, good.size() / 2), good + "\n\n", other_maker}) {
    EXPECT_EQ(code_for_file(pdf, authority), "signing/not-a-certificate");
  }
}

TEST(Refusals, EveryPrefixIsRefusedAndNoneCrashes) {
  const Authority authority;
  const std::string& good = unsigned_certificate();
  for (std::size_t size = 0; size < good.size(); size += good.size() / 97) {
    EXPECT_EQ(code_for_file(good.substr(0, size), authority), "signing/not-a-certificate");
  }
}

TEST(Refusals, ASecondSignatureIsRefused) {
  const Authority authority;
  const auto parts = authority.parts();
  for (const auto level : {SignatureLevel::kB, SignatureLevel::kLta}) {
    const std::string once = sign_pdf(unsigned_certificate(), *authority.p256(),
                                      SigningServices(parts), options_for(level));
    EXPECT_EQ(code_for_file(once, authority), "signing/already-signed");
  }
}

TEST(Refusals, LevelsNeedThoseWhoAreAsked) {
  const Authority authority;
  const auto code = [&](SignatureLevel level, SigningServices::Parts parts) {
    return code_thrown([&] {
      sign_pdf(unsigned_certificate(), *authority.p256(), SigningServices(std::move(parts)),
               options_for(level));
    });
  };
  EXPECT_EQ(code(SignatureLevel::kT, {}), "signing/no-timestamp-authority");
  EXPECT_EQ(code(SignatureLevel::kLt, {}), "signing/no-timestamp-authority");
  EXPECT_EQ(code(SignatureLevel::kLt, {.timestamps = authority.timestamps()}),
            "signing/no-revocation-source");
}

TEST(Refusals, TextsMustBeUtf8AndShortAndAFieldsNamePlain) {
  const Authority authority;
  const auto code = [&](auto change) {
    SignatureOptions options = options_for(SignatureLevel::kB);
    change(options);
    return code_thrown(
        [&] { sign_pdf(unsigned_certificate(), *authority.p256(), SigningServices(), options); });
  };
  EXPECT_EQ(code([](auto& o) { o.reason = "\xFF"; }), "signing/bad-text");
  EXPECT_EQ(code([](auto& o) { o.location = std::string(501, 'x'); }), "signing/bad-text");
  EXPECT_EQ(code([](auto& o) { o.field_name = ""; }), "signing/bad-text");
  EXPECT_EQ(code([](auto& o) { o.field_name = "a.b"; }), "signing/bad-text");
  EXPECT_EQ(code([](auto& o) { o.field_name = "印章"; }), "");
}

// A signer with a certificate made for one test.
class MadeSigner final : public Signer {
 public:
  explicit MadeSigner(const demo::CertificateRequest& request, std::time_t time = kNow,
                      pki::KeyPtr key = demo::make_p256_key())
      : root_(demo::issue(demo::make_p256_key(),
                          {"root", 4000, {{NID_basic_constraints, "critical,CA:TRUE"}}}, nullptr,
                          kNow)),
        own_(demo::issue(std::move(key), request, &root_, time)),
        chain_{pki::der_of(own_.certificate.get()), pki::der_of(root_.certificate.get())} {}

  [[nodiscard]] SignatureAlgorithm algorithm() const override {
    return SignatureAlgorithm::kEcdsaP256Sha256;
  }
  [[nodiscard]] const std::vector<Bytes>& certificates() const override { return chain_; }
  [[nodiscard]] std::string sign(std::span<const std::uint8_t> /*digest*/) const override {
    throw std::logic_error("nothing was to be signed");
  }
  void turn_chain() { std::swap(chain_[0], chain_[1]); }
  void break_chain() { chain_[1] = Bytes::from_string("junk"); }
  void drop_chain() { chain_.clear(); }

 private:
  demo::KeyAndCertificate root_;
  demo::KeyAndCertificate own_;
  std::vector<Bytes> chain_;
};

std::string code_for_signer(const Signer& signer) {
  return code_thrown([&] {
    sign_pdf(unsigned_certificate(), signer, SigningServices(), options_for(SignatureLevel::kB));
  });
}

const std::pair<int, std::string> kSigns{NID_key_usage, "critical,digitalSignature"};

TEST(Refusals, AnExpiredCertificateDoesNotSign) {
  EXPECT_EQ(code_for_signer(MadeSigner({"x", 100, {kSigns}}, kNow - 200 * 86'400L)),
            "signing/certificate-expired");
}

TEST(Refusals, ACertificateBeforeItsTimeDoesNotSign) {
  EXPECT_EQ(code_for_signer(MadeSigner({"x", 100, {kSigns}}, kNow + 2 * 86'400L)),
            "signing/certificate-not-yet-valid");
}

TEST(Refusals, ACertificateForOtherUsesDoesNotSign) {
  EXPECT_EQ(code_for_signer(MadeSigner({"x", 100, {{NID_key_usage, "critical,keyEncipherment"}}})),
            "signing/key-usage");
  EXPECT_EQ(code_for_signer(MadeSigner({"x", 100, {{NID_key_usage, "critical,keyAgreement"}}})),
            "signing/key-usage");
  EXPECT_EQ(code_for_signer(MadeSigner({"x", 100, {}})), "signing/key-usage");
}

TEST(Refusals, AKeyThatIsNotOnTheListDoesNotSign) {
  pki::KeyPtr small(EVP_RSA_gen(1024));
  EXPECT_EQ(code_for_signer(MadeSigner({"x", 100, {kSigns}}, kNow, std::move(small))),
            "signing/algorithm");
  pki::KeyPtr other(EVP_EC_gen("P-521"));
  EXPECT_EQ(code_for_signer(MadeSigner({"x", 100, {kSigns}}, kNow, std::move(other))),
            "signing/algorithm");
  // An identity that calls its key something else.
  EXPECT_EQ(code_for_signer(MadeSigner({"x", 100, {kSigns}}, kNow, demo::make_rsa_key())),
            "signing/algorithm");
}

TEST(Refusals, AChainMustBeOne) {
  MadeSigner turned({"x", 100, {kSigns}});
  turned.turn_chain();
  try {
    sign_pdf(unsigned_certificate(), turned, SigningServices(), options_for(SignatureLevel::kB));
    FAIL();
  } catch (const Refused& refused) {
    // A root for a signer, and out of order: both are said.
    ASSERT_EQ(refused.diagnostics().size(), 2U);
    EXPECT_EQ(refused.diagnostics()[0].code, "signing/key-usage");
    EXPECT_EQ(refused.diagnostics()[1].code, "signing/chain-order");
  }
  MadeSigner broken({"x", 100, {kSigns}});
  broken.break_chain();
  EXPECT_EQ(code_for_signer(broken), "signing/bad-certificate");
  MadeSigner none({"x", 100, {kSigns}});
  none.drop_chain();
  EXPECT_EQ(code_for_signer(none), "signing/no-certificate");
}

TEST(Refusals, MessagesAreInBothLanguages) {
  try {
    sign_pdf(unsigned_certificate(), MadeSigner({"x", 100, {}}), SigningServices(),
             options_for(SignatureLevel::kB));
    FAIL();
  } catch (const Refused& refused) {
    EXPECT_NE(refused.diagnostics().front().message.zh.find("不能用于签名"), std::string::npos);
  }
}

}  // namespace
}  // namespace certpress::tests
