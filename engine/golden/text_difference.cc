#include "text_difference.h"

#include <algorithm>
#include <iterator>
#include <sstream>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace certpress::golden {

namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) {
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace

Message text_difference(const std::string& before, const std::string& after, const Message& what) {
  std::vector<std::string> was = lines_of(before);
  std::vector<std::string> is = lines_of(after);
  const auto line = std::ranges::mismatch(was, is).in1 - was.begin() + 1;
  std::ranges::sort(was);
  std::ranges::sort(is);
  std::vector<std::string> gone;
  std::vector<std::string> added;
  std::ranges::set_difference(was, is, std::back_inserter(gone));
  std::ranges::set_difference(is, was, std::back_inserter(added));
  if (gone.empty() && added.empty()) {
    return {fmt::format("{} has its lines in another order from line {} on", what.en, line),
            fmt::format("{}自第 {} 行起顺序不同", what.zh, line)};
  }
  return {fmt::format("{} differs from line {} on: {} lines gone, {} lines new", what.en, line,
                      gone.size(), added.size()),
          fmt::format("{}自第 {} 行起不同：少 {} 行，多 {} 行", what.zh, line, gone.size(),
                      added.size())};
}

}  // namespace certpress::golden
