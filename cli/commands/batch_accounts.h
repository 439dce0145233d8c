// What follows a batch: merge, report, spoil, reprint.
#pragma once

#include "commands.h"

namespace certpress::cli {

void add_batch_accounts(CLI::App& batch, Session& session);

}  // namespace certpress::cli
