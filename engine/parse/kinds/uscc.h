// Kind uscc: 统一社会信用代码, GB 32100-2015.
#pragma once

#include <string_view>

#include "kind_reader.h"

namespace certpress::parse {

inline constexpr std::size_t kUsccLength = 18;

// The check character of the first 17 (GB 32100-2015, annex A), or 0 when one of them is not of the
// alphabet (0-9 A-Z without I O S V Z).
char uscc_check_character(std::string_view first_17);

// The check character of an organisation code's first 8 (GB 11714-1997): 0-9 or X.
char organisation_check_character(std::string_view first_8);

// Whether `code` is well-formed; errors are record/bad-uscc. A wrong check character of the
// organisation code inside is a warning (record/uscc-organisation-code): registers hold some.
bool check_uscc(std::string_view code, const FieldReport& report);

std::optional<model::Value> read_uscc(const KindInput& input);

}  // namespace certpress::parse
