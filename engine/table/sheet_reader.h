// The rows of a sheet of a workbook, streamed: cells as a person sees them.
#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "workbook.h"
#include "xml_events.h"
#include "zip_archive.h"

namespace certpress::table {

struct SheetCell {
  enum class Fault {
    kNone,
    kError,          // #N/A and its like
    kTooManyDigits,  // a number whose last digits the spreadsheet lost
    kNoDate,         // a number shown as a date that no calendar has
  };
  std::string text;
  Fault fault = Fault::kNone;
};

struct SheetRow {
  int number = 0;
  std::vector<SheetCell> cells;  // by column
  bool is_too_wide = false;
};

class SheetReader final : public XmlEvents {
 public:
  // Both must live longer.
  SheetReader(const Workbook& workbook, ZipEntry entry)
      : workbook_(workbook), entry_(std::move(entry)) {}

  // False at the end; rows without cells may be missing. Throws std::runtime_error when the sheet
  // is damaged.
  bool next(SheetRow& row);

 private:
  void begin(std::string_view name, const Attributes& attributes) override;
  void end(std::string_view name) override;
  void text(std::string_view part) override;
  void finish_cell();
  [[nodiscard]] SheetCell cell() const;

  const Workbook& workbook_;
  ZipEntry entry_;
  bool ended_ = false;
  std::deque<SheetRow> ready_;

  SheetRow row_;
  int last_row_ = 0;
  std::size_t column_ = 0;  // of the cell, from 0
  std::string type_;
  std::size_t style_ = 0;
  std::string value_;
  bool has_value_ = false;
  bool inside_ = false;  // an element whose text is the cell's
  int phonetic_ = 0;
};

}  // namespace certpress::table
