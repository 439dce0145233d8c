// The journal of a run: a file that is only added to, whose lines are true once they stand there.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "disk.h"
#include "event.h"

namespace certpress::batch {

enum class RowState : std::uint8_t { kPending, kDone, kRefused };

// "journal.jsonl", or "journal.3-of-16.jsonl".
std::string journal_name(int shard, int shards);
// Of the run that made this folder, or this one PDF: run.pdf has run.journal.jsonl beside it.
std::filesystem::path journal_of(const std::filesystem::path& out);

// By row; rows that nothing is known of are pending. One byte each.
class RowStates {
 public:
  [[nodiscard]] RowState of(int row) const {
    const auto index = static_cast<std::size_t>(row);
    return index < states_.size() ? states_[index] : RowState::kPending;
  }
  [[nodiscard]] std::int64_t count(RowState state) const;
  void set(int row, RowState state);
  void make_refused_pending();

 private:
  std::vector<RowState> states_;
};

// Not safe between threads: while one appends, the others use a copy of `states`.
class Journal {
 public:
  // Opens it, and makes it when it is not there. No other process may have it open: throws Refused
  // (batch/running). A torn last line is taken away. Throws Refused (batch/journal-damaged) for a
  // wrong line that is not the last.
  explicit Journal(const std::filesystem::path& file);

  [[nodiscard]] const std::filesystem::path& path() const { return file_.path(); }
  // JSON without a line's end; empty while it was not begun.
  [[nodiscard]] const std::string& header() const { return header_; }
  void begin(const std::string& header);

  [[nodiscard]] const RowStates& states() const { return states_; }
  [[nodiscard]] std::int64_t count(RowState state) const { return states_.count(state); }
  // SHA-256 of the table of the last retry; empty when there was none.
  [[nodiscard]] const std::string& retried_table() const { return retried_table_; }

  // Adds the events and makes them last. All or none of them when it throws std::system_error.
  void append(const std::vector<Event>& events);

  // All events from the first on.
  void read(const std::function<void(const Event&)>& take) const;
  // The last event of each row that is refused, in the order of the rows. Holds 16 bytes for each.
  void read_refused(const std::function<void(const RowRefused&)>& take) const;

 private:
  void load();
  void note(const Event& event, std::uint64_t offset);

  File file_;
  std::string header_;
  std::string retried_table_;
  std::uint64_t size_ = 0;
  RowStates states_;
  struct Refusal {
    int row;
    std::uint64_t offset;
  };
  std::vector<Refusal> refusals_;  // as they came; only the last of a refused row counts
};

}  // namespace certpress::batch
