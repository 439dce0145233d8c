// QR codes, read back by an independent reader.
#include "layout/qr_code.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <zbar.h>

namespace certpress::layout {
namespace {

using model::CodeCorrection;
using sheet::Outline;

// The rectangles that the outline is made of.
std::vector<Rect> rectangles(const Outline& outline) {
  std::vector<Rect> rects;
  for (std::size_t i = 0; i + 3 < outline.points.size(); i += 4) {
    const Point a = outline.points[i];
    const Point c = outline.points[i + 2];
    EXPECT_EQ(outline.points[i + 1], (Point{c.x, a.y}));
    EXPECT_EQ(outline.points[i + 3], (Point{a.x, c.y}));
    rects.push_back({a.x, a.y, c.x - a.x, c.y - a.y});
  }
  EXPECT_EQ(outline.verbs.size(), 5 * rects.size());
  return rects;
}

// Draws the code with a quiet zone and has it read; empty when nothing could be read.
std::string read_back(const QrCode& code, const Rect& box) {
  constexpr int kPixelsOfAModule = 4;
  constexpr int kQuiet = 4;
  const int side = (code.modules + 2 * kQuiet) * kPixelsOfAModule;
  std::string grey;
  const std::vector<Rect> dark = rectangles(code.outline);
  const double module = box.width / code.modules;
  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < side; ++x) {
      const Rect pixel{box.x + ((x + 0.5) / kPixelsOfAModule - kQuiet) * module,
                       box.y + ((y + 0.5) / kPixelsOfAModule - kQuiet) * module, 0, 0};
      const bool is_dark =
          std::any_of(dark.begin(), dark.end(), [&](const Rect& r) { return r.contains(pixel); });
      grey.push_back(is_dark ? '\0' : '\xff');
    }
  }
  zbar::Image image(static_cast<unsigned>(side), static_cast<unsigned>(side), "Y800", grey.data(),
                    grey.size());
  zbar::ImageScanner scanner;
  scanner.set_config(zbar::ZBAR_QRCODE, zbar::ZBAR_CFG_ENABLE, 1);
  if (scanner.scan(image) != 1) {
    return {};
  }
  return image.symbol_begin()->get_data();
}

const Rect kBox{34, 142.5, 26, 26};

TEST(QrCode, IsReadBackAtEveryCorrectionLevel) {
  const std::string content = "https://verify.example/v?id=1.2.156.3005.2.11100000000019713D008";
  for (const CodeCorrection correction : {CodeCorrection::kLow, CodeCorrection::kMedium,
                                          CodeCorrection::kQuartile, CodeCorrection::kHigh}) {
    const auto code = qr_code(content, correction, kBox);
    ASSERT_TRUE(code.has_value());
    EXPECT_EQ(read_back(*code, kBox), content);
  }
}

TEST(QrCode, CarriesChineseAsUtf8) {
  const std::string content = "山西样例现代物流有限公司，晋A12345";
  const auto code = qr_code(content, CodeCorrection::kMedium, kBox);
  ASSERT_TRUE(code.has_value());
  EXPECT_EQ(read_back(*code, kBox), content);
}

TEST(QrCode, TakesTheSmallestVersionThatTheLevelAllows) {
  // Byte capacities of version 1: ISO/IEC 18004, table 7.
  const auto modules = [](std::size_t bytes, CodeCorrection correction) {
    return qr_code(std::string(bytes, 'a'), correction, kBox).value().modules;
  };
  EXPECT_EQ(modules(17, CodeCorrection::kLow), 21);
  EXPECT_EQ(modules(18, CodeCorrection::kLow), 25);
  EXPECT_EQ(modules(14, CodeCorrection::kMedium), 21);
  EXPECT_EQ(modules(15, CodeCorrection::kMedium), 25);
  EXPECT_EQ(modules(11, CodeCorrection::kQuartile), 21);
  EXPECT_EQ(modules(12, CodeCorrection::kQuartile), 25);
  EXPECT_EQ(modules(7, CodeCorrection::kHigh), 21);
  EXPECT_EQ(modules(8, CodeCorrection::kHigh), 25);
}

TEST(QrCode, GivesNothingForContentBeyondTheLargestVersion) {
  EXPECT_TRUE(qr_code(std::string(2953, 'a'), CodeCorrection::kLow, kBox).has_value());
  EXPECT_FALSE(qr_code(std::string(2954, 'a'), CodeCorrection::kLow, kBox).has_value());
  EXPECT_FALSE(qr_code(std::string(1274, 'a'), CodeCorrection::kHigh, kBox).has_value());
}

TEST(QrCode, FillsItsBoxWithRunsThatDoNotTouchInTheirRow) {
  const auto code = qr_code("https://verify.example", CodeCorrection::kMedium, kBox);
  ASSERT_TRUE(code.has_value());
  const std::vector<Rect> runs = rectangles(code->outline);
  EXPECT_EQ(runs.front().x, kBox.x);
  EXPECT_EQ(runs.front().y, kBox.y);
  double right = 0;
  double bottom = 0;
  const double module = kBox.width / code->modules;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    EXPECT_NEAR(runs[i].height, module, 1e-9);
    const double width = runs[i].width / module;
    EXPECT_NEAR(width, std::round(width), 1e-9);
    right = std::max(right, runs[i].right());
    bottom = std::max(bottom, runs[i].bottom());
    if (i > 0 && runs[i].y == runs[i - 1].y) {
      EXPECT_GT(runs[i].x, runs[i - 1].right() + module / 2);
    }
  }
  EXPECT_NEAR(right, kBox.right(), 1e-9);
  EXPECT_NEAR(bottom, kBox.bottom(), 1e-9);
}

TEST(QrCode, KeepsANulByte) {
  const std::string with_nul("ab\0cd", 5);
  const auto code = qr_code(with_nul, CodeCorrection::kLow, kBox);
  ASSERT_TRUE(code.has_value());
  EXPECT_EQ(read_back(*code, kBox), with_nul);
}

}  // namespace
}  // namespace certpress::layout
