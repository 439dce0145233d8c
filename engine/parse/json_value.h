// A JSON text -> a tree that keeps what a record's check needs: duplicate keys, and numbers as they
// were written.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "../base/refusals.h"

namespace certpress::parse {

// A photo may stand in the text as a data: URI.
inline constexpr std::size_t kMaxJsonBytes = 16U << 20U;  // 16 MiB
inline constexpr std::size_t kMaxJsonDepth = 8;
inline constexpr std::size_t kMaxJsonValues = 1024;

struct JsonMember;

struct JsonValue {
  enum class Type { kNull, kBoolean, kNumber, kString, kArray, kObject };
  Type type = Type::kNull;
  bool boolean = false;
  std::string text;                 // of a string; of a number: its digits as written
  std::vector<JsonValue> items;     // of an array
  std::vector<JsonMember> members;  // of an object: in order, duplicate keys included

  [[nodiscard]] bool is_string() const { return type == Type::kString; }
};

struct JsonMember {
  std::string key;
  JsonValue value;
};

// Nothing, with errors (record/empty, record/too-large, record/not-json, record/too-deep), when the
// text is not one JSON value within the limits. Places carry line and column, never the line's
// text: it may hold personal data.
std::optional<JsonValue> read_json(std::string_view text, const std::string& name,
                                   Refusals& refusals);

// Another step of a JSON pointer (RFC 6901): "/a~1b".
std::string pointer_step(std::string_view key);

}  // namespace certpress::parse
