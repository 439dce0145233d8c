// The first walk over a table, before any row is done: how many rows, and that no two of them are
// written under one name.
#pragma once

#include <cstdint>
#include <functional>

#include "certpress/batch.h"
#include "certpress/table.h"

#include "file_names.h"

namespace certpress::batch {

// A part of the rows, counted from 0 without blank ones.
struct Part {
  std::int64_t first = 0;
  std::int64_t count = 0;
  [[nodiscard]] bool has(std::int64_t position) const {
    return position >= first && position < first + count;
  }
};

struct Survey {
  std::int64_t rows = 0;
  Part part;  // the shard's
};

// Throws Refused: batch/no-rows, batch/bad-shard, batch/name-collision. For each row it keeps 24
// bytes when names may collide: 24 MB for a million rows. `see` is called for every row.
Survey survey(const table::Table& table, const FileNames& names, Shard shard,
              const std::function<void(const table::Row&)>& see);

}  // namespace certpress::batch
