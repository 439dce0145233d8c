// What a person measured -> a deviation, or the reason why it is not believed.
#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "press/calibration_marks.h"
#include "press/deviation.h"
#include "synthetic_scan.h"

namespace certpress::press {
namespace {

constexpr PaperSize kA4{210, 297};

std::vector<MarkReading> readings(const PrintDeviation& deviation, const std::vector<int>& numbers,
                                  double rounding = 0) {
  const auto rounded = [&](double v) {
    return rounding > 0 ? std::round(v / rounding) * rounding : v;
  };
  std::vector<MarkReading> out;
  for (const CalibrationMark& mark : calibration_marks(kA4)) {
    if (std::ranges::find(numbers, mark.number) != numbers.end()) {
      const Point p = transform_of(deviation, kA4).apply(mark.at);
      out.push_back({mark.number, rounded(p.x - mark.at.x), rounded(p.y - mark.at.y)});
    }
  }
  return out;
}

std::string refusal(const std::vector<MarkReading>& measured) {
  try {
    static_cast<void>(calibrate(kA4, measured));
  } catch (const Refused& refused) {
    std::string codes;
    for (const Diagnostic& diagnostic : refused.diagnostics()) {
      codes += diagnostic.code + " ";
    }
    return codes;
  }
  return "accepted";
}

const std::vector<int> kCorners{1, 3, 7, 9};
const std::vector<int> kNine{1, 2, 3, 4, 5, 6, 7, 8, 9};

TEST(Deviation, IsTheSameAfterATripThroughItsMap) {
  const PrintDeviation deviation{0.4, -1.2, 0.996, 1.004, 0.7, -0.3};
  const PrintDeviation again = deviation_of(transform_of(deviation, kA4), kA4);
  EXPECT_NEAR(again.right_mm, 0.4, 1e-12);
  EXPECT_NEAR(again.down_mm, -1.2, 1e-12);
  EXPECT_NEAR(again.scale_x, 0.996, 1e-12);
  EXPECT_NEAR(again.scale_y, 1.004, 1e-12);
  EXPECT_NEAR(again.rotation_deg, 0.7, 1e-12);
  EXPECT_NEAR(again.skew_deg, -0.3, 1e-12);
}

TEST(Calibrate, FindsADeviationExactlyFromFourCorners) {
  const PrintDeviation deviation{0.4, -0.2, 0.9985, 1.001, 0.1, 0.05};
  const Calibration found = calibrate(kA4, readings(deviation, kCorners));
  EXPECT_LE(disagreement(found.deviation, deviation, kA4), 1e-9);
  EXPECT_LE(found.residual_mm, 1e-9);
}

TEST(Calibrate, AveragesWhatARuleReads) {
  const PrintDeviation deviation{0.43, -0.27, 0.9985, 1.001, 0.1, 0.05};
  const Calibration found = calibrate(kA4, readings(deviation, kNine, 0.25));
  EXPECT_LE(disagreement(found.deviation, deviation, kA4), 0.25);
  EXPECT_GT(found.residual_mm, 0);
}

TEST(Calibrate, RefusesWhatCannotBe) {
  EXPECT_EQ(refusal(readings({}, {1, 3, 7})), "calibration/too-few-marks ");
  EXPECT_EQ(refusal({{1, 0, 0}, {1, 0, 0}, {12, 0, 0}, {3, 0, 0}}),
            "calibration/unknown-mark calibration/unknown-mark ");
  EXPECT_EQ(refusal(readings({11, 0, 1, 1, 0, 0}, kCorners)), "calibration/offset ");
  EXPECT_EQ(refusal(readings({0, 0, 0.97, 1, 0, 0}, kCorners)), "calibration/scale ");
  EXPECT_EQ(refusal(readings({0, 0, 1, 1, 2.5, 0}, kCorners)), "calibration/rotation ");
  EXPECT_EQ(refusal(readings({0, 0, 1, 1, 0, 1.5}, kCorners)), "calibration/skew ");
  EXPECT_EQ(refusal(readings({11, 0, 0.97, 1, 0, 0}, kCorners)),
            "calibration/offset calibration/scale ")
      << "all reasons at once";
}

TEST(Calibrate, RefusesMarksInALine) {
  EXPECT_EQ(refusal({{1, 0, 0}, {10, 0, 0}, {2, 0, 0}, {3, 0, 0}}), "calibration/marks-in-line ");
}

TEST(Calibrate, NamesTheMarkThatWasMisread) {
  auto measured = readings({0.4, -0.2, 1, 1, 0, 0}, kNine);
  measured[4].right_mm += 1;
  try {
    static_cast<void>(calibrate(kA4, measured));
    FAIL();
  } catch (const Refused& refused) {
    EXPECT_EQ(refused.diagnostics().front().code, "calibration/residual");
    EXPECT_EQ(refused.diagnostics().front().hint.en, "measure mark 5 again");
  }
}

TEST(MarkReadings, AreReadWithSignsAndSpaces) {
  const auto read = mark_readings("1:+0.4,-0.2; 3: 0, .5;");
  ASSERT_EQ(read.size(), 2U);
  EXPECT_EQ(read[1].mark, 3);
  EXPECT_EQ(read[0].right_mm, 0.4);
  EXPECT_EQ(read[0].down_mm, -0.2);
  EXPECT_EQ(read[1].down_mm, 0.5);
  for (const char* bad : {"1:0.4", "1:a,b", "x", "1:0,0 3:0,0", "1:0,nan", "1:0,0,"}) {
    try {
      static_cast<void>(mark_readings(bad));
      ADD_FAILURE() << bad;
    } catch (const Refused& refused) {
      EXPECT_EQ(refused.diagnostics().front().code, "calibration/unreadable") << bad;
    }
  }
}

TEST(Papers, AreKnownByNameAndSize) {
  EXPECT_EQ(paper_named("A4")->height_mm, 297);
  EXPECT_EQ(paper_named("85.6x54")->width_mm, 85.6);
  for (const char* bad : {"", "A9", "210", "210x", "x297", "210xx297", "0x10", "-210x297"}) {
    EXPECT_FALSE(paper_named(bad)) << bad;
  }
}

}  // namespace
}  // namespace certpress::press
