// What a key takes and what stands there instead, in words for diagnostics.
#pragma once

#include <string>
#include <string_view>

#include "certpress/diagnostic.h"

#include "key_table.h"
#include "literal.h"
#include "yaml_document.h"

namespace certpress::parse {

// A word of the file in quotes; junk is cut.
std::string quoted(std::string_view word);

// "a number of mm", "a list [x, y]"
Message wanted(const Key& key);
// "0 to 1", "at least 0.05 mm"
Message wanted_range(const Key& key);
// "a list of 3", "'17'"
Message found(const YamlNode& node);

// How a number in another unit would be written: "6mm = 17.01pt".
Message unit_hint(const WrittenNumber& written, const Key& key);
// For a value that YAML read as something else because its quotes are missing; else empty.
Message quoting_hint(const YamlNode& node, const Key& key);

}  // namespace certpress::parse
