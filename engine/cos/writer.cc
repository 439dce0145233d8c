#include "writer.h"

#include <stdexcept>

#include <fmt/format.h>

namespace certpress::cos {

Writer::Writer() : out_("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n") {}

Writer::Writer(std::string file, std::size_t previous_xref)
    : out_(std::move(file)), previous_xref_(previous_xref) {}

void Writer::begin(int number) {
  if (!offsets_.emplace(number, out_.size()).second) {
    throw std::logic_error("an object is written twice");
  }
}

void Writer::add(int number, std::string_view body) {
  begin(number);
  fmt::format_to(std::back_inserter(out_), "{} 0 obj\n", number);
  out_ += body;
  out_ += "\nendobj\n";
}

void Writer::add_stream(int number, Dictionary dictionary, std::string_view data) {
  begin(number);
  dictionary.set("Length", {static_cast<std::int64_t>(data.size())});
  fmt::format_to(std::back_inserter(out_), "{} 0 obj\n{}\nstream\n", number, to_text(dictionary));
  out_ += data;
  out_ += "\nendstream\nendobj\n";
}

void Writer::copy(int number, std::string_view whole) {
  begin(number);
  out_ += whole;
}

std::string Writer::finish(Dictionary trailer, int size) {
  const std::size_t xref_at = out_.size();
  out_ += "xref\n";
  if (!previous_xref_) {
    offsets_.emplace(0, 0);
    if (offsets_.rbegin()->first + 1 != size || static_cast<int>(offsets_.size()) != size) {
      throw std::logic_error("a new file's objects must be numbered without gap");
    }
  }
  for (auto first = offsets_.begin(); first != offsets_.end();) {
    auto last = first;
    int count = 0;
    while (last != offsets_.end() && last->first == first->first + count) {
      ++last;
      ++count;
    }
    fmt::format_to(std::back_inserter(out_), "{} {}\n", first->first, count);
    for (; first != last; ++first) {
      // 20 bytes each (ISO 32000-1, 7.5.4); object 0 heads the list of free ones.
      if (first->first == 0) {
        out_ += "0000000000 65535 f \n";
      } else {
        fmt::format_to(std::back_inserter(out_), "{:010} 00000 n \n", first->second);
      }
    }
  }
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
