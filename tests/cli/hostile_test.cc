// Input made to hurt: each ends in a clear diagnostic within a second and 200 MB, with no file
// left.
#include <filesystem>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <zlib.h>

#include "places.h"
#include "support/image.h"
#include "support/process.h"
#include "support/sanitized.h"

namespace certpress::tests {
namespace {

constexpr double kSeconds = kSanitized ? 30 : 1;
constexpr long kKib = kSanitized ? 4L << 20 : 200 << 10;

std::string repeated(const std::string& text, std::size_t times) {
  std::string out;
  out.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) {
    out += text;
  }
  return out;
}

void expect_refused(const Finished& result, const std::string& code, const std::string& out) {
  EXPECT_EQ(result.exit_code, 3) << result.err.substr(0, 2000);
  EXPECT_NE(result.err.find("[" + code + "]"), std::string::npos) << result.err.substr(0, 2000);
  EXPECT_LT(result.cpu_seconds, kSeconds);
  EXPECT_LT(result.peak_kib, kKib);
  EXPECT_FALSE(std::filesystem::exists(out));
}

struct Hostile {
  const char* name;
  std::string content;
  std::string code;
};

std::ostream& operator<<(std::ostream& out, const Hostile& hostile) { return out << hostile.name; }
std::string name_of(const testing::TestParamInfo<Hostile>& info) { return info.param.name; }

class HostileTemplate : public testing::TestWithParam<Hostile> {};

TEST_P(HostileTemplate, IsRefusedQuickly) {
  const std::string folder = test_folder() + "/hostile";
  std::filesystem::create_directories(folder);
  write_file(folder + "/template.yaml", GetParam().content);
  const std::string out = folder + "/out.png";
  expect_refused(certpress({"render", "-t", folder, "--blank", "-o", out, "--lang", "en"}),
                 GetParam().code, out);
}

std::string alias_bomb() {
  std::string yaml = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 12; ++i) {
    const std::string before = "*a" + std::to_string(i - 1);
    yaml += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" +
            repeated(before + ", ", 8) + before + "]\n";
  }
  return yaml;
}

INSTANTIATE_TEST_SUITE_P(
    All, HostileTemplate,
    testing::Values(Hostile{"EmptyFile", "", "template/empty"},
                    Hostile{"NotYaml", "{[}: \"", "template/unreadable-yaml"},
                    Hostile{"TenMegabytesNested", repeated("[", 10U << 20U), "template/too-large"},
                    Hostile{"DeeplyNested", repeated("[", 500'000), "template/too-deep"},
                    Hostile{"DeeplyNestedMaps", repeated("a: {", 100'000), "template/too-deep"},
                    Hostile{"AliasBomb", alias_bomb(), "template/alias"},
                    Hostile{"BinaryJunk",
                            std::string("\x7f"
                                        "ELF\0\x01\xfe\xff\x80\x81",
                                        10),
                            "template/invalid-utf8"},
                    Hostile{"NulCharacter", std::string("certpress: 1\nid: a\0b\n", 21),
                            "template/control-character"}),
    name_of);

class HostileRecord : public testing::TestWithParam<Hostile> {};

TEST_P(HostileRecord, IsRefusedQuickly) {
  const std::string folder = test_folder();
  write_file(folder + "/record.json", GetParam().content);
  const std::string out = folder + "/out.png";
  expect_refused(certpress({"render", "-t", "road-transport-operation-permit", "-d",
                            folder + "/record.json", "-o", out, "--lang", "en"}),
                 GetParam().code, out);
}

std::string named(const std::string& holder_name) {
  return R"({"holder_name": ")" + holder_name + R"("})";
}

INSTANTIATE_TEST_SUITE_P(
    All, HostileRecord,
    testing::Values(Hostile{"EmptyFile", "", "record/empty"},
                    Hostile{"NotJson", "certificate", "record/not-json"},
                    Hostile{"DeeplyNested", repeated("[", 1U << 20U), "record/too-deep"},
                    Hostile{"Huge", named(repeated("x", 20U << 20U)), "record/too-large"},
                    Hostile{"LongText", named(repeated("长", 1U << 20U)), "record/too-long"},
                    Hostile{"BinaryJunk", "\xff\xfe\x80\x81", "record/not-json"},
                    Hostile{"NulCharacter", named("甲\\u0000乙"), "record/control-character"},
                    Hostile{"Bell", named("甲\\u0007乙"), "record/control-character"},
                    Hostile{"UnpairedSurrogate", named("甲\\ud800乙"), "record/not-json"},
                    Hostile{"RightToLeftOverride", named("甲\\u202e乙"), "record/bidi-control"},
                    Hostile{"RightToLeftMark", named("甲\\u200f乙"), "record/bidi-control"},
                    Hostile{"PrivateUse", named("甲\\ue000乙"), "record/private-use"}),
    name_of);

// A PNG of a few bytes whose header claims the given size.
std::string png_that_claims(std::uint32_t width, std::uint32_t height) {
  const auto big_endian = [](std::uint32_t value) {
    std::string out;
    for (int shift = 24; shift >= 0; shift -= 8) {
      out += static_cast<char>((value >> static_cast<unsigned>(shift)) & 0xFFU);
    }
    return out;
  };
  const auto chunk = [&](const std::string& type, const std::string& data) {
    const std::string body = type + data;
    const auto crc =
        crc32(0, reinterpret_cast<const Bytef*>(body.data()), static_cast<uInt>(body.size()));
    return big_endian(static_cast<std::uint32_t>(data.size())) + body +
           big_endian(static_cast<std::uint32_t>(crc));
  };
  return "\x89PNG\r\n\x1a\n" +
         chunk("IHDR", big_endian(width) + big_endian(height) + std::string("\x08\x02\0\0\0", 5)) +
         chunk("IDAT", std::string("\x78\x9c\x03\0\0\0\0\x01", 8)) + chunk("IEND", "");
}

const std::string kSamples =
    std::string(CERTPRESS_SOURCE_DIR) + "/templates/road-transport-certificate/samples/";

// The sample, to be spoiled and written into the folder; its photo is there already.
nlohmann::json vehicle_record_in(const std::string& folder) {
  std::filesystem::copy_file(kSamples + "vehicle.jpg", folder + "/vehicle.jpg");
  return nlohmann::json::parse(read_file(kSamples + "standard.json"));
}

void expect_photo_refused(const std::string& bytes, const std::string& code) {
  const std::string folder = test_folder();
  nlohmann::json record = vehicle_record_in(folder);
  ASSERT_TRUE(record.contains("vehicle_photo"));
  record["vehicle_photo"] = "photo.bin";
  write_file(folder + "/photo.bin", bytes);
  write_file(folder + "/record.json", record.dump());
  const std::string out = folder + "/out.pdf";
  expect_refused(certpress({"render", "-t", "road-transport-certificate", "-d",
                            folder + "/record.json", "-o", out, "--lang", "en"}),
                 code, out);
}

TEST(HostilePhoto, ABombIsRefusedByItsHeader) {
  expect_photo_refused(png_that_claims(60000, 60000), "picture/too-large");
}

TEST(HostilePhoto, TextIsNoPicture) { expect_photo_refused("a truck", "picture/unreadable"); }

TEST(HostilePhoto, AGifIsNotTaken) {
  expect_photo_refused(std::string("GIF89a\x01\0\x01\0\0\0\0;", 14), "picture/unsupported");
}

TEST(HostilePhoto, ACutJpegIsRefused) {
  const std::string jpeg = read_file(kSamples + "vehicle.jpg");
  expect_photo_refused(jpeg.substr(0, jpeg.size() / 2), "picture/unreadable");
}

TEST(HostilePhoto, APathOutOfTheFolderIsRefused) {
  const std::string folder = test_folder();
  nlohmann::json record = vehicle_record_in(folder);
  record["vehicle_photo"] = "../../../../../../etc/passwd";
  write_file(folder + "/record.json", record.dump());
  const std::string out = folder + "/out.png";
  expect_refused(certpress({"render", "-t", "road-transport-certificate", "-d",
                            folder + "/record.json", "-o", out, "--lang", "en"}),
                 "record/picture-path-not-allowed", out);
}

TEST(HostileText, ACharacterWithoutOutlineIsRefusedByName) {
  const std::string folder = test_folder();
  nlohmann::json record = vehicle_record_in(folder);
  record["holder_name"] = "甲\xF0\xB0\x81\x81有限公司";  // U+30041: Ext G, in no font of the set
  write_file(folder + "/record.json", record.dump());
  const std::string out = folder + "/out.png";
  const Finished result = certpress({"render", "-t", "road-transport-certificate", "-d",
                                     folder + "/record.json", "-o", out, "--lang", "en"});
  expect_refused(result, "text/missing-glyph", out);
  EXPECT_NE(result.err.find("holder_name"), std::string::npos);
  EXPECT_NE(result.err.find("U+30041"), std::string::npos);
  EXPECT_EQ(result.err.find("有限公司"), std::string::npos) << "the value itself was repeated";
}

TEST(HostileText, AValueThatCannotFitIsRefusedInMillimetres) {
  const std::string folder = test_folder();
  nlohmann::json record = vehicle_record_in(folder);
  record["business_scope"] = repeated("货运\n", 40);  // short enough, but forty lines
  write_file(folder + "/record.json", record.dump());
  const std::string out = folder + "/out.png";
  const Finished result = certpress({"render", "-t", "road-transport-certificate", "-d",
                                     folder + "/record.json", "-o", out, "--lang", "en"});
  expect_refused(result, "text/does-not-fit", out);
  EXPECT_NE(result.err.find("mm"), std::string::npos);
}

}  // namespace
}  // namespace certpress::tests
