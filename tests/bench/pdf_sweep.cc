// What is too long for every day: PDFs that are written directly against cairo's, in poppler and
// MuPDF, for all golden cases, samples, layers and made-up records. Called by scripts/pdf-sweep.
//
//   pdf_sweep RECORDS KEPT    made-up records of each template; exit code 1 when a page is less
//                             alike than it may be, whose two files are then in the folder KEPT
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

#include "system/both_ways.h"

namespace certpress::tests {
namespace {

class Sweep {
 public:
  explicit Sweep(std::filesystem::path kept) : kept_(std::move(kept)) {}

  void add(const PdfPage& page) {
    const auto found = compare_both_ways(page, folder_);
    if (!found) {
      return;
    }
    ++pages_;
    poppler_.include(found->poppler);
    mupdf_.include(found->mupdf);
    const bool good = found->poppler.is_within(kBothWaysBound.poppler) &&
                      found->mupdf.is_within(kBothWaysBound.mupdf);
    if (!good) {
      keep(page.name);
    }
    good_ = good_ && good;
    print(page.name, *found, good ? "" : "  BAD");
  }

  [[nodiscard]] bool finish() const {
    std::filesystem::remove_all(folder_);
    print("worst of " + std::to_string(pages_), {poppler_, mupdf_}, "");
    return good_;
  }

 private:
  static void print(const std::string& name, const BothWays& found, const char* remark) {
    std::printf("%-70s poppler %5.2f %6.2f   mupdf %5.2f %6.2f%s\n", name.c_str(),
                found.poppler.mean, found.poppler.worst_square, found.mupdf.mean,
                found.mupdf.worst_square, remark);
    std::fflush(stdout);
  }
  void keep(std::string name) const {
    std::ranges::replace(name, '/', '_');
    std::filesystem::create_directories(kept_);
    for (const char* way : {"direct", "plain"}) {
      std::filesystem::copy_file(std::filesystem::path(folder_) / (std::string(way) + ".pdf"),
                                 kept_ / (name + "-" + way + ".pdf"),
                                 std::filesystem::copy_options::overwrite_existing);
    }
  }
  static std::string make_folder() {
    std::string name = (std::filesystem::temp_directory_path() / "certpress-sweep-XXXXXX").string();
    return ::mkdtemp(name.data());
  }

  std::filesystem::path kept_;
  std::string folder_ = make_folder();
  Unlikeness poppler_;
  Unlikeness mupdf_;
  int pages_ = 0;
  bool good_ = true;
};

int sweep(std::uint64_t records, const char* kept) {
  Sweep sweep(kept);
  for (const PdfPage& page : golden_pages("")) {
    sweep.add(page);
  }
  for (const Specimen& specimen : all_specimens()) {
    const PageMaker pages(specimen);
    for (const LayerChoice layer : {LayerChoice::kAll, LayerChoice::kStock, LayerChoice::kInk}) {
      sweep.add(pages.specimen(layer));
      for (std::uint64_t seed = 1; specimen.name == "standard" && seed <= records; ++seed) {
        sweep.add(pages.made_up(seed, layer));
      }
    }
  }
  return sweep.finish() ? 0 : 1;
}

}  // namespace
}  // namespace certpress::tests

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "pdf_sweep RECORDS KEPT\n";
    return 2;
  }
  return certpress::tests::sweep(std::stoull(argv[1]), argv[2]);
}
