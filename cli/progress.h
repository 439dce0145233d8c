// How far a long command is: a bar on a terminal, nothing elsewhere.
#pragma once

#include <cstddef>

namespace certpress::cli {

bool is_terminal(int file);

// Draws the bar anew on standard error; with `done` equal to `total` it is wiped out.
void show_progress(std::size_t done, std::size_t total);

}  // namespace certpress::cli
