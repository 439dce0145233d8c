// Names of signature levels, and levels of names.
#include <gtest/gtest.h>

#include "certpress/signing.h"

namespace certpress {
namespace {

TEST(SignatureLevelNames, EachIsFoundByTheStandardsNameWithoutItsPrefix) {
  for (const SignatureLevel level :
       {SignatureLevel::kB, SignatureLevel::kT, SignatureLevel::kLt, SignatureLevel::kLta}) {
    EXPECT_EQ(name_of(level).substr(0, 2), "B-");
    EXPECT_EQ(signature_level(name_of(level).substr(2)), level);
  }
  EXPECT_EQ(name_of(SignatureLevel::kLta), "B-LTA");
}

TEST(SignatureLevelNames, NoOtherWordIsALevel) {
  for (const char* word : {"", "b", "A", "B-B", "LTAA", "LT ", "T\n"}) {
    EXPECT_EQ(signature_level(word), std::nullopt) << word;
  }
}

}  // namespace
}  // namespace certpress
