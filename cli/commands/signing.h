// Signing a PDF by a profile: what `sign` and `render --sign` have in common.
#pragma once

#include <ctime>
#include <optional>
#include <string>

#include "certpress/diagnostic.h"

namespace certpress::cli {

// At `time`, or now. Says so when the profile is for tests.
std::string sign_by_profile(const std::string& pdf, const std::string& profile,
                            std::optional<std::time_t> time, Language language);

}  // namespace certpress::cli
