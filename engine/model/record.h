// A record: one holder's data, typed by the fields of its template. Immutable after parsing.
#pragma once

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "value.h"

namespace certpress::model {

class Record {
 public:
  // The blank form: every field absent.
  Record() = default;
  // One entry for each field of the template, in the template's order.
  explicit Record(std::vector<std::optional<Value>> values) : values_(std::move(values)) {}

  // Null when the field is absent.
  [[nodiscard]] const Value* value(std::size_t field) const {
    return field < values_.size() && values_[field] ? &*values_[field] : nullptr;
  }
  [[nodiscard]] bool is_blank() const { return values_.empty(); }
  // Present and, for a flag, true.
  [[nodiscard]] bool is_true(std::size_t field) const {
    const Value* found = value(field);
    const bool* flag = found != nullptr ? std::get_if<bool>(found) : nullptr;
    return found != nullptr && (flag == nullptr || *flag);
  }

 private:
  std::vector<std::optional<Value>> values_;
};

}  // namespace certpress::model
