#include "splice/bit_string.h"

#include <random>
#include <vector>

#include <gtest/gtest.h>

namespace certpress::splice {
namespace {

std::vector<bool> bits_of(const std::vector<std::uint8_t>& bytes, std::uint64_t from,
                          std::uint64_t to) {
  std::vector<bool> bits;
  for (std::uint64_t i = from; i < to; ++i) {
    bits.push_back((bytes[i / 8] >> (i % 8) & 1) != 0);
  }
  return bits;
}

TEST(BitString, CopiesAnyStretchToAnyPlace) {
  std::mt19937 random(1);
  std::vector<std::uint8_t> source(200);
  for (std::uint8_t& byte : source) {
    byte = static_cast<std::uint8_t>(random());
  }
  for (unsigned shift = 0; shift < 8; ++shift) {
    for (std::uint64_t from = 0; from < 70; ++from) {
      for (const std::uint64_t length : {0U, 1U, 7U, 31U, 32U, 63U, 64U, 65U, 127U, 128U, 700U}) {
        std::vector<std::uint8_t> out(source.size() + BitWriter::kSlack + 8);
        BitWriter writer(out.data());
        writer.put(0, shift);
        writer.copy(source.data(), from, from + length);
        ASSERT_EQ(writer.position(out.data()), shift + length);
        writer.put(1, 1);
        writer.finish();
        ASSERT_EQ(bits_of(out, shift, shift + length), bits_of(source, from, from + length))
            << shift << " " << from << " " << length;
        ASSERT_EQ(bits_of(out, shift + length, shift + length + 1), std::vector<bool>{true});
      }
    }
  }
}

TEST(BitString, PutsTheFirstBitLowest) {
  std::vector<std::uint8_t> out(64);
  BitWriter writer(out.data());
  writer.put(0b1, 1);
  writer.put(0b10, 2);
  writer.put(0x1ffffffffffff >> 1U, 48);
  EXPECT_EQ(writer.finish() - out.data(), 7);
  EXPECT_EQ(out[0], 0b11111101);
}

}  // namespace
}  // namespace certpress::splice
