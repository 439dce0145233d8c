#include "embedded_record.h"

#include "../cos/file.h"

namespace certpress::pdf {

namespace {

constexpr std::size_t kMaxRecord = 16 << 20;

bool is_data(const cos::File& file, const cos::Dictionary& specification) {
  return file.resolved(specification, "AFRelationship").is_name("Data");
}

}  // namespace

std::optional<std::string> embedded_record(std::string_view pdf) {
  const cos::File file = cos::File::read(pdf);
  const cos::Object catalog = file.resolved(cos::reference(file.catalog()));
  if (catalog.as<cos::Dictionary>() == nullptr) {
    throw cos::Malformed("the catalog is no dictionary", 0);
  }
  const cos::Object files = file.resolved(*catalog.as<cos::Dictionary>(), "AF");
  const auto* array = files.as<cos::Array>();
  if (array == nullptr) {
    return std::nullopt;
  }
  for (const cos::Object& entry : *array) {
    const cos::Object specification = file.resolved(entry);
    const auto* dictionary = specification.as<cos::Dictionary>();
    if (dictionary == nullptr || !is_data(file, *dictionary)) {
      continue;
    }
    const cos::Object embedded = file.resolved(*dictionary, "EF");
    const auto* streams = embedded.as<cos::Dictionary>();
    const cos::Object* stream = streams == nullptr ? nullptr : streams->find("F");
    const auto* number = stream == nullptr ? nullptr : stream->as<cos::Reference>();
    const auto found = number == nullptr ? std::nullopt : file.object(number->number);
    if (!found) {
      throw cos::Malformed("the attached record is missing", entry.begin);
    }
    return cos::decoded(*found, file, kMaxRecord);
  }
  return std::nullopt;
}

}  // namespace certpress::pdf
