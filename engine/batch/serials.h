// Serial numbers of pre-printed stock: ranges in the order of the paper, and which are taken.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace certpress::batch {

class Serials {
 public:
  // "A0000001-A0000500,B1-B20,C7": letters before, digits behind, in a range of equal length.
  // Throws Refused: batch/bad-serials, when a range is none or two of them overlap.
  void add(const std::string& ranges);

  [[nodiscard]] bool empty() const { return taken_.empty(); }
  [[nodiscard]] std::int64_t count() const { return static_cast<std::int64_t>(taken_.size()); }
  [[nodiscard]] std::int64_t left() const { return count() - used_; }
  [[nodiscard]] bool has(const std::string& serial) const { return index_of(serial).has_value(); }
  [[nodiscard]] bool is_taken(const std::string& serial) const;
  // It must be one of these. Taking it twice is the same as once.
  void take(const std::string& serial);
  // The first that is not taken, which is not taken by this; nothing when none is left.
  [[nodiscard]] std::optional<std::string> next() const;

  [[nodiscard]] const std::vector<std::string>& ranges() const { return texts_; }
  // The first `count` that are not taken, as ranges.
  [[nodiscard]] std::vector<std::string> next_ranges(std::int64_t count) const;
  // All of those.
  [[nodiscard]] std::vector<std::string> left_ranges() const { return next_ranges(left()); }

 private:
  struct Range {
    std::string prefix;
    std::int64_t first;
    std::int64_t count;
    std::size_t digits;
    std::size_t index;  // of its first in taken_
  };
  [[nodiscard]] static std::optional<Range> parse(const std::string& text);
  [[nodiscard]] std::optional<std::size_t> index_of(const std::string& serial) const;
  [[nodiscard]] static std::string at(const Range& range, std::int64_t offset);

  std::vector<Range> ranges_;
  std::vector<std::string> texts_;
  std::vector<bool> taken_;
  std::int64_t used_ = 0;
  mutable std::size_t free_ = 0;  // all before it are taken
};

}  // namespace certpress::batch
