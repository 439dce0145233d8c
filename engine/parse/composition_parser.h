// Text from fields: "晋交运管许可{region}字{number}号" -> model::Composition. The grammar is told
// in model/composition.h.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "certpress/diagnostic.h"

#include "../model/composition.h"
#include "scope.h"

namespace certpress::parse {

struct CompositionProblem {
  std::string code;
  std::size_t index;  // byte of the text
  Message message;
  Message hint = {};
};

// Reports every problem; what is returned then must not be used. Fields that are named count as
// used.
model::Composition parse_composition(std::string_view text, KnownFields& fields,
                                     const std::function<void(CompositionProblem)>& report);

}  // namespace certpress::parse
