#include "field_report.h"

#include "../json_value.h"

namespace certpress::parse {

namespace {

Message description(Change change) {
  switch (change) {
    case Change::kTrimmed:
      return {"white space around the value was removed", "已去除首尾空白"};
    case Change::kComposed:
      return {"the text was brought to Unicode form NFC", "已转换为 Unicode NFC 形式"};
    case Change::kCompatibilityIdeographs:
      return {"compatibility ideographs were replaced by the unified ones",
              "兼容汉字已替换为统一汉字"};
    case Change::kNameDot:
      return {"the dot of the name was replaced by U+00B7", "姓名间隔号已统一为 U+00B7"};
    case Change::kHalfWidth:
      return {"full-width characters were replaced by ASCII", "全角字符已转换为半角"};
    case Change::kUpperCase:
      return {"small letters were replaced by capitals", "小写字母已转换为大写"};
    case Change::kPlateDot:
      return {"the dot of the plate was left out", "已去除车牌间隔点"};
    case Change::kLineEnds:
      return {"line ends were replaced by U+000A", "换行符已统一为 U+000A"};
  }
  return {};
}

}  // namespace

void FieldReport::error(std::string code, Message message, Message hint) const {
  refusals_.error(std::move(code), place_, std::move(message), std::move(hint));
}

void FieldReport::warning(std::string code, Message message, Message hint) const {
  refusals_.warning(std::move(code), place_, std::move(message), std::move(hint));
}

void FieldReport::normalised(Change change) const {
  refusals_.note("record/normalised", place_, description(change));
}

FieldReport FieldReport::at(std::string_view key) const {
  Place deeper = place_;
  deeper.pointer += pointer_step(key);
  return {refusals_, std::move(deeper)};
}

}  // namespace certpress::parse
