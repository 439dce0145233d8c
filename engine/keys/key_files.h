// Reads files that hold keys, certificates and secrets.
#pragma once

#include <filesystem>
#include <string>

#include "certpress/keys.h"

namespace certpress::keys {

[[noreturn]] void refuse(std::string code, Message message, Message hint = {});

// The whole file, refused unless its owner alone may read and write it.
Secret read_private_file(const std::filesystem::path& path);
std::string read_public_file(const std::filesystem::path& path);

}  // namespace certpress::keys
