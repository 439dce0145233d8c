#include "parse/yaml_document.h"

#include <chrono>
#include <memory>
#include <string>

#include <gtest/gtest.h>

namespace certpress::parse {
namespace {

class Yaml : public testing::Test {
 protected:
  std::optional<YamlNode> read(const std::string& text) {
    source_ = std::make_unique<SourceText>("t.yaml", text);
    findings_ = std::make_unique<Findings>(*source_, report_);
    return read_yaml(*source_, *findings_);
  }
  // "2:5 alias", one a line.
  std::string problems() {
    std::string out;
    for (const Diagnostic& diagnostic : report_.sorted()) {
      out += std::to_string(diagnostic.place.line) + ":" + std::to_string(diagnostic.place.column) +
             " " + diagnostic.code.substr(diagnostic.code.find('/') + 1) + "\n";
    }
    return out;
  }

  Report report_;
  std::unique_ptr<SourceText> source_;
  std::unique_ptr<Findings> findings_;
};

TEST_F(Yaml, ColumnsCountCharacters) {
  const auto root = read("业户名称: {地址: x}\n");
  const Place place = source_->place(root->find("业户名称")->find("地址")->offset);
  EXPECT_EQ(place.line, 1);
  EXPECT_EQ(place.column, 12);
  EXPECT_EQ(place.source_line, "业户名称: {地址: x}");
}

TEST_F(Yaml, ByteOrderMarkAndCarriageReturnsChangeNoPlace) {
  const auto root = read(
      "\xEF\xBB\xBF"
      "a: 1\r\nb: 2\r\n");
  const Place place = source_->place(root->find("b")->offset);
  EXPECT_EQ(place.line, 2);
  EXPECT_EQ(place.column, 4);
  EXPECT_EQ(place.source_line, "b: 2");
}

TEST_F(Yaml, ScalarsStayAsTheyAreWritten) {
  const auto root = read("{a: 01101, b: '1.0', c: yes, d: 2019-12-24}");
  EXPECT_EQ(root->find("a")->text, "01101");
  EXPECT_EQ(root->find("b")->text, "1.0");
  EXPECT_EQ(root->find("c")->text, "yes");
  EXPECT_EQ(root->find("d")->text, "2019-12-24");
}

TEST_F(Yaml, EmptyValueStandsAtItsKey) {
  const auto root = read("a:\n  b:\n  c: 1\n");
  EXPECT_EQ(root->find("a")->find("b")->kind, YamlNode::Kind::kNull);
  EXPECT_EQ(source_->place(root->find("a")->find("b")->offset).line, 2);
}

TEST_F(Yaml, PlacesInsideScalars) {
  const auto root = read("a: '晋''{x}'\nb: 晋{x}\nc: \"晋{x}\"\nd: \"\\u664b{x}\"\n");
  const auto column = [&](const char* key, std::size_t index) {
    return source_->place(offset_in_scalar(*source_, *root->find(key), index)).column;
  };
  EXPECT_EQ(column("a", 4), 8);  // behind 晋 and '
  EXPECT_EQ(column("b", 3), 5);
  EXPECT_EQ(column("c", 3), 6);
  EXPECT_EQ(column("d", 3), 4);  // an escape hides the place: the value's beginning
}

TEST_F(Yaml, KeyStandsOnceAndTheFirstCounts) {
  const auto root = read("a: 1\nb: 2\na: 3\n");
  EXPECT_EQ(problems(), "3:1 duplicate-key\n");
  EXPECT_EQ(root->find("a")->text, "1");
}

TEST_F(Yaml, AnchorsAliasesAndTagsAreRefused) {
  read("a: &x 1\nb: *x\nc: !!str 2\nd: !foo {e: 1}\n");
  EXPECT_EQ(problems(), "1:4 alias\n2:4 alias\n3:4 alias\n4:4 alias\n");
}

TEST_F(Yaml, AliasBombDoesNotGrow) {
  std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 20; ++i) {
    const std::string alias = "*a" + std::to_string(i - 1);
    bomb.append("a" + std::to_string(i) + ": &a" + std::to_string(i) + " [").append(alias);
    for (int j = 0; j < 8; ++j) {
      bomb.append(", ").append(alias);
    }
    bomb += "]\n";
  }
  const auto root = read(bomb);
  ASSERT_TRUE(root.has_value());
  EXPECT_EQ(root->find("a19")->items.size(), 9U);
  EXPECT_TRUE(report_.is_full());
}

TEST_F(Yaml, KeysAreWords) {
  read("{[a]: 1}");
  EXPECT_EQ(problems(), "1:2 wrong-type\n");
}

TEST_F(Yaml, EmptyFilesAreRefused) {
  for (const char* text : {"", "\n\n", "# only a comment\n", "---\n", "~"}) {
    report_ = {};
    EXPECT_FALSE(read(text).has_value()) << text;
    EXPECT_EQ(problems(), "1:1 empty\n") << text;
  }
}

TEST_F(Yaml, BrokenSyntaxIsRefusedAtItsPlace) {
  EXPECT_FALSE(read("a: 1\nb: [1, 2\n").has_value());
  EXPECT_EQ(problems(), "3:1 unreadable-yaml\n");  // the end of the file, where ] is missing
}

TEST_F(Yaml, SecondDocumentIsRefused) {
  EXPECT_FALSE(read("a: 1\n---\nb: 2\n").has_value());
  EXPECT_EQ(problems().substr(2), "1 unreadable-yaml\n");
}

TEST_F(Yaml, InvalidUtf8IsRefusedWhereItBegins) {
  EXPECT_FALSE(read("a: 1\nb: 晋\xFF\n").has_value());
  EXPECT_EQ(problems(), "2:5 invalid-utf8\n");
  EXPECT_EQ(report_.sorted().front().place.source_line, "b: 晋");
}

TEST_F(Yaml, ControlCharactersAreRefused) {
  const std::string nul("a: x\0y\n", 7);
  EXPECT_FALSE(read(nul).has_value());
  EXPECT_EQ(problems(), "1:5 control-character\n");
  for (const char* text :
       {"a: x\x1By", "a: x\x7Fy", "a: x\xC2\x9Bm", "a: x\ry", "a: x\xE2\x80\xA8y"}) {
    report_ = {};
    EXPECT_FALSE(read(text).has_value()) << text;
    EXPECT_EQ(problems(), "1:5 control-character\n") << text;
  }
}

TEST_F(Yaml, EscapesBringInNoControlCharacters) {
  for (const char* text : {"a: \"x\\0\"", "a: \"x\\n\"", "a: |\n  x\n  y\n", "a: \"\\e[31m\""}) {
    report_ = {};
    read(text);
    EXPECT_EQ(problems(), "1:4 control-character\n") << text;
  }
}

// What a hostile file may cost: a clear answer, far within a second, whatever it holds.
TEST_F(Yaml, HostileFilesEndSoon) {
  const auto repeated = [](const std::string& part) {
    std::string out;
    while (out.size() + part.size() <= kMaxYamlBytes) {
      out += part;
    }
    return out;
  };
  for (const char* part :
       {"[",  "{", "- ",  "? ",    "{a: ", "[a,",        "a: ", "[\n", "-\n", "!", "&a ",
        "\"", "'", "a\n", "---\n", "|\n ", "%TAG ! a\n", "\t",  "*a ", "#",   "!2"}) {
    report_ = {};
    const auto begin = std::chrono::steady_clock::now();
    read(repeated(part));
    const auto took = std::chrono::steady_clock::now() - begin;
    EXPECT_LT(took, std::chrono::seconds(5)) << part;  // generous: a busy machine, a sanitizer
  }
  report_ = {};
  EXPECT_FALSE(read(repeated("[")).has_value());
  EXPECT_EQ(report_.sorted().front().code, "template/too-deep");
  report_ = {};
  EXPECT_FALSE(read(repeated("-\n")).has_value());
  EXPECT_EQ(problems(), std::to_string(kMaxYamlNodes + 2) + ":1 too-large\n");
  report_ = {};
  EXPECT_FALSE(read(std::string(10U << 20U, '[')).has_value());
  EXPECT_EQ(problems(), "1:1 too-large\n");
}

TEST_F(Yaml, DeepNestingUpToTheLimitIsRead) {
  const std::string deep = std::string(kMaxYamlDepth, '[') + std::string(kMaxYamlDepth, ']');
  EXPECT_TRUE(read(deep).has_value());
  EXPECT_EQ(problems(), "");
}

}  // namespace
}  // namespace certpress::parse
