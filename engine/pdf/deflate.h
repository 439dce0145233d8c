// Compressed streams (/FlateDecode): zlib's format by libdeflate, equal bytes on every machine.
#pragma once

#include <string>
#include <string_view>

#include "certpress/cache.h"

namespace certpress::pdf {

// How long may be looked for a shorter form: once for a template, or for each record.
enum class Effort { kOnce, kEachTime };

// `cache` may be null. Long streams that are worth looking for the shortest form are kept in it.
std::string deflated(std::string_view bytes, Effort effort, const Cache* cache = nullptr);

}  // namespace certpress::pdf
