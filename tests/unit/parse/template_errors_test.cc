// Broken templates: each mistake is found, and where it stands.
#include <ostream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "memory_resources.h"
#include "parse/template_parser.h"

namespace certpress::parse {
namespace {

const std::vector<std::string> kRoles{"song", "song-bold", "hei", "kai"};

std::vector<Diagnostic> problems_of(const MemoryResources& resources) {
  Refusals remarks;
  try {
    parse_template(resources, "x", kRoles, remarks);
  } catch (const Refused& refused) {
    return refused.diagnostics();
  }
  return remarks.take();
}

std::vector<Diagnostic> problems_of(const std::string& yaml) {
  MemoryResources resources;
  resources.files["x/template.yaml"] = yaml;
  return problems_of(resources);
}

// "2:5 unknown-key", one a line, lines counted from behind the first `head` lines.
std::string listed(const std::vector<Diagnostic>& problems, int head) {
  std::string out;
  for (const Diagnostic& problem : problems) {
    EXPECT_FALSE(problem.message.en.empty());
    EXPECT_FALSE(problem.message.zh.empty());
    EXPECT_EQ(problem.hint.en.empty(), problem.hint.zh.empty());
    EXPECT_EQ(problem.place.file, "templates/x/template.yaml");
    out += std::to_string(problem.place.line - head) + ":" + std::to_string(problem.place.column) +
           " " + problem.code.substr(problem.code.find('/') + 1) + "\n";
  }
  return out;
}

struct Broken {
  const char* what;
  std::string yaml;
  std::string expected;
};

std::ostream& operator<<(std::ostream& out, const Broken& broken) { return out << broken.what; }

std::string name_of(const testing::TestParamInfo<Broken>& test) { return test.param.what; }

// Whole files.
class BrokenFile : public testing::TestWithParam<Broken> {};

TEST_P(BrokenFile, IsRefusedAtItsPlace) {
  EXPECT_EQ(listed(problems_of(GetParam().yaml), 0), GetParam().expected);
}

const std::string kHead =
    "certpress: 1\n"
    "id: x\n"
    "title: 标题\n"
    "version: 1.0.0\n"
    "page: {size: [210, 297]}\n";

INSTANTIATE_TEST_SUITE_P(
    Template, BrokenFile,
    testing::Values(
        Broken{"EmptyFile", "", "1:1 empty\n"}, Broken{"NoMapping", "[1, 2]\n", "1:1 wrong-type\n"},
        Broken{"NotYaml", kHead + "elements: [\n", "7:1 unreadable-yaml\n"},
        Broken{"NothingButVersion", "certpress: 1\n",
               "1:1 missing-key\n1:1 missing-key\n1:1 missing-key\n1:1 missing-key\n"
               "1:1 missing-key\n"},
        Broken{"OtherVersion", "certpress: 2" + kHead.substr(12) + "elements: []\n",
               "1:12 version-unsupported\n"},
        Broken{"UnknownKey", kHead + "elements: []\ncolours: {}\n", "7:1 unknown-key\n"},
        Broken{"KeyTwice", kHead + "title: x\nelements: []\n", "6:1 duplicate-key\n"},
        Broken{"OtherId",
               "certpress: 1\nid: y\ntitle: t\nversion: 1\npage: {size: [210, 297]}\n"
               "elements: []\n",
               "2:5 bad-name\n"},
        Broken{"IdWithSlash",
               "certpress: 1\nid: a/b\ntitle: t\nversion: 1\n"
               "page: {size: [210, 297]}\nelements: []\n",
               "2:5 bad-name\n"},
        Broken{"TitleIsList",
               "certpress: 1\nid: x\ntitle: [a]\nversion: 1\n"
               "page: {size: [210, 297]}\nelements: []\n",
               "3:8 wrong-type\n"},
        Broken{"EmptyTitle",
               "certpress: 1\nid: x\ntitle:\nversion: 1\n"
               "page: {size: [210, 297]}\nelements: []\n",
               "3:1 wrong-type\n"},
        Broken{"PageInPoints",
               "certpress: 1\nid: x\ntitle: t\nversion: 1\n"
               "page: {size: [595pt, 297]}\nelements: []\n",
               "5:15 wrong-unit\n"},
        Broken{"PageTooSmall",
               "certpress: 1\nid: x\ntitle: t\nversion: 1\n"
               "page: {size: [2, 297]}\nelements: []\n",
               "5:15 out-of-range\n"},
        Broken{"UnquotedColour",
               "certpress: 1\nid: x\ntitle: t\nversion: 1\n"
               "page:\n  size: [210, 297]\n  background: #FFF\nelements: []\n",
               "7:3 wrong-type\n"},
        Broken{"ShortColour", kHead + "colors: {a: '#FFF'}\nelements: []\n",
               "6:13 unknown-color\n"},
        Broken{"ColourNameInCapitals", kHead + "colors: {Red: '#FF0000'}\nelements: []\n",
               "6:10 bad-name\n"},
        Broken{"UnknownFont", kHead + "styles: {a: {font: kaai}}\nelements: []\n",
               "6:20 unknown-font\n"},
        Broken{"SizeInMillimetres", kHead + "styles: {a: {size: 17mm}}\nelements: []\n",
               "6:20 wrong-unit\n"},
        Broken{"SizeIsNan", kHead + "styles: {a: {size: .nan}}\nelements: []\n",
               "6:20 not-a-number\n"},
        Broken{"SizeIsInfinite", kHead + "styles: {a: {size: inf}}\nelements: []\n",
               "6:20 not-a-number\n"},
        Broken{"SizeIsHex", kHead + "styles: {a: {size: 0x11}}\nelements: []\n",
               "6:20 not-a-number\n"},
        Broken{"SizeIsZero", kHead + "styles: {a: {size: 0}}\nelements: []\n",
               "6:20 out-of-range\n"},
        Broken{"StyleIsWord", kHead + "styles: {a: kai}\nelements: []\n", "6:13 wrong-type\n"},
        Broken{"StyleOfStyle", kHead + "styles: {a: {style: b}}\nelements: []\n",
               "6:14 unknown-key\n"},
        Broken{"ElementsAreMapping", kHead + "elements: {a: 1}\n", "6:11 wrong-type\n"},
        Broken{"Anchor", kHead + "elements: &a []\n", "6:11 alias\n"}),
    name_of);

// Fields: what stands below `fields:`.
class BrokenField : public testing::TestWithParam<Broken> {};

TEST_P(BrokenField, IsRefusedAtItsPlace) {
  const std::string yaml = kHead + "elements: []\nfields:\n" + GetParam().yaml;
  EXPECT_EQ(listed(problems_of(yaml), 7), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Template, BrokenField,
    testing::Values(
        Broken{"NoLabel", "  a: {kind: text}\n", "1:6 missing-key\n"},
        Broken{"NoKind", "  a: {label: 甲}\n", "1:6 missing-key\n"},
        Broken{"UnknownKind", "  a: {label: 甲, kind: tekst}\n", "1:23 unknown-word\n"},
        Broken{"KeyOfOtherKind", "  a: {label: 甲, kind: date, max_length: 3}\n",
               "1:29 unknown-key\n"},
        Broken{"BadName", "  Holder-Name: {label: 甲, kind: text}\n", "1:3 bad-name\n"},
        Broken{"LabelTwice", "  a: {label: 甲, kind: text}\n  b: {label: 甲, kind: text}\n",
               "2:14 duplicate-name\n"},
        Broken{"LabelIsOtherName", "  a: {label: b, kind: text}\n  b: {label: 乙, kind: text}\n",
               "1:14 duplicate-name\n"},
        Broken{"LengthsCrossed", "  a: {label: 甲, kind: text, min_length: 9, max_length: 3}\n",
               "1:56 out-of-range\n"},
        Broken{"HalfCharacter", "  a: {label: 甲, kind: text, max_length: 2.5}\n",
               "1:41 not-a-number\n"},
        Broken{"RequiredIsYes", "  a: {label: 甲, kind: text, required: yes}\n",
               "1:39 wrong-type\n"},
        Broken{"NoCodes", "  a: {label: 甲, kind: code}\n", "1:6 missing-key\n"},
        Broken{"MissingCodeList", "  a: {label: 甲, kind: code, codes: nope}\n",
               "1:36 code-list-missing\n"},
        Broken{"CodeListEscapes", "  a: {label: 甲, kind: code, codes: ../x}\n", "1:36 bad-name\n"},
        Broken{"PlateAgreesWithAText",
               "  a: {label: 甲, kind: plate, agrees_with: {color: b}}\n"
               "  b: {label: 乙, kind: text}\n",
               "1:51 wrong-field-kind\n"},
        Broken{"PlateHasNoSex", "  a: {label: 甲, kind: plate, agrees_with: {sex: b}}\n",
               "1:43 missing-key\n1:44 unknown-key\n"},
        Broken{"AgreesWithNothing",
               "  a: {label: 甲, kind: id-card, agrees_with: {birth: b, sex: c}}\n"
               "  b: {label: 乙, kind: name}\n",
               "1:53 wrong-field-kind\n1:61 unknown-field\n"}),
    name_of);

// Elements: what stands below `elements:`.
class BrokenElement : public testing::TestWithParam<Broken> {};

const std::string kElementHead = kHead +
                                 "colors: {ink: '#102030'}\n"
                                 "styles: {label: {font: kai}}\n"
                                 "fields:\n"
                                 "  holder: {label: 业户名称, kind: name}\n"
                                 "  issued: {label: 发证日期, kind: date}\n"
                                 "  photo: {label: 照片, kind: image}\n"
                                 "elements:\n";

TEST_P(BrokenElement, IsRefusedAtItsPlace) {
  EXPECT_EQ(listed(problems_of(kElementHead + GetParam().yaml), 12), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Template, BrokenElement,
    testing::Values(
        Broken{"NoType", "- {name: a}\n", "1:3 missing-key\n"},
        Broken{"UnknownType", "- {type: txt, name: a}\n", "1:10 unknown-type\n"},
        Broken{"NoMapping", "- text\n", "1:3 wrong-type\n"},
        Broken{"NoBox", "- {type: text, name: a, text: x}\n", "1:3 missing-key\n"},
        Broken{"BoxOfThree", "- {type: text, name: a, text: x, box: [1, 2, 3]}\n",
               "1:39 wrong-type\n"},
        Broken{"BoxWithWord", "- {type: text, name: a, text: x, box: [1, 2, 3, wide]}\n",
               "1:49 not-a-number\n"},
        Broken{"BoxWithoutHeight", "- {type: text, name: a, text: x, box: [1, 2, 3, 0]}\n",
               "1:49 out-of-range\n"},
        Broken{"RightOfPage", "- {type: text, name: a, text: x, box: [200, 2, 20, 5]}\n",
               "1:39 outside-page\n"},
        Broken{"AbovePage", "- {type: text, name: a, text: x, box: [1, -2, 20, 5]}\n",
               "1:39 outside-page\n"},
        Broken{"LineLeavesPage", "- {type: line, name: a, from: [1, 2], to: [1, 300]}\n",
               "1:31 outside-page\n"},
        Broken{"SealLeavesPage",
               "- {type: seal, name: a, at: [190, 2], diameter: 42, asset: ../s.png}\n",
               "1:29 outside-page\n1:60 asset-missing\n"},
        Broken{"AllowsAWord",
               "- {type: text, name: a, text: x, box: [1, 2, 3, 4], allow: margin}\n",
               "1:60 wrong-type\n"},
        Broken{"AllowsWhatNobodyObjectsTo",
               "- {type: text, name: a, text: x, box: [1, 2, 3, 4], allow: [margin, margins]}\n",
               "1:69 unknown-word\n"},
        Broken{"NameTwice",
               "- {type: text, name: a, text: x, box: [1, 2, 3, 4]}\n"
               "- {type: text, name: a, text: x, box: [1, 2, 3, 4]}\n",
               "2:22 duplicate-name\n"},
        Broken{"BadName", "- {type: text, name: a b, text: x, box: [1, 2, 3, 4]}\n",
               "1:22 bad-name\n"},
        Broken{"UnknownStyle",
               "- {type: text, name: a, text: x, box: [1, 2, 3, 4], style: lable}\n",
               "1:60 unknown-style\n"},
        Broken{"UnknownColour", "- {type: text, name: a, text: x, box: [1, 2, 3, 4], color: red}\n",
               "1:60 unknown-color\n"},
        Broken{"UnknownWord",
               "- {type: text, name: a, text: x, box: [1, 2, 3, 4], align: centre}\n",
               "1:60 unknown-word\n"},
        Broken{"UnknownWhen", "- {type: text, name: a, text: x, box: [1, 2, 3, 4], when: b}\n",
               "1:59 unknown-field\n"},
        Broken{"OpacityInPercent",
               "- {type: text, name: a, text: x, box: [1, 2, 3, 4], opacity: 50%}\n",
               "1:62 wrong-unit\n"},
        Broken{"UnknownFieldInText",
               "- {type: text, name: a, text: '业户{holdr}', box: [1, 2, 3, 4]}\n",
               "1:35 unknown-field\n"},
        Broken{"OpenBraceInText",
               "- {type: text, name: a, text: '业户{holder', box: [1, 2, 3, 4]}\n",
               "1:34 bad-composition\n"},
        Broken{"UnquotedBrace", "- {type: text, name: a, text: {holder}, box: [1, 2, 3, 4]}\n",
               "1:31 wrong-type\n"},
        Broken{"BadDateFormat", "- {type: text, name: a, text: '{issued:YY}', box: [1, 2, 3, 4]}\n",
               "1:40 bad-date-format\n"},
        Broken{"PictureAsText", "- {type: text, name: a, text: '{photo}', box: [1, 2, 3, 4]}\n",
               "1:33 wrong-field-kind\n"},
        Broken{"TextAsPhoto", "- {type: photo, name: a, field: holder, box: [1, 2, 3, 4]}\n",
               "1:33 wrong-field-kind\n"},
        Broken{"ValueLeftOfBox",
               "- {type: field, name: a, label: l, value: v, value_x: 5, box: [9, 2, 30, 4]}\n",
               "1:55 out-of-range\n"},
        Broken{"RowHigherThanBox",
               "- {type: field, name: a, label: l, value: v, value_x: 15, row: 6, box: [9, 2, 30, "
               "4]}\n",
               "1:64 outside-box\n"},
        Broken{
            "FitOfVerticalText",
            "- {type: vertical-text, name: a, text: x, pitch: 6, fit: wrap, box: [1, 2, 9, 9]}\n",
            "1:53 unknown-key\n"},
        Broken{"ArcLeavesBox",
               "- {type: arc-text, name: a, text: x, radius: 20, span: 90, box: [1, 2, 40, 40]}\n",
               "1:46 outside-box\n"},
        Broken{"CodeNotSquare", "- {type: code, name: a, content: x, box: [1, 2, 20, 21]}\n",
               "1:42 not-square\n"},
        Broken{"InvisibleShape", "- {type: rectangle, name: a, box: [1, 2, 3, 4]}\n",
               "1:3 missing-key\n"},
        Broken{"BadPathData",
               "- {type: path, name: a, fill: ink, d: 'M 0 0 B 1 1', box: [1, 2, 3, 4]}\n",
               "1:46 bad-path-data\n"},
        Broken{"PathLeavesBox",
               "- {type: path, name: a, fill: ink, d: M 0 0 L 5 1 Z, box: [1, 2, 3, 4]}\n",
               "1:39 outside-box\n"},
        Broken{"BandAcrossItsBox",
               "- {type: border, name: a, band: {inset: 1, amplitude: 2, pitch: 5}, box: [1, 2, "
               "90, 90]}\n",
               "1:55 outside-box\n"},
        Broken{
            "GuillocheLeavesBox",
            "- {type: guilloche, name: a, outer_radius: 9, inner_radius: 5, box: [1, 2, 9, 9]}\n",
            "1:44 outside-box\n"},
        Broken{
            "GuillocheInsideOut",
            "- {type: guilloche, name: a, outer_radius: 3, inner_radius: 4, box: [1, 2, 9, 9]}\n",
            "1:61 out-of-range\n"},
        Broken{"AssetMissing", "- {type: image, name: a, asset: a.png, box: [1, 2, 9, 9]}\n",
               "1:33 asset-missing\n"},
        Broken{"AssetOfOtherFormat", "- {type: image, name: a, asset: a.svg, box: [1, 2, 9, 9]}\n",
               "1:33 asset-missing\n"},
        Broken{"AssetEscapes", "- {type: image, name: a, asset: ../../a.png, box: [1, 2, 9, 9]}\n",
               "1:33 asset-escapes\n"},
        Broken{"AssetIsAbsolute",
               "- {type: image, name: a, asset: /etc/a.png, box: [1, 2, 9, 9]}\n",
               "1:33 asset-escapes\n"}),
    name_of);

TEST(TemplateErrors, AreAllReportedInTheOrderOfTheText) {
  const std::string yaml =
      kElementHead +
      "- {type: text, name: a, text: '{a}{b', size: 3mm, box: [1, 2, 3, 999]}\n"
      "- {type: star, name: b, fil: ink, box: [1, 2, 3, 4]}\n" +
      "colours: {}\n";
  EXPECT_EQ(listed(problems_of(yaml), 12),
            "1:33 unknown-field\n"
            "1:35 bad-composition\n"
            "1:46 wrong-unit\n"
            "1:56 outside-page\n"
            "2:3 missing-key\n"
            "2:25 unknown-key\n"
            "3:1 unknown-key\n");
}

TEST(TemplateErrors, ShowTheLineTheCaretAndTheHint) {
  const auto problems =
      problems_of(kElementHead +
                  "- {type: text, name: 甲乙, text: x, box: [1, 2, 3, 4], colour: ink}\n"
                  "- {type: text, name: b, text: x, box: [1, 2, 3, 4], size: 6mm}\n");
  ASSERT_EQ(problems.size(), 3U);
  EXPECT_EQ(to_text(problems[1], Language::kEnglish),
            "templates/x/template.yaml:13:54: error: element 甲乙: a text has no key 'colour' "
            "[template/unknown-key]\n"
            "   13 | - {type: text, name: 甲乙, text: x, box: [1, 2, 3, 4], colour: ink}\n"
            "      |                                                        ^\n"
            "  hint: did you mean 'color'?\n");
  EXPECT_EQ(problems[2].hint.en, "6mm = 17.01pt");
  EXPECT_EQ(problems[2].place.element, "b");
}

TEST(TemplateErrors, NameTheDistanceToThePage) {
  const auto problems =
      problems_of(kElementHead + "- {type: text, name: a, text: x, box: [200.25, 2, 20, 5]}\n");
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_NE(problems[0].message.en.find("10.25 mm"), std::string::npos) << problems[0].message.en;
}

TEST(TemplateErrors, ABrokenPageDoesNotAccuseTheElements) {
  const std::string yaml =
      "certpress: 1\nid: x\ntitle: t\nversion: 1\npage: {size: [210]}\nelements:\n"
      "- {type: text, name: a, text: x, box: [1, 2, 3, 4]}\n";
  EXPECT_EQ(listed(problems_of(yaml), 0), "5:14 wrong-type\n");
}

TEST(TemplateErrors, ListEndsAfterAHundred) {
  std::string yaml = kHead + "elements: []\n";
  for (int i = 0; i < 500; ++i) {
    yaml += "k" + std::to_string(i) + ": 1\n";
  }
  const auto problems = problems_of(yaml);
  ASSERT_EQ(problems.size(), 101U);
  EXPECT_EQ(problems.back().code, "template/too-many-errors");
}

TEST(TemplateErrors, MissingTemplateIsNotFound) {
  const MemoryResources resources;
  Refusals remarks;
  for (const char* id : {"x", "", "../x", "X", "a/b"}) {
    try {
      parse_template(resources, id, kRoles, remarks);
      FAIL() << id;
    } catch (const Refused& refused) {
      EXPECT_EQ(refused.diagnostics().front().code, "template/not-found") << id;
    }
  }
}

TEST(TemplateErrors, TooManyElementsOrFieldsAreRefused) {
  std::string yaml = kHead + "elements:\n";
  for (int i = 0; i <= 2000; ++i) {
    yaml += "- {type: text, name: e" + std::to_string(i) + ", text: x, box: [1, 2, 3, 4]}\n";
  }
  EXPECT_EQ(listed(problems_of(yaml), 0), "7:1 too-many\n");
  yaml = kHead + "elements: []\nfields:\n";
  for (int i = 0; i <= 200; ++i) {
    yaml += "  f" + std::to_string(i) + ": {label: '" + std::to_string(i) + "', kind: text}\n";
  }
  EXPECT_EQ(listed(problems_of(yaml), 7), "201:3 too-many\n");
}

// Files beside the template.

std::string image_of(const std::string& asset) {
  return "- {type: image, name: a, asset: " + asset + ", box: [0, 0, 10, 10]}\n";
}

std::string artwork(const std::string& elements) {
  return "certpress: 1\nartwork: {size: [10, 10]}\nelements:\n" + elements;
}

std::string codes_of(const MemoryResources& resources) {
  std::string out;
  for (const Diagnostic& problem : problems_of(resources)) {
    out +=
        problem.place.file + ":" + std::to_string(problem.place.line) + " " + problem.code + "\n";
  }
  return out;
}

TEST(TemplateErrors, OfAnArtworkAreShownInItsOwnFile) {
  MemoryResources resources;
  resources.files["x/template.yaml"] = kHead + "elements:\n" + image_of("../shared/a.yaml");
  resources.files["shared/a.yaml"] =
      artwork("- {type: star, name: s, fill: gold, box: [0, 0, 20, 10]}\n");
  EXPECT_EQ(codes_of(resources),
            "templates/shared/a.yaml:4 template/unknown-color\n"
            "templates/shared/a.yaml:4 template/outside-page\n");
}

TEST(TemplateErrors, ArtworksMayNotShowThemselves) {
  MemoryResources resources;
  resources.files["x/template.yaml"] = kHead + "elements:\n" + image_of("a.yaml");
  resources.files["x/a.yaml"] = artwork(image_of("b.yaml"));
  resources.files["x/b.yaml"] = artwork(image_of("./a.yaml"));
  EXPECT_EQ(codes_of(resources), "templates/x/b.yaml:4 template/asset-cycle\n");
}

TEST(TemplateErrors, ArtworksNestFourDeep) {
  MemoryResources resources;
  resources.files["x/template.yaml"] = kHead + "elements:\n" + image_of("a1.yaml");
  for (int i = 1; i < 6; ++i) {
    resources.files["x/a" + std::to_string(i) + ".yaml"] =
        artwork(image_of("a" + std::to_string(i + 1) + ".yaml"));
  }
  EXPECT_EQ(codes_of(resources), "templates/x/a4.yaml:4 template/too-deep\n");
}

TEST(TemplateErrors, ArtworksCountForEveryTimeTheyAreShown) {
  const auto many = [](const std::string& asset) {
    std::string out;
    for (int i = 0; i < 50; ++i) {
      out += "- {type: image, name: i" + std::to_string(i) + ", asset: " + asset +
             ", box: [0, 0, 10, 10]}\n";
    }
    return out;
  };
  MemoryResources resources;
  resources.files["x/template.yaml"] = kHead + "elements:\n" + many("a.yaml");
  resources.files["x/a.yaml"] = artwork(many("b.yaml"));
  resources.files["x/b.yaml"] =
      artwork("- {type: star, name: s, fill: '#000000', box: [0, 0, 10, 10]}\n");
  const std::string codes = codes_of(resources);
  // 50 x (1 + 50 x 2) elements: 2000 are reached while the template shows its 20th.
  EXPECT_TRUE(codes.starts_with("templates/x/template.yaml:26 template/too-many\n")) << codes;
}

TEST(TemplateErrors, ABadPictureIsShownWhereItIsNamed) {
  MemoryResources resources;
  resources.files["x/template.yaml"] = kHead + "elements:\n" + image_of("a.png");
  resources.files["x/a.png"] = "not a picture";
  EXPECT_EQ(codes_of(resources), "templates/x/template.yaml:7 picture/unreadable\n");
}

TEST(TemplateErrors, OfACodeListAreShownInItsOwnFile) {
  MemoryResources resources;
  resources.files["x/template.yaml"] =
      kHead + "elements: []\nfields:\n  a: {label: 甲, kind: code, codes: sex}\n";
  resources.files["codes/sex.yaml"] =
      "id: gender\ntitle: 性别\nentries:\n- {code: 1, text: 男}\n- {code: 1, txt: 女}\n";
  EXPECT_EQ(codes_of(resources),
            "templates/codes/sex.yaml:1 template/missing-key\n"
            "templates/codes/sex.yaml:1 template/bad-name\n"
            "templates/codes/sex.yaml:5 template/missing-key\n"
            "templates/codes/sex.yaml:5 template/duplicate-name\n"
            "templates/codes/sex.yaml:5 template/unknown-key\n");
}

}  // namespace
}  // namespace certpress::parse
