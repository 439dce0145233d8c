// DER as X.690 writes it.
#include "sign/der.h"

#include <gtest/gtest.h>
#include <openssl/objects.h>

namespace certpress::sign::der {
namespace {

TEST(Der, LengthsAreAsShortAsTheyCanBe) {
  EXPECT_EQ(tagged(kOctetString, {}), std::string("\x04\x00", 2));
  EXPECT_EQ(tagged(kOctetString, {std::string(127, 'x')}).substr(0, 3), "\x04\x7Fx");
  EXPECT_EQ(tagged(kOctetString, {std::string(128, 'x')}).substr(0, 4), "\x04\x81\x80x");
  EXPECT_EQ(tagged(kOctetString, {std::string(255, 'x')}).substr(0, 4), "\x04\x81\xFFx");
  EXPECT_EQ(tagged(kOctetString, {std::string(256, 'x')}).substr(0, 5),
            std::string("\x04\x82\x01\x00x", 5));
  EXPECT_EQ(tagged(kOctetString, {std::string(65'536, 'x')}).substr(0, 6),
            std::string("\x04\x83\x01\x00\x00x", 6));
}

TEST(Der, PartsStandOneBehindTheOther) {
  EXPECT_EQ(tagged(kSequence, {"ab", "", "c"}),
            "\x30\x03"
            "abc");
}

TEST(Der, ASetIsSortedByItsBytesAsUnsigned) {
  EXPECT_EQ(set_of(kSet, {"\x04\x01\xFF", "\x04\x01\x7F", "\x02\x01\x01"}),
            "\x31\x09\x02\x01\x01\x04\x01\x7F\x04\x01\xFF");
}

TEST(Der, ObjectIdentifiersComeByTheirNumber) {
  EXPECT_EQ(oid(NID_pkcs7_data), "\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x07\x01");
}

}  // namespace
}  // namespace certpress::sign::der
