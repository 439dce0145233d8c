// What a run is: all that decides its bytes, as the header of its journal.
#pragma once

#include <cstdint>
#include <string>

#include "certpress/batch.h"

#include "survey.h"

namespace certpress::batch {

// One line of JSON.
std::string identity_of(const Engine& engine, const PreparedTemplate& prepared,
                        const table::Table& table, const Job& job, const Survey& survey);

// Throws Refused when the header is not of the same run: batch/template-changed,
// batch/options-changed, batch/table-changed. `retried`: SHA-256 of the table that took the place
// of the first one, if any. When `retrying`, the table may be yet another one of as many rows.
void require_same(const std::string& header, const std::string& now, const std::string& journal,
                  const std::string& retried, bool retrying);

// What others need of a header.
struct Header {
  std::string table;      // SHA-256
  std::int64_t rows = 0;  // of the shard
  Shard shard;
  std::string serials;
  std::optional<std::time_t> signed_at;
  std::string cover_date;
};
// Throws Refused (batch/journal-damaged).
Header read_header(const std::string& header, const std::string& journal);

// All but the shard and its serial numbers is the same.
bool are_of_one_run(const std::string& one, const std::string& other);
// The header of the whole run, made of that of a shard.
std::string header_of_whole(const std::string& shard, std::int64_t rows,
                            const std::string& serials);

}  // namespace certpress::batch
