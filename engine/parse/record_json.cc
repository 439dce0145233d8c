#include "record_json.h"

#include <stdexcept>
#include <type_traits>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace certpress::parse {

namespace {

using Json = nlohmann::ordered_json;

struct ToJson {
  const model::Field& field;

  Json operator()(const std::string& text) const {
    // The unit is the template's, not the record's.
    const bool has_unit = !field.unit.empty() && text.ends_with(field.unit);
    return has_unit ? text.substr(0, text.size() - field.unit.size()) : text;
  }
  Json operator()(const model::Date& date) const {
    return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
  }
  Json operator()(const model::LongTerm& /*none*/) const { return "长期"; }
  Json operator()(const model::Period& period) const {
    return {{"from", (*this)(period.from)}, {"until", std::visit(*this, period.until)}};
  }
  Json operator()(bool flag) const { return flag; }
  Json operator()(const std::shared_ptr<const Picture>& /*picture*/) const {
    throw std::logic_error("a picture has no JSON");
  }
};

}  // namespace

std::string record_json(const model::Record& record, const model::Template& of) {
  Json json = Json::object();
  for (std::size_t i = 0; i < of.fields.size(); ++i) {
    const model::Value* value = record.value(i);
    if (value != nullptr && of.fields[i].embed) {
      json[of.fields[i].name] = std::visit(ToJson{of.fields[i]}, *value);
    }
  }
  return json.dump(2) + "\n";
}

}  // namespace certpress::parse
