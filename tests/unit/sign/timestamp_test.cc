// What a time-stamping authority may answer, and what is refused.
#include "sign/timestamp.h"

#include <gtest/gtest.h>

#include "authority.h"
#include "pki/certificate.h"

namespace certpress::sign {
namespace {

using tests::Authority;
using tests::code_thrown;
using tests::FakeTimestampAuthority;
using tests::kNow;

const std::string kDigest(32, 'd');

std::vector<pki::X509Ptr> trusting(const Authority& authority) {
  std::vector<pki::X509Ptr> out;
  out.push_back(pki::parse_certificate(authority.certificate("test-root.pem")));
  return out;
}

std::string code_for(const FakeTimestampAuthority::Answer& answer, const Authority& authority) {
  return code_thrown(
      [&] { request_timestamp(FakeTimestampAuthority(answer), kDigest, trusting(authority), {}); });
}

// A granted response around no token, or a refusal: TimeStampResp ::= { { status } }.
std::string bare_status(char status) { return std::string("\x30\x05\x30\x03\x02\x01") + status; }

TEST(Timestamp, AGoodOneTellsItsTimeAndItsCertificates) {
  const Authority authority;
  const auto token = request_timestamp(*authority.timestamps(), kDigest, trusting(authority), {});
  EXPECT_EQ(token.time, kNow);
  ASSERT_EQ(token.certificates.size(), 2U);
  EXPECT_EQ(token.certificates[0].text(), authority.certificate("test-tsa.pem").text());
  EXPECT_EQ(token.certificates[1].text(), authority.certificate("test-ca.pem").text());
}

TEST(Timestamp, NonsenseIsMalformed) {
  const Authority authority;
  for (const std::string& answer :
       {std::string(), std::string("<html>busy</html>"), std::string("\x30\x03\x02\x01", 4),
        authority.timestamps()->answer("nonsense") + "x"}) {
    EXPECT_EQ(code_for([&](std::string_view) { return answer; }, authority),
              "signing/timestamp-malformed");
  }
  EXPECT_EQ(code_for([&](std::string_view) { return bare_status(0); }, authority),
            "signing/timestamp-malformed");
}

TEST(Timestamp, EveryPrefixOfAGoodAnswerIsRefused) {
  const Authority authority;
  std::string good;
  ASSERT_EQ(
      code_for(
          [&](std::string_view request) { return good = authority.timestamps()->answer(request); },
          authority),
      "");
  for (std::size_t size = 0; size < good.size(); size += 13) {
    EXPECT_EQ(code_for([&](std::string_view) { return good.substr(0, size); }, authority),
              "signing/timestamp-malformed");
  }
}

TEST(Timestamp, ARefusalIsToldAsSuch) {
  const Authority authority;
  EXPECT_EQ(code_for([](std::string_view) { return bare_status(2); }, authority),
            "signing/timestamp-refused");
}

TEST(Timestamp, AnAnswerToAnotherRequestIsAMismatch) {
  const Authority authority;
  std::string first;
  EXPECT_EQ(
      code_for(
          [&](std::string_view request) { return first = authority.timestamps()->answer(request); },
          authority),
      "");
  // The same digest, another nonce.
  EXPECT_EQ(code_for([&](std::string_view) { return first; }, authority),
            "signing/timestamp-mismatch");
}

TEST(Timestamp, ATimestampOverSomethingElseIsAMismatch) {
  const Authority authority;
  const auto other_digest = [&](std::string_view request) {
    std::string changed(request);
    changed.replace(changed.find(kDigest), kDigest.size(), std::string(32, 'e'));
    return authority.timestamps()->answer(changed);
  };
  EXPECT_EQ(code_for(other_digest, authority), "signing/timestamp-mismatch");
}

TEST(Timestamp, AForeignCertificateIsNotTrusted) {
  const Authority authority;
  const Authority foreign("foreign");
  const auto answer = [&](std::string_view request) {
    return foreign.timestamps()->answer(request);
  };
  EXPECT_EQ(code_for(answer, authority), "signing/timestamp-untrusted");
  // Nobody named: whom to believe is left to the verifier.
  EXPECT_EQ(
      code_thrown([&] { request_timestamp(FakeTimestampAuthority(answer), kDigest, {}, {}); }), "");
}

TEST(Timestamp, TheAuthoritysOwnCertificateMayBeTheTrust) {
  const Authority authority;
  const Authority foreign("foreign");
  std::vector<pki::X509Ptr> trust;
  trust.push_back(pki::parse_certificate(authority.certificate("test-tsa.pem")));
  EXPECT_EQ(code_thrown([&] { request_timestamp(*authority.timestamps(), kDigest, trust, {}); }),
            "");
  EXPECT_EQ(code_thrown([&] { request_timestamp(*foreign.timestamps(), kDigest, trust, {}); }),
            "signing/timestamp-untrusted");
}

TEST(Timestamp, AChangedByteIsRefusedUnlessItProvesNothing) {
  const Authority authority;
  int accepted = 0;
  for (std::size_t at = 9; at < 1800; at += 37) {
    const std::string code = code_for(
        [&](std::string_view request) {
          std::string answer = authority.timestamps()->answer(request);
          answer[at % answer.size()] ^= 0x10;
          return answer;
        },
        authority);
    // Bytes of a certificate that is not needed, or of an unsigned status text, prove nothing.
    accepted += code.empty() ? 1 : 0;
  }
  EXPECT_LT(accepted, 12);
}

TEST(Timestamp, AnAuthorityWhoseCertificateHadExpiredIsNotTrusted) {
  const Authority authority;
  const auto late =
      open_test_timestamp_authority(PemKey{authority / "test-tsa.key",
                                           NoSecret{},
                                           {authority / "test-tsa.pem", authority / "test-ca.pem"}},
                                    [] { return kNow + 3000L * 86'400; });
  EXPECT_EQ(code_thrown([&] { request_timestamp(*late, kDigest, trusting(authority), {}); }),
            "signing/timestamp-untrusted");
}

}  // namespace
}  // namespace certpress::sign
