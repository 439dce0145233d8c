// What became of the rows and of each sheet of pre-printed stock, from the journal alone.
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "certpress/batch.h"

#include "../base/sha256.h"
#include "disk.h"
#include "identity.h"
#include "journal.h"
#include "problem.h"
#include "serials.h"

namespace certpress::batch {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const std::string& code, const std::string& file, Message message,
                         Message hint = {}) {
  throw Refused(problem(code, file, std::move(message), std::move(hint)));
}

Journal open_journal(const fs::path& folder) {
  const fs::path file = journal_of(folder);
  std::error_code error;
  if (!fs::exists(file, error)) {
    refuse("batch/no-journal", file.string(),
           {"the folder holds no run, or its shards are not merged yet",
            "该文件夹中没有批次，或分片尚未合并"},
           {"certpress batch merge joins the journals of shards",
            "分片的日志用 certpress batch merge 合并"});
  }
  return Journal(file);
}

// The journal as a ledger of sheets and rows.
struct Ledger {
  struct Row {
    std::string file;
    std::string sha256;
    std::string serial;  // of the sheet that counts
    int page = 0;        // in one PDF
    int cell = 0;
  };
  Header header;
  Serials serials;                             // taken: printed or spoiled
  std::map<std::string, std::string> spoiled;  // serial -> reason
  std::map<int, Row> rows;                     // that are done
  std::vector<std::string> spoiled_in_order;
  std::vector<Account::Reprint> reprints;
};

Ledger ledger_of(const Journal& journal) {
  Ledger out;
  out.header = read_header(journal.header(), journal.path().string());
  if (!out.header.serials.empty()) {
    out.serials.add(out.header.serials);
  }
  const auto spoil_sheet = [&](const std::string& serial, const std::string& reason) {
    if (!serial.empty() && out.spoiled.emplace(serial, reason).second) {
      out.spoiled_in_order.push_back(serial);
    }
    out.serials.take(serial);
  };
  journal.read([&](const Event& event) {
    std::visit(
        Match{[&](const Printed& printed) {
                out.rows[printed.row] = {printed.file, printed.sha256, printed.serial, printed.page,
                                         printed.cell};
                out.serials.take(printed.serial);
              },
              [&](const SerialsAdded& added) { out.serials.add(added.ranges); },
              [&](const SheetSpoiled& spoiled) { spoil_sheet(spoiled.serial, spoiled.reason); },
              [&](const RowReprinted& again) {
                Ledger::Row& row = out.rows[again.row];
                spoil_sheet(row.serial, again.reason);
                row.serial = again.serial;
                out.serials.take(again.serial);
                out.reprints.push_back({again.row, again.serial, again.reason});
              },
              [](const auto& /*of rows that are not done*/) {}},
        event);
  });
  return out;
}

// By the number of the row, or by the name of its file with or without its ending.
std::pair<int, Ledger::Row> row_called(const Ledger& ledger, const std::string& which,
                                       const std::string& journal) {
  for (const auto& [number, row] : ledger.rows) {
    if (std::to_string(number) == which || row.file == which ||
        fs::path(row.file).stem().string() == which) {
      return {number, row};
    }
  }
  refuse("batch/unknown-row", journal,
         {"no certificate of this run has this row or this file name",
          "该批次中没有此行号或文件名的证照"});
}

}  // namespace

Account account(const fs::path& folder) {
  const Journal journal = open_journal(folder);
  const Ledger ledger = ledger_of(journal);
  Account out;
  out.rows.rows = ledger.header.rows;
  out.rows.done = journal.count(RowState::kDone);
  out.rows.refused = journal.count(RowState::kRefused);
  out.serials = ledger.serials.ranges();
  out.given = ledger.serials.count();
  out.left = ledger.serials.left();
  out.unused = ledger.serials.left_ranges();
  out.used = out.given - out.left - static_cast<std::int64_t>(ledger.spoiled.size());
  for (const std::string& serial : ledger.spoiled_in_order) {
    out.spoiled.push_back({serial, ledger.spoiled.at(serial)});
  }
  out.reprints = ledger.reprints;
  for (const auto& [number, row] : ledger.rows) {
    if (ledger.spoiled.contains(row.serial)) {
      out.without_sheet.push_back(number);
    }
  }
  return out;
}

void spoil(const fs::path& folder, const std::string& serial, const std::string& reason,
           std::time_t time) {
  Journal journal = open_journal(folder);
  const Ledger ledger = ledger_of(journal);
  if (!ledger.serials.has(serial)) {
    refuse("batch/unknown-serial", journal.path().string(),
           {"the stock of this run has no such serial number", "该批次的底版中没有此编号"});
  }
  if (ledger.spoiled.contains(serial)) {
    refuse("batch/already-spoiled", journal.path().string(),
           {"this sheet is spoiled already", "该编号已登记作废"});
  }
  journal.append({SheetSpoiled{serial, reason, time}});
}

Reprinted reprint(const fs::path& folder, const std::string& which, const std::string& reason,
                  const std::string& serial, std::time_t time) {
  Journal journal = open_journal(folder);
  const std::string name = journal.path().string();
  const Ledger ledger = ledger_of(journal);
  const auto [number, row] = row_called(ledger, which, name);
  const fs::path file = row.page > 0 ? folder : folder / row.file;
  std::error_code error;
  if (!fs::is_regular_file(file, error) || (row.page == 0 && sha256_of_file(file) != row.sha256)) {
    refuse("batch/file-differs", file.string(),
           {"the file is not there, or not what the run made", "文件不存在，或与批次所制的不同"});
  }
  std::string sheet = serial;
  if (!serial.empty()) {
    if (!ledger.serials.has(serial)) {
      refuse("batch/unknown-serial", name,
             {"the stock of this run has no such serial number", "该批次的底版中没有此编号"});
    }
    if (ledger.serials.is_taken(serial)) {
      refuse("batch/serial-used", name,
             {"a sheet of this serial number is used already", "该编号已被使用"});
    }
  } else if (!ledger.serials.empty()) {
    const auto next = ledger.serials.next();
    if (!next) {
      refuse("batch/serials-exhausted", name, {"no serial number is left", "编号已用完"},
             {"add some by --resume --serials", "请用 --resume --serials 补充编号"});
    }
    sheet = *next;
  }
  journal.append({RowReprinted{number, sheet, reason, time}});
  return {file, number, sheet, row.page, row.cell};
}

}  // namespace certpress::batch
