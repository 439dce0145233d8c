#include "writer.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>

namespace certpress::cos {

namespace {

constexpr std::uint64_t kLargestOffset = 9'999'999'999;  // ten digits (ISO 32000-1, 7.5.4)

}  // namespace

Writer::Writer() : out_("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n") {}

Writer::Writer(std::string file, std::size_t previous_xref)
    : out_(std::move(file)), previous_xref_(previous_xref) {}

void Writer::begin(int number) {
  const auto index = static_cast<std::size_t>(number);
  if (index >= offsets_.size()) {
    offsets_.resize(index + 1);
  }
  if (std::exchange(offsets_[index], position()) != 0) {
    throw std::logic_error("an object is written twice");
  }
  if (offsets_[index] > kLargestOffset) {
    throw std::length_error("a PDF of this form holds at most 10 GB");
  }
}

void Writer::add(int number, std::string_view body) {
  begin(number);
  fmt::format_to(std::back_inserter(out_), "{} 0 obj\n", number);
  out_ += body;
  out_ += "\nendobj\n";
}

void Writer::add_stream(int number, Dictionary dictionary, std::string_view data) {
  dictionary.set("Length", {static_cast<std::int64_t>(data.size())});
  begin(number);
  fmt::format_to(std::back_inserter(out_), "{} 0 obj\n{}\nstream\n", number, to_text(dictionary));
  out_ += data;
  out_ += "\nendstream\nendobj\n";
}

void Writer::add_stream(int number, std::string_view entries, std::string_view data) {
  begin(number);
  fmt::format_to(std::back_inserter(out_), "{} 0 obj\n<< {}{}/Length {} >>\nstream\n", number,
                 entries, entries.empty() ? "" : " ", data.size());
  out_ += data;
  out_ += "\nendstream\nendobj\n";
}

void Writer::copy(int number, std::string_view whole) {
  begin(number);
  out_ += whole;
}

std::string Writer::take() {
  taken_ += out_.size();
  return std::exchange(out_, {});
}

// Entries are 20 bytes each (ISO 32000-1, 7.5.4); object 0 heads the list of free ones.
void Writer::add_table() {
  out_ += "xref\n";
  std::size_t first = 0;
  const auto is_listed = [&](std::size_t number) {
    return offsets_[number] != 0 || (number == 0 && !previous_xref_);
  };
  while (first < offsets_.size()) {
    if (!is_listed(first)) {
      ++first;
      continue;
    }
    std::size_t last = first;
    while (last < offsets_.size() && is_listed(last)) {
      ++last;
    }
    fmt::format_to(std::back_inserter(out_), "{} {}\n", first, last - first);
    for (; first < last; ++first) {
      std::array<char, 21> entry{"0000000000 00000 n \n"};
      if (first == 0) {
        entry = {"0000000000 65535 f \n"};
      } else {
        const auto digits = fmt::format_int(offsets_[first]);
        std::copy_n(digits.data(), digits.size(),
                    entry.begin() + 10 - static_cast<std::ptrdiff_t>(digits.size()));
      }
      out_.append(entry.data(), 20);
    }
  }
}

std::string Writer::finish(Dictionary trailer, int size) {
  const std::size_t xref_at = position();
  if (!previous_xref_) {
    offsets_.resize(std::max<std::size_t>(offsets_.size(), 1));
    const bool gap = std::find(offsets_.begin() + 1, offsets_.end(), 0U) != offsets_.end();
    if (gap || static_cast<int>(offsets_.size()) != size) {
      throw std::logic_error("a new file's objects must be numbered without gap");
    }
  }
  add_table();
  trailer.set("Size", {std::int64_t{size}});
  trailer.remove("Prev");
  if (previous_xref_) {
    trailer.set("Prev", {static_cast<std::int64_t>(*previous_xref_)});
  }
  fmt::format_to(std::back_inserter(out_), "trailer\n{}\nstartxref\n{}\n%%EOF\n", to_text(trailer),
                 xref_at);
  offsets_.clear();
  return std::move(out_);
}

}  // namespace certpress::cos
