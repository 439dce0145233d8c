// Listening sockets: our own, or those that systemd hands in (sd_listen_fds(3)).
#pragma once

#include <cstddef>
#include <string>

#include "settings.h"

namespace certpress::service {

struct ListeningSocket {
  int descriptor = -1;
  bool handed_in = false;
  std::string address;  // "127.0.0.1:8480", with the port that it got
};

struct ListeningSockets {
  ListeningSocket main;
  ListeningSocket metrics;
};

// Of systemd's sockets the one named "metrics" (FileDescriptorName=) is for metrics, another one is
// the main one. Throws std::system_error when an address cannot be had.
ListeningSockets open_sockets(const Settings& settings);

// Lets the process have as many files as it may. Returns how many.
std::size_t raise_file_limit();

}  // namespace certpress::service
