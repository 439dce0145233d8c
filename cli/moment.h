// Moments: as they are written on the command line, and the present one.
#pragma once

#include <ctime>
#include <optional>
#include <string>

namespace certpress::cli {

// "2024-03-01T08:00:00Z"; nothing when the text is empty. Throws UsageError.
std::optional<std::time_t> read_moment(const std::string& text);

// The engine reads no clock: the command does it here.
std::time_t now();

// The present day where the program runs: "2026-11-29".
std::string today();

}  // namespace certpress::cli
