// Keys in files: what opens, and what is refused with which code.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "pki/certificate.h"
#include "support/image.h"
#include "support/process.h"
#include "unit/sign/authority.h"

namespace certpress::tests {
namespace {

namespace fs = std::filesystem;

void openssl(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "openssl");
  const Finished done = run(arguments);
  ASSERT_EQ(done.exit_code, 0) << done.err;
}

void make_private(const std::string& path) {
  fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write);
}

std::string private_file(const std::string& name, const std::string& content) {
  std::string path = scratch() + "/" + name;
  write_file(path, content);
  make_private(path);
  return path;
}

std::string code_for(const KeyLocation& location) {
  return code_thrown([&] { open_signer(location); });
}

void expect_signs(const Signer& signer) {
  const std::size_t length = signer.algorithm() == SignatureAlgorithm::kEcdsaP384Sha384 ? 48 : 32;
  const std::vector<std::uint8_t> digest(length, 7);
  const auto certificate = pki::parse_certificate(signer.certificates().front());
  EXPECT_TRUE(pki::is_signature(X509_get0_pubkey(certificate.get()), signer.algorithm(), digest,
                                signer.sign(digest)));
}

// The P-256 key of the authority, encrypted with "correct".
std::string encrypted_key(const Authority& authority) {
  std::string path = scratch() + "/encrypted.key";
  openssl({"pkcs8", "-topk8", "-in", authority / "test-signer-p256.key", "-out", path, "-passout",
           "pass:correct"});
  make_private(path);
  return path;
}

TEST(PemKey, OpensInEveryKindThatSigns) {
  for (const std::vector<std::string>& kind : {std::vector<std::string>{"rsa:2048"},
                                               {"rsa:3072"},
                                               {"rsa:4096"},
                                               {"ec", "-pkeyopt", "ec_paramgen_curve:P-256"},
                                               {"ec", "-pkeyopt", "ec_paramgen_curve:P-384"}}) {
    const std::string key = scratch() + "/own.key";
    const std::string certificate = scratch() + "/own.pem";
    std::vector<std::string> arguments{"req",     "-x509", "-nodes", "-subj",     "/CN=x",
                                       "-keyout", key,     "-out",   certificate, "-newkey"};
    arguments.insert(arguments.end(), kind.begin(), kind.end());
    openssl(arguments);
    make_private(key);
    expect_signs(*open_signer(PemKey{key, NoSecret{}, {certificate}}));
  }
}

TEST(PemKey, KindsThatAreNotOnTheListAreRefused) {
  for (const std::vector<std::string>& kind : {std::vector<std::string>{"rsa:1024"},
                                               {"ec", "-pkeyopt", "ec_paramgen_curve:P-521"},
                                               {"ed25519"}}) {
    const std::string key = scratch() + "/own.key";
    std::vector<std::string> arguments{"req",    "-x509", "-nodes",
                                       "-subj",  "/CN=x", "-keyout",
                                       key,      "-out",  scratch() + "/own.pem",
                                       "-newkey"};
    arguments.insert(arguments.end(), kind.begin(), kind.end());
    openssl(arguments);
    make_private(key);
    EXPECT_EQ(code_for(PemKey{key, NoSecret{}, {scratch() + "/own.pem"}}), "key/algorithm");
  }
}

TEST(PemKey, CertificatesMayComeInAnyOrderAndInOneFile) {
  const Authority authority;
  const std::string all = scratch() + "/all.pem";
  write_file(all, read_file(authority / "test-root.pem") + read_file(authority / "test-tsa.pem") +
                      read_file(authority / "test-ca.pem") +
                      read_file(authority / "test-signer-p256.pem"));
  const auto signer = open_signer(PemKey{authority / "test-signer-p256.key", NoSecret{}, {all}});
  ASSERT_EQ(signer->certificates().size(), 3U);
  EXPECT_EQ(signer->certificates()[0].text(), authority.certificate("test-signer-p256.pem").text());
  EXPECT_EQ(signer->certificates()[1].text(), authority.certificate("test-ca.pem").text());
  EXPECT_EQ(signer->certificates()[2].text(), authority.certificate("test-root.pem").text());
}

TEST(PemKey, ThePassphraseComesFromAFileAVariableOrADescriptor) {
  const Authority authority;
  const std::string key = encrypted_key(authority);
  const std::vector<fs::path> certificates{authority / "test-signer-p256.pem"};
  const std::string file = private_file("pass", "correct\nsecond line\n");
  EXPECT_EQ(code_for(PemKey{key, SecretFile{file}, certificates}), "");
  ::setenv("CERTPRESS_TEST_PASS", "correct", 1);
  EXPECT_EQ(code_for(PemKey{key, SecretVariable{"CERTPRESS_TEST_PASS"}, certificates}), "");
  EXPECT_EQ(code_for(PemKey{key, SecretDescriptor{::open(file.c_str(), O_RDONLY)}, certificates}),
            "");
}

TEST(PemKey, SecretsThatCannotBeReadAreSaid) {
  const Authority authority;
  const std::string key = encrypted_key(authority);
  const std::vector<fs::path> certificates{authority / "test-signer-p256.pem"};
  const auto code = [&](const SecretSource& source) {
    return code_for(PemKey{key, source, certificates});
  };
  EXPECT_EQ(code(NoSecret{}), "key/passphrase-missing");
  EXPECT_EQ(code(SecretFile{private_file("pass", "wrong\n")}), "key/wrong-passphrase");
  EXPECT_EQ(code(SecretFile{private_file("empty", "")}), "key/wrong-passphrase");
  EXPECT_EQ(code(SecretFile{scratch() + "/none"}), "key/unreadable");
  EXPECT_EQ(code(SecretVariable{"CERTPRESS_TEST_NOT_SET"}), "key/secret-unreadable");
  EXPECT_EQ(code(SecretDescriptor{987}), "key/secret-unreadable");
  const std::string exposed = private_file("exposed", "correct\n");
  fs::permissions(exposed, fs::perms::group_read, fs::perm_options::add);
  EXPECT_EQ(code(SecretFile{exposed}), "key/exposed");
}

TEST(PemKey, AFileThatOthersCanReadOrWriteIsRefused) {
  const Authority authority;
  const fs::path key = authority / "test-signer-p256.key";
  for (const fs::perms more : {fs::perms::group_read, fs::perms::others_read,
                               fs::perms::group_write, fs::perms::others_write}) {
    make_private(key);
    fs::permissions(key, more, fs::perm_options::add);
    EXPECT_EQ(code_for(PemKey{key, NoSecret{}, {authority / "test-signer-p256.pem"}}),
              "key/exposed");
  }
}

TEST(PemKey, WhatIsNoKeyIsRefused) {
  const Authority authority;
  const std::vector<fs::path> certificates{authority / "test-signer-p256.pem"};
  const auto code = [&](const fs::path& file) {
    return code_for(PemKey{file, NoSecret{}, certificates});
  };
  EXPECT_EQ(code(private_file("junk", "junk")), "key/not-a-key");
  EXPECT_EQ(code(private_file("empty", "")), "key/not-a-key");
  EXPECT_EQ(code(private_file("certificate", read_file(authority / "test-ca.pem"))),
            "key/not-a-key");
  EXPECT_EQ(code(scratch() + "/none"), "key/unreadable");
  EXPECT_EQ(code(scratch()), "key/unreadable");
  EXPECT_EQ(code(private_file("large", std::string((1U << 20U) + 1, 'x'))), "key/unreadable");
}

TEST(PemKey, ACertificateOfAnotherKeyIsAMismatch) {
  const Authority authority;
  const fs::path key = authority / "test-signer-p256.key";
  EXPECT_EQ(code_for(PemKey{key, NoSecret{}, {authority / "test-signer-rsa.pem"}}), "key/mismatch");
  EXPECT_EQ(code_for(PemKey{key, NoSecret{}, {}}), "key/mismatch");
  EXPECT_EQ(code_for(PemKey{key, NoSecret{}, {authority / "README.txt"}}), "key/no-certificate");
  const std::string broken = scratch() + "/broken.pem";
  std::string pem = read_file(authority / "test-signer-p256.pem");
  pem.erase(pem.size() / 2, 3);
  write_file(broken, pem);
  EXPECT_EQ(code_for(PemKey{key, NoSecret{}, {broken}}), "key/no-certificate");
}

// The authority's RSA signer with its chain.
std::string pkcs12(const Authority& authority, std::vector<std::string> more) {
  std::string path = scratch() + "/own.p12";
  std::vector<std::string> arguments{"pkcs12",    "-export",
                                     "-inkey",    authority / "test-signer-rsa.key",
                                     "-in",       authority / "test-signer-rsa.pem",
                                     "-certfile", authority / "test-ca.pem",
                                     "-out",      path};
  arguments.insert(arguments.end(), more.begin(), more.end());
  openssl(arguments);
  make_private(path);
  return path;
}

TEST(Pkcs12Key, OpensWithItsChain) {
  const Authority authority;
  const std::string file = pkcs12(authority, {"-passout", "pass:correct"});
  const auto signer = open_signer(Pkcs12Key{file, SecretFile{private_file("pass", "correct")}, {}});
  EXPECT_EQ(signer->certificates().size(), 2U);
  expect_signs(*signer);
  const auto longer = open_signer(
      Pkcs12Key{file, SecretFile{private_file("pass", "correct")}, {authority / "test-root.pem"}});
  EXPECT_EQ(longer->certificates().size(), 3U);
}

TEST(Pkcs12Key, WrongAndMissingPassphrasesAreTold) {
  const Authority authority;
  const std::string file = pkcs12(authority, {"-passout", "pass:correct"});
  EXPECT_EQ(code_for(Pkcs12Key{file, SecretFile{private_file("pass", "wrong")}, {}}),
            "key/wrong-passphrase");
  EXPECT_EQ(code_for(Pkcs12Key{file, NoSecret{}, {}}), "key/passphrase-missing");
}

TEST(Pkcs12Key, AnEmptyPassphraseIsNone) {
  const Authority authority;
  EXPECT_EQ(code_for(Pkcs12Key{pkcs12(authority, {"-passout", "pass:"}), NoSecret{}, {}}), "");
}

TEST(Pkcs12Key, OldEncryptionIsNamedWithAWayOut) {
  const Authority authority;
  const std::string file = pkcs12(authority, {"-passout", "pass:correct", "-legacy"});
  try {
    open_signer(Pkcs12Key{file, SecretFile{private_file("pass", "correct")}, {}});
    FAIL();
  } catch (const Refused& refused) {
    EXPECT_EQ(refused.diagnostics().front().code, "key/old-encryption") << refused.what();
    EXPECT_NE(refused.diagnostics().front().hint.en.find("openssl pkcs12"), std::string::npos);
  }
}

TEST(Pkcs12Key, WhatIsNoneIsRefused) {
  const Authority authority;
  EXPECT_EQ(code_for(Pkcs12Key{authority / "test-signer-rsa.key", NoSecret{}, {}}),
            "key/not-a-key");
  const std::string file = pkcs12(authority, {"-passout", "pass:correct"});
  fs::permissions(file, fs::perms::others_read, fs::perm_options::add);
  EXPECT_EQ(code_for(Pkcs12Key{file, SecretFile{private_file("pass", "correct")}, {}}),
            "key/exposed");
}

TEST(Secret, IsWipedWhenItGoes) {
  alignas(Secret) unsigned char memory[sizeof(Secret)];
  const auto* secret =
      new (memory) Secret("short one");  // as short as a string that is kept inside
  const std::string inside(reinterpret_cast<const char*>(memory), sizeof memory);
  EXPECT_NE(inside.find("short one"), std::string::npos);
  secret->~Secret();
  const std::string after(reinterpret_cast<const char*>(memory), sizeof memory);
  EXPECT_EQ(after.find("short"), std::string::npos);
}

}  // namespace
}  // namespace certpress::tests
