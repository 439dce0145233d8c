#include "source_text.h"

#include <algorithm>
#include <utility>

namespace certpress::parse {

namespace {

// A longer line is not shown: every diagnostic holds a copy of its line.
constexpr std::size_t kMaxShownLine = 4096;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool begins_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }

}  // namespace

SourceText::SourceText(std::string file, std::string_view text) : file_(std::move(file)) {
  text.remove_prefix(text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0);
  text_ = text;
  line_starts_.push_back(0);
  for (std::size_t i = 0; i < text_.size(); ++i) {
    if (text_[i] == '\n') {
      line_starts_.push_back(i + 1);
    }
  }
}

Place SourceText::place(std::size_t offset) const {
  offset = std::min(offset, text_.size());
  const auto next = std::ranges::upper_bound(line_starts_, offset);
  const std::size_t start = *std::prev(next);
  std::size_t end = next == line_starts_.end() ? text_.size() : *next - 1;
  if (end > start && text_[end - 1] == '\r') {
    --end;
  }
  const std::string_view before = std::string_view(text_).substr(start, offset - start);
  Place place;
  place.file = file_;
  place.line = static_cast<int>(next - line_starts_.begin());
  place.column = 1 + static_cast<int>(std::ranges::count_if(before, begins_character));
  if (end - start <= kMaxShownLine) {
    place.source_line = text_.substr(start, end - start);
  }
  return place;
}

}  // namespace certpress::parse
