// The test authority of a test: its folder, its services, and a certificate to be signed.
#pragma once

#include <ctime>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>

#include "certpress/demo.h"
#include "certpress/keys.h"
#include "certpress/signing.h"

namespace certpress::tests {

inline constexpr std::time_t kNow = 1'800'000'000;  // 2027-01-15T08:00:00Z

// A folder of the running test, emptied when first asked for.
const std::string& scratch();

// One page with text and a seal.
const std::string& unsigned_certificate();
// The same without a seal.
const std::string& certificate_without_seal();

struct Authority {
  // Of its own below scratch().
  explicit Authority(const std::string& name = "keys",
                     const std::string& url = "http://test.invalid", std::time_t time = kNow);

  [[nodiscard]] std::filesystem::path operator/(const char* file) const { return folder / file; }
  [[nodiscard]] std::shared_ptr<const Signer> rsa() const { return signer("test-signer-rsa"); }
  [[nodiscard]] std::shared_ptr<const Signer> p256() const { return signer("test-signer-p256"); }
  [[nodiscard]] std::shared_ptr<const TimestampAuthority> timestamps() const;
  [[nodiscard]] std::shared_ptr<const RevocationSource> revocation() const;
  // With everything for every level.
  [[nodiscard]] SigningServices::Parts parts() const;
  [[nodiscard]] Bytes certificate(const char* file) const;

  std::filesystem::path folder;
  std::time_t time;  // of its making, and of all that it says

 private:
  [[nodiscard]] std::shared_ptr<const Signer> signer(const std::string& name) const;
};

// Passes on to another one, unless told otherwise.
class FakeTimestampAuthority final : public TimestampAuthority {
 public:
  using Answer = std::function<std::string(std::string_view request)>;
  explicit FakeTimestampAuthority(Answer answer) : answer_(std::move(answer)) {}
  [[nodiscard]] std::string answer(std::string_view request) const override {
    return answer_(request);
  }

 private:
  Answer answer_;
};

// Counts, and answers from a table where it has an entry for the URL's last part.
class FakeRevocationSource final : public RevocationSource {
 public:
  explicit FakeRevocationSource(std::shared_ptr<const RevocationSource> inner)
      : inner_(std::move(inner)) {}
  [[nodiscard]] std::string ocsp(const std::string& url, std::string_view request) const override;
  [[nodiscard]] std::string crl(const std::string& url) const override;

  mutable int asked = 0;
  std::map<std::string, std::function<std::string()>> replaced;  // "ocsp", "test-root.crl"

 private:
  std::shared_ptr<const RevocationSource> inner_;
};

// Runs it and gives back the code of what it throws: "signing/..." or "" when nothing is thrown.
std::string code_thrown(const std::function<void()>& what);

SignatureOptions options_for(SignatureLevel level);

}  // namespace certpress::tests
