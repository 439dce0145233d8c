#include "http_client.h"

#include <algorithm>
#include <array>
#include <utility>

#include <curl/curl.h>
#include <fmt/format.h>

namespace certpress::net {

namespace {

struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using ListPtr = std::unique_ptr<curl_slist, FreeList>;

constexpr long kMaxRedirects = 3;

// What arrives, up to the limit.
struct Body {
  std::string bytes;
  std::size_t limit = 0;
  bool too_large = false;
};

std::size_t append(char* data, std::size_t /*one*/, std::size_t size, void* to) {
  auto& body = *static_cast<Body*>(to);
  if (size > body.limit - body.bytes.size()) {
    body.too_large = true;
    return 0;  // ends the transfer
  }
  body.bytes.append(data, size);
  return size;
}

bool same_type(std::string_view given, std::string_view expected) {
  given = given.substr(0, given.find(';'));
  while (given.ends_with(' ')) {
    given.remove_suffix(1);
  }
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::ranges::equal(given, expected, {}, lower, lower);
}

[[noreturn]] void fail(std::string en, std::string zh) {
  throw HttpFailure({std::move(en), std::move(zh)});
}

}  // namespace

struct HttpClient::Handle {
  struct Free {
    void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
  };
  std::unique_ptr<CURL, Free> curl;
};

HttpClient::HttpClient(HttpOptions options) : options_(std::move(options)) {
  static const CURLcode once = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (once != CURLE_OK) {
    throw std::runtime_error("libcurl does not start");
  }
}

HttpClient::~HttpClient() = default;

std::unique_ptr<HttpClient::Handle> HttpClient::take_handle() const {
  {
    const std::lock_guard lock(mutex_);
    if (!idle_.empty()) {
      auto handle = std::move(idle_.back());
      idle_.pop_back();
      curl_easy_reset(handle->curl.get());  // keeps its connections
      return handle;
    }
  }
  auto handle = std::make_unique<Handle>();
  handle->curl.reset(curl_easy_init());
  if (handle->curl == nullptr) {
    throw std::bad_alloc();
  }
  return handle;
}

std::string HttpClient::fetch(const HttpRequest& request) const {
  auto handle = take_handle();
  CURL* curl = handle->curl.get();
  Body body{{}, options_.max_bytes};
  std::array<char, CURL_ERROR_SIZE> error{};
  const bool secure = request.url.starts_with("https://");
  const ListPtr headers(
      curl_slist_append(nullptr, ("Content-Type: " + request.content_type).c_str()));

  curl_easy_setopt(curl, CURLOPT_URL, request.url.c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
  // A redirect may not leave the scheme: neither into the clear, nor to a file.
  curl_easy_setopt(curl, CURLOPT_REDIR_PROTOCOLS_STR, secure ? "https" : "http");
  curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 1L);
  curl_easy_setopt(curl, CURLOPT_MAXREDIRS, kMaxRedirects);
  curl_easy_setopt(curl, CURLOPT_POSTREDIR, static_cast<long>(CURL_REDIR_POST_ALL));
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS,
                   static_cast<long>(options_.connect_timeout.count()));
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(options_.total_timeout.count()));
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);                   // threads
  curl_easy_setopt(curl, CURLOPT_PROXY, options_.proxy.c_str());  // "": not the environment's
  if (!options_.authorities.empty()) {
    curl_easy_setopt(curl, CURLOPT_CAINFO, options_.authorities.c_str());
  }
  curl_easy_setopt(curl, CURLOPT_USERAGENT, "certpress");
  curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, error.data());
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, append);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &body);
  if (!request.content_type.empty()) {
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE,
                     static_cast<curl_off_t>(request.body.size()));
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, request.body.data());
  }

  const CURLcode result = curl_easy_perform(curl);
  if (body.too_large) {
    fail(fmt::format("the answer is larger than {} bytes", options_.max_bytes),
         fmt::format("应答超过 {} 字节", options_.max_bytes));
  }
  if (result != CURLE_OK) {
    const std::string reason = error[0] != '\0' ? error.data() : curl_easy_strerror(result);
    fail(reason, reason);
  }
  long status = 0;
  const char* type = nullptr;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
  curl_easy_getinfo(curl, CURLINFO_CONTENT_TYPE, &type);
  if (status != 200) {
    fail(fmt::format("HTTP status {}", status), fmt::format("HTTP 状态码 {}", status));
  }
  if (!request.expected_type.empty() &&
      !same_type(type != nullptr ? type : "", request.expected_type)) {
    fail(fmt::format("the answer is not of type {}", request.expected_type),
         fmt::format("应答的类型不是 {}", request.expected_type));
  }
  const std::lock_guard lock(mutex_);
  idle_.push_back(std::move(handle));
  return std::move(body.bytes);
}

}  // namespace certpress::net
