// The colour space that every certificate is in, as an ICC profile.
#pragma once

#include <string>

namespace certpress::pdf {

// sRGB (IEC 61966-2-1), made once; equal bytes in every process.
const std::string& srgb_profile();

}  // namespace certpress::pdf
