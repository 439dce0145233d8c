// What CSV and JSON Lines have in common: a text file whose encoding was found out.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "certpress/table.h"

#include "problem.h"
#include "source_file.h"
#include "text_source.h"

namespace certpress::table {

class TextTable : public Table {
 public:
  // Throws Refused: table/unreadable, table/unknown-encoding.
  TextTable(const std::filesystem::path& file, const Options& options);

  [[nodiscard]] const std::string& name() const override { return file_.name(); }
  [[nodiscard]] const std::string& sha256() const override { return survey_.sha256; }
  [[nodiscard]] const std::string& encoding() const override { return encoding_; }
  [[nodiscard]] const std::vector<Column>& columns() const override { return columns_; }

  // The text from its beginning.
  [[nodiscard]] TextSource text() const { return {file_, survey_.encoding, survey_.mark}; }
  // For a cell with bytes that are no character of the encoding.
  [[nodiscard]] Diagnostic lost(const Spot& at) const;

 protected:
  std::vector<Column> columns_;

 private:
  SourceFile file_;
  SourceFile::Survey survey_;
  std::string encoding_;
};

}  // namespace certpress::table
