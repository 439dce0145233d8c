// Encoded picture bytes -> base Picture: bounded, fully decoded, upright.
#pragma once

#include "../base/picture.h"
#include "../base/refusals.h"

namespace certpress::parse {

inline constexpr std::size_t kMaxPictureBytes = 10U << 20U;  // 10 MiB
inline constexpr int kMaxPictureSide = 12'000;               // pixels
inline constexpr long kMaxPicturePixels = 25'000'000;        // 100 MB decoded

// JPEG (grey, colour, CMYK) or PNG (any kind). Null, with an error at `place`, when the bytes are
// no picture (picture/unreadable), of another format (picture/unsupported), or too large
// (picture/too-large): sizes are judged from the header, before anything is allocated.
std::shared_ptr<const Picture> take_in_picture(const Bytes& bytes, const Place& place,
                                               Refusals& refusals);

}  // namespace certpress::parse
