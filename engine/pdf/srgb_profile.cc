#include "srgb_profile.h"

#include <algorithm>
#include <memory>
#include <stdexcept>

#include <lcms2.h>

namespace certpress::pdf {

namespace {

std::string make() {
  const std::unique_ptr<void, decltype(&cmsCloseProfile)> profile(cmsCreate_sRGBProfile(),
                                                                  &cmsCloseProfile);
  cmsUInt32Number size = 0;
  if (profile == nullptr || cmsSaveProfileToMem(profile.get(), nullptr, &size) == 0) {
    throw std::runtime_error("Little CMS cannot make an sRGB profile");
  }
  std::string bytes(size, '\0');
  if (cmsSaveProfileToMem(profile.get(), bytes.data(), &size) == 0) {
    throw std::runtime_error("Little CMS cannot make an sRGB profile");
  }
  // When it was made (ICC.1:2010, 7.2.8) is of no interest, and would differ: 2000-01-01 00:00.
  constexpr std::string_view kDate("\x07\xD0\0\x01\0\x01\0\0\0\0\0\0", 12);
  constexpr std::size_t kDateAt = 24;
  std::ranges::copy(kDate, bytes.begin() + kDateAt);
  return bytes;
}

}  // namespace

const std::string& srgb_profile() {
  static const std::string profile = make();
  return profile;
}

}  // namespace certpress::pdf
