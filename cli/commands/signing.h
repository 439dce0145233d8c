// Signing by a profile: what `sign`, `render --sign` and `batch --sign` have in common.
#pragma once

#include <ctime>
#include <optional>
#include <string>

#include "certpress/diagnostic.h"
#include "certpress/signing_profile.h"

namespace certpress::cli {

// The profile, opened, with its time: `time`, or now. Says so when it is for tests.
SigningProfile open_profile(const std::string& profile, std::optional<std::time_t> time,
                            Language language);

// At `time`, or now. Says so when the profile is for tests.
std::string sign_by_profile(const std::string& pdf, const std::string& profile,
                            std::optional<std::time_t> time, Language language);

}  // namespace certpress::cli
