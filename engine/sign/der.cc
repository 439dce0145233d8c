#include "der.h"

#include <algorithm>
#include <cstddef>

#include <openssl/objects.h>

#include "../pki/openssl.h"

namespace certpress::sign::der {

namespace {

void append_length(std::string& out, std::size_t length) {
  if (length < 0x80) {
    out += static_cast<char>(length);
    return;
  }
  std::string digits;  // base 256, the least first
  for (; length > 0; length >>= 8U) {
    digits += static_cast<char>(length & 0xFFU);
  }
  out += static_cast<char>(0x80U | digits.size());
  out.append(digits.rbegin(), digits.rend());
}

}  // namespace

std::string tagged(std::uint8_t tag, std::initializer_list<std::string_view> parts) {
  std::size_t length = 0;
  for (const std::string_view part : parts) {
    length += part.size();
  }
  std::string out;
  out.reserve(length + 6);
  out += static_cast<char>(tag);
  append_length(out, length);
  for (const std::string_view part : parts) {
    out += part;
  }
  return out;
}

std::string set_of(std::uint8_t tag, std::vector<std::string> members) {
  // std::string compares bytes as unsigned, and no encoding is the beginning of another.
  std::ranges::sort(members);
  std::string content;
  for (const std::string& member : members) {
    content += member;
  }
  return tagged(tag, {content});
}

std::string oid(int nid) { return pki::to_der(OBJ_nid2obj(nid), i2d_ASN1_OBJECT); }

}  // namespace certpress::sign::der
