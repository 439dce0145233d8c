#include "plate.h"

#include <algorithm>

#include <fmt/format.h>

#include "../../base/utf8.h"
#include "characters.h"

namespace certpress::parse {

namespace {

constexpr std::u32string_view kProvinces =
    U"京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新";
constexpr std::u32string_view kDots = U"\u00B7\u2022\u2027\u30FB\uFF65.";
constexpr std::u32string_view kIneligible = U"学警领使试超";
// GA 36-2018: D A B C E are all-electric, F G H J K are other new energy.
constexpr std::u32string_view kNewEnergy = U"ABCDEFGHJK";
constexpr std::size_t kOrdinaryLength = 7;
constexpr std::size_t kNewEnergyLength = 8;

bool one_of(std::u32string_view set, char32_t c) { return set.find(c) != set.npos; }
bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
bool is_letter(char32_t c) { return c >= U'A' && c <= U'Z' && c != U'I' && c != U'O'; }
bool is_serial(char32_t c) { return is_digit(c) || is_letter(c); }

bool is_small_new_energy(std::u32string_view serial) {
  return one_of(kNewEnergy, serial[0]) && is_serial(serial[1]) &&
         std::ranges::all_of(serial.substr(2), is_digit);
}
bool is_large_new_energy(std::u32string_view serial) {
  return std::ranges::all_of(serial.substr(0, 5), is_digit) && one_of(kNewEnergy, serial[5]);
}

// The first thing that is wrong; empty when nothing is.
Message find_fault(std::u32string_view plate) {
  if (plate.size() != kOrdinaryLength && plate.size() != kNewEnergyLength) {
    return {"a plate has 7 characters, one of a new-energy vehicle 8",
            "号牌应为 7 位，新能源汽车为 8 位"};
  }
  if (!one_of(kProvinces, plate[0])) {
    return {"character 1 does not stand for a province", "第 1 位不是省、自治区、直辖市简称"};
  }
  if (!is_letter(plate[1])) {
    return {"character 2 is not a letter (I and O are not used)",
            "第 2 位不是字母（不使用 I 和 O）"};
  }
  const std::u32string_view serial = plate.substr(2);
  if (plate.size() == kNewEnergyLength) {
    return is_small_new_energy(serial) || is_large_new_energy(serial)
               ? Message{}
               : Message{"characters 3 to 8 are not the serial of a new-energy vehicle",
                         "第 3 至 8 位不是新能源汽车号牌序号"};
  }
  const bool trailer = serial.back() == U'挂';
  const bool border = plate.starts_with(U"粤Z") && one_of(U"港澳", serial.back());
  const std::u32string_view numbered = trailer || border ? serial.substr(0, 4) : serial;
  const auto wrong = std::ranges::find_if_not(numbered, is_serial);
  if (wrong != numbered.end()) {
    const auto position = wrong - numbered.begin() + 3;
    return {fmt::format("character {} is not a digit or letter (I and O are not used)", position),
            fmt::format("第 {} 位不是数字或字母（不使用 I 和 O）", position)};
  }
  return {};
}

}  // namespace

bool plate_may_have_color(std::string_view plate, std::string_view color) {
  const std::u32string characters = to_utf32(plate);
  if (color == "其他") {
    return true;
  }
  if (characters.size() == kNewEnergyLength) {
    // GA 36-2018: small vehicles' fade into green, large ones' are yellow and green.
    const bool large = is_large_new_energy(std::u32string_view(characters).substr(2));
    return color == "绿色" || color == (large ? "黄绿色" : "渐变绿色");
  }
  if (characters.back() == U'挂') {
    return color == "黄色";
  }
  if (one_of(U"港澳", characters.back())) {
    return color == "黑色";
  }
  return color != "绿色" && color != "黄绿色" && color != "渐变绿色";
}

std::optional<model::Value> read_plate(const KindInput& input) {
  // One character more than a plate: the dot.
  const auto text = clean_identifier(input.value, kNewEnergyLength + 1, input.report);
  if (!text) {
    return std::nullopt;
  }
  std::u32string plate = to_utf32(*text);
  if (plate.size() > 2 && one_of(kDots, plate[2])) {
    plate.erase(2, 1);
    input.report.normalised(Change::kPlateDot);
  }
  if (std::ranges::any_of(plate, [](char32_t c) { return one_of(kIneligible, c); })) {
    input.report.error("record/plate-not-eligible",
                       {"a plate of this kind (学 警 领 使 试 超) belongs to no transport vehicle",
                        "该类号牌（学、警、领、使、试、超）不属于营运车辆"});
    return std::nullopt;
  }
  Message fault = find_fault(plate);
  if (!fault.empty()) {
    input.report.error("record/bad-plate", std::move(fault));
    return std::nullopt;
  }
  return to_utf8(plate);
}

}  // namespace certpress::parse
