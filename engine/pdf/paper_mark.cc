#include "paper_mark.h"

#include <fmt/format.h>

#include "../base/fingerprint.h"
#include "../cos/file.h"

namespace certpress::pdf {

namespace {

constexpr const char* kQueue = "CertpressQueue";
constexpr const char* kTray = "CertpressTray";
constexpr const char* kCorrection = "CertpressCorrection";

cos::Dictionary dictionary_of(const cos::Object& object) {
  const auto* dictionary = object.as<cos::Dictionary>();
  return dictionary != nullptr ? *dictionary : cos::Dictionary();
}

std::optional<cos::String> string_in(const cos::Dictionary& dictionary, const char* key) {
  const cos::Object* found = dictionary.find(key);
  const auto* string = found != nullptr ? found->as<cos::String>() : nullptr;
  return string != nullptr ? std::optional(*string) : std::nullopt;
}

Duplex duplex_in(const cos::Dictionary& preferences) {
  const cos::Object* found = preferences.find("Duplex");
  const auto* name = found != nullptr ? found->as<cos::Name>() : nullptr;
  return name == nullptr                       ? Duplex::kNone
         : name->text == "DuplexFlipLongEdge"  ? Duplex::kLongEdge
         : name->text == "DuplexFlipShortEdge" ? Duplex::kShortEdge
                                               : Duplex::kNone;
}

}  // namespace

PaperMark paper_mark(const PrinterProfile& printer) {
  const PrintDeviation& d = printer.deviation;
  Fingerprint correction;
  correction.mix(fmt::format("{:.2f} {:.2f} {:.3f} {:.3f} {:.6f} {:.6f} {:.4f} {:.4f} {}",
                             printer.page.width_mm, printer.page.height_mm, d.right_mm, d.down_mm,
                             d.scale_x, d.scale_y, d.rotation_deg, d.skew_deg,
                             printer.landscape == LandscapeTurn::kRight ? "right" : "left"));
  return {cos::text_string(printer.printer), cos::text_string(printer.tray),
          cos::text_string(correction.text())};
}

void set_paper_mark(cos::Dictionary& info, const PaperMark& mark) {
  info.set(kQueue, {mark.queue});
  info.set(kTray, {mark.tray});
  info.set(kCorrection, {mark.correction});
}

PaperFile paper_file(std::string_view pdf) {
  const cos::File file = cos::File::read(pdf);
  const auto catalog = dictionary_of(file.resolved(cos::Object{cos::Reference{file.catalog(), 0}}));
  const auto info = dictionary_of(file.resolved(file.trailer(), "Info"));
  PaperFile out;
  out.is_signed = catalog.find("AcroForm") != nullptr;
  out.duplex = duplex_in(dictionary_of(file.resolved(catalog, "ViewerPreferences")));
  const auto queue = string_in(info, kQueue);
  const auto tray = string_in(info, kTray);
  const auto correction = string_in(info, kCorrection);
  if (queue && tray && correction) {
    out.mark = PaperMark{*queue, *tray, *correction};
  }
  return out;
}

}  // namespace certpress::pdf
