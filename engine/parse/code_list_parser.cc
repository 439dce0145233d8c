#include "code_list_parser.h"

#include <set>

#include <fmt/format.h>

#include "asset_loader.h"
#include "yaml_document.h"

namespace certpress::parse {

namespace {

const Table& code_entry_table() {
  static const Table table{"an entry of a code list",
                           "代码表的条目",
                           {
                               {.name = "code",
                                .required = true,
                                .maximum = 50,
                                .says = "The code.",
                                .example = "\"01\""},
                               {.name = "text",
                                .required = true,
                                .maximum = 200,
                                .says = "What is printed for it.",
                                .example = "\"大型普通货车\""},
                           }};
  return table;
}

std::vector<model::CodeEntry> read_entries(MappingReader& file) {
  std::vector<model::CodeEntry> entries;
  std::set<std::string> codes;
  for (const YamlNode& item : file.items("entries")) {
    MappingReader reader(item, code_entry_table(), file.scope());
    model::CodeEntry entry{reader.text("code"), reader.text("text")};
    if (!codes.insert(entry.code).second) {
      reader.error("template/duplicate-name", "code",
                   {fmt::format("code '{}' stands twice", entry.code),
                    fmt::format("代码 '{}' 重复出现", entry.code)});
    }
    entries.push_back(std::move(entry));
  }
  return entries;
}

}  // namespace

const Table& code_list_table() {
  static const Table table{"a code list",
                           "代码表",
                           {
                               {.name = "id",
                                .type = Type::kId,
                                .required = true,
                                .says = "The file's name.",
                                .example = "\"vehicle-type\""},
                               {.name = "title",
                                .required = true,
                                .maximum = 200,
                                .says = "What the codes say.",
                                .example = "\"车辆类型\""},
                               {.name = "source",
                                .required = true,
                                .maximum = 500,
                                .says = "The standard and table that the list was taken from.",
                                .example = "\"JT/T 415, 5.4.9\""},
                               {.name = "entries",
                                .type = Type::kMappings,
                                .required = true,
                                .table = code_entry_table,
                                .says = "The codes, in the order of the source.",
                                .example = "[{\"code\": \"21\", \"text\": \"大型普通货车\"}]"},
                           }};
  return table;
}

std::shared_ptr<const model::CodeList> CodeLists::load(MappingReader& field) {
  const std::string id = field.text("codes");
  if (id.empty()) {
    return nullptr;
  }
  if (const auto known = known_.find(id); known != known_.end()) {
    return known->second;
  }
  const std::string file = "codes/" + id + ".yaml";
  const auto bytes = resources_.template_file(file);
  if (!bytes) {
    field.error("template/code-list-missing", "codes",
                {fmt::format("there is no code list '{}'", id), fmt::format("没有代码表 '{}'", id)},
                {fmt::format("it would be the file {} of the templates' folder", file),
                 fmt::format("应为模板目录下的文件 {}", file)});
    return known_[id] = nullptr;
  }
  return known_[id] = read(id, resources_.display_name(file), *bytes);
}

std::shared_ptr<const model::CodeList> CodeLists::read(const std::string& id,
                                                       const std::string& file,
                                                       const Bytes& bytes) {
  const SourceText source(file, bytes.text());
  Findings findings(source, report_);
  const auto root = read_yaml(source, findings);
  if (!root) {
    return nullptr;
  }
  // A code list refers to nothing outside itself.
  KnownFields no_fields;
  const std::vector<std::string> no_fonts;
  AssetLoader no_assets(resources_, report_);
  Scope scope{findings, no_fields, no_fonts, no_assets};
  MappingReader reader(*root, code_list_table(), scope);
  auto list = std::make_shared<model::CodeList>();
  list->id = reader.text("id");
  list->title = reader.text("title");
  list->source = reader.text("source");
  list->entries = read_entries(reader);
  if (!list->id.empty() && list->id != id) {
    reader.error("template/bad-name", "id",
                 {fmt::format("the id must be the file's name, '{}'", id),
                  fmt::format("标识须与文件名一致，即 '{}'", id)});
  }
  return list;
}

}  // namespace certpress::parse
