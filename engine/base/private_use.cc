#include "private_use.h"

#include <array>
#include <utility>

namespace certpress {

namespace {

// GB 18030 two-byte codes FE50 to FEA0, which GBK mapped to U+E815 to U+E864 in one run. Most came
// with CJK Extension A (Unicode 3.0), the rest with Extension B and with U+9FB4 to U+9FBB. Entries
// of 0 are radicals, which no name may hold either.
constexpr char32_t kFirstOfRun = 0xE815;
constexpr std::array<char32_t, 80> kRun{
    0,      0x20087, 0x20089, 0x200CC, 0,       0x3473, 0x3447, 0,      0,       0x9FB4,
    0x359E, 0x361A,  0x360E,  0,       0,       0x396E, 0x3918, 0x9FB5, 0x39CF,  0x39DF,
    0x3A73, 0x39D0,  0x9FB6,  0x9FB7,  0x3B4E,  0x3C6E, 0x3CE0, 0,      0x215D7, 0x9FB8,
    0,      0x4056,  0x415F,  0,       0x4337,  0,      0,      0,      0x2298F, 0x43B1,
    0x43AC, 0,       0x43DD,  0x44D6,  0x4661,  0x464C, 0x9FB9, 0x4723, 0x4729,  0x477C,
    0x478D, 0,       0x4947,  0x497A,  0x497D,  0x4982, 0x4983, 0x4985, 0x4986,  0x499F,
    0x499B, 0x49B7,  0x49B6,  0x9FBA,  0x241FE, 0x4CA3, 0x4C9F, 0x4CA0, 0x4CA1,  0x4C77,
    0x4CA2, 0x4D13,  0x4D14,  0x4D15,  0x4D16,  0x4D17, 0x4D18, 0x4D19, 0x4DAE,  0x9FBB,
};

constexpr std::array<std::pair<char32_t, char32_t>, 13> kSingle{{
    {0xE76C, 0x20AC},  // A2E3
    {0xE78D, 0xFE10},  // A6D9 to A6F3: the vertical forms
    {0xE78E, 0xFE12},
    {0xE78F, 0xFE11},
    {0xE790, 0xFE13},
    {0xE791, 0xFE14},
    {0xE792, 0xFE15},
    {0xE793, 0xFE16},
    {0xE794, 0xFE17},
    {0xE795, 0xFE18},
    {0xE796, 0xFE19},
    {0xE7C7, 0x1E3F},  // A8BC
    {0xE7C8, 0x01F9},  // A8BF
}};

}  // namespace

std::optional<char32_t> standard_character(char32_t private_use) {
  if (private_use >= kFirstOfRun && private_use < kFirstOfRun + kRun.size()) {
    const char32_t found = kRun.at(private_use - kFirstOfRun);
    return found != 0 ? std::optional(found) : std::nullopt;
  }
  for (const auto& [old, standard] : kSingle) {
    if (old == private_use) {
      return standard;
    }
  }
  return std::nullopt;
}

}  // namespace certpress
