// Thousands of small random changes of a good file: none may leave it valid, and none may do more
// than make it a bad file.
#include <array>
#include <random>

#include <gtest/gtest.h>

#include "signed_pdf.h"
#include "support/sanitized.h"

namespace certpress::tests {
namespace {

class Mutations : public testing::Test {
 protected:
  std::size_t place(std::size_t size) {
    return std::uniform_int_distribution<std::size_t>(0, size - 1)(random_);
  }
  void expect_not_valid(const std::string& file, const std::string& what) {
    const VerificationReport report = verified(file, SignatureLevel::kLta);
    EXPECT_NE(report.verdict, Verdict::kValid) << what;
    EXPECT_FALSE(report.summary.zh.empty());
  }

  std::mt19937 random_{20260501};  // the same changes every time
  std::string good_ = make_b_lta();
};

TEST_F(Mutations, OfOneBit) {
  ASSERT_EQ(verified(good_, SignatureLevel::kLta).verdict, Verdict::kValid);
  constexpr int kTimes = kSanitized ? 500 : 3000;
  for (int i = 0; i < kTimes; ++i) {
    std::string file = good_;
    const std::size_t at = place(file.size());
    const auto bit = static_cast<int>(place(8));
    file[at] = static_cast<char>(file[at] ^ (1 << bit));
    expect_not_valid(file, "bit " + std::to_string(bit) + " of byte " + std::to_string(at));
  }
}

TEST_F(Mutations, ByCuttingOff) {
  for (int i = 0; i < 500; ++i) {
    const std::size_t length = place(good_.size());
    expect_not_valid(good_.substr(0, length), "cut to " + std::to_string(length));
  }
}

TEST_F(Mutations, ByInsertingAndTakingOut) {
  for (int i = 0; i < 500; ++i) {
    std::string file = good_;
    const std::size_t at = place(file.size());
    file.insert(at, 1 + place(20), static_cast<char>(place(256)));
    expect_not_valid(file, "inserted at " + std::to_string(at));
    file = good_;
    file.erase(at, 1 + place(20));
    expect_not_valid(file, "taken out at " + std::to_string(at));
  }
}

TEST_F(Mutations, ByWordsThatMeanSomething) {
  constexpr std::array kWords{"endobj",
                              "stream",
                              "xref",
                              "trailer",
                              "%%EOF",
                              "startxref",
                              "<<",
                              ">>",
                              "[",
                              "]",
                              "(",
                              ")",
                              "0 R",
                              "R",
                              "null",
                              "-1",
                              "99999999999999999999",
                              "/",
                              "%",
                              "obj"};
  for (int i = 0; i < 1000; ++i) {
    std::string file = good_;
    const std::size_t at = place(file.size());
    const char* word = kWords.at(place(kWords.size()));
    file.replace(at, std::string_view(word).size(), word);
    if (file != good_) {
      expect_not_valid(file, std::string(word) + " at " + std::to_string(at));
    }
  }
}

}  // namespace
}  // namespace certpress::tests
