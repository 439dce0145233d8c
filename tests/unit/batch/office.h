// A small print office: a template that draws in a millisecond, a table, and a folder for runs.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "certpress/batch.h"

namespace certpress::batch {

class Office {
 public:
  // In a new folder of the running test's own.
  Office();

  // Writes the table, whose lines follow the header `number,holder_name,photo`.
  void table(const std::vector<std::string>& lines, const std::string& name = "table.csv");
  // `count` rows, numbered from 1; those in `wrong` lack their number and are refused.
  static std::vector<std::string> lines(int count, const std::vector<int>& wrong = {});

  [[nodiscard]] Job job(const std::string& out = "out") const;
  Summary run(const Job& job, Start start = Start::kNew);
  Summary check(const Job& job, std::vector<int>* refused = nullptr);
  // The codes that the run is refused with; with "stopped:ROW" when it stops.
  std::vector<std::string> refused_with(const Job& job, Start start = Start::kNew);

  // Every file below the folder: name -> bytes.
  [[nodiscard]] std::map<std::string, std::string> files(const std::string& out = "out") const;

  std::filesystem::path folder;
  std::unique_ptr<Engine> engine;
  std::shared_ptr<const PreparedTemplate> prepared;
};

// The codes of the errors that `call` is refused with.
template <typename Call>
std::vector<std::string> codes_of(Call call) {
  std::vector<std::string> out;
  try {
    call();
  } catch (const Refused& refused) {
    for (const Diagnostic& one : refused.diagnostics()) {
      out.push_back(one.code);
    }
  }
  return out;
}

using Codes = std::vector<std::string>;

}  // namespace certpress::batch
