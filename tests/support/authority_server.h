// authority_server.py, running as long as this object lives.
#pragma once

#include <filesystem>
#include <string>

#include <sys/types.h>

namespace certpress::tests {

class AuthorityServer {
 public:
  // Answers with the files of `folder`, which may come to be later.
  explicit AuthorityServer(const std::filesystem::path& folder);
  AuthorityServer(const AuthorityServer&) = delete;
  AuthorityServer& operator=(const AuthorityServer&) = delete;
  ~AuthorityServer();

  // "http://127.0.0.1:40123"
  [[nodiscard]] const std::string& url() const { return url_; }

 private:
  pid_t child_ = -1;
  std::string url_;
};

}  // namespace certpress::tests
