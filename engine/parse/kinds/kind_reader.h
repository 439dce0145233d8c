// A field's JSON value -> its typed value, by the field's kind.
#pragma once

#include <functional>
#include <optional>
#include <string_view>

#include "certpress/bytes.h"

#include "../../base/geometry.h"
#include "../../model/field.h"
#include "../../model/value.h"
#include "../json_value.h"
#include "field_report.h"

namespace certpress::parse {

// Finds a picture by its relative path; empty when paths are not allowed.
using PictureSource = std::function<std::optional<Bytes>(std::string_view path)>;

// What the reader of a kind is given. All readers: nothing, with at least one error, when the value
// is not acceptable.
struct KindInput {
  const JsonValue& value;
  const model::Field& field;
  const FieldReport& report;
  const PictureSource& pictures;
  Size wanted_pixels{};  // of a picture (picture_intake.h)
};

std::optional<model::Value> read_value(const KindInput& input);

}  // namespace certpress::parse
