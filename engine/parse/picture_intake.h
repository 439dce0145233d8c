// Encoded picture bytes -> base Picture: bounded, read to its end, upright.
#pragma once

#include <limits>

#include "../base/geometry.h"
#include "../base/picture.h"
#include "../base/refusals.h"
#include "decoded_picture.h"

namespace certpress::parse {

// What a picture of a record or a template may be: 100 MB decoded.
inline constexpr PictureLimits kPictureLimits{10, 12'000, 25};
// A scanned page: A3 at 600 dpi, without compression.
inline constexpr PictureLimits kScanLimits{256, 12'000, 72};

inline constexpr Size kEveryPixel{std::numeric_limits<double>::infinity(),
                                  std::numeric_limits<double>::infinity()};

// JPEG (grey, colour, CMYK) or PNG (any kind). Null, with an error at `place`, when the bytes are
// no picture (picture/unreadable), of another format (picture/unsupported), or too large
// (picture/too-large): sizes are judged from the header, before anything is allocated.
//
// `wanted`: how many pixels across and down will be looked at. A JPEG is decoded to 1/2, 1/4 or 1/8
// of its size when that has them both; to none when none are wanted. It is read to its end all the
// same, and refused when that finds damage.
std::shared_ptr<const Picture> take_in_picture(const Bytes& bytes, const Place& place,
                                               Refusals& refusals, Size wanted,
                                               const PictureLimits& limits = kPictureLimits);

}  // namespace certpress::parse
