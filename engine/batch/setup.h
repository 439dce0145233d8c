// What a run and a check both open before the first row.
#pragma once

#include <memory>

#include "certpress/batch.h"

#include "file_names.h"
#include "paper.h"
#include "photos.h"

namespace certpress::batch {

struct Setup {
  // Throws Refused with what is wrong with the names, the photos or the paper. The job must live
  // longer.
  Setup(const Engine& engine, const PreparedTemplate& prepared, const Job& job);

  FileNames names;
  std::unique_ptr<Photos> photos;
  Paper paper;
  int workers;
};

}  // namespace certpress::batch
