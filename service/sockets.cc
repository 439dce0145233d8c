#include "sockets.h"

#include <array>
#include <cerrno>
#include <cstdlib>
#include <system_error>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <systemd/sd-daemon.h>
#include <unistd.h>

namespace certpress::service {

namespace {

// Connections that the kernel keeps while the event loop is busy.
constexpr int kBacklog = 4'096;

[[noreturn]] void fail(const Endpoint& endpoint) {
  throw std::system_error(errno, std::generic_category(), endpoint.to_string());
}

std::string address_of(int socket) {
  sockaddr_storage address{};
  socklen_t length = sizeof address;
  ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &length);
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (address.ss_family == AF_INET6) {
    const auto& v6 = reinterpret_cast<const sockaddr_in6&>(address);
    ::inet_ntop(AF_INET6, &v6.sin6_addr, text.data(), text.size());
    return Endpoint{text.data(), ntohs(v6.sin6_port)}.to_string();
  }
  const auto& v4 = reinterpret_cast<const sockaddr_in&>(address);
  ::inet_ntop(AF_INET, &v4.sin_addr, text.data(), text.size());
  return Endpoint{text.data(), ntohs(v4.sin_port)}.to_string();
}

ListeningSocket open_socket(const Endpoint& endpoint) {
  sockaddr_in v4{};
  v4.sin_family = AF_INET;
  v4.sin_port = htons(endpoint.port);
  sockaddr_in6 v6{};
  v6.sin6_family = AF_INET6;
  v6.sin6_port = htons(endpoint.port);
  const bool is_v4 = ::inet_pton(AF_INET, endpoint.address.c_str(), &v4.sin_addr) == 1;
  ::inet_pton(AF_INET6, endpoint.address.c_str(), &v6.sin6_addr);
  const int socket =
      ::socket(is_v4 ? AF_INET : AF_INET6, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (socket < 0) {
    fail(endpoint);
  }
  const int yes = 1;
  ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  const int bound = is_v4 ? ::bind(socket, reinterpret_cast<const sockaddr*>(&v4), sizeof v4)
                          : ::bind(socket, reinterpret_cast<const sockaddr*>(&v6), sizeof v6);
  if (bound != 0 || ::listen(socket, kBacklog) != 0) {
    fail(endpoint);
  }
  return {socket, false, address_of(socket)};
}

}  // namespace

ListeningSockets open_sockets(const Settings& settings) {
  ListeningSockets sockets;
  char** names = nullptr;
  const int count = ::sd_listen_fds_with_names(/*unset_environment=*/1, &names);
  for (int i = 0; i < count; ++i) {
    const int descriptor = SD_LISTEN_FDS_START + i;
    ::fcntl(descriptor, F_SETFL, ::fcntl(descriptor, F_GETFL) | O_NONBLOCK);
    ListeningSocket& socket =
        std::string_view(names[i]) == "metrics" ? sockets.metrics : sockets.main;
    socket = {descriptor, true, address_of(descriptor)};
    std::free(names[i]);  // NOLINT: systemd's
  }
  std::free(names);  // NOLINT: systemd's
  if (sockets.main.descriptor < 0) {
    sockets.main = open_socket(settings.listen);
  }
  if (sockets.metrics.descriptor < 0) {
    sockets.metrics = open_socket(settings.metrics_listen);
  }
  return sockets;
}

std::size_t raise_file_limit() {
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
  ::getrlimit(RLIMIT_NOFILE, &limit);
  return limit.rlim_cur;
}

}  // namespace certpress::service
