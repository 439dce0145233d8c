// The pages of a document as a balanced tree (ISO 32000-1, 7.7.3), written while pages come: what
// is held is one unfinished node for each level.
#pragma once

#include <vector>

#include "objects.h"

namespace certpress::pdf {

class PageTree {
 public:
  explicit PageTree(Objects& objects) : objects_(objects) {}

  // The number of the node that the next page has as its /Parent.
  int parent();
  void add(int page);
  // Writes the nodes that are still open; returns the number of the root. There is a page.
  int finish();

 private:
  struct Node {
    int number = 0;
    std::vector<int> kids;
    int pages = 0;  // below it
  };
  // The open node of a level; level 0 holds pages.
  Node& node(std::size_t level);
  void add(std::size_t level, int kid, int pages);
  void close(std::size_t level);
  void write(const Node& node, int parent);

  Objects& objects_;
  std::vector<Node> levels_;
};

}  // namespace certpress::pdf
