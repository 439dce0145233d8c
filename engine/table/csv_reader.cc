#include "csv_reader.h"

#include <algorithm>
#include <array>
#include <utility>

namespace certpress::table {

bool CsvRow::is_blank() const {
  return !is_unclosed && !is_too_long && lost.empty() &&
         std::ranges::all_of(cells, [](const std::string& cell) {
           return cell.find_first_not_of(" \t") == std::string::npos;
         });
}

bool CsvReader::next(CsvRow& row) {
  if (source_.peek() == TextSource::kEnd) {
    return false;
  }
  row = {};
  row.number = ++rows_;
  bytes_ = 0;
  while (true) {
    read_cell(row);
    const int end = source_.take();
    if (end == delimiter_) {
      continue;
    }
    if (end == '\r' && source_.peek() == '\n') {
      source_.take();
    }
    return true;
  }
}

void CsvReader::read_cell(CsvRow& row) {
  cell_.clear();
  cell_lost_ = false;
  if (source_.peek() == '"') {
    read_quoted(row);
  }
  read_plain(row);
  if (row.cells.size() == kMaxColumns) {
    row.is_too_wide = true;
    return;
  }
  if (cell_lost_) {
    row.lost.push_back(row.cells.size());
  }
  row.cells.push_back(cell_);
}

void CsvReader::read_quoted(CsvRow& row) {
  source_.take();
  while (true) {
    const int byte = source_.peek();
    if (byte == TextSource::kEnd) {
      row.is_unclosed = true;
      return;
    }
    if (byte != '"') {
      keep(row);
      continue;
    }
    source_.take();
    if (source_.peek() != '"') {
      break;
    }
    keep(row);  // a doubled quote is one
  }
  if (!ends_cell(source_.peek()) && row.cells.size() < kMaxColumns) {
    row.quotes.push_back(row.cells.size());
  }
}

void CsvReader::read_plain(CsvRow& row) {
  while (!ends_cell(source_.peek())) {
    keep(row);
  }
}

void CsvReader::keep(CsvRow& row) {
  cell_lost_ = source_.is_lost() || cell_lost_;
  const auto byte = static_cast<char>(source_.take());
  if (++bytes_ > kMaxRowBytes) {
    row.is_too_long = true;
    return;
  }
  cell_ += byte;
}

char delimiter_of(TextSource source, int header_row) {
  constexpr std::array<char, 3> kDelimiters{'\t', ',', ';'};
  std::array<std::size_t, kDelimiters.size()> counts{};
  bool quoted = false;
  int row = 1;
  for (std::size_t bytes = 0; row <= header_row && bytes < kMaxRowBytes; ++bytes) {
    const int byte = source.take();
    if (byte == TextSource::kEnd) {
      break;
    }
    quoted = quoted != (byte == '"');
    if (byte == '\n' && !quoted) {
      ++row;
    }
    for (std::size_t i = 0; row == header_row && !quoted && i < counts.size(); ++i) {
      counts.at(i) += byte == kDelimiters.at(i) ? 1 : 0;
    }
  }
  const auto most = std::ranges::max_element(counts) - counts.begin();
  const auto index = static_cast<std::size_t>(most);
  return counts.at(index) > 0 ? kDelimiters.at(index) : ',';
}

}  // namespace certpress::table
