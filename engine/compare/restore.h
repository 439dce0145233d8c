// An earlier sheet from its dump, so that it can be drawn beside the one of today.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "../sheet/dump_reader.h"
#include "../sheet/sheet.h"

namespace certpress::compare {

using FaceById = std::function<std::shared_ptr<const sheet::FontFace>(std::string_view id)>;

// Text and short outlines stand in the dump; long outlines and pictures are taken from `now`, where
// one with the same fingerprint is drawn. `lost` gets the names of elements that lack one. `face`
// gives null for a font file that is no more.
sheet::Sheet restore(const sheet::DumpedSheet& before, const sheet::Sheet& now,
                     const FaceById& face, std::vector<std::string>& lost);

}  // namespace certpress::compare
