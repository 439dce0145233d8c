// The Top DICT of an embedded font program, operator by operator (Adobe Technical Note 5176,
// sections 4 and 9): what readers agree on, and the order that one of them needs.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "pdf/cff.h"
#include "pdf/charstring.h"

namespace certpress::pdf {
namespace {

struct DictEntry {
  std::string op;
  std::vector<double> operands;
};

class Bytes {
 public:
  explicit Bytes(std::string_view bytes) : rest_(bytes) {}

  [[nodiscard]] bool empty() const { return rest_.empty(); }
  std::uint32_t number(int bytes) {
    std::uint32_t value = 0;
    for (const char c : take(static_cast<std::size_t>(bytes))) {
      value = value << 8U | static_cast<std::uint8_t>(c);
    }
    return value;
  }
  std::string_view take(std::size_t count) {
    if (count > rest_.size()) {
      throw std::runtime_error("the font program ends too early");
    }
    const auto taken = rest_.substr(0, count);
    rest_.remove_prefix(count);
    return taken;
  }
  // Section 5.
  std::vector<std::string_view> index() {
    const auto count = number(2);
    std::vector<std::uint32_t> offsets;
    if (count > 0) {
      const auto offset_size = static_cast<int>(number(1));
      for (std::uint32_t i = 0; i <= count; ++i) {
        offsets.push_back(number(offset_size));
      }
    }
    std::vector<std::string_view> entries;
    for (std::uint32_t i = 0; i < count; ++i) {
      entries.push_back(take(offsets[i + 1] - offsets[i]));
    }
    return entries;
  }
  // Section 4, table 5.
  double real() {
    constexpr std::string_view kNibbles = "0123456789.ee -";
    std::string text;
    for (;;) {
      const auto pair = number(1);
      for (const std::uint32_t nibble : {pair >> 4U, pair & 15U}) {
        if (nibble == 15) {
          return std::stod(text);
        }
        text += kNibbles[nibble];
        text += nibble == 12 ? "-" : "";
      }
    }
  }

 private:
  std::string_view rest_;
};

std::string name_of(std::uint32_t op) {
  static const std::map<std::uint32_t, std::string> names{
      {5, "FontBBox"}, {15, "charset"},    {17, "CharStrings"}, {1207, "FontMatrix"},
      {1230, "ROS"},   {1234, "CIDCount"}, {1236, "FDArray"},   {1237, "FDSelect"}};
  return names.at(op);
}

std::vector<DictEntry> read_dict(std::string_view dict) {
  std::vector<DictEntry> entries;
  DictEntry entry;
  for (Bytes rest(dict); !rest.empty();) {
    const auto first = rest.number(1);
    if (first <= 21) {
      entry.op = name_of(first == 12 ? 1200 + rest.number(1) : first);
      entries.push_back(std::exchange(entry, {}));
    } else if (first == 30) {
      entry.operands.push_back(rest.real());
    } else if (first == 28) {
      entry.operands.push_back(static_cast<std::int16_t>(rest.number(2)));
    } else if (first == 29) {
      entry.operands.push_back(static_cast<std::int32_t>(rest.number(4)));
    } else if (first <= 246) {
      entry.operands.push_back(static_cast<int>(first) - 139);
    } else if (first <= 250) {
      entry.operands.push_back(static_cast<int>((first - 247) * 256 + rest.number(1)) + 108);
    } else {
      entry.operands.push_back(-static_cast<int>((first - 251) * 256 + rest.number(1)) - 108);
    }
  }
  EXPECT_TRUE(entry.operands.empty()) << "operands without an operator";
  return entries;
}

std::vector<DictEntry> top_dict(int units_per_em) {
  const std::string nothing = Charstring().take();
  CffFont font;
  font.name = "ABCDEF+Test";
  font.units_per_em = units_per_em;
  std::ranges::copy(std::vector{-1200, -108, 1131, 32767}, font.box);
  font.glyphs = {{nothing, units_per_em}, {nothing, 500}};
  const std::string program = cff_program(font);
  Bytes rest(program);
  rest.take(4);  // the header
  EXPECT_EQ(rest.index(), std::vector<std::string_view>{font.name});
  return read_dict(rest.index().at(0));
}

std::vector<std::string> operators_of(const std::vector<DictEntry>& dict) {
  std::vector<std::string> operators;
  for (const DictEntry& entry : dict) {
    operators.push_back(entry.op);
  }
  return operators;
}

const DictEntry& entry_of(const std::vector<DictEntry>& dict, std::string_view op) {
  return *std::ranges::find(dict, op, &DictEntry::op);
}

TEST(CffDict, OfAThousandUnitsNeedsNoMatrix) {
  const auto dict = top_dict(1000);
  EXPECT_EQ(operators_of(dict), (std::vector<std::string>{"ROS", "FontBBox", "CIDCount", "charset",
                                                          "FDSelect", "CharStrings", "FDArray"}));
}

// veraPDF 1.28 takes the operands of ROS for those of a matrix that stands directly behind it.
TEST(CffDict, OfOtherUnitsHasItsMatrixNotBehindRos) {
  for (const int units : {512, 1024, 2000, 2048, 4096}) {
    SCOPED_TRACE(units);
    const auto dict = top_dict(units);
    const auto operators = operators_of(dict);
    // Section 9: ROS is the first operator of a CID-keyed font.
    EXPECT_EQ(operators.front(), "ROS");
    const auto matrix = std::ranges::find(operators, "FontMatrix");
    ASSERT_NE(matrix, operators.end());
    EXPECT_NE(*std::prev(matrix), "ROS");
    const auto& values = entry_of(dict, "FontMatrix").operands;
    ASSERT_EQ(values.size(), 6U);
    for (std::size_t i = 0; i < values.size(); ++i) {
      EXPECT_DOUBLE_EQ(values[i], i == 0 || i == 3 ? 1.0 / units : 0) << i;
    }
  }
}

TEST(CffDict, GivesEachOperatorItsOperands) {
  const std::map<std::string, std::size_t> counts{
      {"ROS", 3},     {"FontBBox", 4}, {"FontMatrix", 6},  {"CIDCount", 1},
      {"charset", 1}, {"FDSelect", 1}, {"CharStrings", 1}, {"FDArray", 1}};
  for (const int units : {1000, 1024}) {
    const auto dict = top_dict(units);
    for (const DictEntry& entry : dict) {
      EXPECT_EQ(entry.operands.size(), counts.at(entry.op)) << entry.op;
    }
    EXPECT_EQ(entry_of(dict, "FontBBox").operands, (std::vector<double>{-1200, -108, 1131, 32767}));
    EXPECT_EQ(entry_of(dict, "CIDCount").operands.front(), 3);
  }
}

}  // namespace
}  // namespace certpress::pdf
