// A page on loopback that shows a template while it is edited: it draws anew when the YAML, an
// asset or a sample is saved, and keeps the last good picture while there are errors.
//
// Reads files of the given folders and listens on 127.0.0.1 only.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "certpress/diagnostic.h"
#include "certpress/resources.h"

namespace certpress::preview {

struct Settings {
  FolderResources::Folders folders;
  std::string template_id;
  std::vector<std::filesystem::path> samples;  // records (JSON), offered beside the blank form
  std::uint16_t port = 0;                      // 0: any that is free
  Language language = Language::kEnglish;      // of the page at first
};

class Server {
 public:
  // Listens at once; throws std::system_error when the port is taken.
  explicit Server(const Settings& settings);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  [[nodiscard]] std::uint16_t port() const;
  // Answers until stop() is called, from another thread or a signal handler's thread.
  void run();
  void stop();

 private:
  class Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace certpress::preview
