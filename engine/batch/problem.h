// How a batch tells what is wrong with the run as a whole.
#pragma once

#include <string>
#include <utility>

#include "certpress/diagnostic.h"

namespace certpress::batch {

inline Diagnostic problem(std::string code, const std::string& file, Message message,
                          Message hint = {}, int row = 0) {
  Place place;
  place.file = file;
  place.row = row;
  return {Severity::kError, std::move(code), std::move(place), std::move(message), std::move(hint)};
}

}  // namespace certpress::batch
