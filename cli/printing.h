// What the commands that print have in common: papers and printers on the command line.
#pragma once

#include <string>

#include "certpress/printing.h"

namespace certpress::cli {

// "A4", "210x297". Throws UsageError.
PaperSize read_paper(const std::string& text);

PrinterProfile read_printer(const std::string& path);

}  // namespace certpress::cli
