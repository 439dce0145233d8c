// Paths that a file of the templates' folder gives to another one.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace certpress::parse {

// `path`, written in a file of `folder`, as the templates' root sees it; nothing when it is no
// relative path or leads out of the root.
std::optional<std::string> resolved(std::string_view folder, std::string_view path);

// The folder of a file, "" in the root.
std::string folder_of(std::string_view path);

}  // namespace certpress::parse
