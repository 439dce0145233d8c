#include <optional>

#include <fmt/format.h>

#include "certpress/printing.h"

#include "cos/object.h"
#include "pdf/paper_mark.h"

namespace certpress {

namespace {

[[noreturn]] void refuse(const char* code, const std::string& name, Message message,
                         Message hint = {}) {
  Place place;
  place.file = name;
  throw Refused({Severity::kError, code, std::move(place), std::move(message), std::move(hint)});
}

pdf::PaperFile read(std::string_view pdf, const std::string& name) {
  try {
    return pdf::paper_file(pdf);
  } catch (const cos::Malformed&) {
    refuse("printing/unknown-file", name,
           {"this is no PDF that certpress made: nothing is known of the paper and the printer it "
            "is for",
            "此文件不是 certpress 生成的 PDF：无法得知它适用的纸张和打印机"},
           {"--as-is sends it unseen", "如确需打印，请加 --as-is"});
  }
}

Message what_differs_behind(bool is_made, bool is_wanted) {
  return !is_wanted ? Message{"the backs of this file were made for a profile of their own",
                              "此文件的背面是按单独的配置生成的"}
         : !is_made ? Message{"the backs of this file were corrected for no printer",
                              "此文件的背面未按打印机校正"}
                    : Message{"the backs of this file were made for another profile",
                              "此文件的背面是按另一份配置生成的"};
}

Message what_differs(const pdf::PaperMark& made, const pdf::PaperMark& wanted) {
  if (made.queue != wanted.queue) {
    return {"this file was made for another printer", "此文件是为另一台打印机生成的"};
  }
  if (made.tray != wanted.tray) {
    return {"this file was made for another tray of this printer",
            "此文件是为该打印机的另一个纸盒生成的"};
  }
  return {"this file was made by another measurement of this tray",
          "此文件是按该纸盒的另一次校准生成的"};
}

}  // namespace

Duplex printable_on(const PrinterProfile& printer,
                    const std::optional<PrinterProfile>& back_printer, std::string_view pdf,
                    const std::string& name) {
  const Message again{"make it anew for this profile (--printer)",
                      "请按此打印机配置重新生成（--printer）"};
  const pdf::PaperFile file = read(pdf, name);
  if (file.is_signed) {
    refuse("printing/signed", name,
           {"this is a signed certificate, which is a file and not a page for a printer",
            "这是已签名的电子证照，不是供打印机使用的页面"},
           {"print its record instead: --template and --data",
            "请改为打印其记录：--template 和 --data"});
  }
  if (!file.front) {
    refuse("printing/not-corrected", name,
           {"this file was made for no printer: its ink would not meet the stock",
            "此文件未按打印机校正：打印内容会与底版错位"},
           again);
  }
  if (const pdf::PaperMark wanted = pdf::paper_mark(printer); *file.front != wanted) {
    refuse("printing/other-printer", name, what_differs(*file.front, wanted), again);
  }
  const auto behind = back_printer ? std::optional(pdf::paper_mark(*back_printer)) : std::nullopt;
  if (file.back != behind) {
    refuse("printing/other-printer", name,
           what_differs_behind(file.back.has_value(), behind.has_value()),
           file.back ? Message{"--back-printer names the profile that the backs were made for",
                               "请用 --back-printer 指定背面所用的配置"}
                     : Message{"leave --back-printer out", "请去掉 --back-printer"});
  }
  return file.duplex;
}

}  // namespace certpress
