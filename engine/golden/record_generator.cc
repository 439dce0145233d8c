#include "record_generator.h"

#include <array>
#include <string_view>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace certpress::golden {

namespace {

using Json = nlohmann::ordered_json;

// SplitMix64 (G. Steele, D. Lea, C. Flood: Fast splittable pseudorandom number generators, 2014).
// The distributions of the standard library differ between libraries; these may not.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}

  // 0 to `sides` - 1.
  std::size_t roll(std::size_t sides) {
    state_ += 0x9e3779b97f4a7c15U;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
    return static_cast<std::size_t>((z ^ (z >> 31U)) % sides);
  }
  bool one_in(std::size_t sides) { return roll(sides) == 0; }

 private:
  std::uint64_t state_;
};

// Common, rare and half-width characters, and marks at which lines may not break.
constexpr std::array<std::string_view, 32> kCharacters = {
    "山", "西", "道", "路", "运", "输", "有", "限", "公", "司", "货", "物", "样", "例", "一", "龘",
    "𠮷", "㛃", "䶮", "犇", "（", "）", "、", "，", "·",  "A",  "w",  "8",  "-",  "1",  "县", "鑫"};

std::string random_text(Dice& dice, int max_length) {
  constexpr std::size_t kShort = 12;
  const auto most = static_cast<std::size_t>(max_length > 0 ? max_length : 30);
  // Long texts are rarer than short ones, as they are in life.
  const std::size_t length = 1 + dice.roll(dice.one_in(3) ? most : std::min(most, kShort));
  std::string text;
  for (std::size_t i = 0; i < length; ++i) {
    text += kCharacters.at(dice.roll(kCharacters.size()));
  }
  return text;
}

std::string random_date(Dice& dice, int first_year) {
  return fmt::format("{:04}-{:02}-{:02}", first_year + static_cast<int>(dice.roll(12)),
                     1 + dice.roll(12), 1 + dice.roll(28));
}

void change(Json& value, const FieldInfo& field, Dice& dice) {
  if ((field.kind == "text" && field.max_length > 0) || field.kind == "name") {
    value = random_text(dice, field.max_length);
  } else if (field.kind == "date") {
    value = random_date(dice, 2010);
  } else if (field.kind == "date-or-long-term") {
    value = dice.one_in(3) ? "长期" : random_date(dice, 2022);
  } else if (field.kind == "period" && value.is_object()) {
    value["from"] = random_date(dice, 2010);
    value["until"] = dice.one_in(3) ? "长期" : random_date(dice, 2022);
  } else if (field.kind == "integer" && value.is_number()) {
    value = dice.roll(60);
  } else if (field.kind == "flag") {
    value = dice.one_in(2);
  } else if (field.kind == "licence-number" && value.is_string()) {
    for (char& digit : value.get_ref<std::string&>()) {
      digit = digit >= '0' && digit <= '9' ? static_cast<char>('0' + dice.roll(10)) : digit;
    }
  }
}

}  // namespace

std::string generate_record(const TemplateInfo& info, const std::string& sample,
                            std::uint64_t seed) {
  Dice dice(seed);
  Json record = Json::parse(sample);
  for (const FieldInfo& field : info.fields) {
    const std::string& key = record.contains(field.label) ? field.label : field.name;
    if (!record.contains(key)) {
      continue;
    }
    if (!field.required && dice.one_in(4)) {
      record.erase(key);
    } else if (dice.one_in(2)) {
      change(record[key], field, dice);
    }
  }
  return record.dump();
}

}  // namespace certpress::golden
