#include "access.h"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>
#include <openssl/crypto.h>
#include <openssl/rand.h>

#include "diagnosis.h"
#include "digest.h"
#include "letter_case.h"
#include "yaml_file.h"

namespace certpress::service {

namespace {

constexpr std::size_t kHexDigits = 64;

bool equal(std::string_view a, std::string_view b) {
  return a.size() == b.size() && ::CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

bool is_sha256(std::string_view text) {
  return text.size() == kHexDigits &&
         text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

// One client of the file.
class ClientReader {
 public:
  ClientReader(const YamlValue& node, std::vector<Diagnostic>& problems)
      : node_(node), problems_(problems) {}

  Client read() {
    const std::vector<std::string_view> known{"name",      "token",    "certificate",
                                              "templates", "profiles", "operator"};
    for (const YamlEntry& entry : node_.entries) {
      if (std::ranges::find(known, entry.key.text) == known.end()) {
        problems_.push_back(error_at(entry.key.place, "access/unknown-key",
                                     {fmt::format("a client has no key '{}'", entry.key.text),
                                      fmt::format("客户端没有键 '{}'", entry.key.text)},
                                     suggestion(entry.key.text, known)));
      }
    }
    Client client;
    client.name = name();
    client.is_operator = flag("operator");
    if (node_.find("templates") == nullptr && !client.is_operator) {
      problems_.push_back(error_at(node_.place, "access/missing-key",
                                   {"a client needs 'templates': a list of ids, or all",
                                    "客户端须有 templates：模板编号列表，或 all"}));
    }
    read_names("templates", client.templates, client.all_templates);
    read_names("profiles", client.profiles, client.all_profiles);
    return client;
  }

  // A digest, or nothing.
  std::string digest(std::string_view key) {
    const YamlValue* value = node_.find(key);
    if (value != nullptr && !is_sha256(value->text)) {
      bad(*value, key, "a SHA-256 in 64 small hexadecimal digits", "64 位小写十六进制的 SHA-256");
    }
    return value != nullptr ? value->text : std::string();
  }

 private:
  void bad(const YamlValue& value, std::string_view key, const char* en, const char* zh) {
    problems_.push_back(
        error_at(value.place, "access/bad-value",
                 {fmt::format("'{}' takes {}", key, en), fmt::format("'{}' 应为{}", key, zh)}));
  }

  // It goes into logs as it is.
  std::string name() {
    constexpr std::size_t kLongest = 64;
    const YamlValue* value = node_.find("name");
    if (value == nullptr) {
      problems_.push_back(error_at(node_.place, "access/missing-key",
                                   {"a client needs a name", "客户端须有名称 name"}));
      return {};
    }
    const bool plain = !value->text.empty() && value->text.size() <= kLongest &&
                       std::ranges::all_of(value->text, [](char c) {
                         return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                                (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
                       });
    if (!plain) {
      bad(*value, "name", "up to 64 letters, digits, '-', '_' and '.'",
          "至多 64 个字母、数字、'-'、'_'、'.'");
    }
    return value->text;
  }

  bool flag(std::string_view key) {
    const YamlValue* value = node_.find(key);
    if (value != nullptr && value->text != "true" && value->text != "false") {
      bad(*value, key, "true or false", "true 或 false");
    }
    return value != nullptr && value->text == "true";
  }

  void read_names(std::string_view key, std::set<std::string, std::less<>>& names, bool& all) {
    const YamlValue* value = node_.find(key);
    if (value == nullptr) {
      return;
    }
    all = value->kind == YamlValue::Kind::kScalar && value->text == "all";
    if (!all && value->kind != YamlValue::Kind::kSequence) {
      bad(*value, key, "a list, or all", "列表或 all");
    }
    for (const YamlValue& item : value->items) {
      names.insert(item.text);
    }
  }

  const YamlValue& node_;
  std::vector<Diagnostic>& problems_;
};

}  // namespace

Access::Access() {
  everybody_.name = "local";
  everybody_.all_templates = everybody_.all_profiles = everybody_.is_operator = true;
}

std::optional<Access> Access::read(const std::filesystem::path& file,
                                   std::vector<Diagnostic>& problems) {
  const std::size_t before = problems.size();
  const auto root = read_yaml_file(file, problems);
  if (!root) {
    return std::nullopt;
  }
  const YamlValue* clients = root->find("clients");
  if (root->entries.size() != 1 || clients == nullptr ||
      clients->kind != YamlValue::Kind::kSequence) {
    problems.push_back(error_at(
        root->place, "access/bad-value",
        {"the file has one key 'clients' with a list", "文件须有且仅有键 clients，其值为列表"}));
    return std::nullopt;
  }
  Access access;
  access.open_ = false;
  for (const YamlValue& node : clients->items) {
    ClientReader reader(node, problems);
    Entry entry{reader.read(), reader.digest("token"), reader.digest("certificate")};
    if (entry.token.empty() == entry.certificate.empty()) {
      problems.push_back(error_at(node.place, "access/bad-value",
                                  {"a client has either 'token' or 'certificate'",
                                   "客户端须且仅须有 token、certificate 之一"}));
    }
    // Several tokens may bear one name: the new one is there before the old one goes.
    const bool taken = std::ranges::any_of(access.entries_, [&](const Entry& other) {
      return other.token == entry.token && other.certificate == entry.certificate;
    });
    if (taken) {
      problems.push_back(error_at(
          node.place, "access/duplicate",
          {"the token or certificate is another client's too", "该令牌或证书已属于另一客户端"}));
    }
    access.entries_.push_back(std::move(entry));
  }
  return problems.size() == before ? std::optional(std::move(access)) : std::nullopt;
}

void Access::check_names(const std::set<std::string, std::less<>>& templates,
                         const std::set<std::string, std::less<>>& profiles,
                         const std::filesystem::path& file,
                         std::vector<Diagnostic>& problems) const {
  const auto check = [&](const auto& named, const auto& known, const char* en, const char* zh) {
    for (const std::string& name : named) {
      if (!known.contains(name)) {
        problems.push_back(error_at(
            in_file(file), "access/bad-value",
            {fmt::format("there is no {} '{}'", en, name), fmt::format("没有{} '{}'", zh, name)},
            suggestion(name, std::vector<std::string_view>(known.begin(), known.end()))));
      }
    }
  };
  for (const Entry& entry : entries_) {
    check(entry.client.templates, templates, "template", "模板");
    check(entry.client.profiles, profiles, "signing profile", "签名配置");
  }
}

const Client* Access::find(const std::optional<std::string>& authorization,
                           const std::optional<PeerCertificate>& peer) const {
  if (open_) {
    return &everybody_;
  }
  const auto token = authorization ? bearer_token(*authorization) : std::nullopt;
  const std::string digest = token ? sha256(*token) : std::string();
  const Client* found = nullptr;
  for (const Entry& entry : entries_) {
    const bool by_token = token && !entry.token.empty() && equal(entry.token, digest);
    const bool by_certificate =
        peer && !entry.certificate.empty() && equal(entry.certificate, peer->fingerprint);
    if (by_token || (by_certificate && found == nullptr)) {
      found = &entry.client;
    }
  }
  return found;
}

std::optional<std::string_view> bearer_token(std::string_view authorization) {
  constexpr std::string_view kScheme = "bearer ";
  const bool is_bearer =
      authorization.size() > kScheme.size() && begins_in_any_case(authorization, kScheme);
  return is_bearer ? std::optional(authorization.substr(kScheme.size())) : std::nullopt;
}

std::string new_token() {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  std::array<unsigned char, 43> bytes{};  // 6 bits of each: 258
  if (::RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1) {
    throw std::runtime_error("no random bytes to be had");
  }
  std::string out;
  for (const unsigned char byte : bytes) {
    out += kDigits[byte & 63U];
  }
  return out;
}

}  // namespace certpress::service
