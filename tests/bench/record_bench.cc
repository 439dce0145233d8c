// What a record costs before anything is drawn: read and checked, laid out, and the steps of the
// layout by themselves. The stress samples have the longest texts.
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <benchmark/benchmark.h>

#include "base/utf8.h"
#include "layout/layout.h"
#include "layout/qr_code.h"
#include "parse/record_json.h"
#include "parse/record_parser.h"
#include "parse/template_parser.h"
#include "places.h"
#include "system/specimens.h"
#include "text/fit.h"
#include "text/line_breaks.h"

namespace certpress::tests {
namespace {

std::shared_ptr<const Resources> shipped_resources() {
  FolderResources::Folders folders;
  folders.templates = {std::string(CERTPRESS_SOURCE_DIR) + "/templates"};
  folders.fonts = std::string(CERTPRESS_SOURCE_DIR) + "/fonts";
  return std::make_shared<FolderResources>(folders);
}

// A record and its template, with all that no record changes made beforehand. Pictures are read
// from memory, as a service has them.
struct Job {
  explicit Job(const Specimen& specimen) : input(record_of(specimen)) {
    Refusals remarks;
    tmpl = parse::parse_template(*resources, specimen.tmpl, fonts.roles(), remarks);
    fixed = layout::lay_out_static(tmpl, fonts);
    input.pictures = [files = std::map<std::string, Bytes, std::less<>>(),
                      from_disk = input.pictures](std::string_view path) mutable {
      const auto known = files.find(path);
      return known != files.end() ? known->second
                                  : files.emplace(path, from_disk(path).value()).first->second;
    };
    record = parse::parse_record(input, tmpl, parse::kFullSize, remarks);
    benchmark::DoNotOptimize(layout::lay_out(tmpl, fixed, record, fonts));  // opens the fonts
  }

  std::shared_ptr<const Resources> resources = shipped_resources();
  text::FontBook fonts{resources};
  model::Template tmpl;
  layout::StaticLayout fixed;
  RecordInput input;
  model::Record record;
};

void parse_record(benchmark::State& state, const Specimen& specimen, double pixels_per_mm) {
  const Job job(specimen);
  for ([[maybe_unused]] auto round : state) {
    Refusals remarks;
    benchmark::DoNotOptimize(parse::parse_record(job.input, job.tmpl, pixels_per_mm, remarks));
  }
}

void parse_for_pdf(benchmark::State& state, const Specimen& specimen) {
  parse_record(state, specimen, 0);
}
void parse_for_150_dpi(benchmark::State& state, const Specimen& specimen) {
  parse_record(state, specimen, 150 / kMmPerInch);
}

void lay_out(benchmark::State& state, const Specimen& specimen) {
  const Job job(specimen);
  for ([[maybe_unused]] auto round : state) {
    benchmark::DoNotOptimize(layout::lay_out(job.tmpl, job.fixed, job.record, job.fonts));
  }
}

void embed(benchmark::State& state, const Specimen& specimen) {
  const Job job(specimen);
  for ([[maybe_unused]] auto round : state) {
    benchmark::DoNotOptimize(parse::record_json(job.record, job.tmpl));
  }
}

int add_all() {
  for (const Specimen& specimen : all_specimens()) {
    if (specimen.name != "standard" && specimen.name != "stress") {
      continue;
    }
    const auto add = [&](const std::string& what, void (*run)(benchmark::State&, const Specimen&)) {
      benchmark::RegisterBenchmark(
          ("record/" + specimen.tmpl + "/" + specimen.name + "/" + what).c_str(),
          [=](benchmark::State& state) { run(state, specimen); })
          ->Unit(benchmark::kMicrosecond);
    };
    add("parse-pdf", parse_for_pdf);
    add("parse-png150", parse_for_150_dpi);
    add("layout", lay_out);
    add("json", embed);
  }
  return 0;
}

const int kAdded = add_all();

// A paragraph of a business scope, without the rest of the certificate.
constexpr std::string_view kParagraph =
    "道路普通货物运输，货物专用运输（集装箱、冷藏保鲜、罐式容器），大型物件运输（一类），道路危险货"
    "物"
    "运输（2类1项、3类、8类），危险废物除外；机动车维修（一类）12辆 LNG。";

void shape(benchmark::State& state) {
  const text::FontBook fonts(shipped_resources());
  benchmark::DoNotOptimize(text::shape(fonts, kParagraph, "song"));  // opens the font
  for ([[maybe_unused]] auto round : state) {
    benchmark::DoNotOptimize(text::shape(fonts, kParagraph, "song"));
  }
}
BENCHMARK(shape)->Name("record/paragraph/shape")->Unit(benchmark::kMicrosecond);

void find_breaks(benchmark::State& state) {
  const std::u32string characters = to_utf32(kParagraph);
  for ([[maybe_unused]] auto round : state) {
    benchmark::DoNotOptimize(text::find_line_breaks(kParagraph, characters));
  }
}
BENCHMARK(find_breaks)->Name("record/paragraph/breaks")->Unit(benchmark::kMicrosecond);

void fit(benchmark::State& state) {
  const text::FontBook fonts(shipped_resources());
  const auto shaped = text::shape(fonts, kParagraph, "song");
  model::TextStyle style;
  style.font = "song";
  style.size_pt = 16;
  const model::Fit rule{model::FitMode::kWrapShrink, 8, 1};
  for ([[maybe_unused]] auto round : state) {
    benchmark::DoNotOptimize(text::fit(shaped, style, rule, {120, 16}));
  }
}
BENCHMARK(fit)->Name("record/paragraph/fit")->Unit(benchmark::kMicrosecond);

void make_code(benchmark::State& state) {
  constexpr std::string_view kContent =
      "https://zz.example.gov.cn/v?id=1.2.156.3005.2.11100000000019713D008.11140000MB0TEXT59X."
      "140100000001.001.O";
  for ([[maybe_unused]] auto round : state) {
    benchmark::DoNotOptimize(
        layout::qr_code(kContent, model::CodeCorrection::kMedium, {0, 0, 25, 25}));
  }
}
BENCHMARK(make_code)->Name("record/code")->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace certpress::tests
