// Printer profiles as YAML, read and written.
#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "certpress/printing.h"

#include "../parse/nearest_word.h"
#include "../parse/settings.h"
#include "../parse/source_text.h"
#include "../parse/yaml_document.h"

namespace certpress {

namespace {

// A single-quoted scalar (YAML 1.2.2, 7.3.2).
std::string scalar(std::string_view text) {
  std::string out = "'";
  for (const char c : text) {
    out += c == '\'' ? "''" : std::string(1, c);
  }
  return out + "'";
}

class ProfileReader {
 public:
  ProfileReader(std::string_view yaml, const std::string& name) : source_(name, yaml) {}

  PrinterProfile read() {
    if (const auto root = parse::read_yaml(source_, findings_)) {
      read_root(parse::Mapping(
          *root, {"a printer's profile", "打印机配置"},
          {"certpress-printer", "printer", "tray", "page", "offset", "scale", "rotation", "skew",
           "landscape", "measured", "method", "marks", "residual", "lp-options"},
          reading_));
    }
    if (report_.has_errors()) {
      throw Refused(parse::profile_problems(report_));
    }
    return std::move(out_);
  }

 private:
  void read_root(const parse::Mapping& mapping) {
    for (const char* key :
         {"certpress-printer", "printer", "tray", "page", "offset", "scale", "rotation", "skew"}) {
      mapping.need(key);
    }
    if (mapping.has("certpress-printer") && mapping.whole_number("certpress-printer") != 1) {
      mapping.error("certpress-printer", "profile/bad-value",
                    {"'certpress-printer' must be 1", "certpress-printer 必须为 1"});
    }
    out_.printer = mapping.text("printer");
    out_.tray = mapping.text("tray");
    const auto page = mapping.numbers("page", 2);
    out_.page = {page[0], page[1]};
    if (mapping.has("page") && !(page[0] > 0 && page[1] > 0)) {
      mapping.error("page", "profile/bad-value",
                    {"a page is larger than nothing", "纸张尺寸须大于零"});
    }
    read_deviation(mapping);
    read_landscape(mapping);
    out_.measured = mapping.text("measured");
    out_.method = mapping.text("method");
    out_.marks = mapping.whole_number("marks").value_or(0);
    out_.residual_mm = mapping.number("residual");
    out_.lp_options = mapping.texts("lp-options");
  }

  // The same bounds as for a measurement would refuse what a person changed on purpose; these keep
  // out what cannot be undone, and values in a wrong unit.
  void read_deviation(const parse::Mapping& mapping) {
    const auto offset = mapping.numbers("offset", 2);
    const auto scale = mapping.numbers("scale", 2);
    out_.deviation = {offset[0],
                      offset[1],
                      scale[0],
                      scale[1],
                      mapping.number("rotation"),
                      mapping.number("skew")};
    const PrintDeviation& found = out_.deviation;
    const auto bound = [&](const char* key, double value, double most, const char* unit) {
      if (mapping.has(key) && std::abs(value) > most) {
        mapping.error(key, "profile/bad-value",
                      {fmt::format("'{}' is more than {:g} {} off", key, most, unit),
                       fmt::format("'{}' 的偏差超过 {:g} {}", key, most, unit)});
      }
    };
    bound("offset", std::max(std::abs(found.right_mm), std::abs(found.down_mm)), 20, "mm");
    bound("scale", std::max(std::abs(found.scale_x - 1), std::abs(found.scale_y - 1)) * 100, 5,
          "%");
    bound("rotation", found.rotation_deg, 5, "°");
    bound("skew", found.skew_deg, 5, "°");
  }

  void read_landscape(const parse::Mapping& mapping) {
    const std::string word = mapping.text("landscape");
    out_.landscape = word == "right" ? LandscapeTurn::kRight : LandscapeTurn::kLeft;
    if (mapping.has("landscape") && word != "left" && word != "right") {
      mapping.error("landscape", "profile/bad-value",
                    {"'landscape' is left or right", "landscape 为 left 或 right"},
                    parse::suggestion(word, {"left", "right"}));
    }
  }

  parse::SourceText source_;
  parse::Report report_;
  parse::Findings findings_{source_, report_};
  parse::Reading reading_{findings_, {}};
  PrinterProfile out_;
};

}  // namespace

PrinterProfile printer_profile(std::string_view yaml, const std::string& name) {
  return ProfileReader(yaml, name).read();
}

std::string to_yaml(const PrinterProfile& profile) {
  const PrintDeviation& d = profile.deviation;
  std::string out = fmt::format(
      R"(certpress-printer: 1
printer: {}
tray: {}
page: [{:g}, {:g}]              # mm, as it is fed
# Where ink comes to lie, seen from the middle of the page; certpress undoes it.
offset: [{:.3f}, {:.3f}]        # mm to the right, downwards
scale: [{:.6f}, {:.6f}]   # across, along the page
rotation: {:.4f}                # degrees, clockwise
skew: {:.4f}                    # degrees
landscape: {}                 # where the top of a landscape page lies on upright paper
)",
      scalar(profile.printer), scalar(profile.tray), profile.page.width_mm, profile.page.height_mm,
      d.right_mm, d.down_mm, d.scale_x, d.scale_y, d.rotation_deg, d.skew_deg,
      profile.landscape == LandscapeTurn::kRight ? "right" : "left");
  if (!profile.measured.empty()) {
    out += fmt::format("measured: {}\n", profile.measured);
  }
  if (!profile.method.empty()) {
    out += fmt::format("method: {}\nmarks: {}\nresidual: {:.3f}                 # mm\n",
                       profile.method, profile.marks, profile.residual_mm);
  }
  if (!profile.lp_options.empty()) {
    out += "lp-options:\n";
    for (const std::string& option : profile.lp_options) {
      out += fmt::format("  - {}\n", scalar(option));
    }
  }
  return out;
}

}  // namespace certpress
