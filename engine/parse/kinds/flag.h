// Kind flag: true or false, 是 or 否.
#pragma once

#include "kind_reader.h"

namespace certpress::parse {

// The words in small letters, in capitals or as True and False. Error: record/bad-flag.
std::optional<model::Value> read_flag(const KindInput& input);

}  // namespace certpress::parse
