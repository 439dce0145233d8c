// Diagnostics of the service's own: at a place, of a file, with a word that may have been meant.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "certpress/diagnostic.h"

namespace certpress::service {

// The file as a whole.
Place in_file(const std::filesystem::path& file);

Diagnostic error_at(const Place& place, std::string code, Message message, Message hint = {});

// "did you mean 'queue'?" when one of the known words is close to the word; else empty.
Message suggestion(std::string_view word, const std::vector<std::string_view>& known);

}  // namespace certpress::service
