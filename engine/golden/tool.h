// Runs a foreign program on bytes: poppler's readers of PDF, which judge ours better than we could.
#pragma once

#include <string>
#include <vector>

namespace certpress::golden {

// What the program writes to standard output when it reads `input`. `command[0]` is looked for in
// PATH. Throws std::runtime_error, naming the program, when it is missing or fails.
std::string run_tool(const std::vector<std::string>& command, const std::string& input);

// The text of a PDF in reading order, by pdftotext (poppler-utils).
std::string text_of_pdf(const std::string& pdf);

}  // namespace certpress::golden
