// The sheet on top of a run of printed certificates: what the run is, how much of it there is, and
// who takes it over. What it says is the caller's; how it looks is the engine's.
//
// Texts are UTF-8. What no font can draw is shown as a question mark, and what is too long for its
// place is set smaller.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "certpress/printing.h"

namespace certpress {

struct CoverSheet {
  struct Column {
    std::string head;
    double width_mm = 0;  // at the size of A5 and above; 0: what the others leave
    bool is_number = false;
  };

  PaperSize page;  // of the run's sheets
  std::string title;
  std::string subtitle;
  std::vector<std::pair<std::string, std::string>> facts;  // name, content
  // A list below them, each line with a text for each column; it goes on on further sheets. The
  // last line is its sum.
  std::vector<Column> columns;
  std::vector<std::vector<std::string>> lines;
  std::vector<std::string> signatures;  // who signs: words before a rule
  // An empty page follows an odd number of them, so that the next front is a front.
  bool two_sided = false;
};

}  // namespace certpress
