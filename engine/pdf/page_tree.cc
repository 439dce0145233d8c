#include "page_tree.h"

#include <cstddef>
#include <iterator>
#include <stdexcept>
#include <string>
#include <utility>

#include <fmt/format.h>

namespace certpress::pdf {

namespace {

constexpr std::size_t kMaxKids = 64;

}  // namespace

PageTree::Node& PageTree::node(std::size_t level) {
  if (level == levels_.size()) {
    levels_.emplace_back();
  }
  Node& node = levels_[level];
  if (node.number == 0) {
    node.number = objects_.reserve();
  }
  return node;
}

int PageTree::parent() { return node(0).number; }

void PageTree::add(int page) { add(0, page, 1); }

void PageTree::add(std::size_t level, int kid, int pages) {
  Node& parent = node(level);
  parent.kids.push_back(kid);
  parent.pages += pages;
  if (parent.kids.size() == kMaxKids) {
    close(level);
  }
}

void PageTree::close(std::size_t level) {
  const int parent = node(level + 1).number;  // may move the levels
  const Node full = std::exchange(levels_[level], {});
  write(full, parent);
  add(level + 1, full.number, full.pages);
}

int PageTree::finish() {
  if (levels_.empty()) {
    throw std::logic_error("a PDF has at least one page");
  }
  for (std::size_t level = 0; level + 1 < levels_.size(); ++level) {
    if (!levels_[level].kids.empty()) {
      close(level);
    }
  }
  write(levels_.back(), 0);
  return levels_.back().number;
}

void PageTree::write(const Node& node, int parent) {
  std::string body = "<< /Type /Pages";
  if (parent != 0) {
    fmt::format_to(std::back_inserter(body), " /Parent {} 0 R", parent);
  }
  fmt::format_to(std::back_inserter(body), " /Count {} /Kids [", node.pages);
  for (const int kid : node.kids) {
    fmt::format_to(std::back_inserter(body), " {} 0 R", kid);
  }
  body += " ] >>";
  objects_.add(node.number, body);
}

}  // namespace certpress::pdf
