#include "worst_cases.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <variant>

#include <fmt/format.h>

#include "../base/utf8.h"

namespace certpress::stress {

namespace {

using model::Field;
using model::Kind;

// One em wide, as every hanzi; in bold faces a W is a little wider still.
constexpr std::u32string_view kWide = U"鑫";
// Unified ideographs beyond the first block: a fallback font has to draw most of them.
constexpr std::u32string_view kRare = U"龘𪚥";
// Words and brackets that must not be parted leave lines short; W is the widest Latin letter.
constexpr std::u32string_view kBadlyBreaking = U"货物专用运输（冷藏保鲜设备）（WWWWWWWW除外），";
constexpr std::u32string_view kLatin = U"W";
// No line may break inside it. It begins with a letter, as names must.
constexpr std::u32string_view kDigits = U"W8888888888";

constexpr int kMostDigits = 15;
constexpr model::Date kEarly{2028, 10, 20};
constexpr model::Date kLate{2028, 12, 30};

// How the fields of one record are filled.
struct Filling {
  std::u32string_view text;
  bool longest = true;
  bool long_term = false;
  bool optional_fields = true;
  std::optional<std::size_t> missing = {};  // index of the one field that is absent
  std::optional<int> length = {};           // of texts, within their limits
  const model::Record* like = nullptr;      // decides what elements with `when` show
};

std::string repeated(std::u32string_view pattern, int length) {
  std::u32string out;
  for (std::size_t i = 0; out.size() < static_cast<std::size_t>(length); ++i) {
    out += pattern[i % pattern.size()];
  }
  return to_utf8(out);
}

int length_of(std::string_view text) { return static_cast<int>(to_utf32(text).size()); }

int wanted_length(const Field& field, int own_limit, const Filling& filling) {
  if (!filling.longest) {
    return std::max(1, field.min_length);
  }
  const int longest = field.max_length > 0 ? field.max_length : own_limit;
  return filling.length ? std::clamp(*filling.length, std::max(1, field.min_length), longest)
                        : longest;
}

std::string one_of(const std::vector<std::string>& texts, const Filling& filling) {
  return filling.longest ? *std::ranges::max_element(texts, {}, length_of)
                         : *std::ranges::min_element(texts, {}, length_of);
}

// Of a list that may hold several: the longest entries first, as long as they fit the limit.
std::string code(const Field& field, const Filling& filling) {
  std::vector<std::string> texts;
  for (const model::CodeEntry& entry : field.codes->entries) {
    texts.push_back(entry.text);
  }
  if (!field.several || !filling.longest) {
    return one_of(texts, filling);
  }
  const int limit = field.max_length > 0 ? field.max_length : model::kMaxTextLength;
  std::ranges::sort(texts, std::ranges::greater(), length_of);
  std::string out;
  for (const std::string& text : texts) {
    const std::string_view separator = out.empty() || field.solid ? "" : "，";
    if (length_of(out) + length_of(separator) + length_of(text) <= limit) {
      out += separator;
      out += text;
    }
  }
  return out;
}

std::string number(const Field& field, const Filling& filling) {
  const double value = filling.longest ? field.maximum.value_or(0) : field.minimum.value_or(0);
  std::string digits = fmt::format("{:.0f}", value);
  if (filling.longest && !field.maximum) {
    digits = std::string(kMostDigits - static_cast<std::size_t>(std::max(0, field.decimals)), '8');
  }
  if (field.kind == Kind::kDecimal && field.decimals > 0) {
    digits += '.' + std::string(static_cast<std::size_t>(field.decimals), '8');
  }
  return digits + field.unit;
}

// One pixel: what a picture shows changes no layout.
std::shared_ptr<const Picture> picture() {
  auto out = std::make_shared<Picture>();
  out->width = 1;
  out->height = 1;
  out->rgba = {0, 0, 0, 255};
  return out;
}

// Light and shade with a little noise, as a camera sees them: many colours, few of them often.
std::shared_ptr<const Picture> photo() {
  constexpr int kSide = 240;
  auto out = std::make_shared<Picture>();
  out->width = kSide;
  out->height = kSide;
  std::uint32_t noise = 1;
  for (int y = 0; y < kSide; ++y) {
    for (int x = 0; x < kSide; ++x) {
      noise = noise * 1664525U + 1013904223U;  // Numerical Recipes, 2nd edition, 7.1
      const int light =
          (x * x + y * y) * 200 / (2 * kSide * kSide) + static_cast<int>(noise >> 27U);
      for (const int tint : {24, 12, 0}) {
        out->rgba.push_back(static_cast<std::uint8_t>(std::min(light + tint, 255)));
      }
      out->rgba.push_back(255);
    }
  }
  return out;
}

std::string certificate_id(const Filling& filling) {
  const std::string serial(filling.longest ? 64 : 1, 'W');
  return "1.2.156.3005.2.11100000000019713D008.11140000MB0TEXT59X." + serial + ".001.W";
}

model::Value value_of(const Field& field, const Filling& filling) {
  switch (field.kind) {
    case Kind::kText:
      return field.allowed.empty()
                 ? repeated(filling.text, wanted_length(field, model::kMaxTextLength, filling))
                 : one_of(field.allowed, filling);
    case Kind::kName:
      return repeated(filling.text, wanted_length(field, model::kMaxNameLength, filling));
    case Kind::kLicenceNumber:
      return repeated(field.letters ? U"W" : U"8",
                      wanted_length(field, model::kMaxLicenceNumber, filling));
    case Kind::kDate:
      return kLate;
    case Kind::kDateOrLongTerm:
      return filling.long_term ? model::Value(model::LongTerm()) : model::Value(kLate);
    case Kind::kPeriod:
      return model::Period{
          kEarly, filling.long_term ? model::Until(model::LongTerm()) : model::Until(kLate)};
    case Kind::kUscc:
      return "WW888888WWWWWWWWWW";
    case Kind::kIdCard:
      return "88888888888888888X";
    case Kind::kPlate:
      return filling.longest ? "粤WDW8888" : "粤W8888";
    case Kind::kCertificateId:
      return certificate_id(filling);
    case Kind::kCode:
      return code(field, filling);
    case Kind::kInteger:
    case Kind::kDecimal:
      return number(field, filling);
    case Kind::kDimensions:
      return filling.longest ? "99999×99999×99999mm" : "1×1×1mm";
    case Kind::kFlag:
      return true;
    case Kind::kImage:
      return filling.length ? photo() : picture();
  }
  return std::string();
}

void collect(const model::Composition& composition, std::set<std::size_t>& fields) {
  for (const model::Segment& segment : composition.segments) {
    for (const model::Piece& piece : segment.pieces) {
      if (const auto* placeholder = std::get_if<model::Placeholder>(&piece)) {
        fields.insert(placeholder->field);
      }
    }
  }
}

void collect_printed(const std::vector<model::Element>& elements, std::set<std::size_t>& fields);

// The fields whose text an element shows to people.
struct PrintedFields {
  std::set<std::size_t>& fields;

  void operator()(const model::TextElement& text) const { collect(text.text, fields); }
  void operator()(const model::FieldElement& field) const { collect(field.value, fields); }
  void operator()(const model::VerticalTextElement& text) const { collect(text.text, fields); }
  void operator()(const model::ArcTextElement& text) const { collect(text.text, fields); }
  void operator()(const model::WatermarkElement& text) const { collect(text.text, fields); }
  void operator()(const model::SealElement& seal) const { of_asset(seal.asset); }
  void operator()(const model::ImageElement& image) const {
    if (image.asset) {
      of_asset(*image.asset);
    }
  }
  template <typename Other>
  void operator()(const Other& /*prints no text of a record*/) const {}

  void of_asset(const model::Asset& asset) const {
    if (const auto* artwork = std::get_if<std::shared_ptr<const model::Artwork>>(&asset)) {
      collect_printed((*artwork)->elements, fields);
    }
  }
};

void collect_printed(const std::vector<model::Element>& elements, std::set<std::size_t>& fields) {
  for (const model::Element& element : elements) {
    std::visit(PrintedFields{fields}, element.content);
  }
}

bool decides_what_shows(const model::Template& of, std::size_t field) {
  return std::ranges::any_of(of.elements,
                             [&](const model::Element& element) { return element.when == field; });
}

model::Record filled(const model::Template& of, const std::set<std::size_t>& printed,
                     const Filling& filling) {
  std::vector<std::optional<model::Value>> values;
  for (std::size_t i = 0; i < of.fields.size(); ++i) {
    Filling own = filling;
    own.text = printed.contains(i) ? filling.text : kLatin;
    bool present = (filling.optional_fields || of.fields[i].required) && filling.missing != i;
    if (filling.like != nullptr && decides_what_shows(of, i)) {
      present = filling.like->is_true(i);
    }
    values.push_back(present ? std::optional(value_of(of.fields[i], own)) : std::nullopt);
  }
  return model::Record(std::move(values));
}

}  // namespace

std::vector<WorstCase> worst_cases(const model::Template& of) {
  std::set<std::size_t> printed;
  collect_printed(of.elements, printed);
  const auto record = [&](const Filling& filling) { return filled(of, printed, filling); };
  std::vector<WorstCase> cases{
      {{"every field at its longest", "每个字段都取最大长度"}, record({kWide})},
      {{"every field at its longest, in rare characters", "每个字段都取最大长度，且为生僻字"},
       record({kRare})},
      {{"every field at its longest, in text that breaks badly",
        "每个字段都取最大长度，且不易断行"},
       record({kBadlyBreaking, true, true})},
      {{"every field at its longest, in Latin letters without a space",
        "每个字段都取最大长度，且为无空格的拉丁字母"},
       record({kLatin})},
      {{"every field at its longest, in digits without a space",
        "每个字段都取最大长度，且为无空格的数字"},
       record({kDigits})},
      {{"every field at its shortest", "每个字段都取最小长度"}, record({kWide, false, true})},
      {{"the required fields alone, at their longest", "仅有必填字段，且取最大长度"},
       record({kWide, true, false, false})},
      {{"the required fields alone, at their shortest", "仅有必填字段，且取最小长度"},
       record({kRare, false, true, false})},
  };
  for (std::size_t i = 0; i < of.fields.size(); ++i) {
    const Field& field = of.fields[i];
    if (!field.required) {
      cases.push_back({{"every field at its longest, without " + field.name,
                        "每个字段都取最大长度，但缺少 " + field.name},
                       record({.text = kWide, .missing = i})});
    }
  }
  return cases;
}

std::vector<model::Record> everyday_records(const model::Template& of, const model::Record& like) {
  constexpr std::u32string_view kCommon =
      U"山西省样例市道路货物运输有限公司大街号示范客运专用集装箱危险品普通经营服务";
  std::set<std::size_t> printed;
  collect_printed(of.elements, printed);
  std::vector<model::Record> records;
  for (const int length : {7, 14, 24}) {
    records.push_back(filled(of, printed, {.text = kCommon, .length = length, .like = &like}));
  }
  return records;
}

}  // namespace certpress::stress
