// The keys of a template's file.
#pragma once

#include "key_table.h"

namespace certpress::parse {

const Table& template_table();

}  // namespace certpress::parse
