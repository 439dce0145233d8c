// Bullseyes in a picture of unknown scale and direction.
#pragma once

#include <vector>

#include "grey_image.h"

namespace certpress::press {

struct FoundMark {
  Point centre;       // pixels
  double radius = 0;  // of the disc, pixels
};

// Every disc that lies in a ring of the calibration sheet's proportions, to about a pixel.
std::vector<FoundMark> find_marks(const GreyImage& scan);

// The same centre, as exact as the ink shows it: the centroid of the disc's darkness.
Point exact_centre(const GreyImage& scan, const FoundMark& mark);

}  // namespace certpress::press
