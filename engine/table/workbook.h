// What a workbook (XLSX, ECMA-376) keeps beside its sheets: their names, the texts of cells, the
// number formats.
//
// Read by expat and libzip and not by orcus: orcus 0.17 takes a phonetic guide (拼音) for the text
// of its cell, says nothing of cells that hold an error, and holds every part in memory.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "zip_archive.h"

namespace certpress::table {

struct Workbook {
  struct Sheet {
    std::string name;
    std::string part;  // its entry in the archive
  };
  std::vector<Sheet> sheets;                // in the order of their tabs
  std::vector<std::string> texts;           // that cells share
  std::vector<std::string> number_formats;  // codes, by the style of a cell
  bool from_1904 = false;                   // days are counted from 1904-01-01
};

// Throws std::runtime_error when it is no workbook, or beyond the limits.
Workbook read_workbook(const ZipArchive& archive);

// Text as the format writes it, in which _x000D_ is a character (ECMA-376-1, 22.9.2.19,
// ST_Xstring).
std::string unescaped(std::string_view text);

}  // namespace certpress::table
