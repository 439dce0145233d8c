// Makes what cases ask for: keeps one engine for each root of templates, and prepares each template
// once.
#pragma once

#include <filesystem>
#include <future>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "certpress/engine.h"
#include "certpress/golden.h"
#include "certpress/resources.h"

#include "case_file.h"

namespace certpress::golden {

// Safe to use from many threads.
class Workshop {
 public:
  explicit Workshop(FolderResources::Folders folders);

  // What the case is now. Refusals are its diagnostics, whether it expects them or not. Throws when
  // the machine fails: a record that is not there, no pdftotext.
  struct Made {
    Witnesses witnesses;
    std::vector<Diagnostic> diagnostics;
    bool refused = false;
  };
  [[nodiscard]] Made make(const Case& of) const;
  // Adds the pictures that the case does not keep, for a report: of today's sheet, and of the
  // expected one as far as its dump tells. Returns the elements that lack in the latter.
  std::vector<std::string> add_pages(const Case& of, Witnesses& expected, Witnesses& actual) const;

  struct Ready {
    std::shared_ptr<const Engine> engine;
    std::shared_ptr<const PreparedTemplate> prepared;
  };
  // `root` is empty for a shipped template. Throws Refused.
  [[nodiscard]] Ready ready(const std::filesystem::path& root, const std::string& id) const;

  [[nodiscard]] std::vector<std::string> shipped() const;
  [[nodiscard]] const FolderResources::Folders& folders() const { return folders_; }
  [[nodiscard]] Environment environment() const;

 private:
  [[nodiscard]] std::shared_ptr<const Engine> engine(const std::filesystem::path& root) const;

  FolderResources::Folders folders_;
  mutable std::mutex mutex_;
  mutable std::map<std::filesystem::path, std::shared_ptr<const Engine>> engines_;
  mutable std::map<std::pair<std::filesystem::path, std::string>, std::shared_future<Ready>> ready_;
};

}  // namespace certpress::golden
