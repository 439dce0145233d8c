#include "flag.h"

namespace certpress::parse {

std::optional<model::Value> read_flag(const KindInput& input) {
  const JsonValue& value = input.value;
  if (value.type == JsonValue::Type::kBoolean) {
    return value.boolean;
  }
  // The words as well, since a table of records has no other way.
  if (value.is_string() && (value.text == "true" || value.text == "是")) {
    return true;
  }
  if (value.is_string() && (value.text == "false" || value.text == "否")) {
    return false;
  }
  input.report.error("record/bad-flag",
                     {"this is neither true nor false", "此处应为 true 或 false"},
                     {"write true, false, 是 or 否", "请写 true、false、是 或 否"});
  return std::nullopt;
}

}  // namespace certpress::parse
