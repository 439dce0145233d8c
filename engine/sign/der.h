// Writes DER (ITU-T X.690): just what a SignedData needs.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace certpress::sign::der {

inline constexpr std::uint8_t kInteger = 0x02;
inline constexpr std::uint8_t kOctetString = 0x04;
inline constexpr std::uint8_t kSequence = 0x30;
inline constexpr std::uint8_t kSet = 0x31;
inline constexpr std::uint8_t kContext0 = 0xA0;  // [0], constructed
inline constexpr std::uint8_t kContext1 = 0xA1;

inline constexpr std::string_view kNull{"\x05\x00", 2};

// Tag, length and content; the content is the parts one behind the other.
std::string tagged(std::uint8_t tag, std::initializer_list<std::string_view> parts);
// Members in the order that DER asks of a SET OF (X.690, 11.6), under a tag of the caller's.
std::string set_of(std::uint8_t tag, std::vector<std::string> members);
// By OpenSSL's number for it: oid(NID_pkcs9_contentType).
std::string oid(int nid);

}  // namespace certpress::sign::der
