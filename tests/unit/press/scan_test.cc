// A scan of the calibration sheet tells the printer's deviation, whatever the scanner does.
#include <gtest/gtest.h>

#include "../parse/encode_picture.h"
#include "press/scan_calibration.h"
#include "synthetic_scan.h"

namespace certpress::press {
namespace {

constexpr double kExact = 0.1;  // mm, in the worst corner of the page
constexpr PrintDeviation kPrinter{0.9, -0.95, 0.996, 1.003, 0.21, -0.08};

// Rotated 0.7°, scaled 99.6 %, shifted 1.3 mm: of the printer or of the scanner.
ScanRecipe faulty(double dpi) {
  ScanRecipe recipe;
  recipe.printer = kPrinter;
  recipe.dpi = dpi;
  recipe.scale_x = 0.996;
  recipe.scale_y = 1.002;
  recipe.rotation_deg = 0.7;
  recipe.noise = 8;
  return recipe;
}

double error_of(const ScanRecipe& recipe, const ScanOptions& options = {}) {
  const Calibration found = calibrate_scan(recipe.page, scan(recipe), options);
  return disagreement(found.deviation, recipe.printer, recipe.page);
}

std::string refusal(const ScanRecipe& recipe, const ScanOptions& options = {}) {
  try {
    static_cast<void>(calibrate_scan(recipe.page, scan(recipe), options));
  } catch (const Refused& refused) {
    std::string codes;
    for (const Diagnostic& diagnostic : refused.diagnostics()) {
      codes += diagnostic.severity == Severity::kError ? diagnostic.code + " " : "";
    }
    return codes;
  }
  return "accepted";
}

TEST(Scan, TellsTheDeviationAtUsualResolutions) {
  for (const double dpi : {150, 300}) {
    EXPECT_LE(error_of(faulty(dpi)), kExact) << dpi;
  }
}

TEST(Scan, TellsTheDeviationAtAFineResolution) {
  ScanRecipe recipe = faulty(600);
  recipe.page = {148, 210};
  recipe.glass = {168, 230};
  recipe.noise = 0;
  EXPECT_LE(error_of(recipe), kExact);
}

TEST(Scan, TellsThePrintersRotationScaleAndShift) {
  ScanRecipe recipe = faulty(200);
  recipe.printer = {1.3, -1.3, 0.996, 0.996, 0.7, 0};
  const Calibration found = calibrate_scan(recipe.page, scan(recipe), {});
  EXPECT_NEAR(found.deviation.right_mm, 1.3, 0.05);
  EXPECT_NEAR(found.deviation.down_mm, -1.3, 0.05);
  EXPECT_NEAR(found.deviation.scale_x, 0.996, 0.0004);
  EXPECT_NEAR(found.deviation.rotation_deg, 0.7, 0.02);
  EXPECT_LE(found.residual_mm, 0.1);
  EXPECT_EQ(found.marks.size(), 10U);
}

TEST(Scan, MayLieSidewaysOrUpsideDown) {
  for (const int turns : {1, 2, 3}) {
    ScanRecipe recipe = faulty(150);
    recipe.quarter_turns = turns;
    EXPECT_LE(error_of(recipe), kExact) << turns;
  }
}

TEST(Scan, MayBeBlurredNoisyAndBeforeAGreyLid) {
  ScanRecipe recipe = faulty(150);
  recipe.blur = 1;
  recipe.noise = 20;
  recipe.background = 150;
  EXPECT_LE(error_of(recipe), kExact);
}

TEST(Scan, MayBeAGreyJpeg) {
  const ScanRecipe recipe = faulty(150);
  const GreyImage image = scan(recipe);
  parse::JpegRecipe jpeg;
  jpeg.width = static_cast<unsigned>(image.width);
  jpeg.height = static_cast<unsigned>(image.height);
  jpeg.components = 1;
  jpeg.samples = image.pixels;
  const Calibration found =
      calibrate(recipe.page, Bytes::from_string(parse::encode_jpeg(jpeg)), {});
  EXPECT_LE(disagreement(found.deviation, recipe.printer, recipe.page), kExact);
}

TEST(Scan, TakesTheScannersResolutionWhereOneEdgeIsNotSeen) {
  ScanRecipe recipe = faulty(300);
  recipe.scale_x = 1;
  recipe.scale_y = 1;
  recipe.corner = {-3, -4};  // pushed over the corner of the glass
  const Calibration found = calibrate_scan(recipe.page, scan(recipe), {});
  EXPECT_LE(disagreement(found.deviation, recipe.printer, recipe.page), kExact);
  ASSERT_EQ(found.remarks.size(), 2U);
  EXPECT_EQ(found.remarks[0].code, "calibration/one-edge");
}

TEST(Scan, WithoutEdgesTellsNothingUnlessItIsTrimmed) {
  ScanRecipe recipe;
  recipe.printer = kPrinter;
  recipe.background = 242;
  EXPECT_EQ(refusal(recipe), "calibration/no-edges calibration/no-edges ");
  recipe.dpi = 300;
  recipe.glass = recipe.page;
  recipe.corner = {0, 0};
  EXPECT_EQ(refusal(recipe), "calibration/no-edges calibration/no-edges ");
  EXPECT_LE(error_of(recipe, {0, true}), kExact);
  recipe.quarter_turns = 3;
  EXPECT_LE(error_of(recipe, {0, true}), kExact);
}

TEST(Scan, IsRefusedWhenMarksAreMissingMirroredOrOfAnotherPage) {
  ScanRecipe cut = faulty(150);
  cut.corner = {-25, 10};  // the left column of marks is off the glass
  EXPECT_EQ(refusal(cut), "calibration/marks-missing ");
  ScanRecipe mirrored = faulty(150);
  mirrored.mirrored = true;
  EXPECT_EQ(refusal(mirrored), "calibration/mirrored ");
  GreyImage blank{800, 1000, std::vector<std::uint8_t>(800'000, 240)};
  EXPECT_THROW(static_cast<void>(calibrate_scan({210, 297}, blank, {})), Refused);
}

TEST(Scan, IsRefusedWhenThePrinterIsOutOfOrder) {
  ScanRecipe recipe = faulty(150);
  recipe.printer = {0, 0, 0.97, 0.97, 0, 0};  // "fit to page"
  EXPECT_EQ(refusal(recipe), "calibration/scale ");
}

}  // namespace
}  // namespace certpress::press
