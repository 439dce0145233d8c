// The folder of the test authority: who is in it, and the profiles that use them.
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "certpress/demo.h"

#include "certificate_maker.h"

namespace certpress {

namespace {

using demo::KeyAndCertificate;

constexpr int kRootDays = 3650;
constexpr int kDays = 1825;

constexpr const char* kReadme =
    "TEST ONLY. Made by `certpress keys demo`.\n"
    "\n"
    "A certification authority, two signers, a time-stamping authority and an OCSP responder for\n"
    "trying things out. Nobody vouches for anything here: whoever has this folder can sign as any "
    "of\n"
    "them. Never trust test-root.pem outside of tests, and never sign a real certificate with "
    "these.\n"
    "\n"
    "仅供测试。此目录由 `certpress keys demo` 生成，含测试用的 CA、签名者、时间戳服务和 OCSP "
    "服务。\n"
    "任何持有此目录的人都能以其中任一身份签名；切勿信任 test-root.pem，切勿用于签署真实证照。\n"
    "\n"
    "  certpress sign in.pdf -o out.pdf --profile b.yaml     who signed            签名\n"
    "                                   t.yaml               and when              加时间戳\n"
    "                                   lt.yaml              and not revoked       加吊销信息\n"
    "                                   lta.yaml             and a timestamp on it 加文档时间戳\n"
    "                                   rsa.yaml             RSA instead of P-256  RSA 签名\n"
    "  certpress verify out.pdf --trust test-root.pem\n";

constexpr const char* kKeyPart =
    "# TEST ONLY, made by `certpress keys demo`. 仅供测试。\n"
    "certpress-signing: 1\n"
    "key: {{pem: test-signer-{0}.key}}\n"
    "certificates: [test-signer-{0}.pem, test-ca.pem, test-root.pem]\n"
    "level: {1}\n"
    "reason: 测试签名 TEST\n";

constexpr const char* kTimestampPart =
    "timestamp:\n"
    "  # In this process, by a key that lies open here. A real profile names a url instead.\n"
    "  test-key: test-tsa.key\n"
    "  test-certificates: [test-tsa.pem, test-ca.pem]\n"
    "  trust: [test-root.pem]\n";

constexpr const char* kRevocationPart =
    "revocation:\n"
    "  # In this process, too. A real profile leaves this out: the certificates tell whom to ask.\n"
    "  test-key: test-ocsp.key\n"
    "  test-certificates: [test-ocsp.pem, test-ca.pem]\n"
    "  test-lists: [test-ca.crl, test-root.crl]\n";

std::string profile(const char* signer, const char* level) {
  const std::string name(level);
  std::string out = fmt::format(fmt::runtime(kKeyPart), signer, level);
  out += name == "B" ? "" : kTimestampPart;
  out += name.starts_with("LT") ? kRevocationPart : "";
  return out;
}

using Extensions = std::vector<std::pair<int, std::string>>;

Extensions ca_extensions(const std::string& constraints, const Extensions& more) {
  Extensions out{{NID_basic_constraints, constraints},
                 {NID_key_usage, "critical,keyCertSign,cRLSign"},
                 {NID_subject_key_identifier, "hash"},
                 {NID_authority_key_identifier, "keyid:always"}};
  out.insert(out.end(), more.begin(), more.end());
  return out;
}

Extensions end_extensions(const std::string& usage, const Extensions& more) {
  Extensions out{{NID_basic_constraints, "critical,CA:FALSE"},
                 {NID_key_usage, "critical," + usage},
                 {NID_subject_key_identifier, "hash"},
                 {NID_authority_key_identifier, "keyid:always"}};
  out.insert(out.end(), more.begin(), more.end());
  return out;
}

}  // namespace

std::vector<DemoFile> make_demo_keys(const DemoOptions& options) {
  const auto issue = [&](pki::KeyPtr key, const std::string& name, int days,
                         const Extensions& extensions, const KeyAndCertificate* issuer) {
    return demo::issue(std::move(key), {"certpress TEST " + name, days, extensions}, issuer,
                       options.time);
  };
  const auto list_at = [&](const char* name) {
    return std::pair<int, std::string>(NID_crl_distribution_points,
                                       "URI:" + options.url + "/" + name);
  };
  const Extensions status{{NID_info_access, "OCSP;URI:" + options.url + "/ocsp"},
                          list_at("test-ca.crl")};
  Extensions tsa_extensions = status;
  tsa_extensions.emplace_back(NID_ext_key_usage, "critical,timeStamping");

  const auto root = issue(demo::make_p256_key(), "root", kRootDays,
                          ca_extensions("critical,CA:TRUE", {}), nullptr);
  const auto ca =
      issue(demo::make_p256_key(), "issuing CA", kRootDays - 1,
            ca_extensions("critical,CA:TRUE,pathlen:0", {list_at("test-root.crl")}), &root);
  const auto rsa = issue(demo::make_rsa_key(), "signer (RSA)", kDays,
                         end_extensions("digitalSignature,nonRepudiation", status), &ca);
  const auto p256 = issue(demo::make_p256_key(), "signer (P-256)", kDays,
                          end_extensions("digitalSignature,nonRepudiation", status), &ca);
  const auto tsa = issue(demo::make_p256_key(), "time-stamping authority", kDays,
                         end_extensions("digitalSignature", tsa_extensions), &ca);
  const auto ocsp = issue(
      demo::make_p256_key(), "OCSP responder", kDays,
      end_extensions("digitalSignature",
                     {{NID_ext_key_usage, "OCSPSigning"}, {NID_id_pkix_OCSP_noCheck, "ignored"}}),
      &ca);

  std::vector<DemoFile> files{{"README.txt", kReadme},
                              {"b.yaml", profile("p256", "B")},
                              {"t.yaml", profile("p256", "T")},
                              {"lt.yaml", profile("p256", "LT")},
                              {"lta.yaml", profile("p256", "LTA")},
                              {"rsa.yaml", profile("rsa", "B")},
                              {"test-root.crl", demo::issue_crl(root, kDays, options.time)},
                              {"test-ca.crl", demo::issue_crl(ca, kDays, options.time)},
                              {"test-root.pem", demo::to_pem(root.certificate.get())},
                              {"test-ca.pem", demo::to_pem(ca.certificate.get())}};
  for (const auto& [name, pair] : {std::pair{"test-signer-rsa", &rsa},
                                   {"test-signer-p256", &p256},
                                   {"test-tsa", &tsa},
                                   {"test-ocsp", &ocsp}}) {
    files.push_back({std::string(name) + ".pem", demo::to_pem(pair->certificate.get())});
    files.push_back({std::string(name) + ".key", demo::to_pem(pair->key.get()), true});
  }
  return files;
}

}  // namespace certpress
