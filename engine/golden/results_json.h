// One case's result as JSON: for programs, and for the script of the report.
#pragma once

#include <nlohmann/json.hpp>

#include "certpress/golden.h"

namespace certpress::golden {

using Json = nlohmann::ordered_json;

Json to_json(const CaseResult& one);

}  // namespace certpress::golden
