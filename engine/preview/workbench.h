// The template on the bench: prepared anew after each save, with the last good state of each
// sample.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "certpress/engine.h"
#include "certpress/preview.h"

#include "recording_resources.h"

namespace certpress::preview {

// Safe to use from many threads.
class Workbench {
 public:
  explicit Workbench(const Settings& settings);

  // Reads the template anew. Called by the one thread that watches.
  void reload();
  // Counts the reloads.
  [[nodiscard]] std::uint64_t version() const;
  // Blocks until the version is another than `seen`, or close() was called. Returns the version.
  std::uint64_t wait_for_other(std::uint64_t seen) const;
  void close();
  [[nodiscard]] bool closed() const;

  // What the page shows of a sample (a file's stem, or "blank"), as JSON: elements, source texts,
  // problems, and which version the picture has.
  [[nodiscard]] std::string state(const std::string& sample) const;
  // The last good picture; nothing when there never was one.
  [[nodiscard]] std::optional<std::string> page(const std::string& sample, double dpi,
                                                LayerChoice layer) const;

  // Folders whose files matter.
  [[nodiscard]] std::set<std::filesystem::path> folders() const;

 private:
  struct Good {
    std::shared_ptr<const PreparedTemplate> prepared;
    RecordInput record;
    std::uint64_t version = 0;
  };
  struct Seen {
    std::uint64_t version = 0;
    std::vector<Diagnostic> problems;  // of the template as it is now with this sample
    std::shared_ptr<const Good> good;  // null before the first
  };

  [[nodiscard]] RecordInput record_of(const std::string& sample) const;
  Seen look_at(const std::string& sample) const;

  Settings settings_;
  std::shared_ptr<RecordingResources> resources_;
  Engine engine_;
  mutable std::mutex mutex_;
  mutable std::condition_variable changed_;
  std::uint64_t version_ = 0;
  bool closed_ = false;
  std::shared_ptr<const PreparedTemplate> prepared_;  // null while the template is refused
  std::vector<Diagnostic> problems_;                  // of the template alone
  std::map<std::string, std::string> sources_;        // by the name that messages give the file
  mutable std::map<std::string, Seen> seen_;          // by sample
};

}  // namespace certpress::preview
