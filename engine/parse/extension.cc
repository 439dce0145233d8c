#include "extension.h"

#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "asset_loader.h"
#include "mapping_reader.h"
#include "overlay.h"
#include "relative_path.h"
#include "template_table.h"

namespace certpress::parse {

namespace {

constexpr std::size_t kMaxExtended = 4;  // files, from the template to the last one

// Offsets of one file's tree become those of the whole text.
void shift(YamlNode& node, std::size_t by) {
  node.offset += by;
  for (YamlNode& item : node.items) {
    shift(item, by);
  }
  for (YamlEntry& entry : node.entries) {
    shift(entry.key, by);
    shift(entry.value, by);
  }
}

class ChainReader {
 public:
  ChainReader(const Resources& resources, std::string path, SourceText& source, Scope& scope)
      : resources_(resources), source_(source), scope_(scope), open_{std::move(path)} {}

  // The tree with all that it extends below it. False when a file of the chain cannot be read.
  bool extend(YamlNode& tree) {
    std::optional<YamlNode> name = taken_name(tree);
    if (!name) {
      return true;
    }
    const auto path = path_of(*name);
    auto base = path ? read(*path, *name) : std::nullopt;
    if (!base) {
      return false;
    }
    open_.push_back(*path);
    if (!extend(*base)) {
      return false;
    }
    tree = laid_over(*std::move(base), std::move(tree), scope_);
    return true;
  }

 private:
  static std::optional<YamlNode> taken_name(YamlNode& tree) {
    const auto entry = std::ranges::find(
        tree.entries, "extends", [](const YamlEntry& e) -> const auto& { return e.key.text; });
    if (entry == tree.entries.end()) {
      return std::nullopt;
    }
    YamlNode name = std::move(entry->value);
    tree.entries.erase(entry);
    return name;
  }

  std::optional<std::string> path_of(const YamlNode& name) {
    Findings& findings = scope_.findings;
    const bool is_file = name.is_scalar() && name.text.ends_with(".yaml");
    if (!is_file) {
      findings.error(
          "template/wrong-type", name.offset,
          {"'extends' takes the path of a .yaml file", "'extends' 应为 .yaml 文件的路径"});
      return std::nullopt;
    }
    auto path = resolved(source_.folder(name.offset), name.text);
    if (!path) {
      findings.error("template/extends-escapes", name.offset,
                     {"the path leads out of the templates' folder", "路径超出了模板目录"},
                     {"write a path relative to this file's folder, with / between its parts",
                      "请写相对于本文件所在目录的路径，以 / 分隔"});
      return std::nullopt;
    }
    if (std::ranges::find(open_, *path) != open_.end()) {
      findings.error("template/extends-cycle", name.offset,
                     {"the file extends itself", "文件扩展了自身"});
      return std::nullopt;
    }
    if (open_.size() > kMaxExtended) {
      findings.error("template/too-deep", name.offset,
                     {fmt::format("files extend files more than {} deep", kMaxExtended),
                      fmt::format("扩展的层数超过 {}", kMaxExtended)});
      return std::nullopt;
    }
    return path;
  }

  // The tree of a shared file, its keys checked.
  std::optional<YamlNode> read(const std::string& path, const YamlNode& name) {
    const auto bytes = resources_.template_file(path);
    if (!bytes) {
      scope_.findings.error("template/extends-missing", name.offset,
                            {fmt::format("there is no file '{}' in the templates' folder", path),
                             fmt::format("模板目录下没有文件 '{}'", path)});
      return std::nullopt;
    }
    const SourceText text(resources_.display_name(path), bytes->text(), folder_of(path));
    Findings findings(text, scope_.findings.report());
    auto tree = read_yaml(text, findings);
    if (!tree) {
      return std::nullopt;
    }
    shift(*tree, source_.append(text));
    if (tree->kind == YamlNode::Kind::kMapping) {
      MappingReader file(*tree, shared_table(), scope_);
      check_language_version(file);
      // What was reported is not to be reported again in the files that extend this one.
      std::erase_if(tree->entries, [](const YamlEntry& entry) {
        return entry.key.text == "certpress" || shared_table().find(entry.key.text) == nullptr;
      });
    }
    return tree;
  }

  const Resources& resources_;
  SourceText& source_;
  Scope& scope_;
  std::vector<std::string> open_;  // paths from the template on
};

}  // namespace

const Table& shared_table() {
  static const Table table = [] {
    Table shared{"a shared file", "共享文件", joined({template_table().keys, removing_keys()})};
    std::erase_if(shared.keys, [](const Key& key) {
      return key.name == "id" || key.name == "title" || key.name == "version";
    });
    for (Key& key : shared.keys) {
      key.required = key.name == "certpress";
    }
    return shared;
  }();
  return table;
}

std::optional<YamlNode> read_with_shared(const Resources& resources, const std::string& path,
                                         SourceText& source, Scope& scope) {
  auto tree = read_yaml(source, scope.findings);
  if (!tree || !ChainReader(resources, path, source, scope).extend(*tree)) {
    return std::nullopt;
  }
  return tree;
}

}  // namespace certpress::parse
