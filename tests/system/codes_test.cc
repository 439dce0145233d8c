// The two-dimensional code is read back from what was rendered, by zbar.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <zbar.h>

#include "specimens.h"
#include "support/image.h"
#include "support/process.h"

namespace certpress::tests {
namespace {

std::vector<std::string> decode(const PixelImage& page) {
  std::vector<std::uint8_t> grey;
  grey.reserve(static_cast<std::size_t>(page.width) * static_cast<std::size_t>(page.height));
  for (int y = 0; y < page.height; ++y) {
    for (int x = 0; x < page.width; ++x) {
      grey.push_back(static_cast<std::uint8_t>(255 - page.darkness(x, y)));
    }
  }
  zbar::ImageScanner scanner;
  scanner.set_config(zbar::ZBAR_NONE, zbar::ZBAR_CFG_ENABLE, 0);
  scanner.set_config(zbar::ZBAR_QRCODE, zbar::ZBAR_CFG_ENABLE, 1);
  zbar::Image image(static_cast<unsigned>(page.width), static_cast<unsigned>(page.height), "Y800",
                    grey.data(), grey.size());
  scanner.scan(image);
  std::vector<std::string> found;
  for (auto symbol = image.symbol_begin(); symbol != image.symbol_end(); ++symbol) {
    found.push_back(symbol->get_data());
  }
  return found;
}

class Code : public testing::TestWithParam<Specimen> {
 protected:
  static void expect_code(const PixelImage& page, const std::string& where) {
    const auto record = nlohmann::json::parse(read_file(GetParam().path));
    const std::vector<std::string> found = decode(page);
    ASSERT_EQ(found.size(), 1U) << where;
    EXPECT_NE(found[0].find(record["certificate_id"].get<std::string>()), std::string::npos)
        << where;
    EXPECT_TRUE(found[0].starts_with(record["verify_url"].get<std::string>())) << where;
  }
};

TEST_P(Code, IsReadFromThePngAtEveryResolution) {
  const auto engine = shipped_engine();
  for (const double dpi : {100.0, 150.0, 300.0}) {
    RenderOptions options;
    options.dpi = dpi;
    expect_code(decode_png(render(*engine, GetParam(), options)), std::to_string(dpi) + " dpi");
  }
}

TEST_P(Code, IsReadFromThePdf) {
  const std::string folder = test_folder();
  RenderOptions options;
  options.format = Format::kPdf;
  write_file(folder + "/a.pdf", render(*shipped_engine(), GetParam(), options));
  ASSERT_EQ(run({"pdftoppm", "-r", "200", "-png", "-singlefile", folder + "/a.pdf", folder + "/a"})
                .exit_code,
            0);
  expect_code(read_png(folder + "/a.png"), "pdf");
}

INSTANTIATE_TEST_SUITE_P(Specimens, Code, testing::ValuesIn(all_specimens()), name_of);

}  // namespace
}  // namespace certpress::tests
