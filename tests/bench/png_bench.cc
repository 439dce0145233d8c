// PNG by the fast way and by the plain one, on one thread and on two. scripts/bench makes a table
// of it.
#include <string>

#include <benchmark/benchmark.h>

#include "shop.h"

namespace certpress::tests {
namespace {

void render(benchmark::State& state, const Specimen& specimen, const RenderOptions& options) {
  Shop& shop = shop_of(specimen, "png" + std::to_string(options.dpi));
  const auto make = [&](const RecordInput& record) {
    return shop.engine->render(*shop.prepared, record, options).bytes;
  };
  if (options.drawing == Drawing::kFast) {
    warm_up(shop, make);
  }
  make_in_turn(state, shop, make);
  if (state.thread_index() == 0) {
    state.counters["page_memory"] = static_cast<double>(shop.engine->page_memory());
  }
}

int add_all() {
  for (const Specimen& specimen : standard_specimens()) {
    for (const int dpi : {96, 150, 300}) {
      for (const bool fast : {true, false}) {
        RenderOptions options;
        options.dpi = dpi;
        options.drawing = fast ? Drawing::kFast : Drawing::kPlain;
        const std::string name =
            "png/" + specimen.tmpl + "/" + std::to_string(dpi) + (fast ? "/fast" : "/plain");
        for (const int threads : {1, 2}) {
          if (threads == 1 || fast) {
            benchmark::RegisterBenchmark(
                name.c_str(), [=](benchmark::State& state) { render(state, specimen, options); })
                ->Unit(benchmark::kMillisecond)
                ->Threads(threads)
                ->UseRealTime()
                ->MeasureProcessCPUTime();
          }
        }
      }
    }
  }
  return 0;
}

const int kAdded = add_all();

}  // namespace
}  // namespace certpress::tests
