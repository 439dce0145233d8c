#include "certpress/certificate_id.h"

#include <stdexcept>
#include <utility>

#include <fmt/format.h>

#include "base/refusals.h"
#include "parse/kinds/certificate_id.h"

namespace certpress {

namespace {

constexpr std::string_view kDigits = "0123456789";

// The next serial of the same length; false when its digits are all 9, or it ends with none.
bool count_up(std::string& serial) {
  for (std::size_t i = serial.size(); i-- > 0;) {
    if (kDigits.find(serial[i]) == std::string_view::npos) {
      return false;
    }
    if (serial[i] != '9') {
      ++serial[i];
      return true;
    }
    serial[i] = '0';
  }
  return false;
}

}  // namespace

std::vector<std::string> make_certificate_ids(const CertificateIdParts& parts, int count) {
  if (count < 1 || count > kMaxCertificateIds) {
    throw std::invalid_argument("make_certificate_ids: count");
  }
  Refusals found;
  const parse::FieldReport report(found, {});
  std::vector<std::string> made;
  std::string serial = parts.serial;
  for (int i = 0; i < count; ++i) {
    if (i > 0 && !count_up(serial)) {
      report.error(
          "id/serial-exhausted",
          {fmt::format("the digits that end the serial allow {} identifiers, not {}", i, count),
           fmt::format("流水号末尾的数字只够 {} 个标识，不足 {} 个", i, count)});
    } else if (auto id = parse::make_certificate_id(
                   {parts.type_code, parts.issuer, serial, parts.version}, report)) {
      made.push_back(std::move(*id));
    }
    found.throw_if_any();
  }
  return made;
}

std::vector<Diagnostic> check_certificate_id(std::string_view text) {
  parse::JsonValue value;
  value.type = parse::JsonValue::Type::kString;
  value.text = text;
  model::Field field;
  field.kind = model::Kind::kCertificateId;
  Refusals found;
  const parse::FieldReport report(found, {});
  parse::read_certificate_id({value, field, report, {}});
  return found.take();
}

}  // namespace certpress
