// What the goldens were made with, as a file: a name and a value on each line.
#pragma once

#include <string>
#include <vector>

#include "certpress/golden.h"

namespace certpress::golden {

std::string to_text(const Environment& environment);
Environment read_environment(const std::string& text);

std::vector<SuiteResult::Deviation> deviations(const Environment& golden, const Environment& here);

}  // namespace certpress::golden
