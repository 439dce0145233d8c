#include "survey.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <unicode/unistr.h>

#include "../base/refusals.h"
#include "../base/sha256.h"
#include "problem.h"

namespace certpress::batch {

namespace {

constexpr int kMaxTold = 100;

// Two names with one hash are one name: 128 bits of SHA-256.
constexpr std::size_t kHashLength = 16;

struct NamedRow {
  std::array<char, kHashLength> hash;
  int row;
  auto operator<=>(const NamedRow&) const = default;  // NOLINT(modernize-use-nullptr)
};

// Windows does not tell upper from lower case.
NamedRow named_row(const std::string& name, int row) {
  std::string folded;
  icu::UnicodeString::fromUTF8(name).foldCase().toUTF8String(folded);
  NamedRow out{{}, row};
  std::ranges::copy(sha256_bytes(folded).substr(0, kHashLength), out.hash.begin());
  return out;
}

void refuse_collisions(std::vector<NamedRow>& named, const std::string& file) {
  std::ranges::sort(named);
  std::vector<std::pair<int, int>> collisions;  // row, the one before with its name
  for (std::size_t i = 1; i < named.size(); ++i) {
    if (named[i].hash == named[i - 1].hash) {
      collisions.emplace_back(named[i].row, named[i - 1].row);
    }
  }
  std::ranges::sort(collisions);
  Refusals found;
  for (const auto& [row, before] : collisions) {
    if (found.errors() == kMaxTold) {
      found.note("batch/name-collision", {},
                 {fmt::format("only the first {} are listed", kMaxTold),
                  fmt::format("只列出前 {} 个", kMaxTold)});
      break;
    }
    found.add(problem("batch/name-collision", file,
                      {fmt::format("its file would be called like that of row {}", before),
                       fmt::format("该行的文件名与第 {} 行相同", before)},
                      {"add {row} to --name", "请在 --name 中加入 {row}"}, row));
  }
  found.throw_if_any();
}

}  // namespace

Survey survey(const table::Table& table, const FileNames& names, Shard shard,
              const std::function<void(const table::Row&)>& see) {
  if (shard.count < 1 || shard.index < 1 || shard.index > shard.count) {
    throw Refused(problem("batch/bad-shard", {},
                          {"a shard is written as 3/16, the first number not above the second",
                           "分片写作 3/16，前一数字不大于后一数字"}));
  }
  Survey out;
  std::vector<NamedRow> named;
  const auto rows = table.rows();
  for (table::Row row; rows->next(row);) {
    ++out.rows;
    see(row);
    if (names.may_collide() && row.problems.empty()) {
      if (const auto name = names.name(row.number, row.json)) {
        named.push_back(named_row(*name, row.number));
      }
    }
  }
  if (out.rows == 0) {
    throw Refused(problem("batch/no-rows", table.name(),
                          {"the table has no rows below its header", "表格中没有数据行"}));
  }
  refuse_collisions(named, table.name());
  out.part.first = out.rows * (shard.index - 1) / shard.count;
  out.part.count = out.rows * shard.index / shard.count - out.part.first;
  return out;
}

}  // namespace certpress::batch
