// What an operator can set, each by a key of the YAML file, by CERTPRESS_KEY in the environment, or
// by --key on the command line; the later outdoes the earlier.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "certpress/diagnostic.h"
#include "certpress/resources.h"

#include "listener.h"
#include "tls.h"

namespace certpress::service {

struct Endpoint {
  std::string address;     // numeric, IPv4 or IPv6
  std::uint16_t port = 0;  // 0: any that is free

  [[nodiscard]] bool is_loopback() const;
  [[nodiscard]] std::string to_string() const;  // "127.0.0.1:8480", "[::1]:8480"
};

struct Settings {
  Endpoint listen{"127.0.0.1", 8480};
  Endpoint metrics_listen{"127.0.0.1", 9480};
  FolderResources::Folders folders;
  std::size_t workers = 0;  // threads that render
  std::size_t queue = 64;   // requests that wait for one
  Limits limits;
  std::size_t body_bytes = 24U << 20U;    // of one request
  std::size_t pixels = 50'000'000;        // of one picture
  std::size_t cache_bytes = 256U << 20U;  // of finished certificates
  std::size_t page_bytes = 512U << 20U;   // of what the records of a template have in common
  std::filesystem::path cache;            // of prepared templates, on disk; empty: none
  std::filesystem::path access;           // who may do what (access.h); empty: everybody
  TlsFiles tls;                           // no certificate: no TLS
  std::map<std::string, std::filesystem::path> profiles;  // signing profiles by name
  std::vector<std::filesystem::path> trust;               // roots of POST /v1/verify
  std::filesystem::path audit_log;                        // empty: among the other lines
  std::string log_level = "info";
  Milliseconds drain_timeout{30'000};
};

// A key with what it takes, for --help and for papers.
struct SettingKey {
  std::string_view name;   // "metrics-listen"
  std::string_view takes;  // "ADDRESS:PORT"
  Message about;
};
std::vector<SettingKey> setting_keys();

struct SettingSources {
  std::filesystem::path file{};                              // empty: none
  std::vector<std::string> environment{};                    // "NAME=value", all of it
  std::vector<std::pair<std::string, std::string>> flags{};  // key and value
  std::filesystem::path default_home{};  // holds templates/ and fonts/ when nothing says otherwise
};

// Throws Refused with everything that is wrong: config/unknown-key, config/bad-value,
// config/duplicate-key, config/conflict, config/no-templates, config/exposed ...
Settings read_settings(const SettingSources& sources);

}  // namespace certpress::service
