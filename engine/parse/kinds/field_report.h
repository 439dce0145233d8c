// Where the reader of one field reports what it found: every problem at the field's place.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "../../base/refusals.h"

namespace certpress::parse {

// What was done to a value so that it prints as the standards have it.
enum class Change {
  kTrimmed,
  kComposed,                 // NFC: base and combining characters became one
  kCompatibilityIdeographs,  // NFC: U+F900… became the unified ideograph
  kNameDot,                  // another dot became U+00B7
  kHalfWidth,                // full-width forms became ASCII
  kUpperCase,
  kPlateDot,  // the dot behind the second character left out
  kLineEnds,  // CR LF and CR became LF
};

class FieldReport {
 public:
  FieldReport(Refusals& refusals, Place place) : refusals_(refusals), place_(std::move(place)) {}

  void error(std::string code, Message message, Message hint = {}) const;
  void warning(std::string code, Message message, Message hint = {}) const;
  void normalised(Change change) const;

  // The same field, one step deeper in the JSON.
  [[nodiscard]] FieldReport at(std::string_view key) const;

  [[nodiscard]] const Place& place() const { return place_; }
  [[nodiscard]] Refusals& refusals() const { return refusals_; }

 private:
  Refusals& refusals_;
  Place place_;
};

}  // namespace certpress::parse
