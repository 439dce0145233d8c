// The operator's files, as bytes.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "certpress/diagnostic.h"

namespace certpress::service {

// Nothing, with an error (config/unreadable), when it cannot be read.
std::optional<std::string> read_file(const std::filesystem::path& file,
                                     std::vector<Diagnostic>& problems);

}  // namespace certpress::service
