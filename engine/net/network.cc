// Those who are asked while a certificate is signed, reached by HTTP.
#include "certpress/network.h"

#include <utility>

#include <fmt/format.h>

#include "http_client.h"

namespace certpress {

namespace {

using net::HttpClient;
using net::HttpFailure;

class HttpTimestampAuthority final : public TimestampAuthority {
 public:
  HttpTimestampAuthority(std::string url, HttpOptions options)
      : url_(std::move(url)), client_(std::move(options)) {}

  // RFC 3161, 3.4.
  [[nodiscard]] std::string answer(std::string_view request) const override {
    try {
      return client_.fetch(
          {url_, request, "application/timestamp-query", "application/timestamp-reply"});
    } catch (const HttpFailure& failure) {
      throw SigningFailure("signing/timestamp-unavailable",
                           {fmt::format("no timestamp from {}: {}", url_, failure.reason().en),
                            fmt::format("无法从 {} 取得时间戳：{}", url_, failure.reason().zh)});
    }
  }

 private:
  std::string url_;
  HttpClient client_;
};

class HttpRevocationSource final : public RevocationSource {
 public:
  explicit HttpRevocationSource(HttpOptions options) : client_(std::move(options)) {}

  // RFC 6960, appendix A.
  [[nodiscard]] std::string ocsp(const std::string& url, std::string_view request) const override {
    return fetch({url, request, "application/ocsp-request", "application/ocsp-response"});
  }
  // Servers call lists by many types.
  [[nodiscard]] std::string crl(const std::string& url) const override {
    return fetch({url, {}, {}, {}});
  }

 private:
  [[nodiscard]] std::string fetch(const net::HttpRequest& request) const {
    try {
      return client_.fetch(request);
    } catch (const HttpFailure& failure) {
      throw SigningFailure("signing/revocation-unavailable",
                           {failure.reason().en, failure.reason().zh});
    }
  }

  HttpClient client_;
};

}  // namespace

std::shared_ptr<const TimestampAuthority> make_http_timestamp_authority(std::string url,
                                                                        HttpOptions options) {
  return std::make_shared<HttpTimestampAuthority>(std::move(url), std::move(options));
}

std::shared_ptr<const RevocationSource> make_http_revocation_source(HttpOptions options) {
  return std::make_shared<HttpRevocationSource>(std::move(options));
}

}  // namespace certpress
