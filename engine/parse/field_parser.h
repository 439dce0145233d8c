// Fields: the data that a template asks for.
#pragma once

#include <vector>

#include "certpress/resources.h"

#include "key_table.h"
#include "mapping_reader.h"

namespace certpress::parse {

// One for each kind, with the keys that it takes.
const std::vector<Variant>& field_variants();

// The file's `fields` into its scope, with the code lists that they name.
void read_fields(MappingReader& file, const Resources& resources);

// Warns of fields that nothing prints or checks.
void warn_of_unused_fields(const Scope& scope);

}  // namespace certpress::parse
