// A field: what a template wants to know of a holder, and which values it accepts.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace certpress::model {

enum class Kind {
  kText,
  kName,
  kDate,
  kDateOrLongTerm,
  kPeriod,
  kUscc,    // 统一社会信用代码, GB 32100
  kIdCard,  // 公民身份号码, GB 11643
  kPlate,   // 机动车号牌, GA 36
  kLicenceNumber,
  kCertificateId,  // 电子证照标识, GB/T 36904
  kCode,
  kInteger,
  kDecimal,
  kDimensions,  // 长×宽×高 in mm
  kFlag,        // true or false; 是 or 否
  kImage,
};

// The kind as the template language spells it: "date-or-long-term".
std::string_view to_string(Kind kind);
std::optional<Kind> kind_from(std::string_view spelling);
const std::vector<Kind>& all_kinds();

// Most characters of a value whose field sets no max_length; the first is the most that it can set.
inline constexpr int kMaxTextLength = 2000;
inline constexpr int kMaxNameLength = 50;
inline constexpr int kMaxLicenceNumber = 20;

struct CodeEntry {
  std::string code;
  std::string text;
};

// A code list, shared by templates: templates/codes/<id>.yaml.
struct CodeList {
  std::string id;
  std::string title;
  std::string source;  // the standard and table that it was taken from
  std::vector<CodeEntry> entries;
};

// Where something stands in the template; line and column are 1-based, 0 when unknown.
struct Span {
  int line = 0;
  int column = 0;
};

struct Field {
  std::string name;   // snake_case
  std::string label;  // Chinese
  Kind kind = Kind::kText;
  bool required = false;
  int min_length = 0;             // characters
  int max_length = 0;             // characters; 0: the kind's own limit
  std::optional<double> minimum;  // integer, decimal
  std::optional<double> maximum;
  int decimals = -1;                      // decimal: digits after the point; -1: as given
  bool letters = false;                   // licence-number: capital letters beside digits
  std::string unit;                       // decimal, integer: printed behind the number
  std::vector<std::string> allowed;       // text: the only values; empty: any
  std::shared_ptr<const CodeList> codes;  // code
  bool several = false;                   // code: a list of codes, joined with ，
  bool embed = false;                     // whether the PDF's record for machines holds it
  bool solid = false;                     // code, several: joined without a sign: A1A2
  // id-card: names of the fields that must agree with it; empty: not checked.
  std::string sex_field;
  std::string birth_field;
  // plate: name of the field of its colour, which must agree with it; empty: not checked.
  std::string color_field;
  Span span;
};

}  // namespace certpress::model
