// What is too long for every day: made-up records of every template at many resolutions, the fast
// way against the plain one; and memory over many renders. Called by scripts/png-sweep.
//
//   png_sweep compare RECORDS   exit code 1 when a picture is too far from the plain one
//   png_sweep soak RENDERS      prints the resident set as it goes
#include <cstdio>
#include <fstream>
#include <iostream>
#include <string>

#include "golden/record_generator.h"
#include "support/image.h"
#include "system/fast_png_bound.h"
#include "system/specimens.h"

namespace certpress::tests {
namespace {

struct Worst {
  Difference difference;
  int records = 0;
  bool good = true;
};

void compare(const Engine& engine, const PreparedTemplate& prepared, const RecordInput& record,
             double dpi, Worst& worst) {
  RenderOptions options;
  options.dpi = dpi;
  const auto draw = [&](Drawing drawing) {
    options.drawing = drawing;
    return engine.render(prepared, record, options).bytes;
  };
  std::string spliced;
  try {
    spliced = draw(Drawing::kFast);
  } catch (const Refused&) {
    return;  // not every made-up record fits
  }
  const PixelImage image = decode_png(spliced);
  const bool whole =
      decode_png_strictly(spliced) == image && decode_png(draw(Drawing::kUnspliced)) == image;
  const Difference found = difference(image, decode_png(draw(Drawing::kPlain)));
  worst.difference.most = std::max(worst.difference.most, found.most);
  worst.difference.mean = std::max(worst.difference.mean, found.mean);
  worst.good = worst.good && whole && found.most <= kMostOfAPixel && found.mean <= kMostOnTheMean;
  ++worst.records;
}

int compare_all(std::uint64_t records) {
  bool good = true;
  for (const double dpi : {96.0, 150.0, 300.0, 600.0}) {
    for (const Specimen& specimen : all_specimens()) {
      const auto engine = shipped_engine();
      const auto prepared = engine->prepare(specimen.tmpl);
      Worst worst;
      compare(*engine, *prepared, record_of(specimen), dpi, worst);
      for (std::uint64_t seed = 1; specimen.name == "standard" && seed <= records; ++seed) {
        RecordInput record = record_of(specimen);
        record.json = golden::generate_record(prepared->info(), record.json, seed);
        compare(*engine, *prepared, record, dpi, worst);
      }
      std::printf("%-45s %-12s %4.0f dpi %5d records: at most %3d, mean at most %.3f%s\n",
                  specimen.tmpl.c_str(), specimen.name.c_str(), dpi, worst.records,
                  worst.difference.most, worst.difference.mean, worst.good ? "" : "  BAD");
      std::fflush(stdout);
      good = good && worst.good;
    }
  }
  return good ? 0 : 1;
}

double resident_mib() {
  std::ifstream status("/proc/self/statm");
  long size = 0;
  long resident = 0;
  status >> size >> resident;
  return static_cast<double>(resident) * 4096 / (1 << 20);
}

int soak(std::uint64_t renders) {
  const auto engine = shipped_engine();
  const Specimen specimen = standard_specimens().front();
  const auto prepared = engine->prepare(specimen.tmpl);
  RecordInput record = record_of(specimen);
  const std::string sample = record.json;
  RenderOptions options;
  for (std::uint64_t i = 1; i <= renders; ++i) {
    record.json = golden::generate_record(prepared->info(), sample, i);
    try {
      (void)engine->render(*prepared, record, options);
    } catch (const Refused&) {
      continue;
    }
    if (i % (renders / 10) == 0) {
      std::printf("%8lu renders: %.1f MiB resident, pages %.1f MB\n", static_cast<unsigned long>(i),
                  resident_mib(), static_cast<double>(engine->page_memory()) / 1e6);
      std::fflush(stdout);
    }
  }
  return 0;
}

}  // namespace
}  // namespace certpress::tests

int main(int argc, char** argv) {
  const std::string what = argc == 3 ? argv[1] : "";
  if (what == "compare") {
    return certpress::tests::compare_all(std::stoull(argv[2]));
  }
  if (what == "soak") {
    return certpress::tests::soak(std::stoull(argv[2]));
  }
  std::cerr << "png_sweep compare RECORDS | png_sweep soak RENDERS\n";
  return 2;
}
