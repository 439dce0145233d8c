// The certificates of a run as files: written aside, and given their names only when they are
// whole.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "certpress/batch.h"

#include "disk.h"

namespace certpress::batch {

class Output {
 public:
  // Makes the folder for what is not finished, and empties it of what a killed run left.
  Output(std::filesystem::path folder, Shard shard);
  ~Output();
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  // A certificate that has not its name yet.
  struct Pending {
    std::filesystem::path part;
    std::string name;
  };
  // Safe to call from many threads. Throws std::system_error.
  [[nodiscard]] Pending write(int row, std::string name, std::string_view bytes) const;
  // Makes them last, under their names; then they may stand in the journal. Throws
  // std::system_error.
  void finish(const std::vector<Pending>& files) const;

 private:
  std::filesystem::path folder_;
  std::filesystem::path parts_;
  File folder_file_;  // open from the beginning, so that no error of writing is missed
};

}  // namespace certpress::batch
