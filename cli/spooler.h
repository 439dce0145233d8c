// Sending a PDF to a printer, by CUPS.
#pragma once

#include <string>

#include "certpress/printing.h"

namespace certpress::cli {

// As it is: no scaling, no turning, one page a side, from the profile's tray. The job's title names
// nothing of what is in it. A Failure when there is no CUPS here or it takes no job.
void send_to_printer(const std::string& pdf, const PrinterProfile& profile, int copies,
                     Duplex duplex);

}  // namespace certpress::cli
