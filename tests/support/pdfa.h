// A judge of PDF/A that is not ours: PDFBox preflight.
#pragma once

#include <string>
#include <vector>

namespace certpress::tests {

// What preflight says against the file. It knows PDF/A-1b only: what PDF/A-3b allows and PDF/A-1b
// forbids (transparency, attached files, fonts without CIDSet, ICC profiles of version 4, part 3)
// is left out.
std::vector<std::string> pdfa_complaints(const std::string& path);

}  // namespace certpress::tests
