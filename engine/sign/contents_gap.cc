#include "contents_gap.h"

#include <stdexcept>

#include <fmt/format.h>

namespace certpress::sign {

namespace {

// " 1234567890" three times: offsets in a classic cross-reference table have ten digits.
constexpr std::size_t kByteRangeRoom = 33;

}  // namespace

ContentsGap::ContentsGap(cos::Writer& writer, int number, const cos::Dictionary& dictionary,
                         std::size_t capacity)
    : capacity_(capacity) {
  std::string body = cos::to_text(dictionary);
  body.erase(body.rfind(">>"));
  body += "/ByteRange [0";
  const std::size_t byte_range = body.size();
  body.append(kByteRangeRoom, ' ');
  body += "] /Contents ";
  const std::size_t contents = body.size();
  body += '<';
  body.append(2 * capacity, '0');
  body += '>';
  const std::size_t contents_end = body.size();
  body += " >>";

  writer.add(number, body);
  const std::size_t begin = writer.bytes().rfind("\nendobj") - body.size();
  byte_range_at_ = begin + byte_range;
  contents_at_ = begin + contents;
  contents_end_ = begin + contents_end;
}

void ContentsGap::set_byte_range(std::string& file) const {
  const std::string numbers =
      fmt::format(" {} {} {}", contents_at_, contents_end_, file.size() - contents_end_);
  if (numbers.size() > kByteRangeRoom) {
    throw std::logic_error("the file is too large for its /ByteRange");
  }
  file.replace(byte_range_at_, numbers.size(), numbers);
}

std::array<std::string_view, 2> ContentsGap::covered(std::string_view file) const {
  return {file.substr(0, contents_at_), file.substr(contents_end_)};
}

void ContentsGap::fill(std::string& file, std::string_view der) const {
  if (der.size() > capacity_) {
    throw std::logic_error("a signature that does not fit was not refused");
  }
  constexpr std::string_view kHex = "0123456789abcdef";
  char* out = file.data() + contents_at_ + 1;
  for (const char c : der) {
    const auto byte = static_cast<unsigned char>(c);
    *out++ = kHex[byte >> 4U];
    *out++ = kHex[byte & 15U];
  }
}

}  // namespace certpress::sign
