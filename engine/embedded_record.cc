#include "certpress/embedded_record.h"

#include <fmt/format.h>

#include "certpress/diagnostic.h"

#include "cos/object.h"
#include "pdf/embedded_record.h"

namespace certpress {

std::optional<std::string> embedded_record(std::string_view pdf, const std::string& name) {
  try {
    return pdf::embedded_record(pdf);
  } catch (const cos::Malformed& error) {
    Place place;
    place.file = name;
    throw Refused(
        {Severity::kError,
         "pdf/malformed",
         std::move(place),
         {fmt::format("this is no PDF of the form that certpress writes: {} (byte {})",
                      error.what(), error.at()),
          fmt::format("此 PDF 的结构与 certpress 生成的不符（第 {} 字节处）", error.at())},
         {}});
  }
}

}  // namespace certpress
