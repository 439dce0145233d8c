#include "cos/object.h"

#include <gtest/gtest.h>

namespace certpress::cos {
namespace {

std::string round_trip(std::string_view text) { return to_text(parse_object(text, 0)); }

TEST(Object, OfEachKindIsReadAndWritten) {
  EXPECT_EQ(round_trip("null"), "null");
  EXPECT_EQ(round_trip("true"), "true");
  EXPECT_EQ(round_trip("-17"), "-17");
  EXPECT_EQ(round_trip("+.50"), "0.5");
  EXPECT_EQ(round_trip("-0.000001"), "0");
  EXPECT_EQ(round_trip("/A#20B"), "/A#20B");
  EXPECT_EQ(round_trip("[ 1 (x)[]/X]"), "[1 (x) [] /X]");
  EXPECT_EQ(round_trip("<</A 3 0 R % why\n/B<< >> >>"), "<< /A 3 0 R /B << >> >>");
}

TEST(Object, DatesAreOfUtc) {
  EXPECT_EQ(date(0).bytes, "D:19700101000000+00'00'");
  EXPECT_EQ(date(1'795'961'101).bytes, "D:20261129140501+00'00'");
}

TEST(Object, ReferencesAreToldFromNumbers) {
  const Object array = parse_object("[12 0 R 7 0 8]", 0);
  const auto& items = std::get<Array>(array.value);
  ASSERT_EQ(items.size(), 4U);
  EXPECT_EQ(items[0].as<Reference>()->number, 12);
  EXPECT_EQ(*items[3].as<std::int64_t>(), 8);
}

// One limit, wherever the number stands: what is read can be written, and read again.
TEST(Object, NumbersThatNoPageCouldMeanAreTooLarge) {
  EXPECT_EQ(round_trip("[7 9223372036854775807 -9223372036854775808]"),
            "[7 9223372036854775807 -9223372036854775808]");
  EXPECT_EQ(round_trip("[999999999999999.9 7]"), "[999999999999999.875 7]");
  for (const char* text :
       {"[7 99999999999999999999999]", "[.7 99999999999999999999999]",
        "[99999999999999999999999999999999]", "-9223372036854775809", "1000000000000000.5"}) {
    try {
      ADD_FAILURE() << text << " was read as " << round_trip(text);
    } catch (const Malformed& malformed) {
      EXPECT_STREQ(malformed.what(), "a number is too large") << text;
    }
  }
}

TEST(Object, StringsAreDecoded) {
  EXPECT_EQ(parse_object("(a\\(b\\)\\n\\101 (c) \\\n.)", 0).as<String>()->bytes, "a(b)\nA (c) .");
  EXPECT_EQ(parse_object("<48 65 6C6c 7>", 0).as<String>()->bytes, "Hellp");
  EXPECT_EQ(to_text(Object{String{"a(b"}}), "<612862>");
  EXPECT_EQ(to_text(Object{text_string("样\xF0\xA0\x80\x80")}), "<FEFF6837D840DC00>");
}

TEST(Object, KnowsWhereItStood) {
  const Object dictionary = parse_object("  << /A (x) /B << >> >> tail", 0);
  EXPECT_EQ(dictionary.begin, 2U);
  EXPECT_EQ(dictionary.end, 23U);
  const Object* a = dictionary.as<Dictionary>()->find("A");
  EXPECT_EQ(a->begin, 8U);
  EXPECT_EQ(a->end, 11U);
}

TEST(Object, ThatTwoReadersCouldReadDifferentlyIsRefused) {
  for (const char* text : {"<< /A 1 /A 2 >>",
                           "<< /A 1 /#41 2 >>",
                           "<< /A >>",
                           "<< 1 2 >>",
                           "[1 2",
                           "(open",
                           "<4G>",
                           "/A#0",
                           "/A#00",
                           "1.2.3",
                           "--1",
                           "0x10",
                           "1e5",
                           "5 1 R",
                           "[0 0 R]",
                           "nul",
                           ">>",
                           "",
                           "99999999999999999999999999999999999",
                           "<< /A 1"}) {
    EXPECT_THROW(parse_object(text, 0), Malformed) << text;
  }
}

TEST(Object, NestingIsBounded) {
  EXPECT_NO_THROW(parse_object(std::string(20, '[') + std::string(20, ']'), 0));
  EXPECT_THROW(parse_object(std::string(1'000'000, '['), 0), Malformed);
}

}  // namespace
}  // namespace certpress::cos
