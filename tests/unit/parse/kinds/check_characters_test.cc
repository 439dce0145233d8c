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

// The example of ISO 7064 itself, and identifiers that were met in use.
const std::vector<std::pair<std::string, char>> kCertificateIdBodies{
    {"A12425GABC1234002", 'M'},
    {"11100000000013338W01111430000006122244L20230000403001", 'U'},
    {"11100000MB03271699022340100000000016001", '9'},
    {"11100000000013661B006113700000045046442209FA4E88F9E4C878F3E9BED2CE7EA49001", 'D'},
    {"11100000000013338W03211220000013544541J2430599001", 'F'},
    {"11100000000013338W00911330105002500287C2025052201002", '0'}};

TEST(CertificateIdCheck, GivesThePublishedCharacters) {
  for (const auto& [body, check] : kCertificateIdBodies) {
    EXPECT_EQ(certificate_id_check_character(body), check) << body;
  }
  EXPECT_EQ(certificate_id_check_character("1110.000"), 0);
}

TEST(CertificateIdCheck, TheVariantGivesWhatWasPrintedByIt) {
  EXPECT_EQ(variant_check_character(
                "11100000000013661B006113700000045046442209FA4E88F9E4C878F3E9BED2CE7EA49001"),
            'M');
  EXPECT_EQ(variant_check_character("1110.000"), 0);
  // Where no letter is counted wrongly, the alphabet still is: the character before the right one.
  EXPECT_EQ(certificate_id_check_character("1234567890"), 'I');
  EXPECT_EQ(variant_check_character("1234567890"), 'H');
  // Of a letter, 38 and more is reduced by 37 first; 18 + 19 is not.
  EXPECT_EQ(variant_check_character("9I"), 'Y');
  EXPECT_EQ(variant_check_character("0Z"), '5');
}

// MOD 37,36 catches every changed character: each step is a permutation of its values.
TEST(CertificateIdCheck, CatchesEveryChangedCharacter) {
  for (const auto& [body, check] : kCertificateIdBodies) {
    for (std::size_t i = 0; i < body.size(); ++i) {
      for (const char c : std::string_view("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")) {
        std::string changed = body;
        changed[i] = c;
        EXPECT_EQ(certificate_id_check_character(changed) == check, changed == body) << changed;
      }
    }
  }
}

// Of the swaps of two neighbours it misses some (ISO 7064 promises nearly all): how many, over all
// pairs of characters and all states that may stand before them.
TEST(CertificateIdCheck, CatchesAllSwapsOfNeighboursButFew) {
  constexpr std::string_view kAll = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  int swaps = 0;
  int missed = 0;
  for (const char before : kAll) {  // one character leads to each of the 36 states
    for (const char a : kAll) {
      for (const char b : kAll) {
        if (a == b) {
          continue;
        }
        ++swaps;
        missed += certificate_id_check_character(std::string{before, a, b}) ==
                          certificate_id_check_character(std::string{before, b, a})
                      ? 1
                      : 0;
      }
    }
  }
  EXPECT_EQ(swaps, 36 * 36 * 35);
  EXPECT_EQ(missed, 36 * 2) << "one pair of characters in each state, either way round";
}

// As a record gives it: a change or a swap of neighbours is refused, or draws the warning that the
// check character is the variant's. Nothing passes in silence.
TEST(CertificateIdCheck, NoChangePassesInSilence) {
  const std::string valid =
      "1.2.156.3005.2.11100000000019713D071.11140000MB0TEXT59X.14010020000229005X.001.N";
  const auto silent = [](const std::string& id) {
    return read_one(field_of("f", "字段", model::Kind::kCertificateId), '"' + id + '"')
        .diagnostics.empty();
  };
  ASSERT_TRUE(silent(valid));
  for (std::size_t i = 0; i < valid.size(); ++i) {
    for (const char c : std::string_view("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ.")) {
      std::string changed = valid;
      changed[i] = c;
      EXPECT_EQ(silent(changed), changed == valid) << changed;
    }
    std::string swapped = valid;
    std::swap(swapped[i], swapped[i > 0 ? i - 1 : i]);
    EXPECT_EQ(silent(swapped), swapped == valid) << swapped;
  }
}

}  // namespace certpress::parse
