#include "file_names.h"

#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>
#include <unicode/uchar.h>

#include "../base/utf8.h"
#include "../parse/nearest_word.h"
#include "columns.h"
#include "field_text.h"
#include "problem.h"

namespace certpress::batch {

namespace {

// ext4 and NTFS take 255, of bytes and of UTF-16 units; an ending and a temporary name need room.
constexpr std::size_t kMaxBytes = 200;

bool is_forbidden(char32_t c) {
  constexpr std::u32string_view kOfWindows = U"<>:\"/\\|?*";
  const auto character = static_cast<UChar32>(c);
  const int8_t type = u_charType(character);
  return c < 0x20 || kOfWindows.find(c) != std::u32string_view::npos || type == U_CONTROL_CHAR ||
         type == U_FORMAT_CHAR || type == U_LINE_SEPARATOR || type == U_PARAGRAPH_SEPARATOR ||
         U_IS_UNICODE_NONCHAR(character);
}

// Names of devices, with any ending (Windows, "Naming Files, Paths, and Namespaces").
bool is_device(std::string_view name) {
  std::string stem(name.substr(0, name.find('.')));
  std::ranges::transform(stem, stem.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  });
  constexpr std::array<std::string_view, 6> kDevices{"CON", "PRN",    "AUX",
                                                     "NUL", "CONIN$", "CONOUT$"};
  const bool port = stem.size() == 4 && (stem.starts_with("COM") || stem.starts_with("LPT")) &&
                    stem[3] >= '0' && stem[3] <= '9';
  return port || std::ranges::find(kDevices, stem) != kDevices.end();
}

std::string trimmed(std::string text) {
  while (!text.empty() && (text.back() == '.' || text.back() == ' ')) {
    text.pop_back();
  }
  text.erase(0, text.find_first_not_of(' '));
  return text;
}

}  // namespace

std::string safe_name(const std::string& text) {
  std::string out;
  for (const char32_t c : to_utf32(trimmed(text))) {
    const std::size_t before = out.size();
    append_utf8(out, is_forbidden(c) ? U'_' : c);
    if (out.size() > kMaxBytes) {
      out.resize(before);
      break;
    }
  }
  out = trimmed(out);
  if (out.empty() || out.front() == '.' || is_device(out)) {
    out.insert(out.begin(), '_');
  }
  return out;
}

FileNames::FileNames(const std::string& pattern, const TemplateInfo& info, std::string ending)
    : ending_(std::move(ending)) {
  may_collide_ = !pattern.empty();
  std::string_view rest = pattern;
  while (!rest.empty()) {
    const std::size_t open = std::min(rest.find('{'), rest.size());
    if (open > 0) {
      parts_.push_back({std::string(rest.substr(0, open)), std::nullopt, false});
      rest.remove_prefix(open);
      continue;
    }
    const std::size_t close = rest.find('}');
    const std::string name(rest.substr(1, close == std::string_view::npos ? close : close - 1));
    rest.remove_prefix(close == std::string_view::npos ? rest.size() : close + 1);
    if (name == "row") {
      parts_.push_back({{}, std::nullopt, true});
      continue;
    }
    const auto field = field_called(info, name);
    if (!field || close == std::string_view::npos) {
      std::vector<std::string_view> known = words_for_fields(info);
      known.emplace_back("row");
      throw Refused(problem("batch/bad-name", {},
                            {"--name has {" + name + "}, which is no field of the template",
                             "--name 中的 {" + name + "} 不是模板的字段"},
                            parse::suggestion(name, known)));
    }
    parts_.push_back({{}, fields_.size(), false});
    fields_.push_back(info.fields[*field]);
  }
}

std::optional<std::string> FileNames::name(int row, const std::string& json) const {
  const std::string number = fmt::format("{:06}", row);
  if (parts_.empty()) {
    return number + ending_;
  }
  const auto texts = field_texts(json, fields_);
  std::string out;
  for (const Part& part : parts_) {
    out += part.is_row ? number : part.literal;
    if (!part.field) {
      continue;
    }
    const std::string text = trimmed(texts[*part.field].value_or(""));
    if (text.empty()) {
      return std::nullopt;
    }
    out += text;
  }
  return safe_name(out) + ending_;
}

}  // namespace certpress::batch
