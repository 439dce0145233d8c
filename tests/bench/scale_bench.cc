// What a certificate costs against how much of everything is on it: one form, of which one thing at
// a time grows. The cost must grow with what a record adds and with the file, not with the artwork.
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "certpress/engine.h"

#include "base/utf8.h"
#include "places.h"

namespace certpress::tests {
namespace {

struct Form {
  int width = 210;  // mm
  int height = 297;
  int fields = 16;
  int characters = 12;  // of each field
  int roses = 2;        // of artwork, all over the page
  int dpi = 150;
};

constexpr int kColumns = 4;

// Fields stand in the upper half of an A6, whatever the page is: twelve characters are a line.
std::string yaml_of(const Form& form) {
  std::string fields;
  std::string elements;
  for (int i = 0; i < form.roses; ++i) {
    elements += fmt::format(
        "  - {{type: guilloche, name: rose{0}, box: [1, 1, {1}, {2}], outer_radius: {3}, "
        "inner_radius: {4}, petals: 12, turns: 12, color: '#5B8FC0', width: 0.16}}\n",
        i, form.width - 2, form.height - 2, form.width / 2 - 2, 4 + i);
  }
  const double row = 70.0 / (form.fields / kColumns);
  for (int i = 0; i < form.fields; ++i) {
    fields += fmt::format("  f{}: {{label: 项目{}, kind: text, required: true, max_length: 500}}\n",
                          i, i);
    elements += fmt::format(
        "  - {{type: {}, name: t{}, box: [{}, {:.3f}, 22, {:.3f}], text: '{{f{}}}', font: song, "
        "size: 5, fit: {}}}\n",
        form.characters > 12 ? "paragraph" : "text", i, 6 + 24 * (i % kColumns),
        6 + (i / kColumns) * row, row - 0.2, i, form.characters > 12 ? "wrap" : "refuse");
  }
  return fmt::format(
      "certpress: 1\nid: form\ntitle: 表\nversion: 1.0.0\npage: {{size: [{}, "
      "{}]}}\nfields:\n{}elements:\n{}",
      form.width, form.height, fields, elements);
}

class FormResources final : public FolderResources {
 public:
  explicit FormResources(const Form& form)
      : FolderResources({{}, std::string(CERTPRESS_SOURCE_DIR) + "/fonts"}), yaml_(yaml_of(form)) {}

  [[nodiscard]] std::optional<Bytes> template_file(std::string_view name) const override {
    return name == "form/template.yaml" ? std::optional(Bytes::from_string(yaml_)) : std::nullopt;
  }

 private:
  std::string yaml_;
};

// Of the thousand hanzi from U+4E00, so that they are known soon and differ all the same.
RecordInput record_of(const Form& form, std::uint32_t seed) {
  std::string json = "{";
  for (int i = 0; i < form.fields; ++i) {
    std::u32string value;
    for (int k = 0; k < form.characters; ++k) {
      seed = seed * 1664525 + 1013904223;
      value += static_cast<char32_t>(0x4E00 + (seed >> 16) % 1000);
    }
    json += fmt::format("{}\"f{}\": \"{}\"", i == 0 ? "" : ", ", i, to_utf8(value));
  }
  return {json + "}", "form", {}, false};
}

void render(benchmark::State& state, const Form& form, Format format) {
  const Engine engine(std::make_shared<FormResources>(form));
  const auto prepared = engine.prepare("form");
  RenderOptions options;
  options.format = format;
  options.dpi = form.dpi;
  std::vector<RecordInput> records;
  for (std::uint32_t seed = 1; seed <= 50; ++seed) {
    records.push_back(record_of(form, seed));
    benchmark::DoNotOptimize(engine.render(*prepared, records.back(), options));
  }
  std::size_t next = 0;
  double bytes = 0;
  for ([[maybe_unused]] auto round : state) {
    bytes += static_cast<double>(
        engine.render(*prepared, records[next++ % records.size()], options).bytes.size());
  }
  state.counters["bytes"] = bytes / static_cast<double>(state.iterations());
}

int add_all() {
  const auto add = [](const std::string& name, const Form& form) {
    for (const auto& [format, word] :
         {std::pair(Format::kPng, "png"), std::pair(Format::kPdf, "pdf")}) {
      benchmark::RegisterBenchmark(
          fmt::format("scale/{}/{}", name, word).c_str(),
          [form, format = format](benchmark::State& state) { render(state, form, format); })
          ->Unit(benchmark::kMillisecond);
    }
  };
  for (const int fields : {4, 16, 64, 128}) {
    add(fmt::format("fields/{}", fields), {.fields = fields});
  }
  for (const int characters : {12, 50, 200}) {
    add(fmt::format("characters/{}", characters), {.fields = 4, .characters = characters});
  }
  for (const int dpi : {96, 150, 300, 600}) {
    add(fmt::format("dpi/{}", dpi), {.dpi = dpi});
  }
  for (const auto& [name, width, height] :
       {std::tuple("A6", 105, 148), {"A5", 148, 210}, {"A4", 210, 297}, {"A3", 297, 420}}) {
    add(fmt::format("page/{}", name), {.width = width, .height = height});
  }
  for (const int roses : {0, 2, 8, 32}) {
    add(fmt::format("artwork/{}", roses), {.roses = roses});
  }
  return 0;
}

const int kAdded = add_all();

}  // namespace
}  // namespace certpress::tests
