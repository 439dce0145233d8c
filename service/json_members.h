// The members of a JSON object as they were written, without reading the largest of them: a record
// with a photo in it is read once, by the engine, which also sees what a reader of JSON would hide
// (members that are there twice).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace certpress::service {

struct JsonMember {
  std::string_view key;    // as it was written, with its quotation marks
  std::string_view value;  // as it was written
};

// Nothing when the text is not one object. Values are not checked: they end where strings and
// brackets say so.
std::optional<std::vector<JsonMember>> json_members(std::string_view object);

}  // namespace certpress::service
