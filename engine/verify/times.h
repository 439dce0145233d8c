// Times in the forms that a signed PDF and its report use.
#pragma once

#include <ctime>
#include <optional>
#include <string>
#include <string_view>

namespace certpress::verify {

// "D:20260501160000+08'00'" (ISO 32000-1, 7.9.4); nothing unless it is a date of that form,
// complete to the second and with its zone.
std::optional<std::time_t> parse_pdf_date(std::string_view text);

// "2026-05-01T08:00:00Z" (RFC 3339)
std::string utc_text(std::time_t time);
// "2026-05-01 08:00:00 UTC"
std::string readable_utc(std::time_t time);

}  // namespace certpress::verify
