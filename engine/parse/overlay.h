// What a template changes of the file that it extends: its own tree laid over the other one.
#pragma once

#include <vector>

#include "key_table.h"
#include "scope.h"
#include "yaml_document.h"

namespace certpress::parse {

// The key `remove`, which only a file that extends another one has.
std::vector<Key> removing_keys();
// The keys that say where an element is put among those of the base: `before`, `after`.
std::vector<Key> placing_keys();

// `base` with all that `over` adds, changes and removes. What stands in neither place as the
// language has it is kept for the reader of the tree to report; names that the base does not have
// are reported here.
YamlNode laid_over(YamlNode base, YamlNode over, Scope& scope);

}  // namespace certpress::parse
