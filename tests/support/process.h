// Runs a program as a user would and returns what it printed.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace certpress::tests {

struct Finished {
  int exit_code = -1;  // 128 + signal when it was killed
  std::string out;
  std::string err;
  double cpu_seconds = 0;  // user and system: what a busy machine does not change
  long peak_kib = 0;       // largest resident set
};

struct RunOptions {
  std::string input;                               // standard input
  std::map<std::string, std::string> environment;  // added to, or replacing, our own
  double timeout_seconds = 120;
};

// `command`[0] is looked for in PATH.
Finished run(const std::vector<std::string>& command, const RunOptions& options = {});

// The certpress program of this build: its path, and running it.
std::string certpress_program();
Finished certpress(std::vector<std::string> arguments, const RunOptions& options = {});

}  // namespace certpress::tests
