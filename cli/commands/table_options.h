// How a table is read: what the commands that open one have in common.
#pragma once

#include "certpress/table.h"

#include "commands.h"

namespace certpress::cli {

// --encoding, --worksheet, --header-row. The options must outlive the command.
void add_table_options(CLI::App& command, table::Options& options, const Session& session);

}  // namespace certpress::cli
