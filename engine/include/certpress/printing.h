// Printing on paper: what a printer does wrong, measured and undone; several certificates on one
// larger sheet.
//
// Lengths are millimetres from the top left corner of the page as it is fed, x to the right, y
// downwards; angles are degrees, clockwise as seen on the page. Functions are pure and safe to call
// from many threads. Input that is not acceptable throws Refused (diagnostic.h).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "certpress/bytes.h"
#include "certpress/diagnostic.h"

namespace certpress {

struct PaperSize {
  double width_mm = 210;
  double height_mm = 297;
};

// "A3", "A4", "A5", "SRA3" or "210x297", in mm; nothing for any other text.
std::optional<PaperSize> paper_named(std::string_view name);

// Where a printer's ink comes to lie: the page is scaled, sheared, turned and shifted around its
// middle, in this order.
struct PrintDeviation {
  double right_mm = 0;
  double down_mm = 0;
  double scale_x = 1;
  double scale_y = 1;
  double rotation_deg = 0;
  double skew_deg = 0;  // how far a vertical line leans to the right at its lower end
};

// How the top of a landscape page lies on paper that is fed upright.
enum class LandscapeTurn { kLeft, kRight };

// One printer and one of its trays, as they were measured.
struct PrinterProfile {
  std::string printer;  // name of the CUPS queue
  std::string tray;     // a number, or the printer's own word (IPP media-source)
  PaperSize page;       // that was measured, as it is fed
  PrintDeviation deviation;
  LandscapeTurn landscape = LandscapeTurn::kLeft;
  std::string measured;    // when: 2026-11-29
  std::string method;      // "hand" or "scan"
  int marks = 0;           // that were measured
  double residual_mm = 0;  // the largest distance of a mark from where the deviation puts it
  std::vector<std::string> lp_options{};  // what else this queue needs: "InputSlot=Tray2"
};

// YAML; printer_profile() reads what to_yaml() writes. `name` is how messages call the file.
// Codes: profile/....
PrinterProfile printer_profile(std::string_view yaml, const std::string& name);
std::string to_yaml(const PrinterProfile& profile);

// A mark of the calibration sheet that a person measured: how far its centre lies from where the
// sheet says, to the right and downwards.
struct MarkReading {
  int mark = 0;
  double right_mm = 0;
  double down_mm = 0;
};

// "1:+0.4,-0.2;2:0,0.1". Throws Refused (calibration/unreadable).
std::vector<MarkReading> mark_readings(std::string_view text);

struct ScanOptions {
  // Of the scan; 0: the usual resolution that the marks suggest. Only asked where two opposite
  // edges of the paper are not both seen.
  double dpi = 0;
  // The picture shows the paper from edge to edge and nothing else.
  bool trimmed = false;
};

struct MeasuredMark {
  int mark = 0;
  double right_mm = 0;  // deviation
  double down_mm = 0;
  double residual_mm = 0;  // what of it the fitted deviation does not explain
};

struct Calibration {
  PrintDeviation deviation;
  std::vector<MeasuredMark> marks;
  double residual_mm = 0;  // the largest
  // What was assumed or found on the way: which edges were seen, how the scanner itself errs.
  std::vector<Diagnostic> remarks;
};

// Fits the deviation by least squares. Refuses with every reason that makes the measurement
// implausible: calibration/page-size, -too-few-marks, -unknown-mark, -marks-in-line, -offset,
// -scale, -rotation, -skew, -residual; of a scan also -marks-missing, -mirrored, -no-edges,
// -resolution, -wrong-page and picture/....
Calibration calibrate(const PaperSize& page, const std::vector<MarkReading>& readings);
Calibration calibrate(const PaperSize& page, const Bytes& scan, const ScanOptions& options);

// How the back of a sheet comes to lie behind its front.
enum class Duplex { kNone, kLongEdge, kShortEdge };

// Whether a PDF was made for this printer, tray and measurement, and its backs for theirs, if they
// have one of their own. Returns how its sheets turn over. `name` is how messages call the file.
// Throws Refused: printing/unknown-file, -signed, -not-corrected, -other-printer.
Duplex printable_on(const PrinterProfile& printer,
                    const std::optional<PrinterProfile>& back_printer, std::string_view pdf,
                    const std::string& name);

// In which order records fill the sheets: one sheet after the other, or so that the cut piles, laid
// on each other, are in order.
enum class CellOrder { kBySheet, kByPile };

// Certificates side by side on a larger sheet, to be cut.
struct Imposition {
  PaperSize sheet;
  bool sheet_either_way = false;  // it may be turned where that holds more
  int columns = 0;                // 0: as many as fit
  int rows = 0;
  double gutter_mm = 0;  // between the cut certificates
  double bleed_mm = 0;   // how far what reaches a certificate's edge is drawn on beyond it
  bool crop_marks = false;
  bool registration_marks = false;
  // One line in the lower margin, with {page} and {pages}; empty: none.
  std::string slug;
  CellOrder order = CellOrder::kBySheet;
  Duplex duplex = Duplex::kNone;
};

// How many certificates of this size lie on one sheet. Throws Refused: printing/no-room,
// printing/bleed-in-gutter.
std::size_t cells_on_sheet(const Imposition& imposition, const PaperSize& certificate);

// The sheet as it lies for these certificates: turned or not. Throws as above.
PaperSize sheet_laid(const Imposition& imposition, const PaperSize& certificate);

// Which of `records` lie in the cells of sheet number `sheet` (from 0), row by row; nothing in the
// cells that are left over. The last sheet is (records + cells - 1) / cells - 1.
std::vector<std::optional<std::size_t>> records_on_sheet(CellOrder order, std::size_t cells,
                                                         std::size_t records, std::size_t sheet);

}  // namespace certpress
