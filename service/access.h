// Who may do what: clients by bearer token or TLS certificate, with their templates and profiles.
#pragma once

#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "certpress/diagnostic.h"

#include "message.h"

namespace certpress::service {

struct Client {
  std::string name;  // stands in logs
  bool all_templates = false;
  std::set<std::string, std::less<>> templates;
  bool all_profiles = false;
  std::set<std::string, std::less<>> profiles;
  bool is_operator = false;  // may read metrics and reload from other hosts

  [[nodiscard]] bool may_use(std::string_view template_id) const {
    return all_templates || templates.contains(template_id);
  }
  [[nodiscard]] bool may_sign(std::string_view profile) const {
    return all_profiles || profiles.contains(profile);
  }
};

class Access {
 public:
  // Everybody may do everything: on loopback, or where TLS lets in only clients of one authority.
  Access();

  // Reads the access file (service/README.md). Nothing, with errors, when it does not serve:
  // access/unknown-key, access/missing-key, access/bad-value, access/duplicate, config/unreadable.
  static std::optional<Access> read(const std::filesystem::path& file,
                                    std::vector<Diagnostic>& problems);

  // Names in the file that are neither templates nor profiles of the service.
  void check_names(const std::set<std::string, std::less<>>& templates,
                   const std::set<std::string, std::less<>>& profiles,
                   const std::filesystem::path& file, std::vector<Diagnostic>& problems) const;

  [[nodiscard]] bool is_open() const { return open_; }

  // The client that the token or certificate belongs to; null when it is nobody's. Takes the same
  // time whichever token is right, and however much of a wrong one is.
  [[nodiscard]] const Client* find(const std::optional<std::string>& authorization,
                                   const std::optional<PeerCertificate>& peer) const;

 private:
  struct Entry {
    Client client;
    std::string token;        // its SHA-256, hexadecimal, small letters; or
    std::string certificate;  // that of the client's certificate in DER
  };
  bool open_ = true;
  std::vector<Entry> entries_;
  Client everybody_;
};

// The token in "Bearer TOKEN" (RFC 6750, 2.1).
std::optional<std::string_view> bearer_token(std::string_view authorization);

// A new token: 258 random bits in base64url. Throws std::runtime_error when there are none to be
// had.
std::string new_token();

}  // namespace certpress::service
