#include "parse/composition_parser.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace certpress::parse {
namespace {

KnownFields some_fields() {
  KnownFields fields;
  const auto add = [&](const char* name, model::Kind kind) {
    model::Field field;
    field.name = name;
    field.kind = kind;
    fields.add(field, 0);
  };
  add("plate", model::Kind::kPlate);
  add("plate_color", model::Kind::kCode);
  add("issued", model::Kind::kDate);
  add("valid", model::Kind::kPeriod);
  add("photo", model::Kind::kImage);
  add("specimen", model::Kind::kFlag);
  return fields;
}

struct Parsed {
  model::Composition composition;
  std::vector<std::string> problems;  // "3 bad-composition"
};

Parsed parse(const std::string& text) {
  KnownFields fields = some_fields();
  Parsed out;
  out.composition = parse_composition(text, fields, [&](const CompositionProblem& problem) {
    out.problems.push_back(std::to_string(problem.index) + " " +
                           problem.code.substr(problem.code.find('/') + 1));
    EXPECT_FALSE(problem.message.zh.empty());
  });
  return out;
}

// "晋", {0}, and segments in [ ] when optional.
std::string shown(const model::Composition& composition) {
  std::string out;
  for (const model::Segment& segment : composition.segments) {
    out += segment.optional ? "[" : "";
    for (const model::Piece& piece : segment.pieces) {
      if (const auto* text = std::get_if<std::string>(&piece)) {
        out += "'" + *text + "'";
      } else {
        const auto& placeholder = std::get<model::Placeholder>(piece);
        out += "{" + std::to_string(placeholder.field) +
               (placeholder.end == model::PeriodEnd::kFrom    ? ".from"
                : placeholder.end == model::PeriodEnd::kUntil ? ".until"
                                                              : "") +
               ":" + placeholder.date_format + "}";
      }
    }
    out += segment.optional ? "]" : "";
  }
  return out;
}

using Problems = std::vector<std::string>;

TEST(Composition, KeepsTextAndFieldsInOrder) {
  EXPECT_EQ(shown(parse("晋{plate}号").composition), "'晋'{0:YYYY年MM月DD日}'号'");
}

TEST(Composition, OptionalPartIsASegmentOfItsOwn) {
  EXPECT_EQ(shown(parse("a{plate}[（{plate_color}）]b").composition),
            "'a'{0:YYYY年MM月DD日}['（'{1:YYYY年MM月DD日}'）']'b'");
}

TEST(Composition, DoubledSignsPrintThemselves) {
  EXPECT_EQ(shown(parse("{{a}}[[b]]").composition), "'{a}[b]'");
}

TEST(Composition, DateFormatAndPeriodEndsAreRead) {
  EXPECT_EQ(shown(parse("{issued:YYYY-M-D}{valid.from}{valid.until:YYYY.MM.DD}").composition),
            "{2:YYYY-M-D}{3.from:YYYY年MM月DD日}{3.until:YYYY.MM.DD}");
}

TEST(Composition, EmptyTextHasNoSegments) { EXPECT_TRUE(parse("").composition.empty()); }

TEST(Composition, NamesTheByteOfEveryMistake) {
  EXPECT_EQ(parse("a{b").problems, Problems{"1 bad-composition"});
  EXPECT_EQ(parse("a}").problems, Problems{"1 bad-composition"});
  EXPECT_EQ(parse("晋]").problems, Problems{"3 bad-composition"});
  EXPECT_EQ(parse("[{plate}").problems, Problems{"0 bad-composition"});
  EXPECT_EQ(parse("[a[{plate}]").problems, Problems{"2 bad-composition"});
  EXPECT_EQ(parse("[a]").problems, Problems{"0 bad-composition"});
  EXPECT_EQ(parse("{plat}").problems, Problems{"1 unknown-field"});
  EXPECT_EQ(parse("{}").problems, Problems{"1 unknown-field"});
  EXPECT_EQ(parse("{valid.to}").problems, Problems{"7 bad-composition"});
  EXPECT_EQ(parse("{issued.from}").problems, Problems{"8 wrong-field-kind"});
  EXPECT_EQ(parse("{plate:YYYY}").problems, Problems{"7 wrong-field-kind"});
  EXPECT_EQ(parse("{photo}").problems, Problems{"1 wrong-field-kind"});
  EXPECT_EQ(parse("{specimen}").problems, Problems{"1 wrong-field-kind"});
}

TEST(Composition, DateFormatKnowsNoOtherLetters) {
  EXPECT_EQ(parse("{issued:YY年}").problems, Problems{"8 bad-date-format"});
  EXPECT_EQ(parse("{issued:YYYY-mm}").problems, Problems{"13 bad-date-format"});
  EXPECT_EQ(parse("{issued:MMM}").problems, Problems{"8 bad-date-format"});
  EXPECT_EQ(parse("{issued:}").problems, Problems{"8 bad-date-format"});
}

TEST(Composition, ReportsAllMistakesOfOneText) {
  EXPECT_EQ(parse("{x}{issued:h}]").problems,
            (Problems{"1 unknown-field", "11 bad-date-format", "13 bad-composition"}));
}

TEST(Composition, MarksItsFieldsAsUsed) {
  KnownFields fields = some_fields();
  parse_composition("{issued}", fields, [](const CompositionProblem&) {});
  EXPECT_TRUE(fields.is_used(2));
  EXPECT_FALSE(fields.is_used(0));
}

}  // namespace
}  // namespace certpress::parse
