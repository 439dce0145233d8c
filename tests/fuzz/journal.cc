// A journal that came back damaged, or that somebody wrote: it is refused, or read, goes on, and
// says after it was opened again what it said before.
#include "batch/journal.h"

#include <string>
#include <vector>

#include "fuzz_target.h"
#include "memory_file.h"

namespace certpress::fuzz {

namespace {

struct Account {
  std::string header;
  std::int64_t done = 0;
  std::int64_t refused = 0;
  std::vector<std::string> events;

  bool operator==(const Account&) const = default;
};

Account account_of(const batch::Journal& journal) {
  Account out{journal.header(),
              journal.count(batch::RowState::kDone),
              journal.count(batch::RowState::kRefused),
              {}};
  journal.read([&](const batch::Event& event) { out.events.push_back(batch::to_line(event)); });
  std::int64_t refused = 0;
  journal.read_refused([&](const batch::RowRefused& /*event*/) { ++refused; });
  require(refused == out.refused, "every refused row has its event");
  return out;
}

}  // namespace

}  // namespace certpress::fuzz

FUZZ_TARGET(journal) {
  using namespace certpress;
  const fuzz::MemoryFile file(bytes);
  try {
    fuzz::Account before;
    {
      batch::Journal journal(file.path());
      if (journal.header().empty()) {
        return;
      }
      batch::Printed printed;
      printed.row = 7;
      journal.append({printed});
      before = fuzz::account_of(journal);
      fuzz::require(journal.states().of(7) == batch::RowState::kDone, "what was appended stands");
    }
    fuzz::require(fuzz::account_of(batch::Journal(file.path())) == before,
                  "a journal that is opened again says the same");
  } catch (const Refused&) {
  }
}
