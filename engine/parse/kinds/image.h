// Kind image: a data: URI (RFC 2397, base64), or a relative path that the caller resolves.
#pragma once

#include <string>
#include <string_view>

#include "kind_reader.h"

namespace certpress::parse {

// Base64 (RFC 4648, padded, without line breaks) -> bytes; nothing when it is not that.
std::optional<std::string> decode_base64(std::string_view text);

// Errors: record/bad-picture-uri, record/picture-path-not-allowed, record/picture-not-found, and
// those of take_in_picture.
std::optional<model::Value> read_image(const KindInput& input);

}  // namespace certpress::parse
