// Signing profiles: what they say, and what is wrong with them, with its place.
#include <gtest/gtest.h>

#include "certpress/signing_profile.h"

#include "profile/profile_reader.h"
#include "support/image.h"
#include "unit/sign/authority.h"

namespace certpress::profile {
namespace {

using tests::code_thrown;
using tests::kNow;

constexpr const char* kSmallest =
    "certpress-signing: 1\n"
    "key: {pem: own.key}\n"
    "certificates: own.pem\n"
    "level: B\n";

Profile read(const std::string& yaml) { return read_profile(yaml, "p.yaml", "/etc/certpress"); }

std::vector<Diagnostic> problems(const std::string& yaml) {
  try {
    read(yaml);
  } catch (const Refused& refused) {
    return refused.diagnostics();
  }
  return {};
}

std::string code(const std::string& yaml) {
  const auto list = problems(yaml);
  return list.empty() ? "" : list.front().code;
}

// The smallest profile with one more line, or with a line changed.
std::string with(const std::string& line) { return kSmallest + line + "\n"; }
std::string instead(const std::string& old, const std::string& line) {
  std::string yaml = kSmallest;
  return yaml.replace(yaml.find(old), old.size(), line);
}

TEST(Profile, TheSmallestSaysKeyCertificatesAndLevel) {
  const Profile profile = read(kSmallest);
  EXPECT_EQ(std::get<PemKey>(profile.key).file, "/etc/certpress/own.key");
  ASSERT_EQ(profile.certificates.size(), 1U);
  EXPECT_EQ(profile.certificates.front(), "/etc/certpress/own.pem");
  EXPECT_EQ(profile.options.level, SignatureLevel::kB);
  EXPECT_EQ(profile.options.field_name, "Seal");
  EXPECT_FALSE(profile.timestamps.has_value());
}

TEST(Profile, EveryKeyIsRead) {
  const Profile profile = read(
      "certpress-signing: 1\n"
      "key:\n"
      "  pkcs11: /usr/lib/module.so\n"
      "  token: lab\n"
      "  label: seal\n"
      "  id: '0A'\n"
      "  pin: {environment: PIN}\n"
      "certificates: [a.pem, /b.pem]\n"
      "level: LTA\n"
      "name: 样例机关\n"
      "reason: 证照签发\n"
      "location: 太原\n"
      "contact: seal@example.org\n"
      "field: Signature1\n"
      "timestamp:\n"
      "  url: https://tsa.example.org/tsr\n"
      "  trust: tsa.pem\n"
      "  timeout: 2.5\n"
      "  connect-timeout: 1\n"
      "  proxy: http://proxy:3128\n"
      "  authorities: tls.pem\n"
      "revocation: {timeout: 30}\n");
  const auto& key = std::get<Pkcs11Key>(profile.key);
  EXPECT_EQ(key.module, "/usr/lib/module.so");
  EXPECT_EQ(key.token, "lab");
  EXPECT_EQ(key.label, "seal");
  EXPECT_EQ(key.id, "0A");
  EXPECT_EQ(std::get<SecretVariable>(key.pin).name, "PIN");
  EXPECT_EQ(key.certificates.back(), "/b.pem");
  EXPECT_EQ(profile.options.level, SignatureLevel::kLta);
  EXPECT_EQ(profile.options.name, "样例机关");
  EXPECT_EQ(profile.options.field_name, "Signature1");
  EXPECT_EQ(profile.timestamps->url, "https://tsa.example.org/tsr");
  EXPECT_EQ(profile.timestamps->trust.front(), "/etc/certpress/tsa.pem");
  EXPECT_EQ(profile.timestamps->http.total_timeout, std::chrono::milliseconds(2500));
  EXPECT_EQ(profile.timestamps->http.connect_timeout, std::chrono::milliseconds(1000));
  EXPECT_EQ(profile.timestamps->http.proxy, "http://proxy:3128");
  EXPECT_EQ(profile.revocation.http.total_timeout, std::chrono::seconds(30));
}

TEST(Profile, AnUnknownKeyIsPlacedAndTheNearestOffered) {
  const auto list = problems(with("reson: x"));
  ASSERT_EQ(list.size(), 1U);
  EXPECT_EQ(list[0].code, "profile/unknown-key");
  EXPECT_EQ(list[0].place.file, "p.yaml");
  EXPECT_EQ(list[0].place.line, 5);
  EXPECT_EQ(list[0].place.column, 1);
  EXPECT_EQ(list[0].hint.en, "did you mean 'reason'?");
  EXPECT_EQ(code(with("timestamp: {url: 'http://x', trusted: a}")), "profile/unknown-key");
  EXPECT_EQ(code(instead("{pem: own.key}", "{pem: own.key, passphrases: x}")),
            "profile/unknown-key");
}

TEST(Profile, EveryProblemIsFoundAtOnce) {
  EXPECT_EQ(problems("level: X\nfoo: 1\n").size(), 4U);  // version, key, level, foo
}

TEST(Profile, ASecretInTheProfileIsRefused) {
  const auto list = problems(instead("{pem: own.key}", "{pem: own.key, passphrase: secret}"));
  ASSERT_EQ(list.size(), 1U);
  EXPECT_EQ(list[0].code, "profile/wrong-type");
  EXPECT_EQ(list[0].message.en.find("secret'"), std::string::npos);
}

TEST(Profile, AKeyIsInOnePlace) {
  EXPECT_EQ(code(instead("{pem: own.key}", "{pem: a, pkcs12: b}")), "profile/conflict");
  EXPECT_EQ(code(instead("{pem: own.key}", "{token: a}")), "profile/conflict");
  EXPECT_EQ(code(instead("{pem: own.key}", "{pem: a, pin: {file: x}}")), "profile/conflict");
  EXPECT_EQ(code(instead("{pem: own.key}", "{pkcs11: a, token: t, label: l}")),
            "profile/missing-key");
  EXPECT_EQ(code(instead("{pem: own.key}", "{pem: a, passphrase: {file: x, environment: y}}")),
            "profile/conflict");
  EXPECT_EQ(code(instead("{pem: own.key}", "{pem: a, passphrase: {descriptor: -1}}")),
            "profile/bad-value");
}

TEST(Profile, LevelsFromTNeedATimestamp) {
  EXPECT_EQ(code(instead("level: B", "level: T")), "profile/missing-key");
  EXPECT_EQ(code(instead("level: B", "level: b")), "profile/bad-value");
  EXPECT_EQ(code(with("timestamp: {url: 'ftp://x'}")), "profile/bad-value");
  EXPECT_EQ(code(with("timestamp: {trust: a}")), "profile/conflict");
  EXPECT_EQ(code(with("timestamp: {url: 'http://x', timeout: 0}")), "profile/wrong-type");
  EXPECT_EQ(code(with("timestamp: {url: 'http://x', timeout: 1e9}")), "profile/wrong-type");
  EXPECT_EQ(code(with("timestamp: {url: 'http://x', timeout: nan}")), "profile/wrong-type");
  EXPECT_EQ(code(with("timestamp: {test-key: a}")), "profile/missing-key");
}

TEST(Profile, WhatIsNoProfileIsRefused) {
  for (const std::string& yaml : {std::string(), std::string("- a\n"), std::string("a: [\n"),
                                  std::string("\xFF"), std::string("a: &x 1\n")}) {
    EXPECT_TRUE(code(yaml).starts_with("profile/")) << code(yaml);
  }
  EXPECT_EQ(code(with("level: T")), "profile/duplicate-key");
}

TEST(Profile, ThoseOfTheDemoOpen) {
  const tests::Authority authority;
  for (const auto& [file, level, is_test] : {std::tuple{"b.yaml", SignatureLevel::kB, false},
                                             {"t.yaml", SignatureLevel::kT, true},
                                             {"lt.yaml", SignatureLevel::kLt, true},
                                             {"lta.yaml", SignatureLevel::kLta, true},
                                             {"rsa.yaml", SignatureLevel::kB, false}}) {
    const SigningProfile profile = open_signing_profile(authority / file, [] { return kNow; });
    EXPECT_EQ(profile.options.level, level);
    EXPECT_EQ(profile.is_test, is_test);
  }
}

TEST(Profile, WhatItNamesMustBeThere) {
  const std::string path = tests::scratch() + "/p.yaml";
  tests::write_file(path, kSmallest);
  EXPECT_EQ(code_thrown([&] { open_signing_profile(path, {}); }), "key/unreadable");
  EXPECT_EQ(code_thrown([&] { open_signing_profile(path + ".none", {}); }), "key/unreadable");
}

}  // namespace
}  // namespace certpress::profile
