// Waits for files to be saved in a few folders, by inotify(7).
#pragma once

#include <filesystem>
#include <set>

#include "../base/file_descriptor.h"

namespace certpress::preview {

class Watcher {
 public:
  Watcher();

  // Adds folders; those that are not there are left out. Folders are watched and not files, because
  // editors save by renaming a new file over the old one.
  void watch(const std::set<std::filesystem::path>& folders);

  // Blocks until something was saved there and all is quiet for a moment, or until wake(): then
  // false.
  bool wait();
  // From any thread; wait() returns false from now on.
  void wake();

 private:
  FileDescriptor inotify_;
  FileDescriptor wake_;
  std::set<std::filesystem::path> watched_;
};

}  // namespace certpress::preview
