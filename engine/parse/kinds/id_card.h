// Kind id-card: 公民身份号码, GB 11643-1999.
#pragma once

#include <string>
#include <string_view>

#include "kind_reader.h"

namespace certpress::parse {

inline constexpr std::size_t kIdCardLength = 18;

// ISO 7064 MOD 11-2 over the first 17 digits: 0-9 or X.
char id_card_check_character(std::string_view first_17);

// Error: record/bad-id-card. Of the area (positions 1 to 6) the province is checked: a list of all
// counties that there ever were is not public. Residence permits are numbered the same way and
// taken: those of Hong Kong, Macao and Taiwan (81 to 83), and those of foreigners since 2023 (9 and
// the province).
std::optional<model::Value> read_id_card(const KindInput& input);

// What a valid number says of its holder (positions 7 to 14, and 17).
model::Date birth_of(std::string_view id_card);
std::string_view sex_of(std::string_view id_card);  // 男 or 女

}  // namespace certpress::parse
