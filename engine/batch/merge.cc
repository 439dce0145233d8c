// The journals of all shards -> one, in the order of the rows.
#include <algorithm>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "certpress/batch.h"

#include "../base/refusals.h"
#include "errors_csv.h"
#include "identity.h"
#include "journal.h"
#include "problem.h"

namespace certpress::batch {

namespace {

namespace fs = std::filesystem;

// How many shards there are, by the name of any journal: journal.3-of-16.jsonl. 0: there is none.
int shards_in(const fs::path& folder) {
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    const std::string name = entry.path().filename().string();
    const std::size_t of = name.find("-of-");
    if (name.starts_with("journal.") && of != std::string::npos) {
      const int count = std::atoi(name.c_str() + of + 4);
      return std::clamp(count, 0, 1'000'000);
    }
  }
  return 0;
}

class Merge {
 public:
  Merge(fs::path folder, Language language) : folder_(std::move(folder)), language_(language) {}

  Summary execute() {
    const int shards = shards_in(folder_);
    if (shards == 0) {
      throw Refused(
          problem("batch/no-journal", folder_.string(),
                  {"the folder holds no journals of shards", "该文件夹中没有分片的日志"}));
    }
    Refusals found;
    for (int shard = 1; shard <= shards; ++shard) {
      look_at(shard, shards, found);
    }
    found.throw_if_any();
    write(shards);
    const Journal whole(folder_ / journal_name(1, 1));
    write_errors(whole, folder_ / errors_name(1, 1), language_);
    // Only now, when the whole is on the disk.
    for (int shard = 1; shard <= shards; ++shard) {
      fs::remove(folder_ / journal_name(shard, shards));
      fs::remove(folder_ / errors_name(shard, shards));
    }
    Summary out;
    out.rows = rows_;
    out.done = whole.count(RowState::kDone);
    out.refused = whole.count(RowState::kRefused);
    return out;
  }

 private:
  void look_at(int shard, int shards, Refusals& found) {
    const fs::path file = folder_ / journal_name(shard, shards);
    std::error_code error;
    if (!fs::exists(file, error)) {
      found.add(problem("batch/shard-missing", file.string(),
                        {fmt::format("shard {} of {} was not run", shard, shards),
                         fmt::format("第 {} 片（共 {} 片）尚未运行", shard, shards)}));
      return;
    }
    const Journal journal(file);
    const Header header = read_header(journal.header(), file.string());
    const std::int64_t looked_at =
        journal.count(RowState::kDone) + journal.count(RowState::kRefused);
    if (looked_at != header.rows) {
      found.add(problem(
          "batch/shard-unfinished", file.string(),
          {fmt::format("{} of its {} rows are missing", header.rows - looked_at, header.rows),
           fmt::format("共 {} 行，还缺 {} 行", header.rows, header.rows - looked_at)},
          {"go on with this shard by --resume", "请用 --resume 继续该分片"}));
    }
    rows_ += header.rows;
    if (!header.serials.empty()) {
      serials_ += (serials_.empty() ? "" : ",") + header.serials;
    }
    if (first_.empty()) {
      first_ = journal.header();
    } else if (!are_of_one_run(first_, journal.header())) {
      found.add(problem("batch/shard-of-another-run", file.string(),
                        {"this shard had another table, template or options than the first",
                         "该分片的表格、模板或选项与第一片不同"}));
    }
    journal.read([&](const Event& event) {
      const auto* printed = std::get_if<Printed>(&event);
      if (printed != nullptr && !printed->serial.empty() && !used_.insert(printed->serial).second) {
        found.add(problem("batch/serial-used", file.string(),
                          {"two shards used the serial number " + printed->serial,
                           "两个分片都使用了编号 " + printed->serial},
                          {}, printed->row));
      }
    });
  }

  void write(int shards) const {
    NewFile out(folder_ / journal_name(1, 1));
    out.write(header_of_whole(first_, rows_, serials_) + "\n");
    for (int shard = 1; shard <= shards; ++shard) {
      std::string lines;
      Journal(folder_ / journal_name(shard, shards)).read([&](const Event& event) {
        lines += to_line(event);
        if (lines.size() > (1U << 20U)) {
          out.write(std::exchange(lines, {}));
        }
      });
      out.write(lines);
    }
    out.put_in_place();
  }

  fs::path folder_;
  Language language_;
  std::int64_t rows_ = 0;
  std::string first_;
  std::string serials_;
  std::set<std::string> used_;
};

}  // namespace

Summary merge(const fs::path& folder, Language language) {
  return Merge(folder, language).execute();
}

}  // namespace certpress::batch
