// Reads a mapping by its table: every value comes out in its type, with the table's default where
// it is absent, and what is wrong with it is reported once.
//
// A value that was refused reads as its default: reading goes on, and the file is refused at the
// end.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "../base/geometry.h"
#include "../model/composition.h"
#include "key_table.h"
#include "scope.h"
#include "yaml_document.h"

namespace certpress::parse {

inline constexpr std::size_t kMaxNameLength = 64;

class MappingReader {
 public:
  // Reports unknown and missing keys, and a `node` that is no mapping. YamlNode, table and scope
  // must live longer.
  MappingReader(const YamlNode& node, const Table& table, Scope& scope);

  // Whether the key is written, whatever its value.
  [[nodiscard]] bool has(std::string_view key) const { return find(key) != nullptr; }
  // The value's node; null when the key is absent.
  [[nodiscard]] const YamlNode* find(std::string_view key) const;
  // Where a problem with the key's value is to be shown: at the mapping when it is absent.
  [[nodiscard]] std::size_t offset(std::string_view key) const;
  [[nodiscard]] std::size_t offset() const { return node_.offset; }
  // Of the file in which the key's value is written.
  [[nodiscard]] const std::string& folder(std::string_view key) const;

  [[nodiscard]] double number(std::string_view key);
  [[nodiscard]] int integer(std::string_view key);
  [[nodiscard]] bool flag(std::string_view key);
  [[nodiscard]] std::string text(std::string_view key);
  [[nodiscard]] std::vector<std::string> texts(std::string_view key);
  // The same with their places. What is no text is reported and left out.
  [[nodiscard]] std::vector<const YamlNode*> words(std::string_view key);
  [[nodiscard]] Color color(std::string_view key);
  // Zeros when any of the numbers was refused.
  [[nodiscard]] Point point(std::string_view key);
  [[nodiscard]] Size size(std::string_view key);
  [[nodiscard]] Rect box(std::string_view key);
  [[nodiscard]] model::Composition composition(std::string_view key);
  [[nodiscard]] std::optional<std::size_t> field(std::string_view key);
  // The words of the key's table stand in the order of the enumerators of E.
  template <typename E>
  [[nodiscard]] E word(std::string_view key) {
    return static_cast<E>(word_index(key));
  }
  // The same of a list; a word that is none of the table's is reported and left out.
  template <typename E>
  [[nodiscard]] std::vector<E> choices(std::string_view key) {
    std::vector<E> out;
    for (const std::size_t index : word_indexes(key)) {
      out.push_back(static_cast<E>(index));
    }
    return out;
  }
  // The mappings of a list.
  [[nodiscard]] const std::vector<YamlNode>& items(std::string_view key);
  // The entries of a mapping with names of the author's own, each name checked.
  [[nodiscard]] std::vector<const YamlEntry*> named(std::string_view key);

  [[nodiscard]] Scope& scope() const { return scope_; }
  [[nodiscard]] const Table& table() const { return table_; }
  void error(std::string code, std::string_view key, Message message, Message hint = {});

 private:
  [[nodiscard]] std::size_t word_index(std::string_view key);
  [[nodiscard]] std::vector<std::size_t> word_indexes(std::string_view key);
  // The place of the node's text among the key's words; nothing, reported, when it is none of them.
  [[nodiscard]] std::optional<std::size_t> index_of_word(const YamlNode& node, const Key& key);
  // The scalar of the key, when there is one; else its type is reported.
  [[nodiscard]] const YamlNode* scalar(const Key& key);
  [[nodiscard]] std::vector<double> numbers(std::string_view key, std::size_t count);
  [[nodiscard]] std::optional<double> checked_number(const YamlNode& node, const Key& key);
  [[nodiscard]] std::optional<std::string> checked_text(const YamlNode& node, const Key& key);
  void wrong_type(const YamlNode& node, const Key& key);

  const YamlNode& node_;
  const Table& table_;
  Scope& scope_;
};

// A colour as a value: '#RRGGBB', '#RRGGBBAA' or a name of the scope. Nothing, reported, when it is
// neither.
std::optional<Color> read_color_value(const YamlNode& node, Scope& scope);

// The field of this name, which counts as used from now on. Nothing, reported, when there is none.
std::optional<std::size_t> use_field(std::string_view name, std::size_t offset, Scope& scope);

// Whether the name has the form of a name; reports it when not.
bool check_name(std::string_view name, std::size_t offset, Findings& findings);

}  // namespace certpress::parse
