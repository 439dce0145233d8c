// What a PDF takes: directly, by cairo, signed, as the first of its template, and as a page of a
// run. scripts/bench makes a table of it.
#include <ctime>
#include <filesystem>
#include <string>

#include <benchmark/benchmark.h>

#include "certpress/signing_profile.h"

#include "shop.h"
#include "support/demo_authority.h"

namespace certpress::tests {
namespace {

RenderOptions pdf_options(Drawing drawing = Drawing::kFast) {
  RenderOptions options;
  options.format = Format::kPdf;
  options.drawing = drawing;
  return options;
}

void render(benchmark::State& state, const Specimen& specimen, Drawing drawing) {
  Shop& shop = shop_of(specimen, "pdf");
  const auto make = [&, options = pdf_options(drawing)](const RecordInput& record) {
    return shop.engine->render(*shop.prepared, record, options).bytes;
  };
  if (drawing == Drawing::kFast) {
    warm_up(shop, make);
  }
  make_in_turn(state, shop, make);
}

void direct(benchmark::State& state, const Specimen& specimen) {
  render(state, specimen, Drawing::kFast);
}
void plain(benchmark::State& state, const Specimen& specimen) {
  render(state, specimen, Drawing::kPlain);
}

// B-B, by a key of P-256 in a file.
void signed_pdf(benchmark::State& state, const Specimen& specimen) {
  constexpr std::time_t kNow = 1'800'000'000;
  static const std::filesystem::path authority = make_demo_authority(
      std::filesystem::temp_directory_path().string() + "/certpress-bench-keys", kNow);
  auto profile = open_signing_profile(authority / "b.yaml", [] { return kNow; });
  profile.options.time = kNow;
  const Shop& shop = shop_of(specimen, "pdf");
  const auto make = [&, options = pdf_options()](const RecordInput& record) {
    return sign_pdf(shop.engine->render(*shop.prepared, record, options).bytes, *profile.signer,
                    profile.services, profile.options);
  };
  benchmark::DoNotOptimize(make(shop.records.front()));
  make_in_turn(state, shop, make);
}

// The template is prepared anew each time, and that is not counted.
void first(benchmark::State& state, const Specimen& specimen) {
  const Shop& shop = shop_of(specimen, "pdf");
  for ([[maybe_unused]] auto round : state) {
    state.PauseTiming();
    const auto prepared = shop.engine->prepare(specimen.tmpl);
    state.ResumeTiming();
    benchmark::DoNotOptimize(shop.engine->render(*prepared, shop.records.front(), pdf_options()));
  }
}

// 100 pages: what one file of them takes, to be divided by 100.
void run_of_100(benchmark::State& state, const Specimen& specimen) {
  const Shop& shop = shop_of(specimen, "pdf");
  std::size_t bytes = 0;
  for ([[maybe_unused]] auto round : state) {
    bytes = 0;
    const auto run = shop.engine->begin_pdf_run(
        {.title = "run"}, [&](std::string_view piece) { bytes += piece.size(); });
    for (std::size_t i = 0; i < 100; ++i) {
      run->add(*shop.engine->lay_out(*shop.prepared, shop.records[i % shop.records.size()]));
    }
    run->finish();
  }
  state.counters["bytes"] = static_cast<double>(bytes);
}

int add_all() {
  for (const Specimen& specimen : standard_specimens()) {
    const auto add = [&](const char* way, void (*measure)(benchmark::State&, const Specimen&)) {
      return benchmark::RegisterBenchmark(
                 ("pdf/" + specimen.tmpl + "/" + way).c_str(),
                 [=](benchmark::State& state) { measure(state, specimen); })
          ->Unit(benchmark::kMillisecond)
          ->MeasureProcessCPUTime()
          ->UseRealTime();
    };
    add("fast", direct)->Threads(1)->Threads(2);
    add("plain", plain);
    add("signed", signed_pdf);
    add("first", first);
    add("run100", run_of_100);
  }
  return 0;
}

const int kAdded = add_all();

}  // namespace
}  // namespace certpress::tests
