// The shared file that a template extends, and the one that this extends: read into one tree.
#pragma once

#include <optional>
#include <string>

#include "certpress/resources.h"

#include "key_table.h"
#include "scope.h"
#include "source_text.h"
#include "yaml_document.h"

namespace certpress::parse {

// The keys of a shared file: a template's, without those that make it a certificate of its own.
const Table& shared_table();

// The tree of a template's file. Where it says `extends`, the tree of the file named there with all
// that this one adds, changes and removes; the texts of such files are appended to `source`, which
// is what the scope's findings refer to. Nothing when a tree cannot be had, with errors.
std::optional<YamlNode> read_with_shared(const Resources& resources, const std::string& path,
                                         SourceText& source, Scope& scope);

}  // namespace certpress::parse
