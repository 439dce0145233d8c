// A picture of a record: JPEG or PNG. The first byte says how much of it will be looked at. It is
// refused, or its pixels are all there.
#include <array>
#include <string>

#include "fuzz_target.h"
#include "input.h"
#include "parse/picture_intake.h"

FUZZ_TARGET(picture) {
  using namespace certpress;
  // Less than is allowed in earnest: what a million pixels do not break, 25 million do not either.
  constexpr parse::PictureLimits kLimits{1, 2'000, 1};
  constexpr std::array<double, 4> kWanted{1e9, 0, 100, 17};
  fuzz::Input input(bytes);
  const double wanted = kWanted.at(input.below(kWanted.size()));
  Refusals refusals;
  const auto picture = parse::take_in_picture(Bytes::from_string(std::string(input.rest())), {},
                                              refusals, {wanted, wanted}, kLimits);
  fuzz::require((picture == nullptr) == !refusals.take().empty(),
                "refused with a reason, or taken");
  if (picture != nullptr) {
    const auto pixels = static_cast<std::size_t>(picture->pixel_width()) *
                        static_cast<std::size_t>(picture->pixel_height());
    fuzz::require(picture->rgba.empty() || picture->rgba.size() == 4 * pixels,
                  "every pixel has its four bytes");
    fuzz::require(kLimits.allow(static_cast<std::uint64_t>(picture->width),
                                static_cast<std::uint64_t>(picture->height)),
                  "no larger than allowed");
  }
}
