// Tables that are text: CSV and JSON Lines.
#pragma once

#include <filesystem>
#include <memory>

#include "certpress/table.h"

namespace certpress::table {

std::unique_ptr<Table> open_csv(const std::filesystem::path& file, const Options& options);
std::unique_ptr<Table> open_json_lines(const std::filesystem::path& file, const Options& options);

}  // namespace certpress::table
