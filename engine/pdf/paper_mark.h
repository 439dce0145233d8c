// For which printer the fronts and the backs of a PDF were made, as the file itself says: entries
// of its document information dictionary (ISO 32000-1, 14.3.3).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "certpress/printing.h"

#include "../cos/object.h"

namespace certpress::pdf {

struct PaperMark {
  cos::String queue;
  cos::String tray;
  cos::String correction;  // a fingerprint of all that it depends on

  bool operator==(const PaperMark&) const = default;
};

PaperMark paper_mark(const PrinterProfile& printer);
enum class Side { kFront, kBack };
void set_paper_mark(cos::Dictionary& info, Side side, const PaperMark& mark);

// What a file says that is to be printed.
struct PaperFile {
  std::optional<PaperMark> front;
  std::optional<PaperMark> back;
  Duplex duplex = Duplex::kNone;  // its viewer preference
  bool is_signed = false;
};

// Throws cos::Malformed.
PaperFile paper_file(std::string_view pdf);

}  // namespace certpress::pdf
