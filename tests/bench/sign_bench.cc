// What signing costs on top of drawing: one finished certificate in, one signed certificate out.
// Compare sign/B_p256 with raw/p256, and sign/B_rsa with raw/rsa: the rest is ours.
#include <filesystem>
#include <memory>

#include <benchmark/benchmark.h>

#include "certpress/signing_profile.h"

#include "support/demo_authority.h"
#include "system/specimens.h"

namespace certpress::tests {
namespace {

constexpr std::time_t kNow = 1'800'000'000;

const std::filesystem::path& authority() {
  static const std::filesystem::path folder = make_demo_authority(
      std::filesystem::temp_directory_path().string() + "/certpress-bench-keys", kNow);
  return folder;
}

const std::string& unsigned_certificate() {
  static const std::string pdf = [] {
    RenderOptions options;
    options.format = Format::kPdf;
    return render(*shipped_engine(), standard_specimens().front(), options);
  }();
  return pdf;
}

void sign(benchmark::State& state, const char* profile) {
  auto opened = open_signing_profile(authority() / profile, [] { return kNow; });
  opened.options.time = kNow;
  const auto once = [&] {
    return sign_pdf(unsigned_certificate(), *opened.signer, opened.services, opened.options);
  };
  std::size_t bytes = once().size();  // revocation data is fetched here
  for ([[maybe_unused]] auto round : state) {
    bytes = once().size();
  }
  state.counters["bytes"] = static_cast<double>(bytes);
  state.counters["unsigned"] = static_cast<double>(unsigned_certificate().size());
}

void raw(benchmark::State& state, const char* profile) {
  const auto opened = open_signing_profile(authority() / profile, [] { return kNow; });
  const std::vector<std::uint8_t> digest(32, 1);
  for ([[maybe_unused]] auto round : state) {
    benchmark::DoNotOptimize(opened.signer->sign(digest));
  }
}

BENCHMARK_CAPTURE(sign, B_p256, "b.yaml")->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(raw, p256, "b.yaml")->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(sign, B_rsa, "rsa.yaml")->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(raw, rsa, "rsa.yaml")->Unit(benchmark::kMicrosecond);
// With the test authorities' own signatures, made in this process.
BENCHMARK_CAPTURE(sign, T_p256, "t.yaml")->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(sign, LT_p256, "lt.yaml")->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(sign, LTA_p256, "lta.yaml")->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace certpress::tests
