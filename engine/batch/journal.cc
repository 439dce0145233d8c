#include "journal.h"

#include <algorithm>
#include <fstream>
#include <optional>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <sys/file.h>
#include <unistd.h>

#include "problem.h"

namespace certpress::batch {

std::string journal_name(int shard, int shards) {
  return shards == 1 ? "journal.jsonl" : fmt::format("journal.{}-of-{}.jsonl", shard, shards);
}

std::filesystem::path journal_of(const std::filesystem::path& out) {
  if (out.extension() == ".pdf") {
    return std::filesystem::path(out).replace_extension(".journal.jsonl");
  }
  return out / journal_name(1, 1);
}

Journal::Journal(const std::filesystem::path& file) : file_(file, O_RDWR | O_CREAT | O_APPEND) {
  if (::flock(file_.get(), LOCK_EX | LOCK_NB) != 0) {
    throw Refused(
        problem("batch/running", path().string(),
                {"another certpress works on this journal", "另一个 certpress 正在使用该日志"},
                {"wait until it has ended", "请等待其结束"}));
  }
  load();
}

void Journal::load() {
  std::ifstream in(path(), std::ios::binary);
  std::string line;
  std::uint64_t offset = 0;
  int number = 0;
  int wrong = 0;  // line that is no event; good when nothing follows
  while (std::getline(in, line)) {
    ++number;
    const bool ended = !in.eof();
    if (wrong > 0) {
      throw Refused(
          problem("batch/journal-damaged", path().string(),
                  {fmt::format("line {} of the journal is not what certpress wrote", wrong),
                   fmt::format("日志第 {} 行不是 certpress 写入的内容", wrong)}));
    }
    std::optional<Event> event;
    if (ended && number == 1 && nlohmann::json::accept(line)) {
      header_ = line;
    } else if (ended && number > 1) {
      event = read_event(line);
      wrong = event ? 0 : number;
    } else {
      wrong = number;
    }
    if (wrong == 0) {
      if (event) {
        note(*event, offset);
      }
      offset += line.size() + 1;
    }
  }
  size_ = offset;
  if (wrong > 0 && ::ftruncate(file_.get(), static_cast<off_t>(size_)) != 0) {
    throw std::system_error(errno, std::generic_category(), path().string());
  }
}

void Journal::begin(const std::string& header) {
  file_.write(header + "\n");
  file_.sync();
  sync_folder(folder_of(path()));
  header_ = header;
  size_ = header.size() + 1;
}

std::int64_t RowStates::count(RowState state) const { return std::ranges::count(states_, state); }

void RowStates::set(int row, RowState state) {
  const auto index = static_cast<std::size_t>(row);
  if (states_.size() <= index) {
    states_.resize(std::max(index + 1, states_.size() * 2));
  }
  states_[index] = state;
}

void RowStates::make_refused_pending() {
  std::ranges::replace(states_, RowState::kRefused, RowState::kPending);
}

void Journal::note(const Event& event, std::uint64_t offset) {
  std::visit(Match{[&](const Printed& printed) { states_.set(printed.row, RowState::kDone); },
                   [&](const RowRefused& refused) {
                     states_.set(refused.row, RowState::kRefused);
                     refusals_.push_back({refused.row, offset});
                   },
                   [&](const Retried& retried) {
                     retried_table_ = retried.table;
                     states_.make_refused_pending();
                     refusals_.clear();
                   },
                   [](const auto& /*of sheets*/) {}},
             event);
}

void Journal::append(const std::vector<Event>& events) {
  std::string lines;
  std::vector<std::uint64_t> offsets;
  for (const Event& event : events) {
    offsets.push_back(size_ + lines.size());
    lines += to_line(event);
  }
  try {
    file_.write(lines);
    file_.sync();
  } catch (const std::system_error&) {
    // Should this fail too, the torn line is taken away when the journal is opened again.
    [[maybe_unused]] const int ignored = ::ftruncate(file_.get(), static_cast<off_t>(size_));
    throw;
  }
  size_ += lines.size();
  for (std::size_t i = 0; i < events.size(); ++i) {
    note(events[i], offsets[i]);
  }
}

void Journal::read(const std::function<void(const Event&)>& take) const {
  std::ifstream in(path(), std::ios::binary);
  std::string line;
  std::getline(in, line);  // the header
  while (std::getline(in, line)) {
    if (const auto event = read_event(line)) {
      take(*event);
    }
  }
}

void Journal::read_refused(const std::function<void(const RowRefused&)>& take) const {
  std::vector<Refusal> sorted = refusals_;
  std::ranges::stable_sort(sorted, {}, &Refusal::row);
  std::ifstream in(path(), std::ios::binary);
  std::string line;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    const bool last = i + 1 == sorted.size() || sorted[i + 1].row != sorted[i].row;
    if (!last || states_.of(sorted[i].row) != RowState::kRefused) {
      continue;
    }
    in.seekg(static_cast<std::streamoff>(sorted[i].offset));
    std::getline(in, line);
    const auto event = read_event(line);
    if (event && std::holds_alternative<RowRefused>(*event)) {
      take(std::get<RowRefused>(*event));
    }
  }
}

}  // namespace certpress::batch
