// Personal data stays where it belongs: no value of a record appears in messages, in what commands
// print, or in the names of files.
#include <filesystem>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "places.h"
#include "support/image.h"
#include "support/process.h"

namespace certpress::tests {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

// Unmistakable: none of them stands in a template, a code list, a font or a message.
constexpr std::array kMarks{"鱻麤", "犇骉", "QZXJVW", "qzxjvw", "88776655", "𪚥"};

std::vector<std::string> marks_in(const std::string& text) {
  std::vector<std::string> found;
  for (const char* mark : kMarks) {
    if (text.find(mark) != std::string::npos) {
      found.emplace_back(mark);
    }
  }
  return found;
}

const std::string kTemplate = "practitioner-qualification-certificate";

// The folder of the running test with a photo in it.
std::string folder_with_photo() {
  const std::string folder = test_folder();
  fs::copy_file(
      std::string(CERTPRESS_SOURCE_DIR) + "/templates/" + kTemplate + "/samples/person.jpg",
      folder + "/person.jpg");
  return folder;
}

// Accepted, with a mark in every value that can carry one.
json marked_record() {
  json record = json::parse(read_file(std::string(CERTPRESS_SOURCE_DIR) + "/templates/" +
                                      kTemplate + "/samples/standard.json"));
  record["holder_name"] = "鱻麤·犇骉𪚥";
  record["nationality"] = "鱻麤";
  record["address"] = "犇骉路QZXJVW号";
  record["certificate_number"] = "QZXJVW88776655";
  record["issuing_authority"] = "鱻麤局";
  record["continuing_education"] = "鱻麤 qzxjvw";
  record["credit_assessment"] = "犇骉";
  record["verify_url"] = "https://example.invalid/qzxjvw";
  record.erase("id_number");
  return record;
}

// Runs in both languages and searches everything but the rendered bytes; returns the last run.
Finished expect_no_mark(const std::vector<std::string>& arguments, const std::string& folder,
                        int exit_code, const RunOptions& options = {}) {
  Finished result;
  for (const std::string language : {"en", "zh"}) {
    std::vector<std::string> all = arguments;
    all.insert(all.end(), {"--lang", language});
    result = certpress(all, options);
    EXPECT_EQ(result.exit_code, exit_code) << result.err;
    EXPECT_EQ(marks_in(result.err), std::vector<std::string>()) << result.err;
    EXPECT_EQ(marks_in(result.out), std::vector<std::string>()) << result.out;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
      EXPECT_EQ(marks_in(entry.path().string()), std::vector<std::string>()) << entry.path();
    }
  }
  return result;
}

Finished render(const std::string& content, int exit_code) {
  const std::string folder = folder_with_photo();
  write_file(folder + "/record.json", content);
  const std::string out = folder + "/out.pdf";
  const Finished result = expect_no_mark(
      {"render", "-t", kTemplate, "-d", folder + "/record.json", "-o", out}, folder, exit_code);
  EXPECT_EQ(fs::exists(out), exit_code == 0);
  return result;
}

TEST(Privacy, TheSearchFindsWhatItIsToFind) {
  for (const char* mark : kMarks) {
    EXPECT_EQ(marks_in("error: the value '" + std::string(mark) + "' is wrong"),
              std::vector<std::string>{mark});
  }
  // inspect prints the sheet, text and all: the one command whose answer is the data itself.
  const std::string folder = folder_with_photo();
  write_file(folder + "/record.json", marked_record().dump());
  const Finished shown = certpress({"inspect", "-t", kTemplate, "-d", folder + "/record.json"});
  ASSERT_EQ(shown.exit_code, 0) << shown.err;
  EXPECT_GE(marks_in(shown.out).size(), 5U);
  EXPECT_EQ(marks_in(shown.err), std::vector<std::string>());
}

TEST(Privacy, ARenderedRecordLeavesNoTraceBesideTheCertificate) {
  render(marked_record().dump(), 0);
}

TEST(Privacy, StandardInputAndOutputAreNoDifferent) {
  const std::string folder = test_folder();
  json record = marked_record();
  record["holder_photo"] = "犇骉.jpg";
  RunOptions options;
  options.input = record.dump();
  expect_no_mark({"render", "-t", kTemplate, "-d", "-", "-o", "-", "--format", "pdf"}, folder, 3,
                 options);
}

TEST(Privacy, NormalisationIsReportedWithoutTheValue) {
  json record = marked_record();
  record["holder_name"] = " 鱻麤•犇骉 ";
  record["certificate_number"] = "ＱＺＸＪＶＷ８８７７６６５５";
  const Finished result = render(record.dump(), 0);
  EXPECT_NE(result.err.find("record/normalised"), std::string::npos) << result.err;
}

// One spoiled value each, and the code it is refused with.
struct Spoiled {
  const char* name;
  json changes;
  std::string code;
};

std::ostream& operator<<(std::ostream& out, const Spoiled& spoiled) { return out << spoiled.name; }

class PrivacyOfRefused : public testing::TestWithParam<Spoiled> {};

TEST_P(PrivacyOfRefused, NamesTheFieldAndNotTheValue) {
  json record = marked_record();
  record.update(GetParam().changes);
  const Finished result = render(record.dump(), 3);
  EXPECT_NE(result.err.find("[" + GetParam().code + "]"), std::string::npos) << result.err;
}

std::string repeated(const std::string& text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) {
    out += text;
  }
  return out;
}

INSTANTIATE_TEST_SUITE_P(
    All, PrivacyOfRefused,
    testing::Values(
        Spoiled{"UnknownKey", {{"鱻麤", "犇骉"}}, "record/unknown-field"},
        Spoiled{"UnknownKeyInLatin", {{"QZXJVW", 1}}, "record/unknown-field"},
        Spoiled{"UnknownNumber", {{"88776655", 1}}, "record/unknown-field"},
        Spoiled{"UnknownKeyNearALabel", {{"住址鱻麤", 1}}, "record/unknown-field"},
        Spoiled{"UnknownKeyInAPeriod", {{"validity", {{"鱻麤", 1}}}}, "record/unknown-field"},
        Spoiled{"WrongType", {{"holder_name", {"鱻麤"}}}, "record/wrong-type"},
        Spoiled{"ObjectForText", {{"address", {{"鱻麤", "犇骉"}}}}, "record/wrong-type"},
        Spoiled{"BadName", {{"holder_name", "·鱻麤··犇骉·"}}, "record/bad-name"},
        Spoiled{"BadDate", {{"birth_date", "鱻麤年犇骉月"}}, "record/bad-date"},
        Spoiled{"NoSuchDate", {{"birth_date", "1988-77-66"}}, "record/date-does-not-exist"},
        Spoiled{"BadPeriod", {{"validity", "鱻麤至犇骉"}}, "record/bad-date"},
        Spoiled{"UnknownCode", {{"sex", "鱻麤"}}, "record/unknown-code"},
        Spoiled{"UnknownCodeOfSeveral",
                {{"qualification_categories", {"犇骉", "88776655"}}},
                "record/unknown-code"},
        Spoiled{"BadLicenceNumber",
                {{"certificate_number", "鱻麤QZXJVW88"}},
                "record/bad-licence-number"},
        Spoiled{"BadIdCard", {{"id_number", "QZXJVW887766558877"}}, "record/bad-id-card"},
        Spoiled{
            "IdCardOfAnother", {{"id_number", "140100199001010014"}}, "record/id-card-disagrees"},
        Spoiled{"BadCertificateId",
                {{"certificate_id", "1.2.156.3005.2.QZXJVW.88776655"}},
                "record/bad-certificate-id"},
        Spoiled{"BadFlag", {{"specimen", "鱻麤"}}, "record/bad-flag"},
        Spoiled{"TooLong", {{"nationality", repeated("鱻麤", 20)}}, "record/too-long"},
        Spoiled{"FarTooLong", {{"nationality", repeated("鱻麤", 2000)}}, "record/too-long"},
        Spoiled{"ControlCharacter", {{"address", "鱻麤\x07犇骉"}}, "record/control-character"},
        Spoiled{"BidiControl", {{"address", "鱻麤\u202e犇骉"}}, "record/bidi-control"},
        Spoiled{"PrivateUse", {{"address", "鱻麤\ue000犇骉"}}, "record/private-use"},
        Spoiled{"VariationSelector", {{"address", "鱻\ufe00麤犇骉"}}, "record/variation-selector"},
        Spoiled{"MissingGlyph", {{"address", "鱻麤\U00030041犇骉"}}, "text/missing-glyph"},
        Spoiled{"DoesNotFit", {{"address", repeated("鱻麤\n犇骉\n", 8)}}, "text/does-not-fit"},
        Spoiled{
            "TooLongForTheSeal", {{"issuing_authority", repeated("鱻麤", 200)}}, "record/too-long"},
        Spoiled{"PhotoNotFound", {{"holder_photo", "鱻麤QZXJVW.jpg"}}, "record/picture-not-found"},
        Spoiled{"PhotoOutside",
                {{"holder_photo", "../../鱻麤.jpg"}},
                "record/picture-path-not-allowed"},
        Spoiled{"PhotoUnreadable", {{"holder_photo", "record.json"}}, "picture/unreadable"},
        Spoiled{"PhotoUriBroken",
                {{"holder_photo", "data:image/png;base64,QZXJVW鱻麤"}},
                "record/bad-picture-uri"},
        Spoiled{"PhotoUriUnknown",
                {{"holder_photo", "data:text/qzxjvw,88776655"}},
                "record/bad-picture-uri"}),
    [](const testing::TestParamInfo<Spoiled>& spoiled) { return spoiled.param.name; });

// What a vehicle's record holds beside: marks in every kind that the practitioner's has not.
TEST(Privacy, AVehiclesRecordIsRefusedWithoutItsValues) {
  const std::string vehicle = "road-transport-certificate";
  const std::string samples =
      std::string(CERTPRESS_SOURCE_DIR) + "/templates/" + vehicle + "/samples/";
  const std::vector<Spoiled> table{
      {"plate", {{"plate", "鱻A8877"}}, "record/bad-plate"},
      {"school", {{"plate", "晋QZXJ学"}}, "record/plate-not-eligible"},
      {"color",
       {{"plate", "晋QJVW88"}, {"plate_color", "渐变绿色"}},
       "record/plate-color-disagrees"},
      {"tonnage", {{"tonnage", "88776655.QZXJVW"}}, "record/bad-number"},
      {"large", {{"tonnage", "88776655"}}, "record/too-great"},
      {"seats", {{"seats", "鱻麤"}}, "record/bad-number"},
      {"dimensions", {{"dimensions", "88776655×1×1"}}, "record/bad-dimensions"},
      {"until", {{"valid_until", "犇骉"}}, "record/bad-date"},
      {"grade", {{"technical_grade", "犇骉"}}, "record/unknown-code"},
      {"order", {{"valid_until", "2001-01-01"}, {"holder_name", "鱻麤"}}, "record/rule-order"}};
  const std::string folder = test_folder();
  fs::copy_file(samples + "vehicle.jpg", folder + "/vehicle.jpg");
  for (const Spoiled& spoiled : table) {
    json record = json::parse(read_file(samples + "standard.json"));
    record.update(spoiled.changes);
    write_file(folder + "/record.json", record.dump());
    const Finished result = expect_no_mark(
        {"render", "-t", vehicle, "-d", folder + "/record.json", "-o", folder + "/out.png"}, folder,
        3);
    EXPECT_NE(result.err.find("[" + spoiled.code + "]"), std::string::npos) << result.err;
  }
}

// A warning and not an error: the certificate is made, and the identifier not repeated.
TEST(Privacy, AnIdentifierThatIsWarnedOfIsNotRepeated) {
  json record = marked_record();
  record["certificate_id"] =
      "1.2.156.3005.2.11100000000019713D071.11140000MB0TEXT59X.88776655QZXJVW.001.F";
  const Finished result = render(record.dump(), 0);
  EXPECT_NE(result.err.find("record/certificate-id-variant"), std::string::npos) << result.err;
}

TEST(Privacy, PartsOfAnIdentifierAreRefusedWithoutBeingRepeated) {
  expect_no_mark({"id", "new", "--type", "11100000000019713D071", "--issuer", "11140000MB0TEXT59X",
                  "--serial", "88776655_鱻麤"},
                 test_folder(), 3);
  expect_no_mark({"id", "new", "--type", "QZXJVW", "--issuer", "犇骉", "--serial", "1"},
                 test_folder(), 3);
}

// Text that is no record at all: what a parser of JSON would quote.
TEST(Privacy, WhatIsNoJsonIsNotQuoted) {
  render("鱻麤 犇骉", 3);
  render(R"({"holder_name": "鱻麤", 犇骉})", 3);
  render(R"({"holder_name": "鱻麤" "QZXJVW": 1})", 3);
  render(R"({"holder_name": "QZXJVW\x88776655"})", 3);
  render(R"({"holder_name": QZXJVW})", 3);
  render("{\"holder_name\": \"鱻麤\xff犇骉\"}", 3);
  render(R"(["鱻麤"])", 3);
  render(R"("鱻麤")", 3);
  render(R"({"holder_name": "鱻麤", "holder_name": "犇骉", "姓名": "QZXJVW"})", 3);
  render(R"({"鱻麤": 1, "鱻麤": 2})", 3);
}

TEST(Privacy, AnIdentifierIsCheckedWithoutBeingRepeated) {
  RunOptions options;
  options.input = "1.2.156.3005.2.11100000000019713D071.11140000MB0TEXT59X.88776655QZXJVW.001.0\n";
  expect_no_mark({"id", "check", "-"}, test_folder(), 3, options);
}

}  // namespace
}  // namespace certpress::tests
