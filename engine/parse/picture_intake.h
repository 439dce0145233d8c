// Encoded picture bytes -> base Picture: bounded, fully decoded, upright.
#pragma once

#include "../base/picture.h"
#include "../base/refusals.h"
#include "decoded_picture.h"

namespace certpress::parse {

// What a picture of a record or a template may be: 100 MB decoded.
inline constexpr PictureLimits kPictureLimits{10, 12'000, 25};
// A scanned page: A3 at 600 dpi, without compression.
inline constexpr PictureLimits kScanLimits{256, 12'000, 72};

// JPEG (grey, colour, CMYK) or PNG (any kind). Null, with an error at `place`, when the bytes are
// no picture (picture/unreadable), of another format (picture/unsupported), or too large
// (picture/too-large): sizes are judged from the header, before anything is allocated.
std::shared_ptr<const Picture> take_in_picture(const Bytes& bytes, const Place& place,
                                               Refusals& refusals,
                                               const PictureLimits& limits = kPictureLimits);

}  // namespace certpress::parse
