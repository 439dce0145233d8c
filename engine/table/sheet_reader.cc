#include "sheet_reader.h"

#include <charconv>
#include <stdexcept>
#include <utility>

#include "csv_reader.h"
#include "number_format.h"

namespace certpress::table {

namespace {

constexpr int kMaxRow = 1U << 20U;  // of a sheet (Excel)

// "AB12" -> 27; the column's letters are a number to the base of 26 without a zero.
std::size_t column_of(std::string_view reference) {
  std::size_t column = 0;
  for (const char c : reference) {
    if (c < 'A' || c > 'Z' || column > kMaxColumns * 26) {
      break;
    }
    column = column * 26 + static_cast<std::size_t>(c - 'A') + 1;
  }
  return column;
}

template <typename Number>
Number number_in(const XmlEvents::Attributes& attributes, std::string_view name, Number otherwise) {
  const auto found = attributes.find(name);
  if (found != attributes.end()) {
    std::from_chars(found->second.data(), found->second.data() + found->second.size(), otherwise);
  }
  return otherwise;
}

}  // namespace

bool SheetReader::next(SheetRow& row) {
  constexpr std::size_t kBlock = 1U << 16U;
  while (ready_.empty() && !ended_) {
    const std::string block = entry_.read(kBlock);
    ended_ = block.size() < kBlock;
    feed(block, ended_);
  }
  if (ready_.empty()) {
    return false;
  }
  row = std::move(ready_.front());
  ready_.pop_front();
  return true;
}

void SheetReader::begin(std::string_view name, const Attributes& attributes) {
  if (name == "row") {
    row_ = {};
    row_.number = number_in(attributes, "r", last_row_ + 1);
    if (row_.number <= last_row_ || row_.number > kMaxRow) {
      throw std::runtime_error("rows of a sheet out of order");
    }
    last_row_ = row_.number;
    column_ = 0;
  } else if (name == "c") {
    const auto reference = attributes.find("r");
    // Without a reference a cell stands behind the one before.
    const std::size_t column = reference != attributes.end() ? column_of(reference->second) : 0;
    column_ = column > 0 ? column - 1 : column_;
    const auto type = attributes.find("t");
    type_ = type != attributes.end() ? type->second : "n";
    style_ = number_in(attributes, "s", std::size_t{0});
    value_.clear();
    has_value_ = false;
  } else if (name == "rPh") {
    ++phonetic_;
  } else if (name == "v" || (name == "t" && type_ == "inlineStr")) {
    inside_ = phonetic_ == 0;
    has_value_ = has_value_ || inside_;
  }
}

void SheetReader::end(std::string_view name) {
  if (name == "row") {
    ready_.push_back(std::move(row_));
  } else if (name == "c") {
    finish_cell();
  } else if (name == "rPh") {
    --phonetic_;
  } else if (name == "v" || name == "t") {
    inside_ = false;
  }
}

void SheetReader::text(std::string_view part) {
  if (inside_) {
    value_ += part;
    if (value_.size() > kMaxRowBytes) {
      throw std::runtime_error("a cell is too large");
    }
  }
}

void SheetReader::finish_cell() {
  const std::size_t at = column_++;
  if (!has_value_) {
    return;
  }
  if (at >= kMaxColumns) {
    row_.is_too_wide = true;
    return;
  }
  if (row_.cells.size() <= at) {
    row_.cells.resize(at + 1);
  }
  row_.cells[at] = cell();
}

// ECMA-376-1, 18.18.11 (ST_CellType).
SheetCell SheetReader::cell() const {
  if (type_ == "s") {
    std::size_t index = workbook_.texts.size();
    std::from_chars(value_.data(), value_.data() + value_.size(), index);
    if (index >= workbook_.texts.size()) {
      throw std::runtime_error("a cell names a text that is not there");
    }
    return {workbook_.texts[index]};
  }
  if (type_ == "str" || type_ == "inlineStr") {
    return {unescaped(value_)};
  }
  if (type_ == "d") {  // ISO 8601: 2024-03-01T00:00:00
    const std::size_t time = value_.find('T');
    const bool midnight = time != std::string::npos &&
                          value_.find_first_not_of("0:.Z", time + 1) == std::string::npos;
    return {midnight ? value_.substr(0, time) : value_};
  }
  if (type_ == "b") {
    return {value_ == "1" ? "TRUE" : "FALSE"};
  }
  double number = 0;
  const auto read = std::from_chars(value_.data(), value_.data() + value_.size(), number);
  if (type_ != "n" || read.ec != std::errc() || read.ptr != value_.data() + value_.size()) {
    return {{}, SheetCell::Fault::kError};
  }
  const std::string_view format = style_ < workbook_.number_formats.size()
                                      ? std::string_view(workbook_.number_formats[style_])
                                      : builtin_format(0);
  auto shown = displayed(number, format, workbook_.from_1904);
  if (!shown) {
    return {{},
            number >= kFirstInexact || number <= -kFirstInexact ? SheetCell::Fault::kTooManyDigits
                                                                : SheetCell::Fault::kNoDate};
  }
  return {std::move(*shown)};
}

}  // namespace certpress::table
