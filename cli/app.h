// The command line of certpress: what --help, the manual pages and the shells' completions tell.
#pragma once

#include "commands/commands.h"

namespace certpress::cli {

// Adds all commands, described in the session's language; the one that is called sets its `run`.
void add_commands(CLI::App& app, Session& session);

}  // namespace certpress::cli
