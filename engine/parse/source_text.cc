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

SourceText::SourceText(std::string file, std::string_view text, std::string folder) {
  text.remove_prefix(text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0);
  text_ = text;
  parts_.push_back({std::move(file), std::move(folder)});
  add_lines(0);
}

std::size_t SourceText::append(const SourceText& other) {
  text_ += '\n';  // so that the end of one file is not the beginning of the next
  const std::size_t begin = text_.size();
  const std::size_t lines = line_starts_.size();
  for (const Part& part : other.parts_) {
    parts_.push_back({part.file, part.folder, begin + part.begin, lines + part.lines_before});
  }
  text_ += other.text_;
  add_lines(begin);
  return begin;
}

const SourceText::Part& SourceText::part(std::size_t offset) const {
  return *std::prev(std::ranges::upper_bound(parts_, offset, {}, &Part::begin));
}

const std::string& SourceText::folder(std::size_t offset) const { return part(offset).folder; }

bool SourceText::is_appended(std::size_t offset) const { return &part(offset) != parts_.data(); }

void SourceText::add_lines(std::size_t begin) {
  line_starts_.push_back(begin);
  for (std::size_t i = begin; i < text_.size(); ++i) {
    if (text_[i] == '\n') {
      line_starts_.push_back(i + 1);
    }
  }
}

Place SourceText::place(std::size_t offset) const {
  offset = std::min(offset, text_.size());
  const Part& in = part(offset);
  const auto next = std::ranges::upper_bound(line_starts_, offset);
  const std::size_t start = *std::prev(next);
  std::size_t end = next == line_starts_.end() ? text_.size() : *next - 1;
  if (end > start && text_[end - 1] == '\r') {
    --end;
  }
  const std::string_view before = std::string_view(text_).substr(start, offset - start);
  Place place;
  place.file = in.file;
  place.line = static_cast<int>(next - line_starts_.begin()) - static_cast<int>(in.lines_before);
  place.column = 1 + static_cast<int>(std::ranges::count_if(before, begins_character));
  if (end - start <= kMaxShownLine) {
    place.source_line = text_.substr(start, end - start);
  }
  return place;
}

}  // namespace certpress::parse
