// What preparing a template takes: once for each, whatever is made of it.
#include <benchmark/benchmark.h>

#include "system/specimens.h"

namespace certpress::tests {
namespace {

void prepare(benchmark::State& state, const Specimen& specimen) {
  const auto engine = shipped_engine();
  for ([[maybe_unused]] auto round : state) {
    benchmark::DoNotOptimize(engine->prepare(specimen.tmpl));
  }
}

int add_all() {
  for (const Specimen& specimen : standard_specimens()) {
    benchmark::RegisterBenchmark(("prepare/" + specimen.tmpl).c_str(),
                                 [=](benchmark::State& state) { prepare(state, specimen); })
        ->Unit(benchmark::kMillisecond);
  }
  return 0;
}

const int kAdded = add_all();

}  // namespace
}  // namespace certpress::tests
