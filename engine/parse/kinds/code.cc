#include "code.h"

#include <algorithm>
#include <stdexcept>
#include <vector>

#include <fmt/format.h>

#include "../../base/utf8.h"
#include "../nearest_word.h"
#include "characters.h"

namespace certpress::parse {

namespace {

constexpr std::size_t kMaxEntryLength = 100;
constexpr char32_t kComma = U'，';

const model::CodeEntry* find_entry(const model::CodeList& list, std::string_view word) {
  const auto found = std::ranges::find_if(list.entries, [&](const model::CodeEntry& entry) {
    return entry.text == word || entry.code == word;
  });
  return found == list.entries.end() ? nullptr : &*found;
}

const model::CodeEntry* look_up(const model::CodeList& list, std::string_view word,
                                const FieldReport& report) {
  const model::CodeEntry* entry = find_entry(list, word);
  if (entry == nullptr) {
    std::vector<std::string_view> known;
    for (const model::CodeEntry& candidate : list.entries) {
      known.push_back(candidate.text);
    }
    report.error("record/unknown-code",
                 {"the value is neither a code nor a text of the list " + list.id,
                  "内容不是代码表 " + list.id + " 中的代码或名称"},
                 suggestion(word, known));
  }
  return entry;
}

std::optional<std::u32string> clean_word(const JsonValue& value, std::size_t max_length,
                                         const FieldReport& report) {
  TextRules rules;
  rules.max_length = max_length;
  return clean_text(value, rules, report);
}

// The longest entry whose code or text `rest` begins with; 0 when there is none.
std::size_t length_of_first(const model::CodeList& list, std::string_view rest) {
  std::size_t longest = 0;
  for (const model::CodeEntry& entry : list.entries) {
    for (const std::string& spelling : {entry.code, entry.text}) {
      longest = rest.starts_with(spelling) ? std::max(longest, spelling.size()) : longest;
    }
  }
  return longest;
}

// A1A2E -> A1, A2, E; what begins with no entry stays whole.
std::vector<std::string> split_solid(const model::CodeList& list, std::string_view text) {
  std::vector<std::string> out;
  while (const std::size_t length = length_of_first(list, text)) {
    out.emplace_back(text.substr(0, length));
    text.remove_prefix(length);
  }
  if (!text.empty() || out.empty()) {
    out.emplace_back(text);
  }
  return out;
}

// A value of a list, and where it stands.
struct Word {
  std::string text;
  FieldReport report;
};

// Nothing when one of them is refused.
std::optional<std::vector<Word>> words_of(const KindInput& input) {
  std::vector<Word> out;
  if (input.value.type == JsonValue::Type::kArray) {
    bool good = true;
    for (std::size_t i = 0; i < input.value.items.size(); ++i) {
      const FieldReport report = input.report.at(std::to_string(i));
      const auto word = clean_word(input.value.items[i], kMaxEntryLength, report);
      good = good && word.has_value();
      if (word) {
        out.push_back({to_utf8(*word), report});
      }
    }
    return good ? std::optional(std::move(out)) : std::nullopt;
  }
  const auto joined = clean_word(input.value, model::kMaxTextLength, input.report);
  if (!joined) {
    return std::nullopt;
  }
  std::u32string word;
  for (const char32_t c : *joined + kComma) {
    if (c != kComma && c != U',') {
      word += c;
      continue;
    }
    const std::size_t first = word.find_first_not_of(U" \u3000");
    const std::size_t last = word.find_last_not_of(U" \u3000");
    const bool blank = first == std::u32string::npos;
    const std::string trimmed = blank ? "" : to_utf8(word.substr(first, last - first + 1));
    for (std::string& entry :
         input.field.solid ? split_solid(*input.field.codes, trimmed) : std::vector{trimmed}) {
      out.push_back({std::move(entry), input.report});
    }
    word.clear();
  }
  return out;
}

}  // namespace

std::optional<model::Value> read_code(const KindInput& input) {
  if (input.field.codes == nullptr) {
    throw std::logic_error("a code field without its list");
  }
  const model::CodeList& list = *input.field.codes;
  if (!input.field.several) {
    const auto word = clean_word(input.value, kMaxEntryLength, input.report);
    const auto* entry = word ? look_up(list, to_utf8(*word), input.report) : nullptr;
    return entry != nullptr ? std::optional<model::Value>(entry->text) : std::nullopt;
  }
  const auto words = words_of(input);
  if (!words) {
    return std::nullopt;
  }
  std::vector<const model::CodeEntry*> entries;
  bool good = true;
  for (const Word& word : *words) {
    const model::CodeEntry* entry = look_up(list, word.text, word.report);
    good = good && entry != nullptr;
    if (entry != nullptr && std::ranges::find(entries, entry) != entries.end()) {
      word.report.error("record/duplicate-code", {"this entry was given twice", "该项重复给出"});
      good = false;
    }
    entries.push_back(entry);
  }
  if (!good) {
    return std::nullopt;
  }
  std::string out;
  for (const model::CodeEntry* entry : entries) {
    out += (out.empty() || input.field.solid ? "" : "，") + entry->text;
  }
  const auto length = static_cast<int>(to_utf32(out).size());
  if (const int most = input.field.max_length; most > 0 && length > most) {
    input.report.error(
        "record/too-long",
        {fmt::format("the list prints as {} characters, at most {} are allowed", length, most),
         fmt::format("各项合计 {} 个字符，最多允许 {} 个", length, most)});
    return std::nullopt;
  }
  return out;
}

}  // namespace certpress::parse
