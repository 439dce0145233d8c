// A sheet of a workbook as a table.
#pragma once

#include <filesystem>
#include <memory>

#include "certpress/table.h"

namespace certpress::table {

std::unique_ptr<Table> open_workbook(const std::filesystem::path& file, const Options& options);

}  // namespace certpress::table
