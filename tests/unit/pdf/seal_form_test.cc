// The seal is a form of its own, so that a signature can take it as its appearance.
#include <gtest/gtest.h>

#include "cos/file.h"
#include "pdf/drawing.h"
#include "pdf/finish.h"
#include "pdf/pdf.h"
#include "support/image.h"
#include "support/process.h"
#include "unit/canvas/specimen.h"

namespace certpress::pdf {
namespace {

using cos::Array;
using cos::Dictionary;
using tests::filled_rect;
using tests::item;
using tests::page_of;

// Red, half faded, on a black and a white half.
sheet::Sheet stamped() {
  sheet::Group seal;
  seal.blend = sheet::Blend::kMultiply;
  seal.opacity = 0.5;
  seal.items = {item(filled_rect({20, 30, 20, 10}, {255, 0, 0, 1}))};
  return page_of({100, 50}, {item(filled_rect({0, 0, 30, 50}, {0, 0, 0, 1})),
                             tests::sealed(seal, {20, 30, 20, 10})});
}

Dictionary page_dictionary(const cos::File& file) {
  const auto catalog = std::get<Dictionary>(file.object(file.catalog())->object.value);
  const auto pages = std::get<Dictionary>(file.resolved(catalog, "Pages").value);
  const auto kids = std::get<Array>(file.resolved(pages, "Kids").value);
  EXPECT_EQ(kids.size(), 1U);
  EXPECT_EQ(*file.resolved(pages, "Count").as<std::int64_t>(), 1);
  return std::get<Dictionary>(file.resolved(kids[0]).value);
}

TEST(SealForm, LiesInMillimetresWhereTheSheetHasIt) {
  const std::string bytes = to_pdf(stamped(), {});
  const cos::File file = cos::File::read(bytes);
  const Dictionary page = page_dictionary(file);
  const auto rect = std::get<Array>(page.find("CertpressSealRect")->value);
  const double expected[] = {20, 50 - 40, 40, 50 - 30};
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_NEAR(std::get<double>(rect[i].value), pt_from_mm(expected[i]), 0.0001);
  }
}

TEST(SealForm, IsPaintedByAContentStreamOfItsOwn) {
  const std::string bytes = to_pdf(stamped(), {});
  const cos::File file = cos::File::read(bytes);
  const Dictionary page = page_dictionary(file);
  const auto contents = std::get<Array>(page.find("Contents")->value);
  ASSERT_EQ(contents.size(), 2U);
  const auto paint = file.object(contents[1].as<cos::Reference>()->number);
  EXPECT_NE(cos::decoded(*paint, file, 1000).find("/CertpressSeal Do"), std::string::npos);
}

TEST(SealForm, LooksLikeInkThatWasMultiplied) {
  const std::string path = tests::test_folder() + "/a.pdf";
  tests::write_file(path, to_pdf(stamped(), {}));
  tests::run({"pdftoppm", "-singlefile", "-png", "-r", "254", path, path + ".p"});
  tests::run({"mutool", "draw", "-q", "-r", "254", "-o", path + ".m.png", path});
  for (const char* end : {".p.png", ".m.png"}) {
    const auto image = tests::read_png(path + end);
    EXPECT_EQ(image.at(250, 350).red, 0) << end;    // on black
    EXPECT_EQ(image.at(350, 350).red, 255) << end;  // on white
    EXPECT_NEAR(image.at(350, 350).green, 128, 1) << end;
    EXPECT_EQ(image.at(350, 296).green, 255) << end;  // above it
    EXPECT_EQ(image.at(350, 404).green, 255) << end;  // below it
  }
}

TEST(SealForm, LeavesNoObjectThatNothingRefersTo) {
  const std::string bytes = to_pdf(stamped(), {});
  const cos::File file = cos::File::read(bytes);
  for (const int number : file.numbers()) {
    const std::string reference = " " + std::to_string(number) + " 0 R";
    const std::string in_array = "[" + std::to_string(number) + " 0 R";
    EXPECT_TRUE(bytes.find(reference) != std::string::npos ||
                bytes.find(in_array) != std::string::npos)
        << number;
  }
}

TEST(SealForm, IsAbsentWhenTheSheetHasNone) {
  const std::string bytes = to_pdf(page_of({50, 50}, {}), {});
  EXPECT_EQ(bytes.find("Certpress"), std::string::npos);
}

}  // namespace
}  // namespace certpress::pdf
