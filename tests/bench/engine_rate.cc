// How many certificates a second the engine alone makes on all cores, and how many milliseconds of
// a processor each takes, for scripts/load.sh to hold the service against: engine_rate TEMPLATE
// RECORD.json THREADS SECONDS [PROFILE.yaml]
//
// PNG at 150 dpi; with a signing profile, signed PDFs.
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "certpress/engine.h"
#include "certpress/signing_profile.h"

#include "places.h"
#include "support/image.h"

int main(int argc, char** argv) {
  using namespace certpress;
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  const std::string source = CERTPRESS_SOURCE_DIR;
  const Engine engine(std::make_shared<FolderResources>(
      FolderResources::Folders{{source + "/templates"}, source + "/fonts"}));
  const auto prepared = engine.prepare(arguments.at(0));
  RecordInput record;
  record.json = tests::read_file(arguments.at(1));
  const std::chrono::duration<double> length(std::stod(arguments.at(3)));
  std::optional<SigningProfile> profile;
  RenderOptions options;
  if (arguments.size() > 4) {
    profile = open_signing_profile(arguments.at(4), [] { return std::time(nullptr); });
    options.format = Format::kPdf;
  }
  (void)engine.render(*prepared, record, options);  // warm
  std::atomic<long> made = 0;
  const auto start = std::chrono::steady_clock::now();
  const std::clock_t processor = std::clock();
  const auto work = [&] {
    while (std::chrono::steady_clock::now() - start < length) {
      const Rendered rendered = engine.render(*prepared, record, options);
      if (profile) {
        SignatureOptions signature = profile->options;
        signature.time = std::time(nullptr);
        (void)sign_pdf(rendered.bytes, *profile->signer, profile->services, signature);
      }
      ++made;
    }
  };
  std::vector<std::thread> threads;
  for (int i = 0; i < std::stoi(arguments.at(2)); ++i) {
    threads.emplace_back(work);
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
  const double used = static_cast<double>(std::clock() - processor) * 1000 / CLOCKS_PER_SEC;
  std::cout << static_cast<double>(made) / taken.count() << ' ' << used / static_cast<double>(made)
            << '\n';
  return EXIT_SUCCESS;
}
