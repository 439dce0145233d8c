// errors.csv: the rows that were refused, for people with a spreadsheet.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "event.h"
#include "journal.h"

namespace certpress::batch {

// A byte order mark, by which Excel knows UTF-8, and the names of the columns. Lines end as in
// RFC 4180.
std::string errors_head(Language language);
// A line for each error of the row.
std::string errors_lines(int row, const std::vector<RowError>& errors, Language language);

std::string errors_name(int shard, int shards);
// Beside one PDF: run.pdf has run.errors.csv.
std::filesystem::path errors_of(const std::filesystem::path& one_pdf);
// The file of all rows that are refused; none when there is no such row.
void write_errors(const Journal& journal, const std::filesystem::path& file, Language language);

// A cell of CSV. What a spreadsheet would take for a formula is made text by a ' before it.
std::string csv_cell(const std::string& text);

}  // namespace certpress::batch
