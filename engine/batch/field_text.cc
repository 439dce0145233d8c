#include "field_text.h"

#include <string_view>
#include <utility>

#include <nlohmann/json.hpp>

#include "columns.h"

namespace certpress::batch {

namespace {

using Json = nlohmann::ordered_json;

// Also the space of Chinese type, U+3000.
std::string trimmed(std::string_view text) {
  constexpr std::string_view kWide = "\u3000";
  for (bool changed = true; changed;) {
    const std::size_t before = text.size();
    text.remove_prefix(text.starts_with(' ') ? 1 : text.starts_with(kWide) ? kWide.size() : 0);
    text.remove_suffix(text.ends_with(' ') ? 1 : text.ends_with(kWide) ? kWide.size() : 0);
    changed = text.size() != before;
  }
  return std::string(text);
}

std::optional<std::string> text_in(const Json& record, const FieldInfo& field) {
  for (const std::string& key : {field.name, field.label}) {
    const auto found = record.find(key);
    if (found != record.end()) {
      std::string text = found->is_string()           ? trimmed(found->get<std::string>())
                         : found->is_number_integer() ? found->dump()
                                                      : std::string();
      return text.empty() ? std::nullopt : std::optional(std::move(text));
    }
  }
  return std::nullopt;
}

}  // namespace

std::vector<std::optional<std::string>> field_texts(const std::string& json,
                                                    const std::vector<FieldInfo>& fields) {
  std::vector<std::optional<std::string>> out(fields.size());
  const Json record = Json::parse(json, nullptr, false);
  for (std::size_t i = 0; record.is_object() && i < fields.size(); ++i) {
    out[i] = text_in(record, fields[i]);
  }
  return out;
}

std::string record_for(const TemplateInfo& info, const TemplateInfo& other,
                       const std::string& json) {
  const Json record = Json::parse(json, nullptr, false);
  if (!record.is_object()) {
    return json;  // told by the engine
  }
  Json out = Json::object();
  for (const auto& [key, value] : record.items()) {
    if (field_called(info, key) || !field_called(other, key)) {
      out[key] = value;
    }
  }
  return out.dump();
}

}  // namespace certpress::batch
