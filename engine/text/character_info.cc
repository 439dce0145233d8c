#include "character_info.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace certpress::text {

namespace {

struct Block {
  char32_t first;
  char32_t last;
  std::string_view en;
  std::string_view zh;
};

// Blocks of Unicode 15 that a certificate's data may plausibly hold, named one by one because the
// name is what helps a person to find the character.
constexpr std::array kBlocks{
    Block{0x0000, 0x001F, "control characters", "控制字符"},
    Block{0x0020, 0x007E, "Basic Latin", "基本拉丁字母"},
    Block{0x007F, 0x009F, "control characters", "控制字符"},
    Block{0x00A0, 0x024F, "Latin letters and symbols", "拉丁字母及符号"},
    Block{0x0300, 0x036F, "combining marks", "组合附加符号"},
    Block{0x0370, 0x03FF, "Greek", "希腊字母"},
    Block{0x0400, 0x052F, "Cyrillic", "西里尔字母"},
    Block{0x0600, 0x06FF, "Arabic (Uyghur, Kazakh)", "阿拉伯字母（维吾尔文、哈萨克文）"},
    Block{0x0F00, 0x0FFF, "Tibetan", "藏文"},
    Block{0x1800, 0x18AF, "Mongolian", "蒙古文"},
    Block{0x1950, 0x197F, "Tai Le", "德宏傣文"},
    Block{0x1980, 0x19DF, "New Tai Lue", "新傣仂文"},
    Block{0x200B, 0x200F, "invisible format characters", "不可见的格式字符"},
    Block{0x2028, 0x202E, "line separators and direction controls", "行分隔符及书写方向控制符"},
    Block{0x2060, 0x206F, "invisible format characters", "不可见的格式字符"},
    Block{0x2E80, 0x2EFF, "CJK Radicals Supplement", "中日韩部首补充"},
    Block{0x2F00, 0x2FDF, "Kangxi Radicals", "康熙部首"},
    Block{0x2FF0, 0x2FFF, "Ideographic Description Characters", "表意文字描述符"},
    Block{0x3000, 0x303F, "CJK Symbols and Punctuation", "中日韩符号和标点"},
    Block{0x3040, 0x30FF, "Hiragana and Katakana", "日文假名"},
    Block{0x3130, 0x318F, "Hangul Compatibility Jamo", "谚文兼容字母"},
    Block{0x31C0, 0x31EF, "CJK Strokes", "中日韩笔画"},
    Block{0x3400, 0x4DBF, "CJK Extension A", "中日韩统一表意文字扩展 A 区"},
    Block{0x4E00, 0x9FFF, "CJK Unified Ideographs", "中日韩统一表意文字"},
    Block{0xA000, 0xA4CF, "Yi", "彝文"},
    Block{0xAC00, 0xD7A3, "Hangul", "谚文"},
    Block{0xE000, 0xF8FF, "Private Use Area", "专用区"},
    Block{0xF900, 0xFAFF, "CJK Compatibility Ideographs", "中日韩兼容表意文字"},
    Block{0xFE00, 0xFE0F, "variation selectors", "异体字选择符"},
    Block{0xFE10, 0xFE1F, "Vertical Forms", "竖排标点"},
    Block{0xFEFF, 0xFEFF, "byte order mark", "字节序标记"},
    Block{0xFF00, 0xFFEF, "Halfwidth and Fullwidth Forms", "半角及全角形式"},
    Block{0xFFFD, 0xFFFD, "replacement character", "替换字符"},
    Block{0x1F000, 0x1FAFF, "pictographs and emoji", "图形符号及表情"},
    Block{0x20000, 0x2A6DF, "CJK Extension B", "中日韩统一表意文字扩展 B 区"},
    Block{0x2A700, 0x2B73F, "CJK Extension C", "中日韩统一表意文字扩展 C 区"},
    Block{0x2B740, 0x2B81F, "CJK Extension D", "中日韩统一表意文字扩展 D 区"},
    Block{0x2B820, 0x2CEAF, "CJK Extension E", "中日韩统一表意文字扩展 E 区"},
    Block{0x2CEB0, 0x2EBEF, "CJK Extension F", "中日韩统一表意文字扩展 F 区"},
    Block{0x2EBF0, 0x2EE5F, "CJK Extension I", "中日韩统一表意文字扩展 I 区"},
    Block{0x2F800, 0x2FA1F, "CJK Compatibility Ideographs Supplement", "中日韩兼容表意文字补充"},
    Block{0x30000, 0x3134F, "CJK Extension G", "中日韩统一表意文字扩展 G 区"},
    Block{0x31350, 0x323AF, "CJK Extension H", "中日韩统一表意文字扩展 H 区"},
    Block{0xE0100, 0xE01EF, "variation selectors", "异体字选择符"},
    Block{0xF0000, 0x10FFFF, "Private Use Area", "专用区"},
};

bool between(char32_t c, char32_t first, char32_t last) { return c >= first && c <= last; }

// The twelve unified ideographs among the compatibility ideographs.
bool is_unified_compatibility(char32_t c) {
  constexpr std::u32string_view kTwelve =
      U"\uFA0E\uFA0F\uFA11\uFA13\uFA14\uFA1F\uFA21\uFA23\uFA24\uFA27\uFA28\uFA29";
  return kTwelve.find(c) != std::u32string_view::npos;
}

bool holds_unified_ideographs(const Block& block) {
  return block.en.starts_with("CJK Extension") || block.en == "CJK Unified Ideographs";
}

void append(Message& message, std::string_view en, std::string_view zh) {
  message.en += en;
  message.zh += zh;
}

}  // namespace

bool in_gb18030_level1(char32_t c) {
  return between(c, 0x4E00, 0x9FEF) || between(c, 0x3400, 0x4DB5) || is_unified_compatibility(c);
}

bool in_gb18030_level3(char32_t c) {
  return in_gb18030_level1(c) || between(c, 0x20000, 0x2A6D6) || between(c, 0x2A700, 0x2B734) ||
         between(c, 0x2B740, 0x2B81D) || between(c, 0x2B820, 0x2CEA1) ||
         between(c, 0x2CEB0, 0x2EBE0);
}

Message character_set(char32_t c) {
  Message set{"a character outside the usual blocks", "不常用的字符"};
  const auto* block = std::ranges::find_if(
      kBlocks, [c](const Block& candidate) { return between(c, candidate.first, candidate.last); });
  if (block == kBlocks.end()) {
    return set;
  }
  set = {std::string(block->en), std::string(block->zh)};
  if (in_gb18030_level1(c)) {
    append(set, ", GB 18030-2022 level 1", "，GB 18030-2022 一级");
  } else if (in_gb18030_level3(c)) {
    append(set, ", GB 18030-2022 level 2 or 3", "，GB 18030-2022 二级或三级");
  } else if (holds_unified_ideographs(*block)) {
    append(set, ", not in GB 18030-2022", "，GB 18030-2022 未收录");
  }
  return set;
}

}  // namespace certpress::text
