// What a client would rather have (RFC 9110, 12 and 13): media types, compression, nothing new.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace certpress::service {

// The index of the offered media type that Accept prefers; of equally good ones the first. Nothing
// when none will do. Without an Accept anything will.
std::optional<std::size_t> preferred_type(const std::optional<std::string>& accept,
                                          std::span<const std::string_view> offered);

// Whether Accept-Encoding asks for gzip.
bool wants_gzip(const std::optional<std::string>& accept_encoding);

// Whether If-None-Match names the tag, by weak comparison, or is "*".
bool names_tag(const std::optional<std::string>& if_none_match, std::string_view tag);

// A media type with its parameters: "multipart/form-data; boundary=x".
struct MediaType {
  std::string name;  // in small letters
  std::string boundary;
};
MediaType read_media_type(std::string_view text);

// Content-Disposition with a name in Unicode, and one in ASCII for those who read no RFC 6266.
std::string inline_as(std::string_view ascii_name, std::string_view name);

}  // namespace certpress::service
