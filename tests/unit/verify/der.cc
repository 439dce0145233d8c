#include "der.h"

#include <algorithm>

#include <openssl/objects.h>

#include "pki/openssl.h"

namespace certpress::tests::der {

std::string value(unsigned char tag, std::string_view content) {
  std::string out(1, static_cast<char>(tag));
  if (content.size() < 128) {
    out += static_cast<char>(content.size());
  } else {
    std::string length;
    for (std::size_t rest = content.size(); rest != 0; rest >>= 8U) {
      length.insert(length.begin(), static_cast<char>(rest & 0xFFU));
    }
    out += static_cast<char>(0x80U | length.size());
    out += length;
  }
  return out.append(content);
}

std::string sequence(const std::vector<std::string>& members) {
  std::string content;
  for (const std::string& member : members) {
    content += member;
  }
  return value(0x30, content);
}

std::string set_of(std::vector<std::string> members) {
  // By unsigned bytes; a shorter encoding never begins a longer one, so no padding is needed.
  std::ranges::sort(members, [](const std::string& a, const std::string& b) {
    return std::ranges::lexicographical_compare(a, b, [](char x, char y) {
      return static_cast<unsigned char>(x) < static_cast<unsigned char>(y);
    });
  });
  std::string content;
  for (const std::string& member : members) {
    content += member;
  }
  return value(0x31, content);
}

std::string integer(int number) { return value(0x02, std::string(1, static_cast<char>(number))); }

std::string octets(std::string_view bytes) { return value(0x04, bytes); }

std::string oid(const char* dotted) {
  const pki::Asn1ObjectPtr object(OBJ_txt2obj(dotted, 1));
  return pki::to_der(object.get(), i2d_ASN1_OBJECT);
}

std::string algorithm(const char* dotted, bool null_parameters) {
  return sequence({oid(dotted), null_parameters ? value(0x05, "") : ""});
}

}  // namespace certpress::tests::der
