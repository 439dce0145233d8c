#include "audit.h"

#include <cerrno>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "log.h"

namespace certpress::service {

Audit::Audit(std::filesystem::path file) : path_(std::move(file)) { open(); }

Audit::~Audit() {
  if (file_ >= 0) {
    ::close(file_);
  }
}

void Audit::open() {
  const int opened = path_.empty()
                         ? ::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3)
                         : ::open(path_.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0640);
  if (opened < 0) {
    throw std::system_error(errno, std::generic_category(), "audit log");
  }
  if (file_ >= 0) {
    ::close(file_);
  }
  file_ = opened;
}

void Audit::reopen() {
  const std::lock_guard lock(mutex_);
  open();
}

void Audit::record(const SignedCertificate& certificate) {
  const std::string line = fmt::format(
      R"({{"time":"{}","level":"info","event":"signed","client":{},"template":{},"template_version":{},"profile":{},"sha256":"{}","request_id":{},"kept":{}}})"
      "\n",
      timestamp(), json_string(certificate.client), json_string(certificate.template_id),
      json_string(certificate.template_version), json_string(certificate.profile),
      certificate.sha256, json_string(certificate.request_id), certificate.was_kept);
  const std::lock_guard lock(mutex_);
  // O_APPEND: a line is written whole, also when two programs write.
  const ssize_t written = ::write(file_, line.data(), line.size());
  if (written != static_cast<ssize_t>(line.size())) {
    throw std::system_error(written < 0 ? errno : ENOSPC, std::generic_category(), "audit log");
  }
}

}  // namespace certpress::service
