#include "field_parser.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "code_list_parser.h"
#include "nearest_word.h"

namespace certpress::parse {

namespace {

using model::Field;
using model::Kind;

constexpr std::size_t kMaxFields = 200;
constexpr std::string_view kPlateColors = "plate-color";  // the list whose texts are compared

// Of an id-card.
const Table& holder_agreement_table() {
  static const Table table{
      "'agrees_with'",
      "'agrees_with' ",
      {
          {.name = "sex",
           .type = Type::kField,
           .says = "Field of the sex, which the number must agree with.",
           .example = "\"sex\""},
          {.name = "birth",
           .type = Type::kField,
           .says = "Field of the date of birth, which the number must agree with.",
           .example = "\"birth_date\""},
      }};
  return table;
}

const Table& plate_agreement_table() {
  static const Table table{"'agrees_with'",
                           "'agrees_with' ",
                           {{.name = "color",
                             .type = Type::kField,
                             .required = true,
                             .says = "Field of the plate's colour, which the plate must agree "
                                     "with.",
                             .example = "\"plate_color\""}}};
  return table;
}

std::vector<std::string_view> kind_words() {
  std::vector<std::string_view> words;
  for (const Kind kind : model::all_kinds()) {
    words.push_back(to_string(kind));
  }
  return words;
}

std::vector<Key> common_keys() {
  return {
      {.name = "label",
       .required = true,
       .maximum = 50,
       .says = "The Chinese name; a record may use it as key.",
       .example = "\"业户名称\""},
      {.name = "kind",
       .type = Type::kWord,
       .required = true,
       .words = kind_words(),
       .says = "What the field holds; decides how a value is checked and printed."},
      {.name = "required",
       .type = Type::kFlag,
       .fallback = "false",
       .says = "Whether a record without it is refused."},
  };
}

std::vector<Key> length_keys() {
  return {
      {.name = "min_length",
       .type = Type::kInteger,
       .fallback = "0",
       .minimum = 0,
       .maximum = model::kMaxTextLength,
       .says = "Fewest characters."},
      {.name = "max_length",
       .type = Type::kInteger,
       .minimum = 1,
       .maximum = model::kMaxTextLength,
       .says = "Most characters; without it the kind's own limit holds.",
       .example = "100"},
  };
}

std::vector<Key> limit_keys() {
  return {
      {.name = "minimum",
       .type = Type::kNumber,
       .says = "The smallest value accepted.",
       .example = "0"},
      {.name = "maximum",
       .type = Type::kNumber,
       .says = "The largest value accepted.",
       .example = "999"},
      {.name = "unit", .maximum = 20, .says = "Printed behind the number.", .example = "\"kg\""},
  };
}

// The keys that only some kinds take.
std::vector<Key> own_keys(Kind kind) {
  switch (kind) {
    case Kind::kText:
      return joined({length_keys(),
                     {{.name = "allowed",
                       .type = Type::kTexts,
                       .says = "The only values accepted.",
                       .example = "[\"男\", \"女\"]"}}});
    case Kind::kName:
      return length_keys();
    case Kind::kLicenceNumber:
      return joined({length_keys(),
                     {{.name = "letters",
                       .type = Type::kFlag,
                       .fallback = "false",
                       .says = "Whether capital letters may stand beside the digits."}}});
    case Kind::kInteger:
      return limit_keys();
    case Kind::kDecimal:
      return joined({limit_keys(),
                     {{.name = "decimals",
                       .type = Type::kInteger,
                       .minimum = 0,
                       .maximum = 9,
                       .says = "Digits printed after the point; without it as many as given.",
                       .example = "3"}}});
    case Kind::kCode:
      return {{.name = "codes",
               .type = Type::kId,
               .required = true,
               .says = "Name of a list in templates/codes/.",
               .example = "\"vehicle-type\""},
              {.name = "several",
               .type = Type::kFlag,
               .fallback = "false",
               .says = "Whether a record gives a list, which prints joined with ，."},
              {.name = "solid",
               .type = Type::kFlag,
               .fallback = "false",
               .says = "Whether a list prints without ， between its entries: A1A2."},
              {.name = "max_length",
               .type = Type::kInteger,
               .minimum = 1,
               .maximum = model::kMaxTextLength,
               .says = "Most characters of a list as it prints.",
               .example = "110"}};
    case Kind::kIdCard:
      return {{.name = "agrees_with",
               .type = Type::kMapping,
               .table = holder_agreement_table,
               .says = "Fields whose values the number must agree with.",
               .example = "{\"sex\": \"sex\", \"birth\": \"birth_date\"}"}};
    case Kind::kPlate:
      return {{.name = "agrees_with",
               .type = Type::kMapping,
               .table = plate_agreement_table,
               .says = "Field whose value the plate must agree with.",
               .example = "{\"color\": \"plate_color\"}"}};
    default:
      return {};
  }
}

// What goes into the PDF for machines. A picture is in it already; the number of a person's
// identity card only when the author says so.
std::vector<Key> embed_key(Kind kind) {
  if (kind == Kind::kImage) {
    return {};
  }
  return {{.name = "embed",
           .type = Type::kFlag,
           .fallback = kind == Kind::kIdCard ? "false" : "true",
           .says = "Whether the record that a PDF carries for machines holds the field."}};
}

std::string_view meaning(Kind kind) {
  switch (kind) {
    case Kind::kText:
      return "Any text.";
    case Kind::kName:
      return "Name of a person or an enterprise.";
    case Kind::kDate:
      return "A day.";
    case Kind::kDateOrLongTerm:
      return "A day, or 长期.";
    case Kind::kPeriod:
      return "From a day until a day or 长期.";
    case Kind::kUscc:
      return "统一社会信用代码 (GB 32100), its check character included.";
    case Kind::kIdCard:
      return "公民身份号码 (GB 11643), its check digit included.";
    case Kind::kPlate:
      return "机动车号牌 (GA 36).";
    case Kind::kLicenceNumber:
      return "Number of a licence.";
    case Kind::kCertificateId:
      return "电子证照标识 (GB/T 36904), its check character included.";
    case Kind::kCode:
      return "Code or text of a code list; prints as text.";
    case Kind::kInteger:
      return "A whole number.";
    case Kind::kDecimal:
      return "A number.";
    case Kind::kDimensions:
      return "长×宽×高 in mm.";
    case Kind::kFlag:
      return "true or false, 是 or 否; for `when`.";
    case Kind::kImage:
      return "A picture; for the element `photo`.";
  }
  return "";
}

// For a kind that could not be read: any kind's keys will do.
const Table& table_of_any_kind() {
  static const Table table = [] {
    std::vector<std::vector<Key>> parts;
    for (const Variant& variant : field_variants()) {
      parts.push_back(variant.table.keys);
    }
    Table any{"a field", "字段", joined(parts)};
    for (Key& key : any.keys) {
      key.required = key.name == "label" || key.name == "kind";
    }
    return any;
  }();
  return table;
}

const Table& table_of(const YamlNode& field) {
  const YamlNode* kind = field.find("kind");
  const auto& variants = field_variants();
  const auto found =
      kind == nullptr ? variants.end() : std::ranges::find(variants, kind->text, &Variant::word);
  return found == variants.end() ? table_of_any_kind() : found->table;
}

class FieldReader {
 public:
  FieldReader(MappingReader& file, const Resources& resources)
      : file_(file), scope_(file.scope()), code_lists_(resources, scope_.findings.report()) {}

  void read() {
    const std::vector<const YamlEntry*> entries = file_.named("fields");
    for (const YamlEntry* entry : entries) {
      names_.insert(entry->key.text);
    }
    for (const YamlEntry* entry : entries) {
      if (scope_.fields.list().size() == kMaxFields) {
        scope_.findings.error("template/too-many", entry->key.offset,
                              {fmt::format("a template has at most {} fields", kMaxFields),
                               fmt::format("模板最多有 {} 个字段", kMaxFields)});
        break;
      }
      const Findings::Subject subject(scope_.findings, "", entry->key.text);
      read_field(*entry);
    }
    link();
  }

 private:
  struct Agreement {
    const YamlNode* node;
    std::size_t field;
  };

  void read_field(const YamlEntry& entry) {
    const Table& table = table_of(entry.value);
    MappingReader reader(entry.value, table, scope_);
    Field field;
    field.name = entry.key.text;
    field.label = reader.text("label");
    field.kind = model::all_kinds()[reader.word<std::size_t>("kind")];
    field.required = reader.flag("required");
    const Place place = scope_.findings.place(entry.key.offset);
    field.span = {place.line, place.column};
    check_label(reader, field);
    const auto has = [&](std::string_view key) {
      return table.find(key) != nullptr && reader.has(key);
    };
    read_limits(reader, has, field);
    field.embed = table.find("embed") != nullptr && reader.flag("embed");
    if (has("codes")) {
      field.codes = code_lists_.load(reader);
    }
    if (has("letters")) {
      field.letters = reader.flag("letters");
    }
    if (has("several")) {
      field.several = reader.flag("several");
    }
    if (has("solid")) {
      field.solid = reader.flag("solid");
    }
    scope_.fields.add(std::move(field), entry.key.offset);
    if (has("agrees_with")) {
      agreements_.push_back({reader.find("agrees_with"), scope_.fields.list().size() - 1});
    }
  }

  template <typename Has>
  void read_limits(MappingReader& reader, const Has& has, Field& field) {
    if (has("min_length")) {
      field.min_length = reader.integer("min_length");
    }
    if (has("max_length")) {
      field.max_length = reader.integer("max_length");
      check_order(reader, "max_length", field.min_length <= field.max_length);
    }
    if (has("minimum")) {
      field.minimum = reader.number("minimum");
    }
    if (has("maximum")) {
      field.maximum = reader.number("maximum");
      check_order(reader, "maximum", !field.minimum || *field.minimum <= *field.maximum);
    }
    if (has("unit")) {
      field.unit = reader.text("unit");
    }
    if (has("decimals")) {
      field.decimals = reader.integer("decimals");
    }
    if (has("allowed")) {
      field.allowed = reader.texts("allowed");
    }
  }

  void check_order(MappingReader& reader, std::string_view key, bool in_order) {
    if (!in_order) {
      reader.error(
          "template/out-of-range", key,
          {fmt::format("'{}' is below its minimum", key), fmt::format("'{}' 小于下限", key)});
    }
  }

  // A record may use names and labels as keys: no two may be the same.
  void check_label(MappingReader& reader, const Field& field) {
    const bool is_new = labels_.insert(field.label).second;
    const bool is_name = names_.contains(field.label) && field.label != field.name;
    if ((!is_new || is_name) && !field.label.empty()) {
      reader.error("template/duplicate-name", "label",
                   {fmt::format("another field is called '{}'", field.label),
                    fmt::format("另一字段已使用名称“{}”", field.label)});
    }
  }

  // What refers to other fields can be read when all are known.
  void link() {
    for (const Agreement& agreement : agreements_) {
      Field& field = scope_.fields.at(agreement.field);
      const Findings::Subject subject(scope_.findings, "", field.name);
      scope_.fields.use(field.name);  // for the check, even when it is not printed
      if (field.kind == Kind::kIdCard) {
        MappingReader reader(*agreement.node, holder_agreement_table(), scope_);
        field.sex_field = linked(reader, "sex", {Kind::kText, Kind::kCode});
        field.birth_field = linked(reader, "birth", {Kind::kDate});
      } else if (field.kind == Kind::kPlate) {
        MappingReader reader(*agreement.node, plate_agreement_table(), scope_);
        field.color_field = linked(reader, "color", {Kind::kCode});
        check_is_plate_color(reader, field.color_field);
      }
    }
  }

  void check_is_plate_color(MappingReader& reader, std::string_view name) {
    const auto color = std::ranges::find(scope_.fields.list(), name, &Field::name);
    if (color != scope_.fields.list().end() && color->codes && color->codes->id != kPlateColors) {
      reader.error("template/wrong-field-kind", "color",
                   {fmt::format("field '{}' has no colour of the code list {}", name, kPlateColors),
                    fmt::format("字段 '{}' 的取值不是代码表 {} 中的颜色", name, kPlateColors)});
    }
  }

  std::string linked(MappingReader& reader, std::string_view key, const std::set<Kind>& kinds) {
    const auto index = reader.field(key);
    if (!index) {
      return {};
    }
    const Field& field = scope_.fields.at(*index);
    if (!kinds.contains(field.kind)) {
      reader.error(
          "template/wrong-field-kind", key,
          {fmt::format("field '{}' of kind {} cannot be compared with this number", field.name,
                       to_string(field.kind)),
           fmt::format("字段 '{}'（类型 {}）不能与该号码核对", field.name, to_string(field.kind))});
    }
    return field.name;
  }

  MappingReader& file_;
  Scope& scope_;
  CodeLists code_lists_;
  std::set<std::string> names_;
  std::set<std::string> labels_;
  std::vector<Agreement> agreements_;
};

}  // namespace

const std::vector<Variant>& field_variants() {
  static const std::vector<Variant> variants = [] {
    std::vector<Variant> list;
    for (const Kind kind : model::all_kinds()) {
      list.push_back({to_string(kind),
                      meaning(kind),
                      {"a field of this kind", "此类型的字段",
                       joined({common_keys(), own_keys(kind), embed_key(kind)})}});
    }
    return list;
  }();
  return variants;
}

void read_fields(MappingReader& file, const Resources& resources) {
  FieldReader(file, resources).read();
}

void warn_of_unused_fields(const Scope& scope) {
  const auto& fields = scope.fields.list();
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const bool checks_others = !fields[i].sex_field.empty() || !fields[i].birth_field.empty() ||
                               !fields[i].color_field.empty();
    if (!scope.fields.is_used(i) && !checks_others) {
      scope.findings.warning("template/unused-field", scope.fields.offset(i),
                             {fmt::format("nothing uses the field '{}'", fields[i].name),
                              fmt::format("字段 '{}' 未被使用", fields[i].name)});
    }
  }
}

}  // namespace certpress::parse
