#include "authority.h"

#include <gtest/gtest.h>

#include "pdf/pdf.h"
#include "support/demo_authority.h"
#include "support/image.h"
#include "unit/canvas/specimen.h"

namespace certpress::tests {

namespace {

sheet::Sheet page(bool with_seal) {
  sheet::Items items{item(text_run(song(), 6, {10, 20}, "样例证书"))};
  if (with_seal) {
    sheet::Group seal;
    seal.blend = sheet::Blend::kMultiply;
    seal.items = {item(filled_rect({55, 60, 20, 20}, {200, 0, 0, 1}))};
    auto sealing = std::make_shared<sheet::Item>(*item(seal));
    sealing->bounds = {55, 60, 20, 20};
    sealing->seal = true;
    items.push_back(std::move(sealing));
  }
  return page_of({100, 100}, std::move(items));
}

std::string last_part(const std::string& url) { return url.substr(url.rfind('/') + 1); }

}  // namespace

const std::string& scratch() {
  static std::map<const void*, std::string> folders;
  const void* test = testing::UnitTest::GetInstance()->current_test_info();
  const auto known = folders.find(test);
  return known != folders.end() ? known->second : folders[test] = test_folder();
}

const std::string& unsigned_certificate() {
  static const std::string pdf = pdf::to_pdf(page(true), {{}, {}, "{}"});
  return pdf;
}

const std::string& certificate_without_seal() {
  static const std::string pdf = pdf::to_pdf(page(false), {{}, {}, "{}"});
  return pdf;
}

Authority::Authority(const std::string& name, const std::string& url, std::time_t of)
    : folder(make_demo_authority(std::filesystem::path(scratch()) / name, of, url)), time(of) {}

std::shared_ptr<const Signer> Authority::signer(const std::string& name) const {
  return open_signer(
      PemKey{folder / (name + ".key"),
             NoSecret{},
             {folder / (name + ".pem"), folder / "test-ca.pem", folder / "test-root.pem"}});
}

std::shared_ptr<const TimestampAuthority> Authority::timestamps() const {
  return open_test_timestamp_authority(
      PemKey{
          folder / "test-tsa.key", NoSecret{}, {folder / "test-tsa.pem", folder / "test-ca.pem"}},
      [now = time] { return now; });
}

std::shared_ptr<const RevocationSource> Authority::revocation() const {
  return open_test_revocation_source({PemKey{folder / "test-ocsp.key",
                                             NoSecret{},
                                             {folder / "test-ocsp.pem", folder / "test-ca.pem"}},
                                      {folder / "test-ca.crl", folder / "test-root.crl"}},
                                     [now = time] { return now; });
}

SigningServices::Parts Authority::parts() const {
  return {
      timestamps(), {certificate("test-root.pem")}, revocation(), {certificate("test-root.pem")}};
}

Bytes Authority::certificate(const char* file) const {
  return read_certificates(folder / file).front();
}

std::string FakeRevocationSource::ocsp(const std::string& url, std::string_view request) const {
  ++asked;
  const auto found = replaced.find(last_part(url));
  return found != replaced.end() ? found->second() : inner_->ocsp(url, request);
}

std::string FakeRevocationSource::crl(const std::string& url) const {
  ++asked;
  const auto found = replaced.find(last_part(url));
  return found != replaced.end() ? found->second() : inner_->crl(url);
}

std::string code_thrown(const std::function<void()>& what) {
  try {
    what();
  } catch (const Refused& refused) {
    return refused.diagnostics().front().code;
  } catch (const SigningFailure& failure) {
    return failure.code();
  }
  return {};
}

SignatureOptions options_for(SignatureLevel level) {
  SignatureOptions options;
  options.level = level;
  options.time = kNow;
  return options;
}

}  // namespace certpress::tests
