// Compressed streams (/FlateDecode): zlib's format by libdeflate, equal bytes on every machine.
#pragma once

#include <string>
#include <string_view>

namespace certpress::pdf {

// How long may be looked for a shorter form: once for a template, or for each record.
enum class Effort { kOnce, kEachTime };

std::string deflated(std::string_view bytes, Effort effort);

}  // namespace certpress::pdf
