// What lint objects to in one element, before it is asked whether the author allows it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "certpress/diagnostic.h"

#include "../model/element.h"

namespace certpress::lint {

struct Finding {
  const model::Element* element = nullptr;
  std::optional<model::Objection> objection;  // none: it cannot be meant so
  std::string code;
  Message message;
  Message hint;
};

using Findings = std::vector<Finding>;

}  // namespace certpress::lint
