#include "profile_reader.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "../parse/nearest_word.h"
#include "../parse/settings.h"
#include "../parse/source_text.h"
#include "../parse/yaml_document.h"

namespace certpress::profile {

namespace {

class ProfileReader {
 public:
  ProfileReader(std::string_view yaml, const std::string& name, const std::filesystem::path& folder)
      : source_(name, yaml), reading_{findings_, folder} {}

  Profile read() {
    if (const auto root = parse::read_yaml(source_, findings_)) {
      read_root(*root);
    }
    if (report_.has_errors()) {
      throw Refused(parse::profile_problems(report_));
    }
    return std::move(profile_);
  }

 private:
  void read_root(const parse::YamlNode& root) {
    const parse::Mapping mapping(
        root, {"a signing profile", "签名配置"},
        {"certpress-signing", "key", "certificates", "level", "name", "reason", "location",
         "contact", "field", "timestamp", "revocation"},
        reading_);
    mapping.need("certpress-signing");
    if (mapping.has("certpress-signing") && mapping.whole_number("certpress-signing") != 1) {
      mapping.error("certpress-signing", "profile/bad-value",
                    {"'certpress-signing' must be 1", "certpress-signing 必须为 1"});
    }
    profile_.certificates = mapping.paths("certificates");
    mapping.need("key");
    if (mapping.has("key")) {
      read_key(*mapping.find("key"));
    }
    mapping.need("level");
    read_level(mapping);
    SignatureOptions& options = profile_.options;
    options.name = mapping.text("name");
    options.reason = mapping.text("reason");
    options.location = mapping.text("location");
    options.contact = mapping.text("contact");
    if (mapping.has("field")) {
      options.field_name = mapping.text("field");
    }
    if (mapping.has("timestamp")) {
      read_timestamps(*mapping.find("timestamp"));
    } else if (options.level >= SignatureLevel::kT) {
      mapping.need("timestamp");
    }
    if (mapping.has("revocation")) {
      read_revocation(*mapping.find("revocation"));
    }
  }

  void read_level(const parse::Mapping& mapping) {
    const std::string word = mapping.text("level");
    if (const auto level = signature_level(word)) {
      profile_.options.level = *level;
    } else if (!word.empty()) {
      mapping.error(
          "level", "profile/bad-value",
          {fmt::format("there is no level '{}'", word), fmt::format("没有级别 '{}'", word)},
          parse::suggestion(word, {"B", "T", "LT", "LTA"}));
    }
  }

  void read_key(const parse::YamlNode& node) {
    const parse::Mapping mapping(
        node, {"'key'", "key "},
        {"pem", "pkcs12", "pkcs11", "token", "label", "id", "passphrase", "pin"}, reading_);
    const auto kinds =
        std::ranges::count_if(std::array<std::string_view, 3>{"pem", "pkcs12", "pkcs11"},
                              [&](std::string_view kind) { return mapping.has(kind); });
    if (kinds != 1) {
      mapping.error("profile/conflict", {"'key' names one of pem, pkcs12 and pkcs11",
                                         "key 须且仅须指定 pem、pkcs12、pkcs11 之一"});
      return;
    }
    const bool on_token = mapping.has("pkcs11");
    for (const std::string_view key : {"token", "label", "id", "pin", "passphrase"}) {
      if (mapping.has(key) && on_token == (key == "passphrase")) {
        mapping.error(key, "profile/conflict",
                      {fmt::format("'{}' does not go with this kind of key", key),
                       fmt::format("'{}' 不适用于此类密钥", key)});
      }
    }
    if (on_token) {
      mapping.need("token");
      mapping.need("pin");
      if (!mapping.has("label") && !mapping.has("id")) {
        mapping.need("label");
      }
      profile_.key = Pkcs11Key{mapping.path("pkcs11"),
                               mapping.text("token"),
                               mapping.text("label"),
                               mapping.text("id"),
                               read_secret_source(mapping, "pin"),
                               profile_.certificates};
      return;
    }
    const SecretSource passphrase = read_secret_source(mapping, "passphrase");
    if (mapping.has("pem")) {
      profile_.key = PemKey{mapping.path("pem"), passphrase, profile_.certificates};
    } else {
      profile_.key = Pkcs12Key{mapping.path("pkcs12"), passphrase, profile_.certificates};
    }
  }

  SecretSource read_secret_source(const parse::Mapping& parent, std::string_view key) {
    if (!parent.has(key)) {
      return NoSecret{};
    }
    if (parent.find(key)->is_scalar()) {
      parent.error(
          key, "profile/wrong-type",
          {fmt::format("a secret does not stand in a profile: '{}' names where it is", key),
           fmt::format("口令不能写在配置中：'{}' 只说明其所在", key)},
          {"{file: PATH}, {environment: NAME} or {descriptor: NUMBER}",
           "{file: 路径}、{environment: 变量名} 或 {descriptor: 编号}"});
      return NoSecret{};
    }
    const parse::Mapping mapping(*parent.find(key),
                                 {fmt::format("'{}'", key), fmt::format("{} ", key)},
                                 {"file", "environment", "descriptor"}, reading_);
    if (mapping.has("file") + mapping.has("environment") + mapping.has("descriptor") != 1) {
      parent.error(key, "profile/conflict",
                   {fmt::format("'{}' names one of file, environment and descriptor", key),
                    fmt::format("'{}' 须且仅须指定 file、environment、descriptor 之一", key)});
      return NoSecret{};
    }
    if (mapping.has("file")) {
      return SecretFile{mapping.path("file")};
    }
    if (mapping.has("environment")) {
      return SecretVariable{mapping.text("environment")};
    }
    const int number = mapping.whole_number("descriptor").value_or(0);
    if (number < 0) {
      mapping.error("descriptor", "profile/bad-value",
                    {"a descriptor is not negative", "文件描述符不能为负数"});
    }
    return SecretDescriptor{number};
  }

  static HttpOptions read_http(const parse::Mapping& mapping) {
    HttpOptions http;
    http.total_timeout = mapping.seconds("timeout").value_or(http.total_timeout);
    http.connect_timeout = mapping.seconds("connect-timeout")
                               .value_or(std::min(http.connect_timeout, http.total_timeout));
    http.proxy = mapping.text("proxy");
    http.authorities = mapping.path("authorities");
    return http;
  }

  static std::optional<PemKey> read_test_key(const parse::Mapping& mapping) {
    if (!mapping.has("test-key")) {
      return std::nullopt;
    }
    mapping.need("test-certificates");
    return PemKey{mapping.path("test-key"), NoSecret{}, mapping.paths("test-certificates")};
  }

  void read_timestamps(const parse::YamlNode& node) {
    const parse::Mapping mapping(node, {"'timestamp'", "timestamp "},
                                 {"url", "trust", "timeout", "connect-timeout", "proxy",
                                  "authorities", "test-key", "test-certificates"},
                                 reading_);
    Timestamps out{mapping.text("url"), read_test_key(mapping), mapping.paths("trust"),
                   read_http(mapping)};
    if (mapping.has("url") == mapping.has("test-key")) {
      mapping.error("profile/conflict", {"'timestamp' names a url, or for tests a test-key",
                                         "timestamp 须指定 url，或（仅测试）指定 test-key"});
    }
    if (!out.url.empty() && !out.url.starts_with("http://") && !out.url.starts_with("https://")) {
      mapping.error("url", "profile/bad-value",
                    {"a url begins with http:// or https://", "url 须以 http:// 或 https:// 开头"});
    }
    profile_.timestamps = std::move(out);
  }

  void read_revocation(const parse::YamlNode& node) {
    const parse::Mapping mapping(node, {"'revocation'", "revocation "},
                                 {"timeout", "connect-timeout", "proxy", "authorities", "test-key",
                                  "test-certificates", "test-lists"},
                                 reading_);
    profile_.revocation.http = read_http(mapping);
    if (auto key = read_test_key(mapping)) {
      profile_.revocation.test = TestResponder{std::move(*key), mapping.paths("test-lists")};
    }
  }

  parse::SourceText source_;
  parse::Report report_;
  parse::Findings findings_{source_, report_};
  parse::Reading reading_;
  Profile profile_;
};

}  // namespace

Profile read_profile(std::string_view yaml, const std::string& name,
                     const std::filesystem::path& folder) {
  return ProfileReader(yaml, name, folder).read();
}

}  // namespace certpress::profile
