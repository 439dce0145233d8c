// The record that a certificate in PDF carries for machines.
//
// Says what the file says and not whether the file is genuine: verify it first. Safe from any
// thread, and on hostile bytes.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace certpress {

// One JSON object, as Engine::render attached it; nothing when the PDF carries none (a blank form,
// a single layer). `name` is how messages call the file. Throws Refused (pdf/malformed) when the
// bytes are no PDF of the form that certpress writes.
std::optional<std::string> embedded_record(std::string_view pdf, const std::string& name);

}  // namespace certpress
