// certpress stress: templates that hold what their fields allow, and others.
#include <filesystem>

#include <gtest/gtest.h>

#include "places.h"
#include "support/image.h"
#include "support/process.h"

namespace certpress::tests {
namespace {

namespace fs = std::filesystem;

// A template of 100 × 100 mm with the elements, in the folder of the running test.
std::string template_with(const std::string& elements, const std::string& fields = "") {
  std::string folder = test_folder() + "/hard";
  fs::create_directories(folder);
  write_file(
      folder + "/template.yaml",
      "certpress: 1\nid: hard\ntitle: 测试\nversion: 1.0.0\npage: {size: [100, 100]}\n"
      "fields:\n"
      "  holder_name: {label: 姓名, kind: name, required: true, max_length: 10}\n"
      "  holder_photo: {label: 照片, kind: image}\n"
      "  certificate_id: {label: 标识, kind: certificate-id}\n" +
          fields +
          "elements:\n"
          "  - {type: photo, name: photo, box: [60, 60, 30, 30], field: holder_photo}\n"
          "  - {type: code, name: code, box: [8, 60, 30, 30], content: '{certificate_id}'}\n" +
          elements);
  return folder;
}

const std::string kName =
    "  - {type: text, name: name, text: '{holder_name}', size: 10, floor: 10, ";

Finished stress(const std::string& folder, const std::string& language = "en") {
  return certpress({"stress", folder, "--lang", language});
}

// All of them, whoever added them.
TEST(Stress, EveryShippedTemplateHoldsWhatItsFieldsAllow) {
  const fs::path templates = fs::path(CERTPRESS_SOURCE_DIR) / "templates";
  int checked = 0;
  for (const auto& entry : fs::directory_iterator(templates)) {
    if (fs::exists(entry.path() / "template.yaml")) {
      const Finished result = stress(entry.path().filename().string());
      EXPECT_EQ(result.exit_code, 0) << result.err;
      EXPECT_EQ(result.out, entry.path().filename().string() + ": ok\n");
      EXPECT_EQ(result.err, "");
      ++checked;
    }
  }
  EXPECT_EQ(checked, 7);
}

// Ten hanzi of 10 pt are 35.28 mm, ten W of song 37.13 mm.
TEST(Stress, TextThatFitsJustIsFine) {
  const Finished result = stress(template_with(kName + "box: [10, 10, 37.2, 6]}\n"));
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(result.out, "hard: ok\n");
}

TEST(Stress, ABoxThatIsTooSmallIsNamedWithMillimetres) {
  const Finished result = stress(template_with(kName + "box: [10, 10, 30, 6]}\n"));
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_NE(result.err.find("element name, field holder_name"), std::string::npos) << result.err;
  EXPECT_NE(result.err.find("5.28 mm too wide"), std::string::npos) << result.err;
  EXPECT_NE(result.err.find("every field at its longest"), std::string::npos) << result.err;
  EXPECT_EQ(result.out, "hard: 1 problems\n");
}

TEST(Stress, TextOverTextIsNamedWithMillimetres) {
  const Finished result = stress(template_with(
      kName + "box: [10, 10, 40, 6]}\n" +
      "  - {type: text, name: title, box: [10, 12, 40, 6], text: 国国国, size: 10, floor: 10}\n"));
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_NE(result.err.find("element title: it lies over the element name by 1."),
            std::string::npos)
      << result.err;
  EXPECT_NE(result.err.find("[stress/collision]"), std::string::npos) << result.err;
}

TEST(Stress, WhatIsMeantToOverlapDoesNotCollide) {
  const Finished result = stress(template_with(kName + "box: [10, 10, 40, 6]}\n" +
                                               "  - {type: text, name: title, box: [10, 12, 40, "
                                               "6], text: 国国国, size: 10, floor: 10, allow: "
                                               "[overlap]}\n"));
  EXPECT_EQ(result.exit_code, 0) << result.err;
}

TEST(Stress, TextOverAPhotoOrACodesQuietZoneCollides) {
  const Finished photo = stress(template_with(kName + "box: [62, 62, 37, 6]}\n"));
  EXPECT_NE(photo.err.find("over the element photo"), std::string::npos) << photo.err;
  // Below the symbol itself, but within the four modules that must stay empty around it.
  const Finished code = stress(template_with(kName + "box: [8, 89.8, 37, 6]}\n"));
  EXPECT_EQ(code.exit_code, 3);
  EXPECT_NE(code.err.find("over the element code"), std::string::npos) << code.err;
}

TEST(Stress, WatermarksPatternsAndShapesMayLieUnderText) {
  const Finished result = stress(template_with(
      "  - {type: waves, name: ground, box: [0, 0, 100, 100]}\n"
      "  - {type: rectangle, name: frame, box: [10, 10, 40, 6], stroke: {}}\n"
      "  - {type: watermark, name: mark, box: [0, 0, 100, 50], text: 样例, size: 40}\n" +
      kName + "box: [10, 10, 40, 6]}\n"));
  EXPECT_EQ(result.exit_code, 0) << result.err;
}

// The two meet only while the first field is absent and the second one is not.
TEST(Stress, WhatOneMissingFieldUncoversIsFound) {
  const Finished result =
      stress(template_with(kName + "box: [10, 10, 40, 6]}\n"
                                   "  - {type: text, name: mark, text: '{mark}', blank: "
                                   "国国国国国, box: [10, 20, 20, 6], size: 10, floor: 10}\n"
                                   "  - {type: text, name: note, text: '{note}', box: [20, 20, 20, "
                                   "6], size: 10, floor: 10}\n",
                           "  mark: {label: 标记, kind: text, max_length: 1}\n"
                           "  note: {label: 备注, kind: text, max_length: 3}\n"));
  EXPECT_EQ(result.exit_code, 3) << result.out;
  EXPECT_NE(result.err.find("element note: it lies over the element mark"), std::string::npos)
      << result.err;
  EXPECT_NE(result.err.find("every field at its longest, without mark"), std::string::npos)
      << result.err;
}

TEST(Stress, LatinLettersAreTriedBecauseSomeAreWiderThanHanzi) {
  const Finished result = stress(template_with(kName + "box: [10, 10, 35.3, 6]}\n"));
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_NE(result.err.find("in Latin letters without a space"), std::string::npos) << result.err;
  EXPECT_NE(result.err.find("1.85 mm too wide"), std::string::npos) << result.err;
}

TEST(Stress, SpeaksChinese) {
  const Finished result = stress(template_with(kName + "box: [10, 10, 30, 6]}\n"), "zh");
  EXPECT_NE(result.out.find("1 个问题"), std::string::npos) << result.out;
  EXPECT_NE(result.err.find("每个字段都取最大长度"), std::string::npos) << result.err;
  EXPECT_NE(certpress({"stress", "--help", "--lang", "zh"}).out.find("示例"), std::string::npos);
}

TEST(Stress, AnUnknownTemplateIsRefusedAndNoneIsAMistake) {
  EXPECT_EQ(stress("no-such-template").exit_code, 3);
  EXPECT_EQ(certpress({"stress"}).exit_code, 2);
}

}  // namespace
}  // namespace certpress::tests
