#include "printing.h"

#include "files.h"
#include "terminal.h"

namespace certpress::cli {

PaperSize read_paper(const std::string& text) {
  const auto paper = paper_named(text);
  if (!paper) {
    throw UsageError({"a paper is A3, A4, A5, A6, SRA3 or WIDTHxHEIGHT in mm",
                      "纸张为 A3、A4、A5、A6、SRA3，或以毫米计的 宽x高"});
  }
  return *paper;
}

PrinterProfile read_printer(const std::string& path) {
  return printer_profile(read_input(path), path);
}

}  // namespace certpress::cli
