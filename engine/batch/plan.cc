#include "plan.h"

#include <algorithm>
#include <iterator>

namespace certpress::batch {

void Plan::add(const std::string& group) {
  const auto [found, is_new] = by_name_.try_emplace(group, groups_.size());
  if (is_new) {
    groups_.push_back({group, {}, 0});
  }
  groups_[found->second].rows.push_back(static_cast<std::uint32_t>(rows_++));
}

void Plan::finish() {
  sheets_ = 0;
  for (Group& group : groups_) {
    group.first_sheet = sheets_;
    sheets_ += sheets_of(group);
  }
}

std::vector<std::optional<std::size_t>> Plan::cells_of(std::size_t sheet) const {
  const auto behind = std::ranges::upper_bound(groups_, sheet, {}, &Group::first_sheet);
  const Group& group = *std::prev(behind);
  auto cells = records_on_sheet(order_, cells_, group.rows.size(), sheet - group.first_sheet);
  for (auto& cell : cells) {
    cell = cell ? std::optional<std::size_t>(group.rows[*cell]) : std::nullopt;
  }
  return cells;
}

}  // namespace certpress::batch
