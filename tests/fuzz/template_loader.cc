// A template of somebody else: its YAML, and behind a NUL byte what every other file of it holds
// (shared YAML, artwork, code list, picture); without one these are the files of tests/data/tour
// and of templates/. What is taken must lay out blank or be refused, and be judged by lint.
#include <optional>
#include <string>

#include "fuzz_target.h"
#include "input.h"
#include "layout/layout.h"
#include "lint/lint.h"
#include "parse/record_parser.h"
#include "parse/record_schema.h"
#include "parse/template_parser.h"
#include "sheet/sheet.h"
#include "shipped.h"

namespace certpress::fuzz {

namespace {

constexpr std::string_view kId = "fuzz";

class MadeUpFiles final : public Resources {
 public:
  explicit MadeUpFiles(const std::vector<std::string_view>& parts) : parts_(parts) {}

  [[nodiscard]] std::optional<Bytes> template_file(std::string_view name) const override {
    if (name == "fuzz/template.yaml") {
      return Bytes::from_string(std::string(parts_.front()));
    }
    if (parts_.size() > 1) {
      return Bytes::from_string(std::string(parts_[1]));
    }
    std::string shipped(name);
    if (name.starts_with(kId)) {
      shipped.replace(0, kId.size(), "tour");
    }
    return shipped_resources()->template_file(shipped);
  }
  [[nodiscard]] std::vector<std::string> template_ids() const override { return {}; }
  [[nodiscard]] std::optional<Bytes> font_data(std::string_view /*name*/) const override {
    return {};
  }
  [[nodiscard]] std::optional<Bytes> font_file(std::string_view /*path*/) const override {
    return {};
  }
  [[nodiscard]] std::string display_name(std::string_view file) const override {
    return std::string(file);
  }

 private:
  const std::vector<std::string_view>& parts_;
};

}  // namespace

}  // namespace certpress::fuzz

FUZZ_TARGET(template_loader) {
  using namespace certpress;
  const auto parts = fuzz::Input(bytes).parts();
  const fuzz::MadeUpFiles files(parts);
  const text::FontBook& fonts = fuzz::shipped_fonts();
  try {
    Refusals remarks;
    const auto tmpl = parse::parse_template(files, "fuzz", fonts.roles(), remarks);
    (void)parse::record_schema(tmpl);
    const auto fixed = layout::lay_out_static(tmpl, fonts);
    RecordInput blank;
    blank.blank = true;
    const auto record = parse::parse_record(blank, tmpl, 0, remarks);
    (void)sheet::dump(layout::lay_out(tmpl, fixed, record, fonts));
    (void)lint::lint(tmpl, fonts);
  } catch (const Refused&) {
  }
}
