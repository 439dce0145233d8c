// Reads records for the tests of parse/: what came of them, as short strings.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/composition.h"
#include "parse/record_parser.h"

namespace certpress::parse {

struct ReadRecord {
  std::optional<model::Record> record;
  std::vector<Diagnostic> diagnostics;

  // "record/too-long /name", in the order reported.
  [[nodiscard]] std::vector<std::string> problems(Severity severity) const {
    std::vector<std::string> out;
    for (const Diagnostic& diagnostic : diagnostics) {
      if (diagnostic.severity == severity) {
        out.push_back(diagnostic.code + " " + diagnostic.place.pointer);
      }
    }
    return out;
  }
  [[nodiscard]] std::vector<std::string> errors() const { return problems(Severity::kError); }

  // The value of a field as it prints; "(absent)" without one.
  [[nodiscard]] std::string printed(std::size_t field = 0) const {
    const model::Value* value = record ? record->value(field) : nullptr;
    if (value == nullptr) {
      return "(absent)";
    }
    if (const bool* flag = std::get_if<bool>(value)) {
      return *flag ? "true" : "false";
    }
    return model::printed(*value, model::PeriodEnd::kBoth, "YYYY-MM-DD");
  }
};

inline ReadRecord read(const model::Template& of, const RecordInput& input) {
  ReadRecord out;
  Refusals remarks;
  try {
    out.record = parse_record(input, of, kFullSize, remarks);
    out.diagnostics = remarks.take();
  } catch (const Refused& refused) {
    out.diagnostics = refused.diagnostics();
  }
  return out;
}

inline ReadRecord read(const model::Template& of, std::string json) {
  RecordInput input;
  input.json = std::move(json);
  input.name = "record.json";
  return read(of, input);
}

inline model::Field field_of(std::string name, std::string label, model::Kind kind) {
  model::Field field;
  field.name = std::move(name);
  field.label = std::move(label);
  field.kind = kind;
  return field;
}

// A record of one field, called f, with the JSON value given.
inline ReadRecord read_one(model::Field field, const std::string& json_value) {
  field.name = "f";
  field.label = "字段";
  model::Template of;
  of.fields.push_back(std::move(field));
  return read(of, "{\"f\": " + json_value + "}");
}

}  // namespace certpress::parse
