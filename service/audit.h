// The audit log: a line for each signed certificate that is given out. It is written before the
// certificate leaves; when it cannot be, the certificate does not leave.
#pragma once

#include <filesystem>
#include <mutex>
#include <string>
#include <string_view>

namespace certpress::service {

struct SignedCertificate {
  std::string_view client;
  std::string_view template_id;
  std::string_view template_version;
  std::string_view profile;
  std::string_view sha256;  // of the file
  std::string_view request_id;
  bool was_kept = false;  // signed earlier, and given out again
};

class Audit {
 public:
  // Appends to the file; when that is empty, to standard output, beside the log. Throws
  // std::system_error when the file cannot be opened.
  explicit Audit(std::filesystem::path file);
  ~Audit();
  Audit(const Audit&) = delete;
  Audit& operator=(const Audit&) = delete;

  // Throws std::system_error when the line cannot be written. Any thread.
  void record(const SignedCertificate& certificate);
  // The file was moved away: the next line goes into a new one.
  void reopen();

 private:
  void open();

  const std::filesystem::path path_;
  std::mutex mutex_;
  int file_ = -1;
};

}  // namespace certpress::service
