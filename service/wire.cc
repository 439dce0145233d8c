#include "wire.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace certpress::service {

namespace {

std::string_view reason_of(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 204:
      return "No Content";
    case 304:
      return "Not Modified";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 406:
      return "Not Acceptable";
    case 408:
      return "Request Timeout";
    case 413:
      return "Content Too Large";
    case 414:
      return "URI Too Long";
    case 415:
      return "Unsupported Media Type";
    case 417:
      return "Expectation Failed";
    case 421:
      return "Misdirected Request";
    case 422:
      return "Unprocessable Content";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 501:
      return "Not Implemented";
    case 502:
      return "Bad Gateway";
    case 503:
      return "Service Unavailable";
    case 505:
      return "HTTP Version Not Supported";
    default:
      return "Unknown";
  }
}

bool has(const Response& response, std::string_view name) {
  return std::ranges::any_of(response.headers,
                             [&](const Header& header) { return header.name == name; });
}

}  // namespace

std::string http_date(std::time_t time) {
  constexpr std::array<std::string_view, 7> kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array<std::string_view, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  std::tm utc{};
  ::gmtime_r(&time, &utc);
  return fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} GMT",
                     kDays.at(static_cast<std::size_t>(utc.tm_wday)), utc.tm_mday,
                     kMonths.at(static_cast<std::size_t>(utc.tm_mon)), utc.tm_year + 1900,
                     utc.tm_hour, utc.tm_min, utc.tm_sec);
}

std::string head_of(const Response& response, const WireOptions& options) {
  std::string head =
      fmt::format("HTTP/1.1 {} {}\r\nDate: {}\r\nServer: certpressd\r\n", response.status,
                  reason_of(response.status), http_date(options.time));
  const auto add = [&head](std::string_view name, std::string_view value) {
    head.append(name).append(": ").append(value).append("\r\n");
  };
  for (const Header& header : response.headers) {
    add(header.name, header.value);
  }
  // RFC 9110, 8.6: no Content-Length with 204; with 304 it would be that of the 200.
  if (response.status != 204 && response.status != 304) {
    add("Content-Length", std::to_string(response.body.size()));
  }
  if (!options.keep_alive) {
    add("Connection", "close");
  } else if (options.http_minor == 0) {
    add("Connection", "keep-alive");
  }
  add("X-Request-Id", options.request_id);
  add("traceparent", options.traceparent);
  if (!has(response, "Cache-Control")) {
    add("Cache-Control", "no-store");
  }
  if (!has(response, "Content-Security-Policy")) {
    add("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
  }
  add("X-Content-Type-Options", "nosniff");
  add("Referrer-Policy", "no-referrer");
  add("Cross-Origin-Resource-Policy", "same-origin");
  if (options.secure) {
    add("Strict-Transport-Security", "max-age=31536000");
  }
  return head += "\r\n";
}

}  // namespace certpress::service
