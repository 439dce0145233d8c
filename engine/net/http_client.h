// One HTTP request and its answer, by libcurl.
#pragma once

#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "certpress/network.h"

namespace certpress::net {

// There is no answer that can be used.
class HttpFailure : public std::exception {
 public:
  explicit HttpFailure(Message reason) : reason_(std::move(reason)) {}
  [[nodiscard]] const Message& reason() const { return reason_; }
  [[nodiscard]] const char* what() const noexcept override { return reason_.en.c_str(); }

 private:
  Message reason_;
};

struct HttpRequest {
  std::string url;
  // Both empty: GET.
  std::string_view body;
  std::string content_type;
  // What the answer must call itself; anything when empty.
  std::string expected_type;
};

class HttpClient {
 public:
  explicit HttpClient(HttpOptions options);
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;
  ~HttpClient();

  // The body of the answer with status 200. Throws HttpFailure.
  [[nodiscard]] std::string fetch(const HttpRequest& request) const;

 private:
  struct Handle;
  [[nodiscard]] std::unique_ptr<Handle> take_handle() const;

  HttpOptions options_;
  mutable std::mutex mutex_;
  mutable std::vector<std::unique_ptr<Handle>> idle_;  // with their open connections
};

}  // namespace certpress::net
