#include "authority_server.h"

#include <array>
#include <csignal>
#include <stdexcept>

#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "places.h"

namespace certpress::tests {

AuthorityServer::AuthorityServer(const std::filesystem::path& folder) {
  const std::string script =
      std::string(CERTPRESS_SOURCE_DIR) + "/tests/support/authority_server.py";
  std::array<int, 2> out{};
  if (::pipe(out.data()) != 0) {
    throw std::runtime_error("pipe");
  }
  child_ = ::fork();
  if (child_ == 0) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);  // a test that crashes leaves no server behind
    ::dup2(out[1], STDOUT_FILENO);
    ::close(out[0]);
    ::execlp("python3", "python3", script.c_str(), folder.c_str(), nullptr);
    ::_exit(127);
  }
  ::close(out[1]);
  std::string port;
  char c = 0;
  while (::read(out[0], &c, 1) == 1 && c != '\n') {
    port += c;
  }
  ::close(out[0]);
  if (port.empty()) {
    throw std::runtime_error("authority_server.py does not start");
  }
  url_ = "http://127.0.0.1:" + port;
}

AuthorityServer::~AuthorityServer() {
  ::kill(child_, SIGKILL);
  ::waitpid(child_, nullptr, 0);
}

}  // namespace certpress::tests
