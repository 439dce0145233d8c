// Records that nobody wrote: a sample with its values changed at random, always the same for the
// same seed. They need not be acceptable; a refusal is an outcome too.
#pragma once

#include <cstdint>
#include <string>

#include "certpress/engine.h"

namespace certpress::golden {

// `sample` is a record (JSON) that the template accepts.
std::string generate_record(const TemplateInfo& info, const std::string& sample,
                            std::uint64_t seed);

}  // namespace certpress::golden
