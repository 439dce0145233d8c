#include "finish.h"

#include <array>
#include <chrono>
#include <cstddef>
#include <mutex>
#include <stdexcept>
#include <string_view>

#include <fmt/format.h>
#include <openssl/sha.h>
#include <podofo/podofo.h>

namespace certpress::pdf {
namespace {

// ISO 32000-1, 7.9.4, in UTC.
std::string pdf_date(std::time_t time) {
  using namespace std::chrono;
  const auto seconds = sys_seconds{std::chrono::seconds{time}};
  const auto day = floor<days>(seconds);
  const year_month_day date{day};
  const hh_mm_ss clock{seconds - day};
  return fmt::format("D:{:04}{:02}{:02}{:02}{:02}{:02}+00'00'", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     clock.hours().count(), clock.minutes().count(), clock.seconds().count());
}

PoDoFo::PdfString text_string(const std::string& utf8) {
  return PoDoFo::PdfString(reinterpret_cast<const PoDoFo::pdf_utf8*>(utf8.c_str()));
}

// The dictionary is emptied first: cairo and PoDoFo both write dates of the present into it.
void set_info(PoDoFo::PdfDictionary& info, const sheet::Sheet& sheet, const PdfOptions& options) {
  info.Clear();
  info.AddKey("Title", text_string(sheet.title));
  info.AddKey("Creator", PoDoFo::PdfString("certpress"));
  info.AddKey("Producer", PoDoFo::PdfString("certpress"));
  if (options.time) {
    const PoDoFo::PdfString date(pdf_date(*options.time));
    info.AddKey("CreationDate", date);
    info.AddKey("ModDate", date);
  }
}

void set_catalog(PoDoFo::PdfDictionary& catalog) {
  catalog.AddKey("Lang", PoDoFo::PdfString("zh-CN"));
  // Printed without "fit to page", because places on pre-printed stock are millimetres.
  PoDoFo::PdfDictionary preferences;
  preferences.AddKey("PrintScaling", PoDoFo::PdfName("None"));
  preferences.AddKey("DisplayDocTitle", PoDoFo::PdfObject(true));
  catalog.AddKey("ViewerPreferences", preferences);
}

void set_page_boxes(PoDoFo::PdfDictionary& page, Size size) {
  PoDoFo::PdfArray box;
  for (const double edge : {0.0, 0.0, pt_from_mm(size.width), pt_from_mm(size.height)}) {
    box.push_back(PoDoFo::PdfObject(edge));
  }
  for (const char* name : {"MediaBox", "CropBox", "TrimBox"}) {
    page.AddKey(name, box);
  }
}

// PoDoFo makes the /ID from the Info dictionary alone, so that all certificates of a template would
// have the same. Ours is a digest of the whole file (its own place read as zeros).
void set_file_identifier(std::string& pdf) {
  constexpr std::size_t kDigits = 32;
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::array<std::size_t, 2> places{};
  std::size_t at = pdf.rfind("/ID");
  for (std::size_t& place : places) {
    at = at == std::string::npos ? at : pdf.find('<', at);
    if (at == std::string::npos || pdf.find('>', at) != at + 1 + kDigits) {
      throw std::logic_error("the trailer has no /ID of two times 16 bytes");
    }
    place = at + 1;
    pdf.replace(place, kDigits, kDigits, '0');
    at = place + kDigits;
  }
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
  SHA256(reinterpret_cast<const unsigned char*>(pdf.data()), pdf.size(), digest.data());
  for (std::size_t i = 0; i < kDigits; i += 2) {
    for (const std::size_t place : places) {
      pdf[place + i] = kHex[digest[i / 2] >> 4];
      pdf[place + i + 1] = kHex[digest[i / 2] & 15];
    }
  }
}

std::string rewrite(const std::string& cairo_pdf, const sheet::Sheet& sheet,
                    const PdfOptions& options) {
  PoDoFo::PdfMemDocument document;
  document.LoadFromBuffer(cairo_pdf.data(), static_cast<long>(cairo_pdf.size()));
  document.SetWriteMode(PoDoFo::ePdfWriteMode_Clean);  // Compact breaks PDF/A: "1 0 obj<<"
  document.SetPdfVersion(PoDoFo::ePdfVersion_1_7);
  set_info(document.GetInfo()->GetObject()->GetDictionary(), sheet, options);
  set_catalog(document.GetCatalog()->GetDictionary());
  set_page_boxes(document.GetPage(0)->GetObject()->GetDictionary(), sheet.page);

  PoDoFo::PdfRefCountedBuffer buffer;
  PoDoFo::PdfOutputDevice device(&buffer);
  document.Write(&device);
  return {buffer.GetBuffer(), buffer.GetSize()};
}

}  // namespace

std::string finish(const std::string& cairo_pdf, const sheet::Sheet& sheet,
                   const PdfOptions& options) {
  // PoDoFo 0.9.8 has lazy statics and uses localtime(): one document at a time. It takes about a
  // millisecond, cairo's part of the work some tens.
  static std::mutex mutex;
  const std::lock_guard lock(mutex);
  PoDoFo::PdfError::EnableDebug(false);
  PoDoFo::PdfError::EnableLogging(false);
  try {
    std::string pdf = rewrite(cairo_pdf, sheet, options);
    set_file_identifier(pdf);
    return pdf;
  } catch (const PoDoFo::PdfError& error) {
    throw std::runtime_error(
        fmt::format("PoDoFo: {}", PoDoFo::PdfError::ErrorName(error.GetError())));
  }
}

}  // namespace certpress::pdf
