#include "make_workbook.h"

#include <stdexcept>

#include <zip.h>

namespace certpress::table {

namespace {

const std::string kXml = R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)";
const std::string kMain = R"( xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main")";
const std::string kRelations =
    R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)";
const std::string kOffice = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

std::string relation(const std::string& id, const std::string& type, const std::string& target) {
  return "<Relationship Id=\"" + id + "\" Type=\"" + kOffice + "/" + type + "\" Target=\"" +
         target + "\"/>";
}

}  // namespace

std::string make_zip(const std::map<std::string, std::string>& entries) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* buffer = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_t* archive = zip_open_from_source(buffer, ZIP_TRUNCATE, &error);
  if (archive == nullptr) {
    throw std::runtime_error("zip");
  }
  zip_source_keep(buffer);
  for (const auto& [name, bytes] : entries) {
    zip_file_add(archive, name.c_str(), zip_source_buffer(archive, bytes.data(), bytes.size(), 0),
                 ZIP_FL_ENC_UTF_8);
  }
  zip_close(archive);
  zip_source_open(buffer);
  zip_source_seek(buffer, 0, SEEK_END);
  std::string out(static_cast<std::size_t>(zip_source_tell(buffer)), '\0');
  zip_source_seek(buffer, 0, SEEK_SET);
  zip_source_read(buffer, out.data(), out.size());
  zip_source_close(buffer);
  zip_source_free(buffer);
  return out;
}

std::string make_workbook(const WorkbookParts& parts) {
  return make_zip(
      {{"_rels/.rels", kXml + kRelations + relation("rId1", "officeDocument", "xl/workbook.xml") +
                           "</Relationships>"},
       {"xl/_rels/workbook.xml.rels",
        kXml + kRelations + relation("rId1", "worksheet", "worksheets/sheet1.xml") +
            relation("rId2", "styles", "styles.xml") +
            relation("rId3", "sharedStrings", "/xl/sharedStrings.xml") + "</Relationships>"},
       {"xl/workbook.xml",
        kXml + "<workbook" + kMain + " xmlns:r=\"" + kOffice + "\">" + parts.properties +
            R"(<sheets><sheet name="名单" sheetId="1" r:id="rId1"/></sheets></workbook>)"},
       {"xl/worksheets/sheet1.xml", kXml + parts.sheet_head + "<worksheet" + kMain +
                                        "><sheetData>" + parts.rows + "</sheetData></worksheet>"},
       {"xl/sharedStrings.xml", kXml + "<sst" + kMain + ">" + parts.strings + "</sst>"},
       {"xl/styles.xml", kXml + "<styleSheet" + kMain + ">" + parts.styles + "</styleSheet>"}});
}

}  // namespace certpress::table
