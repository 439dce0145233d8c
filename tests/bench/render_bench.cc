// How long one record takes as a PDF once its template is prepared, and preparing it.
#include <benchmark/benchmark.h>

#include "system/specimens.h"

namespace certpress::tests {
namespace {

void render_specimen(benchmark::State& state, const Specimen& specimen,
                     const RenderOptions& options) {
  const auto engine = shipped_engine();
  const auto prepared = engine->prepare(specimen.tmpl);
  const RecordInput record = record_of(specimen);
  std::size_t bytes = engine->render(*prepared, record, options).bytes.size();  // warm
  for ([[maybe_unused]] auto round : state) {
    bytes = engine->render(*prepared, record, options).bytes.size();
    benchmark::DoNotOptimize(bytes);
  }
  state.counters["bytes"] = static_cast<double>(bytes);
}

void prepare(benchmark::State& state, const Specimen& specimen) {
  const auto engine = shipped_engine();
  for ([[maybe_unused]] auto round : state) {
    benchmark::DoNotOptimize(engine->prepare(specimen.tmpl));
  }
}

int add_all() {
  for (const Specimen& specimen : standard_specimens()) {
    const auto add = [&](const std::string& what, const RenderOptions& options) {
      benchmark::RegisterBenchmark(
          (specimen.tmpl + "/" + what).c_str(),
          [=](benchmark::State& state) { render_specimen(state, specimen, options); })
          ->Unit(benchmark::kMillisecond);
    };
    RenderOptions options;
    options.format = Format::kPdf;
    add("pdf", options);
    benchmark::RegisterBenchmark((specimen.tmpl + "/prepare").c_str(),
                                 [=](benchmark::State& state) { prepare(state, specimen); })
        ->Unit(benchmark::kMillisecond);
  }
  return 0;
}

const int kAdded = add_all();

}  // namespace
}  // namespace certpress::tests
