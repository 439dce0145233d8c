// Rules across fields: the key `rules` of a template.
#pragma once

#include <vector>

#include "../model/rule.h"
#include "key_table.h"
#include "mapping_reader.h"

namespace certpress::parse {

// One for each kind of rule, told apart by the table's first key.
const std::vector<Table>& rule_tables();

// The file's `rules`. The fields of the scope must be complete; those that a rule names count as
// used.
std::vector<model::Rule> read_rules(MappingReader& file);

}  // namespace certpress::parse
