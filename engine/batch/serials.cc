#include "serials.h"

#include <algorithm>
#include <charconv>
#include <string_view>

#include <fmt/format.h>

#include "problem.h"

namespace certpress::batch {

namespace {

constexpr std::int64_t kMaxSerials = 10'000'000;
constexpr std::size_t kMaxDigits = 15;
constexpr std::size_t kMaxPrefix = 32;

struct Number {
  std::string prefix;
  std::string digits;
  std::int64_t value = 0;
};

std::optional<Number> split(std::string_view serial) {
  const std::size_t last = serial.find_last_not_of("0123456789");
  const std::size_t begin = last == std::string_view::npos ? 0 : last + 1;
  Number out{std::string(serial.substr(0, begin)), std::string(serial.substr(begin)), 0};
  const bool plain = std::ranges::none_of(
      out.prefix, [](char c) { return static_cast<unsigned char>(c) < 0x21 || c == '-'; });
  if (!plain || out.digits.empty() || out.digits.size() > kMaxDigits ||
      out.prefix.size() > kMaxPrefix) {
    return std::nullopt;
  }
  std::from_chars(out.digits.data(), out.digits.data() + out.digits.size(), out.value);
  return out;
}

[[noreturn]] void refuse(const std::string& code, Message message) {
  throw Refused(
      problem(code, {}, std::move(message),
              {"write ranges as A0000001-A0000500,B1-B20", "请写作 A0000001-A0000500,B1-B20"}));
}

}  // namespace

std::optional<Serials::Range> Serials::parse(const std::string& text) {
  const std::size_t dash = text.find('-');
  const auto first = split(text.substr(0, dash));
  const auto last = dash == std::string::npos ? first : split(text.substr(dash + 1));
  if (!first || !last || first->prefix != last->prefix ||
      first->digits.size() != last->digits.size() || last->value < first->value ||
      last->value - first->value >= kMaxSerials) {
    return std::nullopt;
  }
  return Range{first->prefix, first->value, last->value - first->value + 1, first->digits.size(),
               0};
}

void Serials::add(const std::string& ranges) {
  for (std::size_t begin = 0; begin <= ranges.size();) {
    const std::size_t end = std::min(ranges.find(',', begin), ranges.size());
    std::string text = ranges.substr(begin, end - begin);
    text.erase(0, text.find_first_not_of(' '));
    text.erase(text.find_last_not_of(' ') + 1);
    begin = end + 1;
    auto range = parse(text);
    if (!range || count() + range->count > kMaxSerials) {
      refuse("batch/bad-serials",
             {"'" + text + "' is no range of serial numbers", "“" + text + "”不是有效的编号范围"});
    }
    for (const Range& other : ranges_) {
      if (other.prefix == range->prefix && other.digits == range->digits &&
          other.first < range->first + range->count && range->first < other.first + other.count) {
        refuse("batch/bad-serials", {"the range '" + text + "' has serial numbers of another one",
                                     "编号范围“" + text + "”与其他范围重叠"});
      }
    }
    range->index = taken_.size();
    taken_.resize(taken_.size() + static_cast<std::size_t>(range->count));
    ranges_.push_back(std::move(*range));
    texts_.push_back(std::move(text));
  }
}

std::optional<std::size_t> Serials::index_of(const std::string& serial) const {
  const auto number = split(serial);
  for (const Range& range : ranges_) {
    if (number && number->prefix == range.prefix && number->digits.size() == range.digits &&
        number->value >= range.first && number->value < range.first + range.count) {
      return range.index + static_cast<std::size_t>(number->value - range.first);
    }
  }
  return std::nullopt;
}

bool Serials::is_taken(const std::string& serial) const {
  const auto index = index_of(serial);
  return index && taken_[*index];
}

void Serials::take(const std::string& serial) {
  const auto index = index_of(serial);
  if (index && !taken_[*index]) {
    taken_[*index] = true;
    ++used_;
  }
}

std::string Serials::at(const Range& range, std::int64_t offset) {
  return fmt::format("{}{:0{}}", range.prefix, range.first + offset, range.digits);
}

std::optional<std::string> Serials::next() const {
  while (free_ < taken_.size() && taken_[free_]) {
    ++free_;
  }
  for (const Range& range : ranges_) {
    const auto count = static_cast<std::size_t>(range.count);
    if (free_ >= range.index && free_ < range.index + count) {
      return at(range, static_cast<std::int64_t>(free_ - range.index));
    }
  }
  return std::nullopt;
}

std::vector<std::string> Serials::next_ranges(std::int64_t count) const {
  std::vector<std::string> out;
  for (const Range& range : ranges_) {
    for (std::int64_t i = 0; i < range.count && count > 0;) {
      std::int64_t end = i;
      while (end < range.count && end - i < count &&
             !taken_[range.index + static_cast<std::size_t>(end)]) {
        ++end;
      }
      if (end > i) {
        const std::string first = at(range, i);
        out.push_back(end - i == 1 ? first : first + "-" + at(range, end - 1));
      }
      count -= end - i;
      i = std::max(end, i + 1);
    }
  }
  return out;
}

}  // namespace certpress::batch
