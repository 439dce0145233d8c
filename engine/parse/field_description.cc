#include "field_description.h"

#include <algorithm>

#include <fmt/format.h>

#include "kinds/text.h"
#include "picture_intake.h"

namespace certpress::parse {

namespace {

Message describe_length(const LengthLimits& length) {
  if (length.minimum == 1) {
    return {fmt::format("at most {}", length.maximum), fmt::format("最多 {}", length.maximum)};
  }
  if (length.minimum == length.maximum) {
    return {fmt::to_string(length.minimum), fmt::to_string(length.minimum)};
  }
  return {fmt::format("{} to {}", length.minimum, length.maximum),
          fmt::format("{} 至 {}", length.minimum, length.maximum)};
}

Message describe_text(const model::Field& field) {
  if (!field.allowed.empty()) {
    return {"One of the values that the template allows.", "须为模板允许的取值之一。"};
  }
  const Message length = describe_length(text_limits(field));
  return {fmt::format("Text, {} characters; it may have several lines.", length.en),
          fmt::format("文本，{} 个字符，可以换行。", length.zh)};
}

Message describe_name(const model::Field& field) {
  const Message length = describe_length(text_limits(field));
  return {fmt::format("Name of a person or a body, {} characters with at least one letter or "
                      "hanzi; a dot (·) may stand between its parts.",
                      length.en),
          fmt::format("姓名或名称，{} 个字符，至少含一个汉字或字母；各部分之间可用间隔号（·）。",
                      length.zh)};
}

Message describe_licence_number(const model::Field& field) {
  const Message length = describe_length(text_limits(field));
  return {fmt::format("Number of a licence: {} {}.", length.en,
                      field.letters ? "digits or capital letters" : "digits"),
          fmt::format("证件编号，{} 位{}。", length.zh, field.letters ? "数字或大写字母" : "数字")};
}

Message describe_code(const model::Field& field) {
  const std::string& list = field.codes->title;
  if (!field.several) {
    return {fmt::format("An entry of the list {}, by its code or its text.", list),
            fmt::format("“{}”代码表中的一项，可填代码或名称。", list)};
  }
  Message out{
      fmt::format("Entries of the list {}, by code or text: an array, or one text {}.", list,
                  field.solid ? "without a sign between them" : "with ， between them"),
      fmt::format("“{}”代码表中的若干项，可填代码或名称：数组，或{}的一段文本。", list,
                  field.solid ? "连写" : "用“，”分隔")};
  if (field.max_length > 0) {
    out.en += fmt::format(" At most {} characters as it prints.", field.max_length);
    out.zh += fmt::format("打印后最多 {} 个字符。", field.max_length);
  }
  return out;
}

Message describe_number(const model::Field& field) {
  Message out = field.kind == model::Kind::kInteger ? Message{"A whole number", "整数"}
                : field.decimals >= 0
                    ? Message{fmt::format("A number of at most {} decimals", field.decimals),
                              fmt::format("数值，最多 {} 位小数", field.decimals)}
                    : Message{"A number", "数值"};
  if (field.minimum) {
    out.en += fmt::format(", not less than {}", *field.minimum);
    out.zh += fmt::format("，不小于 {}", *field.minimum);
  }
  if (field.maximum) {
    out.en += fmt::format(", not greater than {}", *field.maximum);
    out.zh += fmt::format("，不大于 {}", *field.maximum);
  }
  if (!field.unit.empty()) {
    out.en += fmt::format(", in {} and without writing it", field.unit);
    out.zh += fmt::format("，单位{}（不必填写）", field.unit);
  }
  return {out.en + ".", out.zh + "。"};
}

}  // namespace

Message describe_field(const model::Field& field) {
  switch (field.kind) {
    case model::Kind::kText:
      return describe_text(field);
    case model::Kind::kName:
      return describe_name(field);
    case model::Kind::kDate:
      return {"A day from 1900 to 2999: 2024-03-01, 20240301 or 2024年3月1日.",
              "日期（1900 至 2999 年）：2024-03-01、20240301 或 2024年3月1日。"};
    case model::Kind::kDateOrLongTerm:
      return {"A day from 1900 to 2999 (2024-03-01, 20240301 or 2024年3月1日), or 长期.",
              "日期（1900 至 2999 年）：2024-03-01、20240301 或 2024年3月1日；也可填“长期”。"};
    case model::Kind::kPeriod:
      return {
          "From a day until a day or 长期: the members from and until, or one text with 至 "
          "between them.",
          "起止日期：分 from、until 两项，或用“至”连接的一段文本；截止日期也可填“长期”。"};
    case model::Kind::kUscc:
      return {"Unified social credit code (GB 32100): 18 characters, the last a check character.",
              "统一社会信用代码（GB 32100），18 位，末位为校验码。"};
    case model::Kind::kIdCard:
      return {
          "Citizen's identification number (GB 11643): 18 characters, the last a check "
          "character.",
          "公民身份号码（GB 11643），18 位，末位为校验码。"};
    case model::Kind::kPlate:
      return {"Vehicle plate (GA 36): 7 characters, 8 of a new-energy vehicle.",
              "机动车号牌（GA 36），7 位，新能源汽车为 8 位。"};
    case model::Kind::kLicenceNumber:
      return describe_licence_number(field);
    case model::Kind::kCertificateId:
      return {
          "Identifier of an electronic certificate (GB/T 36904): 1.2.156.3005.2, type code, "
          "issuer's code, serial, version and check character, with dots between them.",
          "电子证照标识（GB/T 36904）：1.2.156.3005.2、证照类型代码、颁发机构代码、流水号、版本号、"
          "校验位，以点分隔。"};
    case model::Kind::kCode:
      return describe_code(field);
    case model::Kind::kInteger:
    case model::Kind::kDecimal:
      return describe_number(field);
    case model::Kind::kDimensions:
      return {
          "Length, width and height in whole mm, from 1 to 99999: 6980×2550×3950, or the "
          "members length, width and height.",
          "长、宽、高，单位 mm，取 1 至 99999 的整数：6980×2550×3950，或分 length、width、height "
          "三项。"};
    case model::Kind::kFlag:
      return {"true or false; 是 or 否.", "true 或 false，也可填“是”或“否”。"};
    case model::Kind::kImage:
      return {fmt::format("A PNG or JPEG picture of at most {} MiB as a data: URI in base64; a "
                          "program that reads files takes a relative path too.",
                          kPictureLimits.mebibytes),
              fmt::format("PNG 或 JPEG 图片，不超过 {} MiB，以 base64 的 data: URI "
                          "给出；读取文件的程序也接受相对路径。",
                          kPictureLimits.mebibytes)};
  }
  return {};
}

}  // namespace certpress::parse
