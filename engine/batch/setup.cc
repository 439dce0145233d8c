#include "setup.h"

#include <algorithm>
#include <thread>

#include "columns.h"
#include "disk.h"

namespace certpress::batch {

Setup::Setup(const Engine& engine, const PreparedTemplate& prepared, const Job& job)
    : names(job.name, prepared.info(), job.render.format == Format::kPdf ? ".pdf" : ".png"),
      photos(open_photos(job.photos.empty() ? folder_of(job.table) : job.photos)),
      paper(engine, prepared, job),
      workers(job.workers > 0
                  ? job.workers
                  : static_cast<int>(std::max(1U, std::thread::hardware_concurrency()))) {}

std::unique_ptr<table::Table> open_table(const PreparedTemplate& prepared, const Job& job) {
  auto table = table::open(job.table, job.table_options);
  check_columns(*table, with_fields_of(prepared.info(), job.back.get()));
  return table;
}

}  // namespace certpress::batch
