// Kind plate: 机动车号牌, GA 36-2018, as far as a transport licence can name it.
#pragma once

#include <string_view>

#include "kind_reader.h"

namespace certpress::parse {

// 晋A12345, 晋A1234挂, 粤Z1234港, new energy 晋AD12345 and 晋A12345D. Errors: record/bad-plate;
// record/plate-not-eligible for plates that no licensed transport vehicle carries (学 警 领 使 试
// 超). How many letters a serial may hold differs by place and is not checked.
std::optional<model::Value> read_plate(const KindInput& input);

// Whether a plate that was read may have the colour (the texts of the code list plate-color), by
// its form: new-energy plates are green, trailers' yellow, those across the border black, and no
// other plate is green. 其他 goes with every plate.
bool plate_may_have_color(std::string_view plate, std::string_view color);

}  // namespace certpress::parse
