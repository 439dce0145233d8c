// What benchmarks of whole certificates draw: made-up records of a template, in turn.
#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "system/specimens.h"

namespace certpress::tests {

// An engine, as a service has it, with a prepared template and 200 records that it accepts.
struct Shop {
  std::unique_ptr<Engine> engine;
  std::shared_ptr<const PreparedTemplate> prepared;
  std::vector<RecordInput> records;
  std::once_flag warm;
};

// Once for each shop: draws all its records, so that glyphs and pages are there as in a service.
template <typename Make>
void warm_up(Shop& shop, const Make& make) {
  std::call_once(shop.warm, [&] {
    for (const RecordInput& record : shop.records) {
      benchmark::DoNotOptimize(make(record));
    }
  });
}

// The same one each time for the same `use`. Each use has its own, so that its memory can be told.
Shop& shop_of(const Specimen& specimen, const std::string& use);

// Measures `make`, a file of one record, by all threads of the benchmark; counts bytes of a file.
template <typename Make>
void make_in_turn(benchmark::State& state, const Shop& shop, const Make& make) {
  std::size_t next = static_cast<std::size_t>(state.thread_index()) * 97;
  double bytes = 0;
  for ([[maybe_unused]] auto round : state) {
    bytes += static_cast<double>(make(shop.records[next++ % shop.records.size()]).size());
  }
  state.counters["bytes"] = benchmark::Counter(bytes / static_cast<double>(state.iterations()),
                                               benchmark::Counter::kAvgThreads);
  state.SetItemsProcessed(state.iterations());
}

}  // namespace certpress::tests
