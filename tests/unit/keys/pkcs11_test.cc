// Keys on a token: SoftHSM2 with its own folder for each test.
#include <atomic>
#include <thread>

#include <gtest/gtest.h>

#include "demo/certificate_maker.h"
#include "keys/pkcs11_module.h"
#include "pki/certificate.h"
#include "support/image.h"
#include "support/process.h"
#include "unit/sign/authority.h"

namespace certpress::tests {
namespace {

namespace fs = std::filesystem;

constexpr const char* kModule = "/usr/lib/softhsm/libsofthsm2.so";

// A token "lab" with PIN 1234 that holds the authority's signers.
class Pkcs11 : public testing::Test {
 protected:
  void SetUp() override {
    write_file(
        scratch() + "/softhsm2.conf",
        "directories.tokendir = " + tokens() + "\nobjectstore.backend = file\nlog.level = ERROR\n");
    fs::create_directories(tokens());
    ::setenv("SOFTHSM2_CONF", (scratch() + "/softhsm2.conf").c_str(), 1);
    run_ok({"softhsm2-util", "--init-token", "--free", "--label", "lab", "--so-pin", "5678",
            "--pin", "1234"});
    import_key("test-signer-rsa", "rsa", "01");
    import_key("test-signer-p256", "p256", "02");
    write_file(scratch() + "/pin", "1234\n");
    fs::permissions(scratch() + "/pin", fs::perms::owner_read);
  }

  static std::string tokens() { return scratch() + "/tokens"; }

  static void run_ok(const std::vector<std::string>& command) {
    const Finished done = run(command);
    ASSERT_EQ(done.exit_code, 0) << command.front() << done.out << done.err;
  }

  void import_key(const std::string& name, const std::string& label, const std::string& id) {
    run_ok({"softhsm2-util", "--import", authority_ / (name + ".key").c_str(), "--token", "lab",
            "--label", label, "--id", id, "--pin", "1234"});
  }

  void import_certificate(const char* file, const std::string& id) {
    const std::string der = scratch() + "/certificate.der";
    write_file(der, std::string(authority_.certificate(file).text()));
    run_ok({"pkcs11-tool", "--module", kModule, "--token-label", "lab", "--login", "--pin", "1234",
            "--write-object", der, "--type", "cert", "--id", id, "--label", file});
  }

  [[nodiscard]] Pkcs11Key location(const std::string& label) const {
    Pkcs11Key key;
    key.module = kModule;
    key.token = "lab";
    key.label = label;
    key.pin = SecretFile{scratch() + "/pin"};
    key.certificates = {authority_ / ("test-signer-" + label + ".pem").c_str(),
                        authority_ / "test-ca.pem", authority_ / "test-root.pem"};
    return key;
  }

  static std::string code_for(const Pkcs11Key& key) {
    return code_thrown([&] { open_signer(key); });
  }

  Authority authority_;
};

TEST_F(Pkcs11, RsaAndEcdsaSign) {
  for (const std::string label : {"rsa", "p256"}) {
    const auto signer = open_signer(location(label));
    EXPECT_EQ(signer->certificates().size(), 3U);
    EXPECT_EQ(code_thrown([&] {
                sign_pdf(unsigned_certificate(), *signer, SigningServices(authority_.parts()),
                         options_for(SignatureLevel::kT));
              }),
              "");
  }
}

TEST_F(Pkcs11, GivesTheSameRsaSignatureAsTheKeyInAFile) {
  const auto on_token = open_signer(location("rsa"));
  const std::vector<std::uint8_t> digest(32, 9);
  EXPECT_EQ(on_token->sign(digest), authority_.rsa()->sign(digest));
}

TEST_F(Pkcs11, CertificatesMayStandOnTheToken) {
  import_certificate("test-ca.pem", "10");
  import_certificate("test-signer-p256.pem", "02");
  Pkcs11Key key = location("p256");
  key.certificates.clear();
  const auto signer = open_signer(key);
  ASSERT_EQ(signer->certificates().size(), 2U);
  EXPECT_EQ(signer->certificates().front().text(),
            authority_.certificate("test-signer-p256.pem").text());
}

TEST_F(Pkcs11, TheKeyIsFoundByLabelOrId) {
  Pkcs11Key key = location("rsa");
  key.label.clear();
  key.id = "01";
  EXPECT_EQ(code_for(key), "");
  key.id = "02";
  EXPECT_EQ(code_for(key), "key/mismatch");
  key.id = "77";
  EXPECT_EQ(code_for(key), "key/not-on-token");
  key.id = "not hexadecimal";
  EXPECT_EQ(code_for(key), "key/not-on-token");
  import_key("test-signer-rsa", "rsa", "03");
  key.id.clear();
  key.label = "rsa";
  EXPECT_EQ(code_for(key), "key/ambiguous");
  key.id = "03";
  EXPECT_EQ(code_for(key), "");
}

TEST_F(Pkcs11, AWrongPinIsRefused) {
  write_file(scratch() + "/wrong", "0000");
  fs::permissions(scratch() + "/wrong", fs::perms::owner_read);
  Pkcs11Key key = location("rsa");
  key.pin = SecretFile{scratch() + "/wrong"};
  EXPECT_EQ(code_for(key), "key/wrong-pin");
}

TEST_F(Pkcs11, AMissingTokenOrModuleIsRefused) {
  Pkcs11Key key = location("rsa");
  key.token = "elsewhere";
  EXPECT_EQ(code_for(key), "key/no-token");
  key.module = "/nowhere/module.so";
  EXPECT_EQ(code_for(key), "key/module");
}

TEST_F(Pkcs11, ACertificateOfAnotherKeyIsAMismatch) {
  Pkcs11Key key = location("rsa");
  key.certificates = {authority_ / "test-signer-p256.pem"};
  EXPECT_EQ(code_for(key), "key/mismatch");
  const Authority other("other");
  key.certificates = {other / "test-signer-rsa.pem"};
  EXPECT_EQ(code_for(key), "key/mismatch");
}

TEST_F(Pkcs11, ATokenThatIsRemovedInTheMiddleIsAFailureAndNoFile) {
  const auto signer = open_signer(location("p256"));
  const std::vector<std::uint8_t> digest(32, 1);
  EXPECT_EQ(code_thrown([&] { static_cast<void>(signer->sign(digest)); }), "");
  fs::remove_all(tokens());
  EXPECT_EQ(code_thrown([&] {
              sign_pdf(unsigned_certificate(), *signer, SigningServices(),
                       options_for(SignatureLevel::kB));
            }),
            "signing/key-unavailable");
}

// As after a restart of the device: nothing that was opened is known any more, the PIN neither.
TEST_F(Pkcs11, ATokenThatBeganAnewSignsAgain) {
  const auto signer = open_signer(location("p256"));
  const std::vector<std::uint8_t> digest(32, 4);
  static_cast<void>(signer->sign(digest));
  const auto module = keys::Pkcs11Module::load(kModule);
  for (int i = 0; i < 2; ++i) {
    ASSERT_EQ(module->calls().C_CloseAllSessions(module->slot_of("lab")), CKR_OK);
    const auto certificate = pki::parse_certificate(signer->certificates().front());
    EXPECT_TRUE(pki::is_signature(X509_get0_pubkey(certificate.get()), signer->algorithm(), digest,
                                  signer->sign(digest)));
  }
}

// As keys for qualified signatures do (CKA_ALWAYS_AUTHENTICATE).
TEST_F(Pkcs11, AKeyMayAskForThePinAtEverySignature) {
  const std::vector<std::string> tool{"pkcs11-tool", "--module", kModule, "--token-label",
                                      "lab",         "--login",  "--pin", "1234"};
  const auto with = [&](std::vector<std::string> more) {
    more.insert(more.begin(), tool.begin(), tool.end());
    run_ok(more);
  };
  const std::string path = scratch() + "/public.der";
  with({"--keypairgen", "--key-type", "EC:prime256v1", "--always-auth", "--label", "strict", "--id",
        "05"});
  with({"--read-object", "--type", "pubkey", "--id", "05", "--output-file", path});
  const auto root =
      demo::issue(demo::make_p256_key(),
                  {"root", 10, {{NID_basic_constraints, "critical,CA:TRUE"}}}, nullptr, kNow);
  const auto own = demo::issue(pki::from_der<pki::KeyPtr>(read_file(path), d2i_PUBKEY),
                               {"strict", 10, {{NID_key_usage, "digitalSignature"}}}, &root, kNow);
  write_file(scratch() + "/strict.pem", demo::to_pem(own.certificate.get()));
  Pkcs11Key key = location("strict");
  key.certificates = {scratch() + "/strict.pem"};
  const auto signer = open_signer(key);
  const std::vector<std::uint8_t> digest(32, 3);
  for (int i = 0; i < 2; ++i) {
    EXPECT_TRUE(pki::is_signature(X509_get0_pubkey(own.certificate.get()), signer->algorithm(),
                                  digest, signer->sign(digest)));
  }
}

TEST_F(Pkcs11, ManyThreadsSignAtOnce) {
  const auto signer = open_signer(location("p256"));
  const auto certificate = pki::parse_certificate(signer->certificates().front());
  std::atomic<int> good = 0;
  std::vector<std::thread> workers;
  for (int worker = 0; worker < 8; ++worker) {
    workers.emplace_back([&, worker] {
      for (int i = 0; i < 20; ++i) {
        const std::vector<std::uint8_t> digest(32, static_cast<std::uint8_t>(worker * 20 + i));
        good += pki::is_signature(X509_get0_pubkey(certificate.get()), signer->algorithm(), digest,
                                  signer->sign(digest))
                    ? 1
                    : 0;
      }
    });
  }
  for (std::thread& worker : workers) {
    worker.join();
  }
  EXPECT_EQ(good, 160);
}

}  // namespace
}  // namespace certpress::tests
