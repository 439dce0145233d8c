// Templates that extend shared files: what comes of them, and where their mistakes are shown.
#include <ctime>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "memory_resources.h"
#include "parse/template_parser.h"

namespace certpress::parse {
namespace {

const std::vector<std::string> kRoles{"song", "song-bold", "hei", "kai"};

const std::string kBase =
    "certpress: 1\n"                                                               // 1
    "standard: JT/T 1291-2019\n"                                                   // 2
    "page: {size: [100, 50], background: paper}\n"                                 // 3
    "colors: {paper: '#FFFFFF', rule: '#000000', spare: '#112233'}\n"              // 4
    "styles:\n"                                                                    // 5
    "  big: {font: kai, size: 20, color: rule}\n"                                  // 6
    "  spare: {size: 5}\n"                                                         // 7
    "fields:\n"                                                                    // 8
    "  owner: {label: 业户, kind: name, required: true, max_length: 100}\n"        // 9
    "  scope: {label: 范围, kind: text}\n"                                         // 10
    "elements:\n"                                                                  // 11
    "- {type: text, name: title, box: [10, 5, 80, 10], text: 标题, style: big}\n"  // 12
    "- {type: text, name: owner, box: [10, 20, 80, 5], text: '{owner}'}\n"         // 13
    "- {type: text, name: scope, box: [10, 30, 80, 5], text: '{scope}'}\n";        // 14

const std::string kHead =
    "certpress: 1\nid: x\ntitle: 证\nversion: 1.0.0\nextends: ../shared/base.yaml\n";  // 5 lines

using Files = MemoryResources::Files;

Files extending(const std::string& changes, const std::string& base = kBase) {
  Files resources;
  resources["x/template.yaml"] = kHead + changes;
  resources["shared/base.yaml"] = base;
  return resources;
}

// "shared/base.yaml:4:9 unknown-color title", one a line: place, code, element or field.
std::string problems_of(const Files& files) {
  Refusals remarks;
  std::vector<Diagnostic> problems;
  try {
    parse_template(MemoryResources(files), "x", kRoles, remarks);
    problems = remarks.take();
  } catch (const Refused& refused) {
    problems = refused.diagnostics();
  }
  std::string out;
  for (const Diagnostic& problem : problems) {
    const Place& place = problem.place;
    EXPECT_FALSE(problem.message.zh.empty());
    EXPECT_TRUE(place.file.starts_with("templates/")) << place.file;
    out += place.file.substr(10) + ":" + std::to_string(place.line) + ":" +
           std::to_string(place.column) + " " + problem.code.substr(problem.code.find('/') + 1);
    const std::string subject = place.element + place.field;
    out += (subject.empty() ? "" : " " + subject) + "\n";
  }
  return out;
}

model::Template parsed(const Files& files) {
  Refusals remarks;
  try {
    return parse_template(MemoryResources(files), "x", kRoles, remarks);
  } catch (const Refused& refused) {
    ADD_FAILURE() << problems_of(files);
    return {};
  }
}

std::string names_of(const model::Template& of) {
  std::string out;
  for (const model::Element& element : of.elements) {
    out += element.name + " ";
  }
  return out;
}

const model::TextElement& text_of(const model::Template& of, std::size_t index) {
  return std::get<model::TextElement>(of.elements.at(index).content);
}

TEST(Sharing, GivesAllThatTheBaseHas) {
  const model::Template of = parsed(extending(""));
  EXPECT_EQ(of.id, "x");
  EXPECT_EQ(of.title, "证");
  EXPECT_EQ(of.standard, "JT/T 1291-2019");
  EXPECT_EQ(of.page.width, 100);
  EXPECT_EQ(of.fields.size(), 2U);
  EXPECT_EQ(names_of(of), "title owner scope ");
}

TEST(Sharing, WarnsOfNothingThatTheBaseOffers) { EXPECT_EQ(problems_of(extending("")), ""); }

TEST(Sharing, WarnsOfWhatTheFileItselfAddsAndDoesNotUse) {
  EXPECT_EQ(problems_of(extending("colors: {mine: '#123456'}\n"
                                  "styles:\n  own: {size: 3}\n"
                                  "fields:\n  extra: {label: 附, kind: text}\n")),
            "x/template.yaml:6:10 unused-color\n"
            "x/template.yaml:8:3 unused-style\n"
            "x/template.yaml:10:3 unused-field\n");
}

TEST(Sharing, ChangesByNameAndKeyByKey) {
  const model::Template of =
      parsed(extending("standard: JT/T 1292-2019\n"
                       "page: {background: '#010203'}\n"
                       "colors: {rule: '#FF0000'}\n"
                       "styles: {big: {size: 30}}\n"
                       "fields: {owner: {max_length: 50}}\n"
                       "elements:\n- {name: title, text: 新标题}\n"));
  EXPECT_EQ(of.standard, "JT/T 1292-2019");
  EXPECT_EQ(of.page.width, 100);
  EXPECT_EQ(of.background.red, 1);
  EXPECT_EQ(text_of(of, 0).style.font, "kai");
  EXPECT_EQ(text_of(of, 0).style.size_pt, 30);
  EXPECT_EQ(text_of(of, 0).style.color.red, 255);
  EXPECT_EQ(of.fields[0].max_length, 50);
  EXPECT_TRUE(of.fields[0].required);
  EXPECT_EQ(std::get<std::string>(text_of(of, 0).text.segments[0].pieces[0]), "新标题");
  EXPECT_EQ(of.elements[0].box.width, 80);
}

TEST(Sharing, AnotherTypeOrKindReplacesTheWhole) {
  const model::Template of = parsed(
      extending("fields: {owner: {label: 车主, kind: text}}\n"
                "elements:\n- {type: rectangle, name: title, box: [1, 1, 5, 5], fill: rule}\n"));
  EXPECT_FALSE(of.fields[0].required);
  EXPECT_TRUE(std::holds_alternative<model::ShapeElement>(of.elements[0].content));
  EXPECT_EQ(names_of(of), "title owner scope ");
}

TEST(Sharing, PutsNewElementsBehindOrWhereTheyAreToldTo) {
  const std::string box = "type: rectangle, box: [1, 1, 5, 5], fill: rule}\n";
  EXPECT_EQ(names_of(parsed(extending("elements:\n"
                                      "- {name: last, " +
                                      box + "- {name: first, before: title, " + box +
                                      "- {name: second, after: first, " + box +
                                      "- {name: owner, after: scope}\n"))),
            "first second title scope owner last ");
}

TEST(Sharing, RemovesElementsAndFields) {
  const model::Template of =
      parsed(extending("remove: {elements: [scope, title], fields: [scope]}\n"));
  EXPECT_EQ(names_of(of), "owner ");
  EXPECT_EQ(of.fields.size(), 1U);
}

TEST(Sharing, ARemovedNameIsFreeForAnother) {
  const model::Template of = parsed(
      extending("remove: {elements: [title]}\n"
                "elements:\n- {type: rectangle, name: title, box: [1, 1, 5, 5], fill: rule}\n"));
  EXPECT_EQ(names_of(of), "owner scope title ");
}

TEST(Sharing, AddsToTheRulesOfTheBase) {
  const model::Template of = parsed(extending("rules:\n- {one_of: [scope, owner]}\n",
                                              kBase + "rules:\n- {one_of: [owner, scope]}\n"));
  ASSERT_EQ(of.rules.size(), 2U);
  EXPECT_EQ(std::get<model::OneOfRule>(of.rules[0]).fields.front(), 0U);
  EXPECT_EQ(std::get<model::OneOfRule>(of.rules[1]).fields.front(), 1U);
}

TEST(Sharing, GoesOverSeveralFiles) {
  Files resources = extending("elements:\n- {name: title, text: 三}\n",
                              "certpress: 1\nextends: deep/root.yaml\n"
                              "elements:\n- {name: owner, opacity: 0.5}\n");
  resources["shared/deep/root.yaml"] = kBase;
  const model::Template of = parsed(resources);
  EXPECT_EQ(names_of(of), "title owner scope ");
  EXPECT_EQ(of.elements[1].opacity, 0.5);
  EXPECT_EQ(of.elements[0].file, "templates/x/template.yaml");
  EXPECT_EQ(of.elements[0].span.line, 7);
  EXPECT_EQ(of.elements[1].file, "templates/shared/base.yaml");
  EXPECT_EQ(of.elements[1].span.line, 4);
  EXPECT_EQ(of.elements[2].file, "templates/shared/deep/root.yaml");
  EXPECT_EQ(of.elements[2].span.line, 14);
}

TEST(Sharing, PathsOfAssetsAreThoseOfTheFileThatNamesThem) {
  Files resources =
      extending("elements:\n- {type: image, name: mine, box: [1, 1, 5, 5], asset: own.yaml}\n",
                kBase + "- {type: image, name: theirs, box: [1, 1, 5, 5], asset: theirs.yaml}\n");
  const std::string art = "certpress: 1\nartwork: {size: [5, 5]}\nelements: []\n";
  resources["x/own.yaml"] = art;
  resources["shared/theirs.yaml"] = art;
  EXPECT_EQ(problems_of(resources), "");
}

struct Case {
  const char* what;
  std::string changes;
  std::string base;
  std::string expected;

  friend void PrintTo(const Case& test, std::ostream* out) { *out << test.what; }
};

class BrokenSharing : public testing::TestWithParam<Case> {};

TEST_P(BrokenSharing, IsShownInTheFileThatMadeTheMistake) {
  EXPECT_EQ(problems_of(extending(GetParam().changes, GetParam().base)), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Sharing, BrokenSharing,
    testing::Values(
        Case{"InTheBase", "", kBase + "- {type: text, name: d, box: [1, 1, 5, 5], txt: a}\n",
             "shared/base.yaml:15:3 missing-key d\nshared/base.yaml:15:44 unknown-key d\n"},
        Case{"InsideATextOfTheBase", "",
             kBase + "- {type: text, name: d, box: [1, 1, 5, 5], text: 'ab{wrong}'}\n",
             "shared/base.yaml:15:54 unknown-field d\n"},
        Case{"InAChange", "elements:\n- {name: title, align: centre}\n", kBase,
             "x/template.yaml:7:24 unknown-word title\n"},
        Case{"InAChangeOfAStyle", "styles: {big: {size: 3mm}}\n", kBase,
             "x/template.yaml:6:22 wrong-unit\n"},
        Case{"InAChangeOfAField", "fields: {owner: {max_length: 0}}\n", kBase,
             "x/template.yaml:6:30 out-of-range owner\n"},
        Case{"InBothFiles", "elements:\n- {name: title, size: big}\n",
             kBase + "- {type: line, name: d, from: [0, 0], to: [1, 200]}\n",
             "x/template.yaml:7:23 not-a-number title\nshared/base.yaml:15:31 outside-page d\n"},
        Case{"ChangeOfWhatIsNotThere", "elements:\n- {name: titel, text: 甲}\n", kBase,
             "x/template.yaml:7:10 unknown-element titel\n"},
        Case{"NewFieldWithoutKind", "fields: {more: {label: 甲}}\n", kBase,
             "x/template.yaml:6:16 missing-key more\n"},
        Case{"BesideWhatIsNotThere",
             "elements:\n- {type: line, name: d, from: [0, 0], to: [1, 2], after: nothing}\n",
             kBase, "x/template.yaml:7:58 unknown-element d\n"},
        Case{"BeforeAndAfter", "elements:\n- {name: title, before: owner, after: scope}\n", kBase,
             "x/template.yaml:7:39 wrong-type title\n"},
        Case{"RemovesWhatIsNotThere", "remove: {elements: [ownr], fields: [x]}\n", kBase,
             "x/template.yaml:6:21 unknown-element\nx/template.yaml:6:37 unknown-field\n"},
        Case{"RemovesNoNames", "remove: {elements: title, colors: [a]}\n", kBase,
             "x/template.yaml:6:20 wrong-type\n"
             "x/template.yaml:6:27 unknown-key\n"},
        Case{"RemovesAFieldThatIsPrinted", "remove: {fields: [owner]}\n", kBase,
             "shared/base.yaml:13:59 unknown-field owner\n"},
        Case{"NameTwice",
             "elements:\n- {type: line, name: d, from: [0, 0], to: [1, 2]}\n"
             "- {type: line, name: d, from: [0, 0], to: [1, 2]}\n",
             kBase, "x/template.yaml:8:22 duplicate-name\n"},
        Case{"UnknownKeyOfTheFile", "colour: {}\n", kBase, "x/template.yaml:6:1 unknown-key\n"},
        Case{"ASharedFileIsNoCertificate", "", "id: y\n" + kBase,
             "shared/base.yaml:1:1 unknown-key\n"},
        Case{"ASharedFileOfAnotherVersion", "", "certpress: 2" + kBase.substr(12),
             "shared/base.yaml:1:12 version-unsupported\n"},
        Case{"MissingInBoth", "", "certpress: 1\n",
             "x/template.yaml:1:1 missing-key\nx/template.yaml:1:1 missing-key\n"},
        Case{"BaseIsNotYaml", "", "page: [\n", "shared/base.yaml:2:1 unreadable-yaml\n"},
        Case{"BaseIsNoMapping", "", "[1, 2]\n", "shared/base.yaml:1:1 wrong-type\n"},
        Case{"ListsThatAreNone", "elements: {a: 1}\nfields: [1]\n", kBase,
             "x/template.yaml:6:11 wrong-type\nx/template.yaml:7:9 wrong-type\n"}),
    [](const testing::TestParamInfo<Case>& test) { return std::string(test.param.what); });

std::string problems_of_path(const std::string& path) {
  Files resources;
  resources["x/template.yaml"] =
      "certpress: 1\nid: x\ntitle: 证\nversion: 1.0.0\nextends: " + path + "\n";
  return problems_of(resources);
}

TEST(Sharing, RefusesPathsThatCannotBeFollowed) {
  EXPECT_EQ(problems_of_path("../shared/none.yaml"), "x/template.yaml:5:10 extends-missing\n");
  EXPECT_EQ(problems_of_path("../../etc/base.yaml"), "x/template.yaml:5:10 extends-escapes\n");
  EXPECT_EQ(problems_of_path("/etc/base.yaml"), "x/template.yaml:5:10 extends-escapes\n");
  EXPECT_EQ(problems_of_path("template.yaml"), "x/template.yaml:5:10 extends-cycle\n");
  EXPECT_EQ(problems_of_path("../shared/seal.png"), "x/template.yaml:5:10 wrong-type\n");
  EXPECT_EQ(problems_of_path("[a.yaml]"), "x/template.yaml:5:10 wrong-type\n");
}

TEST(Sharing, RefusesAChainThatIsACircleOrTooLong) {
  EXPECT_EQ(problems_of(extending("", "certpress: 1\nextends: ../x/../shared/base.yaml\n")),
            "shared/base.yaml:2:10 extends-cycle\n");
  Files resources = extending("", "certpress: 1\nextends: 2.yaml\n");
  resources["shared/2.yaml"] = "certpress: 1\nextends: 3.yaml\n";
  resources["shared/3.yaml"] = "certpress: 1\nextends: 4.yaml\n";
  resources["shared/4.yaml"] = kBase;
  EXPECT_EQ(problems_of(resources), "");
  resources["shared/4.yaml"] = "certpress: 1\nextends: 5.yaml\n";
  resources["shared/5.yaml"] = kBase;
  EXPECT_EQ(problems_of(resources), "shared/4.yaml:2:10 too-deep\n");
}

TEST(Sharing, ShowsTheLineOfTheSharedFile) {
  try {
    Refusals remarks;
    parse_template(MemoryResources(extending("", kBase + "- {type: text, name: d}")), "x", kRoles,
                   remarks);
    FAIL() << "accepted";
  } catch (const Refused& refused) {
    EXPECT_EQ(refused.diagnostics().front().place.source_line, "- {type: text, name: d}");
  }
}

TEST(Sharing, KeysOfAnExtendingFileAreNoneOfAWholeOne) {
  Files resources;
  resources["x/template.yaml"] =
      "certpress: 1\nid: x\ntitle: 证\nversion: 1.0.0\npage: {size: [100, 50]}\n"
      "remove: {}\nelements:\n"
      "- {type: rectangle, name: a, box: [1, 1, 5, 5], fill: '#000000', before: b}\n";
  EXPECT_EQ(problems_of(resources),
            "x/template.yaml:6:1 unknown-key\nx/template.yaml:8:66 unknown-key a\n");
}

// Thousands of names on both sides are merged in no time that anybody notices.
TEST(Sharing, StaysFastForHostileFiles) {
  std::string many = "remove:\n  elements:\n";
  std::string base = "certpress: 1\nelements:\n";
  for (int i = 0; i < 12'000; ++i) {
    many += "  - e" + std::to_string(i) + "\n";
    base += "- {name: f" + std::to_string(i) + ", type: line}\n";
  }
  // Of the processor, which a busy machine does not change; generous for a sanitizer.
  const std::clock_t begin = std::clock();
  EXPECT_FALSE(problems_of(extending(many, base)).empty());
  EXPECT_LT(static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC, 5);
}

}  // namespace
}  // namespace certpress::parse
