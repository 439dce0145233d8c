#include "wording.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <string_view>

#include <fmt/format.h>

#include "../base/utf8.h"

namespace certpress::compare {

namespace {

// What the template quotes may be shown; it is shortened to the place of the change.
std::string excerpt(std::u32string_view text, std::size_t from) {
  constexpr std::size_t kBefore = 4;
  constexpr std::size_t kShown = 20;
  const std::size_t begin = text.size() > kShown && from > kBefore ? from - kBefore : 0;
  std::string out = begin > 0 ? "…" : "";
  out += to_utf8(text.substr(std::min(begin, text.size()), kShown));
  return begin + kShown < text.size() ? out + "…" : out;
}

std::string code_point_at(std::u32string_view text, std::size_t at, const char* none) {
  return at < text.size() ? code_point_name(text[at]) : none;
}

}  // namespace

std::string distance(double mm) {
  return std::abs(mm) < 0.01 ? fmt::format("{:.3f}", mm) : fmt::format("{:.2f}", mm);
}

Message towards(Point by) {
  std::string en;
  std::string zh;
  const auto add = [&](double mm, std::pair<const char*, const char*> positive,
                       std::pair<const char*, const char*> negative) {
    if (std::abs(mm) >= kSamePlaceMm / 2) {
      const auto& [word_en, word_zh] = mm > 0 ? positive : negative;
      en += fmt::format("{}+{} mm {}", en.empty() ? "" : ", ", distance(std::abs(mm)), word_en);
      zh += fmt::format("{}向{} {} 毫米", zh.empty() ? "" : "，", word_zh, distance(std::abs(mm)));
    }
  };
  add(by.x, {"right", "右"}, {"left", "左"});
  add(by.y, {"down", "下"}, {"up", "上"});
  return {en, zh};
}

Message text_change(const Ink& before, const Ink& after) {
  const std::u32string was = to_utf32(before.text());
  const std::u32string is = to_utf32(after.text());
  const auto at = static_cast<std::size_t>(std::ranges::mismatch(was, is).in1 - was.begin());
  if (!before.variable && !after.variable) {
    const std::string quoted = fmt::format("“{}” → “{}”", excerpt(was, at), excerpt(is, at));
    return {"text changed: " + quoted, "文字改变：" + quoted};
  }
  return {fmt::format("text changed at character {} ({} → {}), {} → {} characters", at + 1,
                      code_point_at(was, at, "end"), code_point_at(is, at, "end"), was.size(),
                      is.size()),
          fmt::format("文字自第 {} 字起改变（{} → {}），{} 字 → {} 字", at + 1,
                      code_point_at(was, at, "无"), code_point_at(is, at, "无"), was.size(),
                      is.size())};
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) {
    out += (out.empty() ? "" : ", ") + word;
  }
  return out.empty() ? "–" : out;
}

std::pair<std::vector<std::string>, std::vector<std::string>> what_differs(
    const std::vector<std::string>& before, const std::vector<std::string>& after) {
  std::pair<std::vector<std::string>, std::vector<std::string>> out;
  const auto add = [](std::vector<std::string>& words, const std::string& word) {
    if (std::ranges::find(words, word) == words.end()) {
      words.push_back(word);
    }
  };
  if (before.size() == after.size()) {
    for (std::size_t i = 0; i < before.size(); ++i) {
      if (before[i] != after[i]) {
        add(out.first, before[i]);
        add(out.second, after[i]);
      }
    }
    return out;
  }
  for (const std::string& word : before) {
    add(out.first, word);
  }
  for (const std::string& word : after) {
    add(out.second, word);
  }
  if (std::set(out.first.begin(), out.first.end()) ==
      std::set(out.second.begin(), out.second.end())) {
    return {};  // the same words, of more or fewer pieces
  }
  return out;
}

}  // namespace certpress::compare
