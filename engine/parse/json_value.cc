#include "json_value.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "../base/utf8.h"

namespace certpress::parse {

namespace {

using nlohmann::json;

enum class Outcome { kRead, kSyntaxError, kTooDeep, kTooMany };

// Builds the tree from the parser's events and stops it at a limit.
class TreeBuilder : public nlohmann::json_sax<json> {
 public:
  bool null() override { return add({}); }
  bool boolean(bool value) override {
    JsonValue node;
    node.type = JsonValue::Type::kBoolean;
    node.boolean = value;
    return add(std::move(node));
  }
  bool number_integer(number_integer_t value) override { return add_number(fmt::to_string(value)); }
  bool number_unsigned(number_unsigned_t value) override {
    return add_number(fmt::to_string(value));
  }
  bool number_float(number_float_t /*value*/, const string_t& digits) override {
    return add_number(digits);
  }
  bool string(string_t& value) override {
    JsonValue node;
    node.type = JsonValue::Type::kString;
    node.text = std::move(value);
    return add(std::move(node));
  }
  // Only CBOR and its like have these.
  bool binary(binary_t& /*value*/) override { return false; }
  bool start_object(std::size_t /*elements*/) override { return open(JsonValue::Type::kObject); }
  bool start_array(std::size_t /*elements*/) override { return open(JsonValue::Type::kArray); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }
  bool key(string_t& value) override {
    key_ = std::move(value);
    return true;
  }
  bool parse_error(std::size_t position, const std::string& /*last_token*/,
                   const nlohmann::detail::exception& /*error*/) override {
    outcome_ = Outcome::kSyntaxError;
    error_offset_ = position > 0 ? position - 1 : 0;
    return false;
  }

  [[nodiscard]] Outcome outcome() const { return outcome_; }
  [[nodiscard]] std::size_t error_offset() const { return error_offset_; }
  [[nodiscard]] JsonValue take_root() { return std::move(root_); }

 private:
  // A node's address holds while it is open: its parent grows only after it was closed.
  JsonValue* insert(JsonValue node) {
    if (++count_ > kMaxJsonValues) {
      outcome_ = Outcome::kTooMany;
      return nullptr;
    }
    if (open_.empty()) {
      root_ = std::move(node);
      return &root_;
    }
    JsonValue& parent = *open_.back();
    if (parent.type == JsonValue::Type::kArray) {
      return &parent.items.emplace_back(std::move(node));
    }
    return &parent.members.emplace_back(JsonMember{std::move(key_), std::move(node)}).value;
  }
  bool add(JsonValue node) { return insert(std::move(node)) != nullptr; }
  bool add_number(std::string digits) {
    JsonValue node;
    node.type = JsonValue::Type::kNumber;
    node.text = std::move(digits);
    return add(std::move(node));
  }
  bool open(JsonValue::Type type) {
    if (open_.size() >= kMaxJsonDepth) {
      outcome_ = Outcome::kTooDeep;
      return false;
    }
    JsonValue node;
    node.type = type;
    JsonValue* inserted = insert(std::move(node));
    if (inserted != nullptr) {
      open_.push_back(inserted);
    }
    return inserted != nullptr;
  }
  bool close() {
    open_.pop_back();
    return true;
  }

  JsonValue root_;
  std::vector<JsonValue*> open_;
  std::string key_;
  std::size_t count_ = 0;
  Outcome outcome_ = Outcome::kRead;
  std::size_t error_offset_ = 0;
};

Place place_at(std::string_view text, std::size_t offset, const std::string& name) {
  const std::string_view before = text.substr(0, std::min(offset, text.size()));
  const std::size_t newline = before.rfind('\n');
  const std::string_view line =
      newline == std::string_view::npos ? before : before.substr(newline + 1);
  const auto is_lead = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; };
  Place place;
  place.file = name;
  place.line = 1 + static_cast<int>(std::ranges::count(before, '\n'));
  place.column = 1 + static_cast<int>(std::ranges::count_if(line, is_lead));
  return place;
}

// Whether the parser stopped at the half of a surrogate pair that stands alone: it stops at the
// first character that cannot be the other half.
bool stopped_at_surrogate(std::string_view text, std::size_t offset) {
  constexpr std::size_t kTwoEscapes = 12;  // \uD800\uXXXX
  const std::size_t end = std::min(offset + 1, text.size());
  const std::string_view tail =
      text.substr(end > kTwoEscapes ? end - kTwoEscapes : 0, std::min(end, kTwoEscapes));
  for (std::size_t at = tail.find("\\u"); at != std::string_view::npos && at + 3 < tail.size();
       at = tail.find("\\u", at + 2)) {
    const bool d = tail[at + 2] == 'D' || tail[at + 2] == 'd';
    if (d && std::string_view("89ABCDEFabcdef").find(tail[at + 3]) != std::string_view::npos) {
      return true;
    }
  }
  return false;
}

void report_syntax_error(std::string_view text, std::size_t offset, const std::string& name,
                         Refusals& refusals) {
  Message message{"this is not JSON", "此处不是有效的 JSON"};
  if (offset >= text.size()) {
    message = {"the JSON ends too early", "JSON 不完整，提前结束"};
  } else if (stopped_at_surrogate(text, offset)) {
    message = {"half of a surrogate pair stands alone", "存在未配对的 UTF-16 代理码元"};
  }
  refusals.error("record/not-json", place_at(text, offset, name), std::move(message));
}

}  // namespace

std::optional<JsonValue> read_json(std::string_view text, const std::string& name,
                                   Refusals& refusals) {
  Place whole;
  whole.file = name;
  if (text.size() > kMaxJsonBytes) {
    refusals.error("record/too-large", whole,
                   {"the record is larger than 16 MiB", "数据记录超过 16 MiB"});
    return std::nullopt;
  }
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) {
    refusals.error("record/empty", whole, {"the record is empty", "数据记录为空"});
    return std::nullopt;
  }
  if (const auto offset = find_invalid_utf8(text)) {
    refusals.error("record/not-json", place_at(text, *offset, name),
                   {"this is not valid UTF-8", "此处不是有效的 UTF-8"},
                   {"save the record as UTF-8", "请将数据记录保存为 UTF-8 编码"});
    return std::nullopt;
  }
  TreeBuilder builder;
  if (json::sax_parse(text, &builder)) {
    return builder.take_root();
  }
  switch (builder.outcome()) {
    case Outcome::kTooDeep:
      refusals.error("record/too-deep", whole,
                     {fmt::format("values are nested deeper than {}", kMaxJsonDepth),
                      fmt::format("数据嵌套超过 {} 层", kMaxJsonDepth)});
      break;
    case Outcome::kTooMany:
      refusals.error("record/too-large", whole,
                     {fmt::format("the record has more than {} values", kMaxJsonValues),
                      fmt::format("数据记录的值超过 {} 个", kMaxJsonValues)});
      break;
    case Outcome::kSyntaxError:
    case Outcome::kRead:
      report_syntax_error(text, builder.error_offset(), name, refusals);
      break;
  }
  return std::nullopt;
}

std::string pointer_step(std::string_view key) {
  std::string out = "/";
  for (const char c : key) {
    if (c == '~') {
      out += "~0";
    } else if (c == '/') {
      out += "~1";
    } else {
      out += c;
    }
  }
  return out;
}

}  // namespace certpress::parse
