#include "paper_mark.h"

#include <fmt/format.h>

#include "../base/fingerprint.h"
#include "../cos/file.h"

namespace certpress::pdf {

namespace {

struct Keys {
  const char* queue;
  const char* tray;
  const char* correction;
};

Keys keys_of(Side side) {
  return side == Side::kFront
             ? Keys{"CertpressQueue", "CertpressTray", "CertpressCorrection"}
             : Keys{"CertpressBackQueue", "CertpressBackTray", "CertpressBackCorrection"};
}

cos::Dictionary dictionary_of(const cos::Object& object) {
  const auto* dictionary = object.as<cos::Dictionary>();
  return dictionary != nullptr ? *dictionary : cos::Dictionary();
}

std::optional<cos::String> string_in(const cos::Dictionary& dictionary, const char* key) {
  const cos::Object* found = dictionary.find(key);
  const auto* string = found != nullptr ? found->as<cos::String>() : nullptr;
  return string != nullptr ? std::optional(*string) : std::nullopt;
}

std::optional<PaperMark> mark_in(const cos::Dictionary& info, Side side) {
  const Keys keys = keys_of(side);
  const auto queue = string_in(info, keys.queue);
  const auto tray = string_in(info, keys.tray);
  const auto correction = string_in(info, keys.correction);
  return queue && tray && correction ? std::optional(PaperMark{*queue, *tray, *correction})
                                     : std::nullopt;
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

void set_paper_mark(cos::Dictionary& info, Side side, const PaperMark& mark) {
  const Keys keys = keys_of(side);
  info.set(keys.queue, {mark.queue});
  info.set(keys.tray, {mark.tray});
  info.set(keys.correction, {mark.correction});
}

PaperFile paper_file(std::string_view pdf) {
  const cos::File file = cos::File::read(pdf);
  const auto catalog = dictionary_of(file.resolved(cos::reference(file.catalog())));
  const auto info = dictionary_of(file.resolved(file.trailer(), "Info"));
  PaperFile out;
  out.is_signed = catalog.find("AcroForm") != nullptr;
  out.duplex = duplex_in(dictionary_of(file.resolved(catalog, "ViewerPreferences")));
  out.front = mark_in(info, Side::kFront);
  out.back = mark_in(info, Side::kBack);
  return out;
}

}  // namespace certpress::pdf
