#include "openssl.h"

#include <chrono>

#include <openssl/err.h>

namespace certpress::pki {

std::string take_errors() {
  std::string out;
  while (const unsigned long code = ERR_get_error()) {
    const char* reason = ERR_reason_error_string(code);
    out += out.empty() ? "" : "; ";
    out += reason != nullptr ? reason : "error " + std::to_string(code);
  }
  return out;
}

OpenSslError::OpenSslError(std::string_view doing)
    : std::runtime_error("OpenSSL could not " + std::string(doing) + ": " + take_errors()) {}

void require(bool ok, std::string_view doing) {
  if (!ok) {
    throw OpenSslError(doing);
  }
}

std::string content_of(BIO* memory) {
  char* text = nullptr;
  const long length = BIO_get_mem_data(memory, &text);
  return {text, static_cast<std::size_t>(length)};
}

std::optional<std::time_t> to_time(const ASN1_TIME* time) {
  using namespace std::chrono;
  std::tm parts{};
  if (time == nullptr || ASN1_TIME_to_tm(time, &parts) != 1) {
    static_cast<void>(take_errors());
    return std::nullopt;
  }
  const year_month_day date{year{parts.tm_year + 1900},
                            month{static_cast<unsigned>(parts.tm_mon + 1)},
                            day{static_cast<unsigned>(parts.tm_mday)}};
  return system_clock::to_time_t(sys_days{date} + hours{parts.tm_hour} + minutes{parts.tm_min} +
                                 seconds{parts.tm_sec});
}

}  // namespace certpress::pki
