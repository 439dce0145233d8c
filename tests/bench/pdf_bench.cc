// What a PDF takes: by cairo, directly, as the first of its template, and as a page of a run.
// Compare pdf of render_bench.cc with pdf_plain.
#include <benchmark/benchmark.h>

#include "system/specimens.h"

namespace certpress::tests {
namespace {

void plain(benchmark::State& state, const Specimen& specimen) {
  const auto engine = shipped_engine();
  const auto prepared = engine->prepare(specimen.tmpl);
  const RecordInput record = record_of(specimen);
  RenderOptions options;
  options.format = Format::kPdf;
  options.drawing = Drawing::kPlain;
  std::size_t bytes = engine->render(*prepared, record, options).bytes.size();  // warm
  for ([[maybe_unused]] auto round : state) {
    bytes = engine->render(*prepared, record, options).bytes.size();
  }
  state.counters["bytes"] = static_cast<double>(bytes);
}

// The template is prepared anew each time, and that is not counted.
void first(benchmark::State& state, const Specimen& specimen) {
  const auto engine = shipped_engine();
  const RecordInput record = record_of(specimen);
  RenderOptions options;
  options.format = Format::kPdf;
  for ([[maybe_unused]] auto round : state) {
    state.PauseTiming();
    const auto prepared = engine->prepare(specimen.tmpl);
    state.ResumeTiming();
    benchmark::DoNotOptimize(engine->render(*prepared, record, options));
  }
}

// 100 pages: what one file of them takes, to be divided by 100.
void run_of_100(benchmark::State& state, const Specimen& specimen) {
  const auto engine = shipped_engine();
  const auto prepared = engine->prepare(specimen.tmpl);
  const RecordInput record = record_of(specimen);
  std::size_t bytes = 0;
  for ([[maybe_unused]] auto round : state) {
    bytes = 0;
    const auto run = engine->begin_pdf_run({.title = "run"},
                                           [&](std::string_view piece) { bytes += piece.size(); });
    for (int i = 0; i < 100; ++i) {
      run->add(*engine->lay_out(*prepared, record));
    }
    run->finish();
  }
  state.counters["bytes"] = static_cast<double>(bytes);
}

int add_all() {
  for (const Specimen& specimen : standard_specimens()) {
    const auto add = [&](const char* what, void (*measure)(benchmark::State&, const Specimen&)) {
      benchmark::RegisterBenchmark((specimen.tmpl + "/" + what).c_str(),
                                   [=](benchmark::State& state) { measure(state, specimen); })
          ->Unit(benchmark::kMillisecond);
    };
    add("pdf_plain", plain);
    add("pdf_first", first);
    add("pdf_run100", run_of_100);
  }
  return 0;
}

const int kAdded = add_all();

}  // namespace
}  // namespace certpress::tests
