// One engine, one prepared template, many threads: the same bytes as one thread alone.
#include <atomic>
#include <map>
#include <thread>

#include <gtest/gtest.h>

#include "specimens.h"

namespace certpress::tests {
namespace {

TEST(Threads, GiveTheSameBytesAsOneAlone) {
  const auto engine = shipped_engine();
  struct Job {
    Specimen specimen;
    std::shared_ptr<const PreparedTemplate> prepared;
    RenderOptions options;
    std::string expected;
  };
  std::vector<Job> jobs;
  for (const Specimen& specimen : standard_specimens()) {
    const auto prepared = engine->prepare(specimen.tmpl);
    for (const Format format : {Format::kPng, Format::kPdf}) {
      RenderOptions options;
      options.format = format;
      options.dpi = 96;
      jobs.push_back({specimen, prepared, options, render(*engine, specimen, options)});
    }
  }
  ASSERT_GE(jobs.size(), 8U);
  std::atomic<int> differing = 0;
  std::vector<std::thread> workers;
  for (std::size_t worker = 0; worker < 4; ++worker) {
    workers.emplace_back([&, worker] {
      for (std::size_t i = 0; i < jobs.size(); ++i) {
        const Job& job = jobs[(i + 3 * worker) % jobs.size()];
        const std::string bytes =
            engine->render(*job.prepared, record_of(job.specimen), job.options).bytes;
        differing += bytes == job.expected ? 0 : 1;
      }
    });
  }
  for (std::thread& worker : workers) {
    worker.join();
  }
  EXPECT_EQ(differing, 0);
}

// The first use of everything at once: fonts opened, coverage found, glyph outlines made.
TEST(Threads, MayAllBeginAtOnceWithAColdEngine) {
  const auto engine = shipped_engine();
  const std::vector<Specimen> specimens = standard_specimens();
  std::vector<std::string> results(specimens.size() * 2);
  std::vector<std::thread> workers;
  for (std::size_t i = 0; i < results.size(); ++i) {
    workers.emplace_back([&, i] {
      RenderOptions options;
      options.dpi = 72;
      results[i] = render(*engine, specimens[i % specimens.size()], options);
    });
  }
  for (std::thread& worker : workers) {
    worker.join();
  }
  for (std::size_t i = 0; i < specimens.size(); ++i) {
    EXPECT_FALSE(results[i].empty());
    EXPECT_TRUE(results[i] == results[i + specimens.size()]);
  }
}

}  // namespace
}  // namespace certpress::tests
