#include "later_revision.h"

#include <stdexcept>
#include <utility>

#include "../cos/file.h"
#include "../cos/writer.h"
#include "cms.h"
#include "contents_gap.h"
#include "dss.h"
#include "signature_objects.h"

namespace certpress::sign {

namespace {

// Reads what we wrote: whatever is missing is a mistake of ours.
template <typename T>
const T& expect(const cos::Object* object) {
  const T* value = object != nullptr ? object->as<T>() : nullptr;
  if (value == nullptr) {
    throw std::logic_error("the signed file is not as it was written");
  }
  return *value;
}

template <typename T>
T body_of(const cos::File& file, int number) {
  const auto object = file.object(number);
  return expect<T>(object ? &object->object : nullptr);
}

int referred(const cos::Dictionary& dictionary, std::string_view key) {
  return expect<cos::Reference>(dictionary.find(key)).number;
}

cos::Dictionary next_trailer(const cos::File& file, const std::string& what) {
  cos::Dictionary trailer = file.trailer();
  trailer.set("ID", next_file_identifier(file.resolved(trailer, "ID"), what));
  return trailer;
}

// The revision with everything but the token.
struct OpenTimestamp {
  std::string file;
  ContentsGap gap;
};

OpenTimestamp open_timestamp(const std::string& bytes, std::size_t capacity) {
  const cos::File file = cos::File::read(bytes);
  const auto catalog = body_of<cos::Dictionary>(file, file.catalog());
  const int form_number = referred(catalog, "AcroForm");
  auto form = body_of<cos::Dictionary>(file, form_number);
  auto fields = expect<cos::Array>(form.find("Fields"));
  const int page =
      referred(body_of<cos::Dictionary>(file, expect<cos::Reference>(&fields.front()).number), "P");
  const int annotations_number = referred(body_of<cos::Dictionary>(file, page), "Annots");
  auto annotations = body_of<cos::Array>(file, annotations_number);

  const int widget = file.size();
  const int signature = widget + 1;
  const std::string name = "Timestamp" + std::to_string(fields.size());
  fields.push_back(cos::reference(widget));
  annotations.push_back(cos::reference(widget));
  form.set("Fields", {std::move(fields)});

  cos::Writer writer(bytes, file.revisions().back().xref_at);
  writer.add(form_number, cos::to_text(form));
  writer.add(annotations_number, cos::to_text(cos::Object{std::move(annotations)}));
  const cos::Array nowhere(4, {std::int64_t{0}});
  writer.add(widget, cos::to_text(signature_widget(name, page, signature, nowhere)));
  const ContentsGap gap(writer, signature, document_timestamp(), capacity);
  std::string out = writer.finish(next_trailer(file, name), signature + 1);
  gap.set_byte_range(out);
  return {std::move(out), gap};
}

}  // namespace

std::string append_dss(const std::string& bytes, const ValidationData& data) {
  const cos::File file = cos::File::read(bytes);
  auto catalog = body_of<cos::Dictionary>(file, file.catalog());
  int next = file.size();
  cos::Writer writer(bytes, file.revisions().back().xref_at);
  catalog.set("DSS", cos::reference(add_dss(writer, data, next)));
  writer.add(file.catalog(), cos::to_text(catalog));
  return writer.finish(next_trailer(file, "DSS"), next);
}

std::string append_document_timestamp(const std::string& file, SigningServices::State& services) {
  // A token that is larger than any before makes the second attempt roomy enough.
  for (int attempt = 0; attempt < 2; ++attempt) {
    OpenTimestamp open = open_timestamp(file, services.timestamp_capacity());
    const auto token = services.timestamp(sha256_of(open.gap.covered(open.file)));
    if (token.der.size() <= open.gap.capacity()) {
      open.gap.fill(open.file, token.der);
      return std::move(open.file);
    }
  }
  throw SigningFailure("signing/timestamp-too-large",
                       {"the time-stamping authority's answers grow with every request",
                        "时间戳服务的应答大小每次都在增长"});
}

}  // namespace certpress::sign
