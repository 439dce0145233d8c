#include "parse/literal.h"

#include <gtest/gtest.h>

namespace certpress::parse {
namespace {

TEST(Number, MayCarryItsUnit) {
  EXPECT_EQ(read_number("26")->number, 26);
  EXPECT_EQ(read_number("-0.5mm")->unit, "mm");
  EXPECT_EQ(read_number("17 pt")->number, 17);
  EXPECT_EQ(read_number("1e2mm")->number, 100);
}

TEST(Number, IsFiniteAndDecimal) {
  for (const char* text : {"", "nan", ".nan", "inf", "-inf", "0x1A", "1_000", "1,5", "1e999", "mm",
                           "1 2", "--1", "１", "1mm2"}) {
    EXPECT_FALSE(read_number(text).has_value()) << text;
  }
}

TEST(Length, ConvertsBetweenTheUnitsPeopleWrite) {
  EXPECT_NEAR(*converted(17, "mm", Unit::kPt), 48.19, 0.005);
  EXPECT_NEAR(*converted(72, "pt", Unit::kMm), 25.4, 1e-9);
  EXPECT_EQ(converted(2, "cm", Unit::kMm), 20);
  EXPECT_FALSE(converted(2, "px", Unit::kMm).has_value());
  EXPECT_FALSE(converted(2, "mm", Unit::kEm).has_value());
}

TEST(Colour, HasThreeOrFourChannels) {
  EXPECT_EQ(read_color("#1A2b3C"), (Color{0x1A, 0x2B, 0x3C, 1}));
  EXPECT_EQ(read_color("#00000080")->alpha, 128 / 255.0);
  for (const char* text : {"", "#", "#FFF", "1A2B3C", "#1A2B3", "#1A2B3G", "#+1+1+1", "#1A2B3C4"}) {
    EXPECT_FALSE(read_color(text).has_value()) << text;
  }
}

}  // namespace
}  // namespace certpress::parse
