// Authorities reached by HTTP: openssl's behind a small server, and all the ways to be a bad one.
#include "certpress/network.h"

#include <chrono>
#include <ctime>

#include <gtest/gtest.h>

#include "support/authority_server.h"
#include "support/process.h"
#include "support/text.h"
#include "unit/sign/authority.h"
#include "unit/sign/signed_file.h"

namespace certpress::tests {
namespace {

using std::chrono::milliseconds;

struct Case {
  AuthorityServer server{std::filesystem::path(scratch()) / "keys"};
  HttpOptions options;

  [[nodiscard]] SigningFailure failure(const std::string& path) const {
    try {
      static_cast<void>(make_http_timestamp_authority(server.url() + path, options)->answer("q"));
    } catch (const SigningFailure& failure) {
      return failure;
    }
    throw std::logic_error("nothing failed");
  }
  [[nodiscard]] std::string reason(const std::string& path) const {
    const SigningFailure told = failure(path);
    EXPECT_EQ(told.code(), "signing/timestamp-unavailable");
    EXPECT_NE(told.message().zh.find("无法从"), std::string::npos);
    return told.message().en;
  }
};

TEST(Network, EveryLevelOverHttp) {
  const Case one;
  const Authority authority("keys", one.server.url(), std::time(nullptr));
  SigningServices::Parts parts = authority.parts();
  parts.timestamps = make_http_timestamp_authority(one.server.url() + "/tsa");
  parts.revocation = make_http_revocation_source();
  SignatureOptions options = options_for(SignatureLevel::kLta);
  options.time = std::time(nullptr);
  const std::string pdf =
      sign_pdf(unsigned_certificate(), *authority.rsa(), SigningServices(parts), options);
  EXPECT_EQ(signatures_of(pdf).size(), 2U);
  EXPECT_TRUE(contains(pdf, "/OCSPs ["));
}

TEST(Network, ListsComeByHttpWhenTheResponderIsDown) {
  const Case one;
  const Authority authority("keys", one.server.url() + "/down", std::time(nullptr));
  SigningServices::Parts parts = authority.parts();
  parts.timestamps = make_http_timestamp_authority(one.server.url() + "/tsa");
  parts.revocation = make_http_revocation_source();
  SignatureOptions options = options_for(SignatureLevel::kLt);
  options.time = std::time(nullptr);
  EXPECT_EQ(code_thrown([&] {
              sign_pdf(unsigned_certificate(), *authority.rsa(), SigningServices(parts), options);
            }),
            "");
}

TEST(Network, ARedirectWithinTheSchemeIsFollowed) {
  const Case one;
  const Authority authority("keys", one.server.url(), std::time(nullptr));
  SigningServices::Parts parts = authority.parts();
  parts.timestamps = make_http_timestamp_authority(one.server.url() + "/moved");
  EXPECT_EQ(code_thrown([&] {
              SignatureOptions options = options_for(SignatureLevel::kT);
              options.time = std::time(nullptr);
              sign_pdf(unsigned_certificate(), *authority.p256(), SigningServices(parts), options);
            }),
            "");
}

TEST(Network, ARedirectToAnotherSchemeIsNot) {
  const Case one;
  EXPECT_TRUE(contains(one.reason("/moved-to-file"), "file")) << one.reason("/moved-to-file");
  EXPECT_TRUE(contains(one.reason("/moved-to-https"), "https"));
  EXPECT_TRUE(contains(one.reason("/moved-for-ever"), "redirects"));
}

TEST(Network, AnErrorStatusIsNamed) {
  const Case one;
  EXPECT_TRUE(contains(one.reason("/other"), "HTTP status 500"));
}

TEST(Network, AnotherContentTypeIsRefused) {
  const Case one;
  EXPECT_TRUE(contains(one.reason("/wrong-type"), "not of type application/timestamp-reply"));
}

TEST(Network, AnAnswerBeyondTheLimitIsCutOff) {
  Case one;
  one.options.max_bytes = 50'000;
  EXPECT_TRUE(contains(one.reason("/large"), "larger than 50000 bytes"));
}

TEST(Network, ASlowAuthorityIsGivenUp) {
  Case one;
  one.options.total_timeout = milliseconds(300);
  const auto start = std::chrono::steady_clock::now();
  EXPECT_TRUE(contains(one.reason("/slow"), "timed out")) << one.reason("/slow");
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
}

TEST(Network, ARefusedConnectionIsToldAtOnce) {
  // A port that was free a moment ago.
  std::string url;
  { url = AuthorityServer(scratch()).url(); }
  const auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(code_thrown([&] {
              static_cast<void>(make_http_timestamp_authority(url + "/tsa")->answer("q"));
            }),
            "signing/timestamp-unavailable");
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(2));
}

TEST(Network, NonsenseIsRefusedByWhoAsked) {
  const Case one;
  const Authority authority;
  SigningServices::Parts parts = authority.parts();
  parts.timestamps = make_http_timestamp_authority(one.server.url() + "/nonsense");
  EXPECT_EQ(code_thrown([&] {
              sign_pdf(unsigned_certificate(), *authority.p256(), SigningServices(parts),
                       options_for(SignatureLevel::kT));
            }),
            "signing/timestamp-malformed");
}

TEST(Network, TheEnvironmentsProxyIsNotAsked) {
  const Case one;
  ::setenv("http_proxy", "http://127.0.0.1:1", 1);
  EXPECT_TRUE(contains(one.reason("/other"), "HTTP status 500"));
  ::unsetenv("http_proxy");
}

TEST(Network, OnlyHttpIsSpoken) {
  EXPECT_EQ(code_thrown([] {
              static_cast<void>(make_http_revocation_source()->crl("file:///etc/hostname"));
            }),
            "signing/revocation-unavailable");
}

}  // namespace
}  // namespace certpress::tests
