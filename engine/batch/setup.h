// What a run and a check both open before the first row.
#pragma once

#include <memory>

#include "certpress/batch.h"

#include "file_names.h"
#include "photos.h"

namespace certpress::batch {

struct Setup {
  // Throws Refused with what is wrong with the names or the photos.
  Setup(const PreparedTemplate& prepared, const Job& job);

  FileNames names;
  std::unique_ptr<Photos> photos;
  int workers;
};

}  // namespace certpress::batch
