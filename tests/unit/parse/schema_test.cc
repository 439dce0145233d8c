#include <algorithm>
#include <set>
#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "parse/asset_loader.h"
#include "parse/code_list_parser.h"
#include "parse/element_parser.h"
#include "parse/field_parser.h"
#include "parse/rule_parser.h"
#include "parse/style_parser.h"
#include "parse/template_parser.h"
#include "parse/template_table.h"

namespace certpress::parse {
namespace {

using Json = nlohmann::json;

const Json& schema() {
  static const Json parsed = Json::parse(template_schema());
  return parsed;
}

void expect_keys(const Json& mapping, const Table& table) {
  std::set<std::string> wanted;
  std::set<std::string> required;
  for (const Key& key : table.keys) {
    wanted.emplace(key.name);
    if (key.required) {
      required.emplace(key.name);
    }
  }
  std::set<std::string> found;
  for (const auto& [name, property] : mapping.at("properties").items()) {
    found.insert(name);
    EXPECT_FALSE(property.at("description").get<std::string>().empty()) << table.en << " " << name;
  }
  EXPECT_EQ(found, wanted) << table.en;
  EXPECT_EQ(mapping.value("required", std::set<std::string>()), required) << table.en;
  EXPECT_EQ(mapping.at("additionalProperties"), false) << table.en;
}

TEST(Schema, IsDraft202012) {
  EXPECT_EQ(schema().at("$schema"), "https://json-schema.org/draft/2020-12/schema");
}

TEST(Schema, HasEveryKeyOfEveryTable) {
  const Json& defs = schema().at("$defs");
  expect_keys(defs.at("template"), template_table());
  expect_keys(defs.at("artwork"), artwork_table());
  expect_keys(defs.at("code-list"), code_list_table());
  expect_keys(defs.at("style"), style_table());
  for (const ElementType& type : element_types()) {
    expect_keys(defs.at("type-" + std::string(type.variant.word)), type.variant.table);
  }
  const Json& rules = defs.at("template").at("properties").at("rules").at("items").at("anyOf");
  ASSERT_EQ(rules.size(), rule_tables().size());
  for (std::size_t i = 0; i < rules.size(); ++i) {
    expect_keys(rules[i], rule_tables()[i]);
  }
  for (const Variant& variant : field_variants()) {
    expect_keys(defs.at("kind-" + std::string(variant.word)), variant.table);
  }
}

TEST(Schema, LetsAFileThatExtendsAnotherSayAsLittleAsItChanges) {
  const Json& defs = schema().at("$defs");
  const Json& part = defs.at("part");
  EXPECT_EQ(part.at("required"), Json::array({"certpress"}));
  EXPECT_FALSE(part.at("properties").at("page").contains("required"));
  EXPECT_TRUE(part.at("properties").contains("remove"));
  const Json& change = defs.at("element-change");
  EXPECT_EQ(change.at("required"), Json::array({"name"}));
  EXPECT_TRUE(change.at("properties").contains("before"));
  EXPECT_EQ(change.at("properties").at("type").at("enum").size(), element_types().size());
  for (const ElementType& type : element_types()) {
    for (const Key& key : type.variant.table.keys) {
      EXPECT_TRUE(change.at("properties").contains(key.name)) << key.name;
    }
  }
  EXPECT_FALSE(defs.at("type-text").at("properties").contains("before"));
}

TEST(Schema, OffersTheKeysOfTheTypeThatIsWritten) {
  const Json& element = schema().at("$defs").at("element");
  EXPECT_EQ(element.at("allOf").size(), element_types().size());
  const Json& text = element.at("allOf").at(0);
  EXPECT_EQ(text.at("if").at("properties").at("type").at("const"), "text");
  EXPECT_EQ(text.at("then").at("$ref"), "#/$defs/type-text");
}

TEST(Schema, EveryPropertyAtAnyDepthIsDescribed) {
  const auto check = [](const auto& self, const Json& node, const std::string& path) -> void {
    if (node.is_object() && node.contains("additionalProperties") && node.contains("properties")) {
      for (const auto& [name, property] : node.at("properties").items()) {
        EXPECT_TRUE(property.contains("description")) << path << "/" << name;
      }
    }
    if (node.is_structured()) {
      for (const auto& [key, value] : node.items()) {
        std::string inside = path;
        inside.append("/").append(key);
        self(self, value, inside);
      }
    }
  };
  check(check, schema(), "");
}

// An editor shows what may be written: an example where no default, no list of words and no type
// says it already. Of several forms each says its own.
TEST(Schema, EveryPropertyAtAnyDepthHasAnExample) {
  const auto says_enough = [](const auto& self, const Json& property) -> bool {
    if (property.contains("anyOf") && property.at("anyOf").at(0).contains("description")) {
      return std::ranges::all_of(property.at("anyOf"),
                                 [&](const Json& form) { return self(self, form); });
    }
    return property.contains("examples") || property.contains("default") ||
           property.contains("enum") || property.contains("const");
  };
  int count = 0;
  const auto check = [&](const auto& self, const Json& node, const std::string& path) -> void {
    if (node.is_object() && node.contains("additionalProperties") && node.contains("properties")) {
      for (const auto& [name, property] : node.at("properties").items()) {
        EXPECT_TRUE(says_enough(says_enough, property)) << path << "/" << name;
        ++count;
      }
    }
    if (node.is_structured()) {
      for (const auto& [key, value] : node.items()) {
        std::string inside = path;
        inside.append("/").append(key);
        self(self, value, inside);
      }
    }
  };
  check(check, schema(), "");
  EXPECT_GT(count, 200);
}

TEST(Schema, EveryReferenceLeadsSomewhere) {
  const Json& defs = schema().at("$defs");
  int count = 0;
  const auto check = [&](const auto& self, const Json& node) -> void {
    if (node.is_object() && node.contains("$ref")) {
      const std::string name = node.at("$ref").get<std::string>().substr(8);
      EXPECT_TRUE(defs.contains(name)) << name;
      ++count;
    }
    if (node.is_structured()) {
      for (const auto& value : node) {
        self(self, value);
      }
    }
  };
  check(check, schema());
  EXPECT_GT(count, 30);
}

TEST(Schema, DefaultsAreOfTheirKeysType) {
  const Json& properties = schema().at("$defs").at("style").at("properties");
  EXPECT_EQ(properties.at("size").at("default"), 12);
  EXPECT_EQ(properties.at("font").at("default"), "song");
  EXPECT_EQ(properties.at("size").at("anyOf").at(1).at("pattern"), "^-?[0-9]*\\.?[0-9]+ ?pt$");
}

// A default is read by the same code as what an author writes: it must be readable.
TEST(Tables, DefaultsAreWithinTheirRanges) {
  for (const ElementType& type : element_types()) {
    for (const Key& key : type.variant.table.keys) {
      if (key.fallback.empty()) {
        continue;
      }
      if (key.type == Type::kNumber || key.type == Type::kInteger) {
        const auto number = read_number(key.fallback);
        ASSERT_TRUE(number.has_value()) << type.variant.word << " " << key.name;
        EXPECT_GE(number->number, key.minimum) << type.variant.word << " " << key.name;
        EXPECT_LE(number->number, key.maximum) << type.variant.word << " " << key.name;
      } else if (key.type == Type::kColor) {
        EXPECT_TRUE(read_color(key.fallback).has_value()) << type.variant.word << " " << key.name;
      } else if (key.type == Type::kWord) {
        EXPECT_NE(std::ranges::find(key.words, key.fallback), key.words.end())
            << type.variant.word << " " << key.name;
      }
    }
  }
}

}  // namespace
}  // namespace certpress::parse
