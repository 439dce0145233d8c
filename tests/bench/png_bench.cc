// PNG by the fast way and by the plain one: made-up records of each template, in turn, on one
// thread and on two. scripts/bench makes a table of it.
#include <array>
#include <map>
#include <set>

#include <benchmark/benchmark.h>

#include "golden/record_generator.h"
#include "system/specimens.h"

namespace certpress::tests {
namespace {

// One engine for all, as a service has.
struct Shop {
  std::unique_ptr<Engine> engine = shipped_engine();
  std::shared_ptr<const PreparedTemplate> prepared;
  std::vector<RecordInput> records;
  std::set<double> warm;  // resolutions that have all their pages
};

Shop& shop_of(const Specimen& specimen) {
  static std::map<std::string, Shop> shops;
  Shop& shop = shops[specimen.tmpl];
  if (!shop.prepared) {
    shop.prepared = shop.engine->prepare(specimen.tmpl);
    const RecordInput sample = record_of(specimen);
    for (std::uint64_t seed = 0; shop.records.size() < 200 && seed < 1000; ++seed) {
      RecordInput record = sample;
      record.json = golden::generate_record(shop.prepared->info(), sample.json, seed);
      try {
        (void)shop.engine->inspect(*shop.prepared, record);
        shop.records.push_back(std::move(record));
      } catch (const Refused&) {
        continue;  // not every made-up record fits
      }
    }
  }
  return shop;
}

void render(benchmark::State& state, const Specimen& specimen, const RenderOptions& options) {
  static Shop* shop = nullptr;
  if (state.thread_index() == 0) {
    shop = &shop_of(specimen);
    // Records without some element have a page of their own.
    if (options.drawing == Drawing::kFast && shop->warm.insert(options.dpi).second) {
      for (const RecordInput& record : shop->records) {
        benchmark::DoNotOptimize(shop->engine->render(*shop->prepared, record, options));
      }
    }
  }
  std::size_t next = static_cast<std::size_t>(state.thread_index()) * 97;
  double bytes = 0;
  for ([[maybe_unused]] auto round : state) {
    const RecordInput& record = shop->records[next++ % shop->records.size()];
    bytes +=
        static_cast<double>(shop->engine->render(*shop->prepared, record, options).bytes.size());
  }
  state.counters["bytes"] = benchmark::Counter(bytes / static_cast<double>(state.iterations()),
                                               benchmark::Counter::kAvgThreads);
  if (state.thread_index() == 0) {
    state.counters["page_memory"] = static_cast<double>(shop->engine->page_memory());
  }
  state.SetItemsProcessed(state.iterations());
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
        const auto add = [&](int threads) {
          benchmark::RegisterBenchmark(
              name.c_str(), [=](benchmark::State& state) { render(state, specimen, options); })
              ->Unit(benchmark::kMillisecond)
              ->Threads(threads)
              ->UseRealTime()
              ->MeasureProcessCPUTime();
        };
        add(1);
        if (fast) {
          add(2);
        }
      }
    }
  }
  return 0;
}

const int kAdded = add_all();

}  // namespace
}  // namespace certpress::tests
