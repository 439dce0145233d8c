// A point of the template lies at the same place at any resolution and on paper, within 0.05 mm.
#include <cmath>
#include <filesystem>

#include <gtest/gtest.h>

#include "specimens.h"
#include "support/image.h"
#include "support/process.h"

namespace certpress::tests {
namespace {

constexpr double kTolerance = 0.05;  // mm

// Dark marks on white, far apart and at awkward places: a filled rectangle, a circle, a hanzi in
// two fonts, a wrapped value and a spread label.
constexpr const char* kTemplate = R"(certpress: 1
id: places
title: 位置
version: 1.0.0
page: {size: [100, 80]}
elements:
  - {type: rectangle, name: square, box: [10.37, 8.81, 5.5, 3.3], fill: '#000000'}
  - {type: circle, name: disc, box: [83.119, 9.457, 4.4, 4.4], fill: '#000000'}
  - {type: text, name: hanzi, box: [40.23, 8.11, 10, 8], text: 国, font: song, size: 17}
  - {type: text, name: kai, box: [60.77, 8.39, 10, 8], text: 道, font: kai, size: 15.5}
  - {type: text, name: small, box: [10.13, 30.29, 60, 6], text: 山西样例现代物流有限公司, font: song, size: 9.3}
  - {type: line, name: rule, from: [10.07, 45.313], to: [90.61, 45.313], stroke: {color: '#000000', width: 0.25}}
  - {type: field, name: label, box: [10.41, 55.17, 60, 8], label: 地址, value: 甲乙丙, spread: 4, value_x: 38.7, label_style: {font: kai, size: 15}, value_style: {font: song, size: 14}}
)";

// Where each mark is looked for, mm.
struct Area {
  const char* name;
  double left, top, right, bottom;
};
constexpr Area kAreas[] = {{"square", 7, 5, 20, 18}, {"disc", 78, 5, 95, 18},
                           {"hanzi", 36, 4, 54, 20}, {"kai", 57, 4, 74, 20},
                           {"small", 6, 28, 80, 40}, {"rule", 5, 43, 96, 48},
                           {"label", 6, 52, 33, 67}, {"value", 35, 52, 70, 67}};

struct Centre {
  double x, y;
};

// The centre of the ink in an area, mm: exact for any antialiasing that keeps the amount of ink.
Centre centre_of_ink(const PixelImage& page, double px_per_mm, const Area& area) {
  double sum = 0;
  double x_sum = 0;
  double y_sum = 0;
  for (int y = static_cast<int>(area.top * px_per_mm); y < area.bottom * px_per_mm; ++y) {
    for (int x = static_cast<int>(area.left * px_per_mm); x < area.right * px_per_mm; ++x) {
      const double ink = page.darkness(x, y);
      sum += ink;
      x_sum += ink * (x + 0.5);
      y_sum += ink * (y + 0.5);
    }
  }
  return {x_sum / sum / px_per_mm, y_sum / sum / px_per_mm};
}

class Places : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = test_folder();
    std::filesystem::create_directories(folder_ + "/places");
    write_file(folder_ + "/places/template.yaml", kTemplate);
  }

  [[nodiscard]] PixelImage png(int dpi) const {
    const std::string out = folder_ + "/" + std::to_string(dpi) + ".png";
    const Finished result = certpress(
        {"render", "-t", folder_ + "/places", "--blank", "-o", out, "--dpi", std::to_string(dpi)});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    return read_png(out);
  }

  std::string folder_;
};

TEST_F(Places, ShapesAreWhereTheTemplateSays) {
  for (const int dpi : {96, 150, 300, 600}) {
    const PixelImage page = png(dpi);
    const Centre square = centre_of_ink(page, dpi / 25.4, kAreas[0]);
    EXPECT_NEAR(square.x, 10.37 + 5.5 / 2, kTolerance) << dpi;
    EXPECT_NEAR(square.y, 8.81 + 3.3 / 2, kTolerance) << dpi;
    const Centre disc = centre_of_ink(page, dpi / 25.4, kAreas[1]);
    EXPECT_NEAR(disc.x, 83.119 + 2.2, kTolerance) << dpi;
    const Centre rule = centre_of_ink(page, dpi / 25.4, kAreas[5]);
    EXPECT_NEAR(rule.y, 45.313, kTolerance) << dpi;
  }
}

TEST_F(Places, AreTheSameAtEveryResolution) {
  const PixelImage fine = png(1200);
  for (const int dpi : {96, 150, 300, 600}) {
    const PixelImage page = png(dpi);
    for (const Area& area : kAreas) {
      const Centre expected = centre_of_ink(fine, 1200 / 25.4, area);
      const Centre found = centre_of_ink(page, dpi / 25.4, area);
      EXPECT_NEAR(found.x, expected.x, kTolerance) << area.name << " at " << dpi;
      EXPECT_NEAR(found.y, expected.y, kTolerance) << area.name << " at " << dpi;
    }
  }
}

TEST_F(Places, AreTheSameOnPaper) {
  const PixelImage fine = png(600);
  const std::string pdf = folder_ + "/a.pdf";
  ASSERT_EQ(certpress({"render", "-t", folder_ + "/places", "--blank", "-o", pdf}).exit_code, 0);
  run({"pdftoppm", "-r", "600", "-png", "-singlefile", pdf, folder_ + "/poppler"});
  run({"mutool", "draw", "-q", "-r", "600", "-o", folder_ + "/mupdf.png", pdf});
  for (const std::string drawer : {"poppler", "mupdf"}) {
    const PixelImage page = read_png(folder_ + "/" + drawer + ".png");
    for (const Area& area : kAreas) {
      const Centre expected = centre_of_ink(fine, 600 / 25.4, area);
      const Centre found = centre_of_ink(page, 600 / 25.4, area);
      EXPECT_NEAR(found.x, expected.x, kTolerance) << area.name << " by " << drawer;
      EXPECT_NEAR(found.y, expected.y, kTolerance) << area.name << " by " << drawer;
    }
  }
}

}  // namespace
}  // namespace certpress::tests
