// 套打: printed by a printer that is off as its profile says, ink lies where the stock has its
// boxes.
#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <random>
#include <set>
#include <sstream>
#include <string>

#include <gtest/gtest.h>

#include "places.h"
#include "press/deviation.h"
#include "specimens.h"
#include "support/image.h"
#include "support/process.h"

namespace certpress::tests {
namespace {

constexpr double kTolerance = 0.05;  // mm
constexpr double kDpi = 300;

struct Dot {
  double x, y;  // mm, its centre on the certificate
};
constexpr std::array kDots{Dot{22.3, 24.1}, Dot{131.7, 19.4}, Dot{76.2, 101.9}, Dot{18.9, 186.6},
                           Dot{128.1, 190.2}};

std::string template_text(double width, double height, bool landscape) {
  std::string out = "certpress: 1\nid: dots\ntitle: 套打\nversion: 1.0.0\npage: {size: [" +
                    std::to_string(width) + ", " + std::to_string(height) + "]}\nelements:\n";
  for (std::size_t i = 0; i < kDots.size(); ++i) {
    const double x = landscape ? kDots[i].y : kDots[i].x;
    const double y = landscape ? kDots[i].x : kDots[i].y;
    out += "  - {type: circle, name: dot_" + std::to_string(i) + ", layer: ink, box: [" +
           std::to_string(x - 2) + ", " + std::to_string(y - 2) + ", 4, 4], fill: '#000000'}\n";
  }
  return out;
}

// The centre of the ink within 7 mm of a place on the page.
Point ink_at(const PixelImage& page, Point near) {
  const double px = kDpi / 25.4;
  double sum = 0;
  Point moment;
  for (int y = static_cast<int>((near.y - 7) * px); y < (near.y + 7) * px; ++y) {
    for (int x = static_cast<int>((near.x - 7) * px); x < (near.x + 7) * px; ++x) {
      const double ink =
          x < 0 || y < 0 || x >= page.width || y >= page.height ? 0 : page.darkness(x, y);
      sum += ink;
      moment = {moment.x + ink * (x + 0.5), moment.y + ink * (y + 0.5)};
    }
  }
  return {moment.x / sum / px, moment.y / sum / px};
}

class OverprintTest : public testing::TestWithParam<bool> {};

TEST_P(OverprintTest, InkMeetsTheStockForRandomPrinters) {
  const bool landscape = GetParam();
  const std::string folder = test_folder();
  std::filesystem::create_directories(folder + "/dots");
  write_file(folder + "/dots/template.yaml",
             template_text(landscape ? 210 : 148, landscape ? 148 : 210, landscape));
  FolderResources::Folders folders;
  folders.templates = {folder};
  folders.fonts = std::string(CERTPRESS_SOURCE_DIR) + "/fonts";
  const Engine engine(std::make_shared<FolderResources>(std::move(folders)));
  const auto prepared = engine.prepare("dots");
  RecordInput blank;
  blank.blank = true;
  std::mt19937 random(5);  // NOLINT(cert-msc51-cpp): the same printers every time
  const auto within = [&](double most) {
    return std::uniform_real_distribution<double>(-most, most)(random);
  };
  for (int printer = 0; printer < 4; ++printer) {
    RenderOptions options;
    options.format = Format::kPdf;
    options.layer = LayerChoice::kInk;
    options.printer = PrinterProfile{};
    options.printer->page = {148, 210};
    options.printer->deviation = {within(4),         within(4),   1 + within(0.012),
                                  1 + within(0.012), within(1.2), within(0.6)};
    const std::string name = folder + "/" + std::to_string(printer);
    write_file(name + ".pdf", engine.render(*prepared, blank, options).bytes);
    run({"pdftoppm", "-r", "300", "-png", "-gray", "-singlefile", name + ".pdf", name});
    const PixelImage page = read_png(name + ".png");
    const Transform prints = press::transform_of(options.printer->deviation, options.printer->page);
    for (const Dot& dot : kDots) {
      // Turned to the left: the certificate's top is the paper's left edge.
      const Point stock = landscape ? Point{dot.x, 210 - dot.y} : Point{dot.x, dot.y};
      const Point paper = prints.apply(ink_at(page, prints.inverse().apply(stock)));
      EXPECT_NEAR(paper.x, stock.x, kTolerance);
      EXPECT_NEAR(paper.y, stock.y, kTolerance);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Upright, OverprintTest, testing::Values(false, true));

// Pages that were changed for paper, whose artwork is written once, against the same pages drawn
// whole by cairo. Without their artwork they differ by 4 on the mean, with it by 0.2 to 1.
class ForPaper : public testing::TestWithParam<Specimen> {
 protected:
  void expect_both_ways_alike(RenderOptions options) const {
    const auto engine = shipped_engine();
    const std::string name = test_folder() + "/page";
    options.format = Format::kPdf;
    for (const auto& [drawing, way] :
         {std::pair{Drawing::kFast, "fast"}, std::pair{Drawing::kPlain, "plain"}}) {
      options.drawing = drawing;
      write_file(name + ".pdf", render(*engine, GetParam(), options));
      run({"mutool", "draw", "-q", "-r", "60", "-o", name + "-" + way + ".png", name + ".pdf"});
    }
    EXPECT_LT(mean_difference(read_png(name + "-fast.png"), read_png(name + "-plain.png")), 1.5);
  }
};

TEST_P(ForPaper, TheCorrectedPageShowsAllThatTheCertificateShows) {
  RenderOptions options;
  options.printer = PrinterProfile{};
  options.printer->deviation = {0.4, -0.2, 1.001, 0.999, 0.05, 0.02};
  expect_both_ways_alike(options);
}

TEST_P(ForPaper, TheSheetWithBleedShowsAllThatTheCertificateShows) {
  RenderOptions options;
  options.imposition = Imposition{};
  options.imposition->sheet = {450, 320};
  options.imposition->columns = 1;
  options.imposition->rows = 1;
  options.imposition->bleed_mm = 3;
  expect_both_ways_alike(options);
}

// One of each format.
std::vector<Specimen> landscape_and_upright() {
  auto specimens = standard_specimens();
  std::erase_if(specimens, [](const Specimen& specimen) {
    return specimen.tmpl != "road-transport-operation-permit" &&
           specimen.tmpl != "practitioner-qualification-certificate";
  });
  return specimens;
}

INSTANTIATE_TEST_SUITE_P(Standard, ForPaper, testing::ValuesIn(landscape_and_upright()), name_of);

// By the lines of a dump that are not indented.
std::set<std::string> elements_of(const std::string& dump) {
  std::set<std::string> names;
  std::istringstream lines(dump);
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with(" ")) {
      names.insert(line.substr(0, line.find(' ')));
    }
  }
  return names;
}

// The layers are the certificate: ink printed on stock is what the whole shows.
TEST(Layers, StockAndInkHoldEachElementOfTheCertificate) {
  const auto engine = shipped_engine();
  for (const Specimen& specimen : standard_specimens()) {
    const auto prepared = engine->prepare(specimen.tmpl);
    const auto dump_of = [&](LayerChoice layer) {
      return engine->inspect(*prepared, record_of(specimen), layer);
    };
    const std::string stock = dump_of(LayerChoice::kStock);
    const std::string ink = dump_of(LayerChoice::kInk);
    const std::string proof = dump_of(LayerChoice::kProof);
    EXPECT_EQ(elements_of(stock + ink), elements_of(dump_of(LayerChoice::kAll))) << specimen;
    for (const std::string* layer : {&stock, &ink, &proof}) {
      EXPECT_NE(layer->find("specimen_mark "), std::string::npos)
          << "a specimen is one in every layer";
    }
    EXPECT_EQ(ink.find("background "), std::string::npos);
    EXPECT_EQ(stock.find("seal "), std::string::npos) << "the stock is not sealed beforehand";
  }
}

}  // namespace
}  // namespace certpress::tests
