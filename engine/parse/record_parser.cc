#include "record_parser.h"

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "json_value.h"
#include "kinds/characters.h"
#include "kinds/id_card.h"
#include "kinds/kind_reader.h"
#include "kinds/plate.h"
#include "nearest_word.h"
#include "rule_check.h"

namespace certpress::parse {

namespace {

constexpr std::size_t kMaxShownKey = 32;

// An unknown key may be a value by mistake: a column too far to the left. It is repeated only when
// it looks like a field's name, which neither names of persons nor numbers do.
bool may_be_shown(std::string_view key) {
  return !key.empty() && key.size() <= kMaxShownKey &&
         key.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") == std::string_view::npos;
}

// Null, blank strings and empty lists are what an empty cell of a form becomes.
bool is_absent(const JsonValue& value) {
  return value.type == JsonValue::Type::kNull || (value.is_string() && is_blank(value.text)) ||
         (value.type == JsonValue::Type::kArray && value.items.empty());
}

class RecordReader {
 public:
  RecordReader(const RecordInput& input, const model::Template& of, double pixels_per_mm,
               Refusals& refusals)
      : input_(input),
        template_(of),
        pixels_per_mm_(pixels_per_mm),
        refusals_(refusals),
        given_(of.fields.size()) {}

  model::Record read(const JsonValue& object) {
    for (std::size_t i = 0; i < object.members.size(); ++i) {
      take(object.members[i], i + 1);
    }
    for (std::size_t i = 0; i < given_.size(); ++i) {
      values_.push_back(read_field(i));
    }
    for (std::size_t i = 0; i < given_.size(); ++i) {
      check_agreement(i);
    }
    model::Record record(std::move(values_));
    check_rules({template_, record, [&](std::size_t i) { return place_of(i); },
                 [&](std::size_t i) { return is_given(i) && record.value(i) == nullptr; }},
                refusals_);
    return record;
  }

 private:
  [[nodiscard]] Place place(std::string_view key, std::string field) const {
    Place place;
    place.file = input_.name;
    place.pointer = pointer_step(key);
    place.field = std::move(field);
    return place;
  }

  // Where the record gives the field, or would.
  [[nodiscard]] Place place_of(std::size_t index) const {
    const std::string& name = template_.fields[index].name;
    return place(given_[index] != nullptr ? given_[index]->key : name, name);
  }

  [[nodiscard]] bool is_given(std::size_t index) const {
    return given_[index] != nullptr && !is_absent(given_[index]->value);
  }

  // Finds the field that a member is for.
  void take(const JsonMember& member, std::size_t number) {
    const auto index = template_.field_index(member.key);
    if (!index) {
      report_unknown(member.key, number);
      return;
    }
    const model::Field& field = template_.fields[*index];
    if (given_[*index] != nullptr) {
      const bool same_key = given_[*index]->key == member.key;
      refusals_.error("record/duplicate-key", place(member.key, field.name),
                      same_key ? Message{"the field was given twice", "该字段重复给出"}
                               : Message{"the field was given both by its name and by its label",
                                         "该字段同时以字段名和中文名给出"});
      return;
    }
    given_[*index] = &member;
  }

  // `number` counts the record's keys from 1.
  void report_unknown(const std::string& key, std::size_t number) {
    const bool first = unknown_.insert(key).second;
    Place at = place(key, "");
    if (!may_be_shown(key)) {
      at.pointer.clear();
    }
    if (!first) {
      refusals_.error("record/duplicate-key", at,
                      {fmt::format("the key was given twice (key {} of the record)", number),
                       fmt::format("该键重复给出（记录的第 {} 个键）", number)});
      return;
    }
    std::vector<std::string_view> known;
    for (const model::Field& field : template_.fields) {
      known.push_back(field.name);
      known.push_back(field.label);
    }
    refusals_.error("record/unknown-field", at,
                    {fmt::format("the template has no such field (key {} of the record)", number),
                     fmt::format("模板中没有该字段（记录的第 {} 个键）", number)},
                    suggestion(key, known));
  }

  std::optional<model::Value> read_field(std::size_t index) {
    const model::Field& field = template_.fields[index];
    if (!is_given(index)) {
      if (field.required) {
        refusals_.error("record/missing-field", place_of(index),
                        {"this field is required", "该字段必填"});
      }
      return std::nullopt;
    }
    const JsonMember* member = given_[index];
    const FieldReport report(refusals_, place_of(index));
    return read_value({member->value, field, report, input_.pictures, wanted_pixels(index)});
  }

  [[nodiscard]] Size wanted_pixels(std::size_t index) const {
    const bool is_picture = template_.fields[index].kind == model::Kind::kImage;
    const Size size = is_picture && pixels_per_mm_ > 0 ? template_.picture_size(index) : Size{};
    return size.width > 0 ? Size{size.width * pixels_per_mm_, size.height * pixels_per_mm_}
                          : Size{};
  }

  // The value of the field called `name`, when it was given and is of type T.
  template <typename T>
  [[nodiscard]] const T* value_of(const std::string& name) const {
    const auto index = name.empty() ? std::nullopt : template_.field_index(name);
    return index && values_[*index] ? std::get_if<T>(&*values_[*index]) : nullptr;
  }

  // What a number tells beside its own, the fields beside it must not tell otherwise.
  void check_agreement(std::size_t index) {
    const model::Field& field = template_.fields[index];
    if (!values_[index]) {
      return;
    }
    if (field.kind == model::Kind::kPlate) {
      check_plate_color(index);
    } else if (field.kind == model::Kind::kIdCard) {
      check_holder(index);
    }
  }

  void check_plate_color(std::size_t index) {
    const model::Field& field = template_.fields[index];
    const auto* color = value_of<std::string>(field.color_field);
    if (color != nullptr && !plate_may_have_color(std::get<std::string>(*values_[index]), *color)) {
      refusals_.error(
          "record/plate-color-disagrees", place_of(index),
          {"a plate of this form does not have the colour in the field " + field.color_field,
           "该式样的号牌与字段 " + field.color_field + " 的颜色不一致"});
    }
  }

  // An ID card tells sex and date of birth.
  void check_holder(std::size_t index) {
    const model::Field& field = template_.fields[index];
    const auto& number = std::get<std::string>(*values_[index]);
    const Place at = place_of(index);
    const auto* sex = value_of<std::string>(field.sex_field);
    if (sex != nullptr && (*sex == "男" || *sex == "女") && *sex != sex_of(number)) {
      refusals_.error("record/id-card-disagrees", at,
                      {"digit 17 does not agree with the field " + field.sex_field,
                       "第 17 位与字段 " + field.sex_field + " 不一致"});
    }
    const auto* birth = value_of<model::Date>(field.birth_field);
    if (birth != nullptr && *birth != birth_of(number)) {
      refusals_.error("record/id-card-disagrees", at,
                      {"digits 7 to 14 do not agree with the field " + field.birth_field,
                       "第 7 至 14 位与字段 " + field.birth_field + " 不一致"});
    }
  }

  const RecordInput& input_;
  const model::Template& template_;
  double pixels_per_mm_;
  Refusals& refusals_;
  std::vector<const JsonMember*> given_;  // by field
  std::vector<std::optional<model::Value>> values_;
  std::set<std::string> unknown_;
};

}  // namespace

model::Record parse_record(const RecordInput& input, const model::Template& of,
                           double pixels_per_mm, Refusals& remarks) {
  if (input.blank) {
    return {};
  }
  Refusals found;
  model::Record record;
  if (const auto json = read_json(input.json, input.name, found)) {
    if (json->type == JsonValue::Type::kObject) {
      record = RecordReader(input, of, pixels_per_mm, found).read(*json);
    } else {
      Place whole;
      whole.file = input.name;
      found.error("record/not-an-object", whole,
                  {"a record is one JSON object", "数据记录应为一个 JSON 对象"});
    }
  }
  found.throw_if_any();
  for (Diagnostic& remark : found.take()) {
    remarks.add(std::move(remark));
  }
  return record;
}

}  // namespace certpress::parse
