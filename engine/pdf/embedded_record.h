// The record that a certificate carries for machines, found again.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace certpress::pdf {

// The JSON that finish() attached; nothing when there is none. Throws cos::Malformed when the bytes
// are no PDF of the kind that certpress writes. Does not ask whether the file is genuine.
std::optional<std::string> embedded_record(std::string_view pdf);

}  // namespace certpress::pdf
