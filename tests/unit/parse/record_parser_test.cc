// Whole records: what is refused and where, what is never said, and how long hostile input takes.
#include <ctime>

#include <gtest/gtest.h>

#include "parse/json_value.h"
#include "read_record.h"
#include "support/sanitized.h"

namespace certpress::parse {

namespace {

using model::Kind;

// A practitioner's record in small.
model::Template practitioner() {
  model::Template of;
  of.fields = {field_of("holder_name", "姓名", Kind::kName),
               field_of("sex", "性别", Kind::kText),
               field_of("birth_date", "出生日期", Kind::kDate),
               field_of("id_number", "公民身份号码", Kind::kIdCard),
               field_of("address", "住址", Kind::kText),
               field_of("validity", "有效期限", Kind::kPeriod),
               field_of("seats", "座位", Kind::kInteger),
               field_of("photo", "照片", Kind::kImage),
               field_of("a/b~c", "斜杠", Kind::kText)};
  of.fields[0].required = true;
  of.fields[3].sex_field = "sex";
  of.fields[3].birth_field = "birth_date";
  of.fields[4].max_length = 20;
  return of;
}

struct Broken {
  std::string json;
  std::vector<std::string> errors;
};

// Stands in every broken record where a value stands, and must not be repeated.
const std::string kMarked = "机密QZX";

std::string with_name(const std::string& rest) {
  return R"({"holder_name": "王样例", )" + rest + "}";
}

std::vector<Broken> syntax_errors() {
  const std::vector<std::string> not_json{"record/not-json "};
  return {
      {"", {"record/empty "}},
      {" \n\t ", {"record/empty "}},
      {"{", not_json},
      {R"({"holder_name")", not_json},
      {R"({"holder_name": "机密QZX)", not_json},
      {R"({"holder_name": "机密QZX",})", not_json},
      {R"({'holder_name': '机密QZX'})", not_json},
      {R"({holder_name: "机密QZX"})", not_json},
      {R"({"holder_name": "机密QZX"} {})", not_json},
      {R"({"holder_name": 机密QZX})", not_json},
      {R"({"holder_name": "机密QZX\q"})", not_json},
      {"{\"holder_name\": \"机密QZX\n\"}", not_json},
      {R"({"holder_name": "机密QZX\ud800"})", not_json},
      {R"({"holder_name": "机密QZX\udc00"})", not_json},
      {R"({"holder_name": "机密QZX\ud800\ud800"})", not_json},
      {"{\"holder_name\": \"机密QZX\xC3\x28\"}", not_json},
      {"{\"holder_name\": \"机密QZX\xED\xA0\x80\"}", not_json},
      {"{\"holder_name\": \"机密QZX\xFF\"}", not_json},
      {R"({"seats": 01})", not_json},
      {R"({"seats": NaN})", not_json},
      {"holder_name,机密QZX", not_json},
      {R"(["机密QZX"])", {"record/not-an-object "}},
      {R"("机密QZX")", {"record/not-an-object "}},
      {"null", {"record/not-an-object "}},
      {"[[[[[[[[[1]]]]]]]]]", {"record/too-deep "}},
      {R"({"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{}}}}}}}}})", {"record/too-deep "}},
  };
}

std::vector<Broken> wrong_fields() {
  return {
      {"{}", {"record/missing-field /holder_name"}},
      {R"({"holder_name": null})", {"record/missing-field /holder_name"}},
      {R"({"holder_name": ""})", {"record/missing-field /holder_name"}},
      {R"({"姓名": "  "})", {"record/missing-field /姓名"}},
      {with_name(R"("holder_nam": "机密QZX")"), {"record/unknown-field /holder_nam"}},
      {with_name(R"("x": "机密QZX", "y": 1)"),
       {"record/unknown-field /x", "record/unknown-field /y"}},
      {with_name(R"("x": 1, "x": "机密QZX")"),
       {"record/unknown-field /x", "record/duplicate-key /x"}},
      {with_name(R"("holder_name": "机密QZX")"), {"record/duplicate-key /holder_name"}},
      {with_name(R"("姓名": "机密QZX")"), {"record/duplicate-key /姓名"}},
      {with_name('"' + std::string(65, 'k') + R"(": "机密QZX")"), {"record/unknown-field "}},
      {with_name(R"("a/b": 1)"), {"record/unknown-field "}},
      {with_name(R"("QZX": 1, "机密QZX": 2, "140100199001010014": 3, "机密QZX": 4)"),
       {"record/unknown-field ", "record/unknown-field ", "record/unknown-field ",
        "record/duplicate-key "}},
      {with_name(R"("a/b~c": 1)"), {"record/wrong-type /a~1b~0c"}},
      {with_name(R"("sex": 1)"), {"record/wrong-type /sex"}},
      {with_name(R"("sex": {"机密QZX": 1})"), {"record/wrong-type /sex"}},
      {with_name(R"("birth_date": "机密QZX")"), {"record/bad-date /birth_date"}},
      {with_name(R"("出生日期": "2023-02-30")"), {"record/date-does-not-exist /出生日期"}},
      {with_name(R"("birth_date": "2023-02-30", "sex": 1)"),
       {"record/wrong-type /sex", "record/date-does-not-exist /birth_date"}},
      {with_name(R"("address": "机密QZX机密QZX机密QZX机密QZX长")"), {"record/too-long /address"}},
      {with_name(R"("address": "机密QZX\u202E")"), {"record/bidi-control /address"}},
      {with_name(R"("address": "机密QZX\u0000\u200B")"),
       {"record/control-character /address", "record/default-ignorable /address"}},
      {with_name(R"("address": "机密QZX\uE863\uE000\uE863")"),
       {"record/private-use /address", "record/private-use /address"}},
      {with_name(R"("id_number": "机密QZX")"), {"record/bad-id-card /id_number"}},
      {with_name(R"("id_number": "140200197802290015")"),
       {"record/bad-id-card /id_number", "record/bad-id-card /id_number"}},
      {with_name(R"("id_number": "140100199001010014", "sex": "女")"),
       {"record/id-card-disagrees /id_number"}},
      {with_name(R"("id_number": "140100199001010014", "birth_date": "1990-01-02")"),
       {"record/id-card-disagrees /id_number"}},
      {with_name(
           R"("公民身份号码": "140100199001010014", "sex": "女", "birth_date": "1990-01-02")"),
       {"record/id-card-disagrees /公民身份号码", "record/id-card-disagrees /公民身份号码"}},
      {with_name(R"("validity": {"from": "2024-01-01", "until": "机密QZX"})"),
       {"record/bad-date /validity/until"}},
      {with_name(R"("validity": {"机密QZX": 1})"),
       {"record/unknown-field /validity", "record/missing-field /validity/from",
        "record/missing-field /validity/until"}},
      {with_name(R"("seats": "机密QZX")"), {"record/bad-number /seats"}},
      {with_name(R"("photo": 1)"), {"record/wrong-type /photo"}},
      {with_name(R"("photo": "机密QZX.jpg")"), {"record/picture-path-not-allowed /photo"}},
      {with_name(R"("photo": "data:image/png;base64,机密QZX")"), {"record/bad-picture-uri /photo"}},
      {with_name(R"("photo": "data:image/gif;base64,R0lGODlh")"),
       {"record/bad-picture-uri /photo"}},
      {with_name(R"("photo": "data:,机密QZX")"), {"record/bad-picture-uri /photo"}},
      {with_name(R"("photo": "data:image/png;base64,R0lGODlh")"), {"picture/unsupported /photo"}},
      {with_name(R"("photo": "data:image/png;base64,AAAA")"), {"picture/unreadable /photo"}},
      {R"({"holder_name": "·机密QZX", "sex": 1, "birth_date": "机密QZX", "seats": 1.5})",
       {"record/bad-name /holder_name", "record/wrong-type /sex", "record/bad-date /birth_date",
        "record/bad-number /seats"}},
  };
}

std::string all_text(const Diagnostic& diagnostic) {
  return to_text(diagnostic, Language::kEnglish) + to_text(diagnostic, Language::kChinese);
}

// Of the processor, which other work on the machine does not change.
double seconds_of(const std::string& json) {
  const std::clock_t begin = std::clock();
  EXPECT_FALSE(read(practitioner(), json).errors().empty());
  return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
}

std::string repeated(std::string_view part, std::size_t times) {
  std::string out;
  out.reserve(part.size() * times);
  for (std::size_t i = 0; i < times; ++i) {
    out += part;
  }
  return out;
}

}  // namespace

TEST(BrokenRecord, IsRefusedWithEveryProblemAtItsPlace) {
  std::vector<Broken> table = syntax_errors();
  for (Broken& row : wrong_fields()) {
    table.push_back(std::move(row));
  }
  EXPECT_GE(table.size(), 45U);
  for (const Broken& row : table) {
    const ReadRecord read = parse::read(practitioner(), row.json);
    EXPECT_EQ(read.errors(), row.errors) << row.json;
    EXPECT_FALSE(read.record) << row.json;
  }
}

TEST(BrokenRecord, IsDescribedInTwoLanguagesWithoutItsValues) {
  std::vector<Broken> table = syntax_errors();
  for (Broken& row : wrong_fields()) {
    table.push_back(std::move(row));
  }
  std::size_t marked = 0;
  for (const Broken& row : table) {
    marked += row.json.find(kMarked) != std::string::npos ? 1 : 0;
    for (const Diagnostic& diagnostic : read(practitioner(), row.json).diagnostics) {
      EXPECT_EQ(diagnostic.place.file, "record.json") << row.json;
      EXPECT_FALSE(diagnostic.message.en.empty()) << row.json;
      EXPECT_FALSE(diagnostic.message.zh.empty()) << row.json;
      EXPECT_EQ(diagnostic.hint.en.empty(), diagnostic.hint.zh.empty()) << row.json;
      const std::string text = all_text(diagnostic);
      EXPECT_EQ(text.find("机密"), std::string::npos) << text;
      EXPECT_EQ(text.find("QZX"), std::string::npos) << text;
      EXPECT_EQ(text.find("140100"), std::string::npos) << text;
    }
  }
  EXPECT_GE(marked, 30U);
}

TEST(BrokenRecord, TellsLineAndColumnOfASyntaxError) {
  const auto place = [](const std::string& json) {
    const Place found = read(practitioner(), json).diagnostics.front().place;
    return std::pair(found.line, found.column);
  };
  EXPECT_EQ(place("{\n  \"姓名\": ?"), std::pair(2, 9));
  EXPECT_EQ(place("{\"姓名\": \"王\xFF\"}"), std::pair(1, 10));
  EXPECT_EQ(place("{\n"), std::pair(2, 1));
}

TEST(BrokenRecord, NamesTheHalfOfASurrogatePair) {
  const auto message = [](const std::string& json) {
    return read(practitioner(), json).diagnostics.front().message.en;
  };
  const std::string surrogate = "half of a surrogate pair stands alone";
  EXPECT_EQ(message(R"({"sex": "\ud800"})"), surrogate);
  EXPECT_EQ(message(R"({"sex": "\uD83Dx"})"), surrogate);
  EXPECT_EQ(message(R"({"sex": "\udc00x"})"), surrogate);
  EXPECT_EQ(message(R"({"sex": "\ud800\u0041"})"), surrogate);
  EXPECT_EQ(message(R"({"sex": "\u12"})"), "this is not JSON");
  EXPECT_EQ(message(R"({"sex": "a)"), "the JSON ends too early");
}

TEST(BrokenRecord, HintsAtTheNearestField) {
  const ReadRecord read = parse::read(practitioner(), with_name(R"("birth_dat": "2000-01-01")"));
  EXPECT_EQ(read.diagnostics.front().hint.en, "did you mean 'birth_date'?");
}

TEST(PlateAndColor, MustAgreeWhereTheTemplateSaysSo) {
  model::Template of;
  of.fields = {field_of("plate", "车牌号码", Kind::kPlate),
               field_of("color", "车牌颜色", Kind::kText)};
  const auto errors = [&](const std::string& plate, const std::string& color) {
    return read(of, R"({"plate": ")" + plate + R"(", "color": ")" + color + R"("})").errors();
  };
  EXPECT_TRUE(errors("晋AD12345", "黄色").empty());
  of.fields[0].color_field = "color";
  EXPECT_EQ(errors("晋AD12345", "黄色"),
            std::vector<std::string>{"record/plate-color-disagrees /plate"});
  EXPECT_TRUE(errors("晋AD12345", "渐变绿色").empty());
  EXPECT_TRUE(errors("晋A12345", "黄色").empty());
  EXPECT_TRUE(read(of, R"({"plate": "晋AD12345"})").errors().empty()) << "no colour, no quarrel";
  EXPECT_EQ(errors("晋I12345", "绿色"), std::vector<std::string>{"record/bad-plate /plate"});
}

TEST(GoodRecord, MayUseNamesOrLabels) {
  const ReadRecord read = parse::read(practitioner(),
                                      R"({"姓名": "王样例", "sex": "男", "出生日期": "1990年1月1日",
          "公民身份号码": "140100199001010014", "有效期限": "2021-05-10至长期"})");
  EXPECT_EQ(read.diagnostics.size(), 0U);
  EXPECT_EQ(read.printed(0), "王样例");
  EXPECT_EQ(read.printed(2), "1990-01-01");
  EXPECT_EQ(read.printed(5), "2021-05-10至长期");
  EXPECT_EQ(read.printed(6), "(absent)");
}

TEST(GoodRecord, MayLeaveOptionalFieldsBlank) {
  const ReadRecord read = parse::read(
      practitioner(), R"({"姓名": "王样例", "sex": "", "birth_date": null, "address": "　"})");
  EXPECT_EQ(read.errors(), std::vector<std::string>());
  EXPECT_EQ(read.printed(1), "(absent)");
  EXPECT_EQ(read.printed(2), "(absent)");
  EXPECT_EQ(read.printed(4), "(absent)");
}

TEST(GoodRecord, MayBeginWithAByteOrderMark) {
  EXPECT_TRUE(read(practitioner(), "\xEF\xBB\xBF{\"姓名\": \"王样例\"}").record);
}

TEST(BlankForm, ReadsNoJson) {
  RecordInput input;
  input.json = "not json";
  input.blank = true;
  const ReadRecord read = parse::read(practitioner(), input);
  ASSERT_TRUE(read.record);
  EXPECT_EQ(read.record->value(0), nullptr);
}

TEST(PicturePath, IsResolvedByTheCallerOnly) {
  RecordInput input;
  std::vector<std::string> asked;
  input.pictures = [&](std::string_view path) -> std::optional<Bytes> {
    asked.emplace_back(path);
    return std::nullopt;
  };
  const auto errors = [&](const std::string& path) {
    input.json = with_name("\"photo\": \"" + path + "\"");
    return read(practitioner(), input).errors();
  };
  EXPECT_EQ(errors("photos/person.jpg"),
            std::vector<std::string>{"record/picture-not-found /photo"});
  EXPECT_EQ(asked, std::vector<std::string>{"photos/person.jpg"});
  for (const char* path : {"/etc/x", "../x", "a/../../x", "a/..", "..", "file:///x", "http://x/y",
                           R"(a\\b)", R"(C:\\x)", R"(a\u0000b)", R"(a\nb)"}) {
    EXPECT_EQ(errors(path), std::vector<std::string>{"record/picture-path-not-allowed /photo"})
        << path;
  }
  EXPECT_EQ(errors(std::string(2000, 'a')).front(), "record/picture-path-not-allowed /photo");
  EXPECT_EQ(errors("..x/..").front(), "record/picture-path-not-allowed /photo");
  EXPECT_EQ(asked.size(), 1U);
}

TEST(HostileRecord, EndsInADiagnosticWithinASecond) {
  constexpr double kSeconds = tests::kSanitized ? 10 : 1;
  for (const std::string& json :
       {repeated(" ", kMaxJsonBytes + 1), repeated("[", kMaxJsonBytes),
        repeated(" ", kMaxJsonBytes), repeated("{\"a\":", 1'000'000),
        "{" + repeated("\"holder_nam\":1,", 1'000'000) + "\"b\":1}",
        "[" + repeated("1,", 5'000'000) + "1]",
        with_name("\"address\": \"" + repeated("a", 15'000'000) + "\""),
        with_name("\"address\": \"a" + repeated("\u0301\u0316", 1'000'000) + "\""),
        with_name("\"seats\": " + repeated("9", 15'000'000)),
        with_name("\"" + repeated("k", 15'000'000) + "\": 1"),
        with_name("\"photo\": \"data:image/png;base64," + repeated("A", 15'000'000) + "\"")}) {
    EXPECT_LT(seconds_of(json), kSeconds) << json.substr(0, 100);
  }
}

TEST(HostileRecord, IsStoppedAtTheCountOfValues) {
  EXPECT_EQ(read(practitioner(), "[" + repeated("1,", kMaxJsonValues) + "1]").errors(),
            std::vector<std::string>{"record/too-large "});
  EXPECT_EQ(read(practitioner(), repeated(" ", kMaxJsonBytes + 1)).errors(),
            std::vector<std::string>{"record/too-large "});
}

}  // namespace certpress::parse
