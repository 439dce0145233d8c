#include "record_schema.h"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "field_description.h"
#include "kinds/text.h"

namespace certpress::parse {

namespace {

// Ordered: fields come in the order of the template, and equal programs print equal bytes.
using Json = nlohmann::ordered_json;

// The three ways of a date (kinds/date.cc); whether the calendar has the day, no pattern tells.
constexpr std::string_view kDate =
    "(?:(?:19|2[0-9])[0-9]{2}(?:-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])|"
    "(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])|"
    "年(?:0?[1-9]|1[0-2])月(?:0?[1-9]|[12][0-9]|3[01])日))";
constexpr std::string_view kLongTerm = "长期";
constexpr std::string_view kUscc = "^[0-9A-HJ-NP-RTUWXY]{2}[0-9]{6}[0-9A-HJ-NP-RTUWXY]{10}$";
constexpr std::string_view kIdCard = "^[0-9]{17}[0-9X]$";
constexpr std::string_view kPlate =
    "^[^0-9A-Za-z][A-HJ-NP-Z](?:[0-9A-HJ-NP-Z]{5,6}|[0-9A-HJ-NP-Z]{4}[挂港澳])$";
constexpr std::string_view kCertificateId =
    "^1\\.2\\.156\\.3005\\.2\\.[0-9A-Z]{21}\\.(?:[0-9A-Z]{18}|[0-9]{6})\\.[0-9A-Z]{1,64}\\.[0-9]{3}"
    "\\.[0-9A-Z]$";
constexpr std::string_view kWholeNumber = "^-?(?:0|[1-9][0-9]*)$";
constexpr std::string_view kSide = "[1-9][0-9]{0,4}";

std::string whole(std::string_view pattern) { return fmt::format("^{}$", pattern); }
std::string until() { return fmt::format("(?:{}|{})", kDate, kLongTerm); }

Json text_matching(std::string_view pattern, Json example) {
  return {{"type", "string"}, {"pattern", pattern}, {"examples", {std::move(example)}}};
}

Json text_schema(const model::Field& field) {
  if (!field.allowed.empty()) {
    return {{"enum", field.allowed}};
  }
  const LengthLimits limits = text_limits(field);
  return {{"type", "string"}, {"minLength", limits.minimum}, {"maxLength", limits.maximum}};
}

Json licence_number_schema(const model::Field& field) {
  Json out = text_schema(field);
  out["pattern"] = field.letters ? "^[0-9A-Z]*$" : "^[0-9]*$";
  out["examples"] = {std::string("140100000018").substr(0, out["maxLength"].get<std::size_t>())};
  return out;
}

// One of several forms: keywords of one type do not concern values of another.
Json period_schema() {
  const Json from{{"type", "string"}, {"pattern", whole(kDate)}};
  const Json last{{"type", "string"}, {"pattern", whole(until())}};
  return {{"type", {"object", "string"}},
          {"properties", {{"from", from}, {"until", last}}},
          {"required", {"from", "until"}},
          {"additionalProperties", false},
          {"pattern", fmt::format("^{}至{}$", kDate, until())},
          {"examples", {{{"from", "2024-03-01"}, {"until", "2028-02-29"}}, "2024年3月1日至长期"}}};
}

Json dimensions_schema() {
  const Json side{{"type", {"integer", "string"}},
                  {"minimum", 1},
                  {"maximum", 99'999},
                  {"pattern", whole(kSide)}};
  return {{"type", {"object", "string"}},
          {"properties", {{"length", side}, {"width", side}, {"height", side}}},
          {"required", {"length", "width", "height"}},
          {"additionalProperties", false},
          {"pattern", fmt::format("^{0}[×xX*]{0}[×xX*]{0}(?:mm|MM|毫米)?$", kSide)},
          {"examples", {"6980×2550×3950", {{"length", 6980}, {"width", 2550}, {"height", 3950}}}}};
}

// A fraction may be longer than its decimals by zeros.
std::string decimal_pattern(int decimals) {
  const std::string fraction =
      decimals < 0 ? "[0-9]+" : fmt::format("(?:[0-9]{{1,{}}}0*|0+)", std::max(1, decimals));
  return fmt::format("^-?(?:0|[1-9][0-9]*)(?:\\.{})?$", decimals == 0 ? "0+" : fraction);
}

// 8 and not 8.0, which is no whole number to the check.
Json number_of(double number) {
  const auto integer = static_cast<std::int64_t>(number);
  return static_cast<double>(integer) == number ? Json(integer) : Json(number);
}

Json number_schema(const model::Field& field) {
  const bool integer = field.kind == model::Kind::kInteger;
  Json out{{"type", {integer ? "integer" : "number", "string"}},
           {"pattern", integer ? std::string(kWholeNumber) : decimal_pattern(field.decimals)}};
  if (field.minimum) {
    out["minimum"] = number_of(*field.minimum);
  }
  if (field.maximum) {
    out["maximum"] = number_of(*field.maximum);
  }
  out["examples"] = {number_of(field.minimum.value_or(field.maximum.value_or(8)))};
  if (!field.unit.empty()) {
    out["x-unit"] = field.unit;
  }
  return out;
}

std::string definition_of(const model::CodeList& list) { return "codes-" + list.id; }

// Each entry by its code, with its text as title; or by the text itself.
Json code_list_schema(const model::CodeList& list) {
  Json codes = Json::array();
  Json texts = Json::array();
  for (const model::CodeEntry& entry : list.entries) {
    codes.push_back({{"const", entry.code}, {"title", entry.text}});
    texts.push_back(entry.text);
  }
  return {{"title", list.title},
          {"description", list.source},
          {"anyOf", {{{"oneOf", codes}}, {{"enum", texts}}}}};
}

Json code_schema(const model::Field& field) {
  const model::CodeList& list = *field.codes;
  const Json entry{{"$ref", "#/$defs/" + definition_of(list)}};
  const std::string& first = list.entries.front().text;
  if (!field.several) {
    Json out = entry;
    out["examples"] = {first};
    return out;
  }
  return {{"type", {"array", "string"}},
          {"items", entry},
          {"minItems", 1},
          {"uniqueItems", true},
          {"examples", {Json::array({first}), first}}};
}

Json value_schema(const model::Field& field) {
  switch (field.kind) {
    case model::Kind::kText:
    case model::Kind::kName:
      return text_schema(field);
    case model::Kind::kDate:
      return text_matching(whole(kDate), "2024-03-01");
    case model::Kind::kDateOrLongTerm:
      return {
          {"type", "string"}, {"pattern", whole(until())}, {"examples", {"2028-02-29", kLongTerm}}};
    case model::Kind::kPeriod:
      return period_schema();
    case model::Kind::kUscc:
      return text_matching(kUscc, "91140100MA0TEXT592");
    case model::Kind::kIdCard:
      return text_matching(kIdCard, "650100199506150047");
    case model::Kind::kPlate:
      return text_matching(kPlate, "晋A12345");
    case model::Kind::kLicenceNumber:
      return licence_number_schema(field);
    case model::Kind::kCertificateId:
      return text_matching(kCertificateId,
                           "1.2.156.3005.2.11100000000019713D071.11140000MB0TEXT59X."
                           "650100199506150047.001.C");
    case model::Kind::kCode:
      return code_schema(field);
    case model::Kind::kInteger:
    case model::Kind::kDecimal:
      return number_schema(field);
    case model::Kind::kDimensions:
      return dimensions_schema();
    case model::Kind::kFlag:
      return {
          {"enum", {true, false, "是", "否", "true", "false", "True", "False", "TRUE", "FALSE"}}};
    case model::Kind::kImage:
      break;
  }
  return {{"type", "string"}, {"minLength", 1}};
}

// What may be absent may be null.
void allow_null(Json& schema) {
  if (schema.contains("type")) {
    Json& type = schema["type"];
    type = type.is_array() ? type : Json::array({type});
    type.push_back("null");
  } else if (schema.contains("enum")) {
    schema["enum"].push_back(nullptr);
  } else {
    schema["anyOf"] = {{{"$ref", schema["$ref"]}}, {{"type", "null"}}};
    schema.erase("$ref");
  }
}

Json property_schema(const model::Field& field) {
  const Message description = describe_field(field);
  Json out{{"title", field.label},
           {"description", description.en},
           {"x-description-zh", description.zh},
           {"x-kind", to_string(field.kind)}};
  Json value = value_schema(field);
  if (!field.required) {
    allow_null(value);
  }
  out.update(value);
  return out;
}

// A label as a regular expression that matches nothing else.
std::string pattern_of(std::string_view label) {
  std::string out = "^";
  for (const char c : label) {
    if (std::string_view("\\^$.*+?()[]{}|/").find(c) != std::string_view::npos) {
      out += '\\';
    }
    out += c;
  }
  return out + '$';
}

}  // namespace

std::string record_schema(const model::Template& of) {
  Json properties = Json::object();
  Json labels = Json::object();
  Json required_names = Json::array();
  Json required_labels = Json::array();
  Json definitions = Json::object();
  for (const model::Field& field : of.fields) {
    properties[field.name] = property_schema(field);
    labels[pattern_of(field.label)] = {{"$ref", "#/properties/" + field.name}};
    if (field.required) {
      required_names.push_back(field.name);
      required_labels.push_back(field.label);
    }
    if (field.codes != nullptr) {
      definitions[definition_of(*field.codes)] = code_list_schema(*field.codes);
    }
  }
  Json schema{
      {"$schema", "https://json-schema.org/draft/2020-12/schema"},
      {"title", of.title},
      {"description", fmt::format("A record for the template {} {}: by the names of its fields, or "
                                  "by their Chinese labels.",
                                  of.id, of.version)},
      {"type", "object"},
      {"properties", properties},
      {"patternProperties", labels},
      {"additionalProperties", false}};
  if (!required_names.empty()) {
    schema["anyOf"] = {{{"required", required_names}}, {{"required", required_labels}}};
  }
  if (!definitions.empty()) {
    schema["$defs"] = definitions;
  }
  return schema.dump(2) + "\n";
}

}  // namespace certpress::parse
