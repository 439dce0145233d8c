// What the check characters of GB 11643, GB 32100 and GB/T 36904 catch: every changed character and
// every swap of neighbours, as their mathematics promise.
#include <gtest/gtest.h>

#include "../read_record.h"
#include "parse/kinds/certificate_id.h"
#include "parse/kinds/id_card.h"
#include "parse/kinds/uscc.h"

namespace certpress::parse {

namespace {

constexpr std::string_view kUsccAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

const std::vector<std::string> kIdCards{
    "140100199001010014", "140100199212319994", "140700197602290035", "14010020000229005X",
    "149900198810080079", "149900198303150095", "140100198511120024", "650100199506150047",
    "149900199107040088", "149900197909090109"};
const std::vector<std::string> kUsccs{
    "91140100MA0TEXT12Y", "91140700MA0TEXT20Q", "91140200MA0TEXT39U", "92140100MA0TEXT47E",
    "11140000MB0TEXT59X", "12140100MB0TEXT67T", "91149900MA0FAKE928"};

bool is_accepted(model::Kind kind, const std::string& value) {
  return read_one(field_of("f", "字段", kind), '"' + value + '"').record.has_value();
}

// The characters of `alphabet` in every place of `valid`, but for its own.
void expect_changes_caught(model::Kind kind, const std::string& valid, std::string_view alphabet) {
  for (std::size_t i = 0; i < valid.size(); ++i) {
    for (const char c : alphabet) {
      std::string changed = valid;
      changed[i] = c;
      EXPECT_EQ(is_accepted(kind, changed), changed == valid) << changed;
    }
  }
}

void expect_swaps_caught(model::Kind kind, const std::string& valid) {
  for (std::size_t i = 0; i + 1 < valid.size(); ++i) {
    std::string swapped = valid;
    std::swap(swapped[i], swapped[i + 1]);
    EXPECT_EQ(is_accepted(kind, swapped), swapped == valid) << swapped;
  }
}

}  // namespace

// MOD 11-2 catches all of both: its weights 2^i mod 11 are not 0 and neighbours differ. What it
// cannot catch: two or more errors that happen to cancel (1 in 11).
TEST(IdCardCheck, CatchesEveryChangedCharacterAndSwapOfNeighbours) {
  for (const std::string& number : kIdCards) {
    ASSERT_TRUE(is_accepted(model::Kind::kIdCard, number)) << number;
    expect_changes_caught(model::Kind::kIdCard, number, "0123456789X");
    expect_swaps_caught(model::Kind::kIdCard, number);
  }
}

// The check alone, without the date: every digit changed, every pair of neighbours swapped.
TEST(IdCardCheck, NeedsNoHelpOfTheDate) {
  for (const std::string& number : kIdCards) {
    const std::string body = number.substr(0, 17);
    EXPECT_EQ(id_card_check_character(body), number.back());
    for (std::size_t i = 0; i < body.size(); ++i) {
      for (char c = '0'; c <= '9'; ++c) {
        std::string changed = body;
        changed[i] = c;
        EXPECT_EQ(id_card_check_character(changed) == number.back(), changed == body) << changed;
      }
      std::string swapped = body;
      std::swap(swapped[i], swapped[i > 0 ? i - 1 : i]);
      EXPECT_EQ(id_card_check_character(swapped) == number.back(), swapped == body) << swapped;
    }
  }
}

// The modulus 31 is prime and as large as the alphabet, so every change and every swap (of any two
// places whose weights differ, which the first 17 are) is caught.
TEST(UsccCheck, CatchesEveryChangedCharacterAndSwapOfNeighbours) {
  for (const std::string& code : kUsccs) {
    ASSERT_TRUE(is_accepted(model::Kind::kUscc, code)) << code;
    expect_changes_caught(model::Kind::kUscc, code, kUsccAlphabet);
    expect_swaps_caught(model::Kind::kUscc, code);
  }
}

TEST(UsccCheck, GivesNothingForForeignCharacters) {
  EXPECT_EQ(uscc_check_character("9114O100MA0TEXT12"), 0);
}

TEST(CertificateIdCheck, GivesTheCharacterOfAPublishedIdentifier) {
  EXPECT_EQ(certificate_id_check_character("11100000000013338W03211220000013544541J2430599001"),
            'F');
  EXPECT_EQ(certificate_id_check_character("1110.000"), 0);
}

// MOD 37,36 catches every changed character. Swaps of neighbours it misses for a few pairs only
// (ISO 7064); none of them is met here.
TEST(CertificateIdCheck, CatchesChangesAndSwaps) {
  const std::string body = "11100000000019713D07111140000MB0TEXT59X14010020000229005X001";
  const char check = certificate_id_check_character(body);
  for (std::size_t i = 0; i < body.size(); ++i) {
    for (const char c : std::string_view("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")) {
      std::string changed = body;
      changed[i] = c;
      EXPECT_EQ(certificate_id_check_character(changed) == check, changed == body) << changed;
    }
    std::string swapped = body;
    std::swap(swapped[i], swapped[i > 0 ? i - 1 : i]);
    EXPECT_EQ(certificate_id_check_character(swapped) == check, swapped == body) << swapped;
  }
}

}  // namespace certpress::parse
