// A profile (of signing, of a printer) is a YAML file of settings: mappings with their values by
// key, and what is wrong with them, as profile/... .
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "findings.h"
#include "yaml_document.h"

namespace certpress::parse {

// The file that is read, and the problems found so far.
struct Reading {
  Findings& findings;
  std::filesystem::path folder;  // of the file
};

class Mapping {
 public:
  // `what` is how messages call it in both languages. Reports keys that are not `known`.
  Mapping(const YamlNode& node, Message what, std::vector<std::string_view> known,
          const Reading& reading);

  [[nodiscard]] bool has(std::string_view key) const { return find(key) != nullptr; }
  // Its value; null when it is absent.
  [[nodiscard]] const YamlNode* find(std::string_view key) const { return node_.find(key); }

  // Empty when absent or wrong.
  [[nodiscard]] std::string text(std::string_view key) const;
  [[nodiscard]] std::filesystem::path path(std::string_view key) const;
  // One path or a list of them.
  [[nodiscard]] std::vector<std::filesystem::path> paths(std::string_view key) const;
  [[nodiscard]] std::vector<std::string> texts(std::string_view key) const;
  // Zeros when absent or wrong; of a list of `count` numbers.
  [[nodiscard]] std::vector<double> numbers(std::string_view key, std::size_t count) const;
  [[nodiscard]] double number(std::string_view key) const;
  [[nodiscard]] std::optional<int> whole_number(std::string_view key) const;
  // Seconds, up to ten minutes; with fractions.
  [[nodiscard]] std::optional<std::chrono::milliseconds> seconds(std::string_view key) const;

  void need(std::string_view key) const;
  // At the mapping itself.
  void error(std::string code, Message message) const;
  // At the key's value.
  void error(std::string_view key, std::string code, Message message, Message hint = {}) const;

 private:
  [[nodiscard]] std::filesystem::path path_of(const YamlNode& node, std::string_view key) const;
  [[nodiscard]] double number_of(const YamlNode& node, std::string_view key) const;
  void wrong_type(std::string_view key, const char* en, const char* zh) const;

  const YamlNode& node_;
  Message what_;
  const Reading& reading_;
};

// All that was found in a profile. What the reader of YAML finds has the names of the templates'
// files, for which it was made.
std::vector<Diagnostic> profile_problems(const Report& report);

}  // namespace certpress::parse
