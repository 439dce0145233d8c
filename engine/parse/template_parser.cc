#include "template_parser.h"

#include <utility>

#include <fmt/format.h>

#include "asset_loader.h"
#include "element_parser.h"
#include "extension.h"
#include "field_parser.h"
#include "findings.h"
#include "mapping_reader.h"
#include "rule_parser.h"
#include "style_parser.h"
#include "template_table.h"
#include "yaml_document.h"

namespace certpress::parse {

namespace {

const Table& page_table() {
  static const Table table{"a page",
                           "页面",
                           {
                               {.name = "size",
                                .type = Type::kSize,
                                .unit = Unit::kMm,
                                .required = true,
                                .minimum = 10,
                                .maximum = 1200,
                                .says = "Width and height; A4 upright is [210, 297].",
                                .example = "[210, 297]"},
                               {.name = "background",
                                .type = Type::kColor,
                                .fallback = "#FFFFFF",
                                .says = "Colour of the paper, part of the stock."},
                           }};
  return table;
}

// An id comes from a request: it is checked before it becomes part of a file's name.
bool is_id(std::string_view id) {
  return !id.empty() && id.size() <= 64 &&
         id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string_view::npos;
}

Refused not_found(std::string_view id) {
  return Refused(Diagnostic{
      Severity::kError,
      "template/not-found",
      {},
      {fmt::format("there is no template '{}'", id), fmt::format("没有名为 '{}' 的模板", id)},
      {}});
}

model::Template read_template(const YamlNode& root, std::string_view id, const Resources& resources,
                              Scope& scope) {
  MappingReader file(root, template_table(), scope);
  check_language_version(file);
  model::Template out;
  out.file = scope.findings.source().file();
  out.id = file.text("id");
  out.title = file.text("title");
  out.version = file.text("version");
  out.standard = file.text("standard");
  if (!out.id.empty() && out.id != id) {
    file.error("template/bad-name", "id",
               {fmt::format("the id must be the folder's name, '{}'", id),
                fmt::format("标识须与目录名一致，即 '{}'", id)});
  }
  read_names(file);
  if (const YamlNode* node = file.find("page")) {
    MappingReader page(*node, page_table(), scope);
    out.page = page.size("size");
    out.background = page.color("background");
  }
  scope.page = out.page;
  read_fields(file, resources);
  out.rules = read_rules(file);
  out.elements = read_elements(file);
  out.fields = scope.fields.list();
  out.assets = scope.assets.files();
  return out;
}

}  // namespace

const Table& template_table() {
  static const Table table{
      "a template",
      "模板",
      {
          {.name = "certpress",
           .type = Type::kInteger,
           .required = true,
           .minimum = 1,
           .maximum = 1,
           .says = "Version of this language: 1.",
           .example = "1"},
          {.name = "id",
           .type = Type::kId,
           .required = true,
           .says = "The folder's name.",
           .example = "\"road-transport-certificate\""},
          {.name = "title",
           .required = true,
           .maximum = 100,
           .says = "Name of the certificate.",
           .example = "\"道路运输证\""},
          {.name = "version",
           .required = true,
           .maximum = 50,
           .says = "Version of the template.",
           .example = "\"1.0.0\""},
          {.name = "standard",
           .maximum = 100,
           .says = "The standard that the layout follows.",
           .example = "\"JT/T 1292-2019\""},
          {.name = "extends",
           .says = "Path of a shared file, whose page, colours, styles, fields, rules and elements "
                   "this one takes over and may change by name.",
           .example = "\"../shared/road-transport-permit.yaml\""},
          {.name = "page",
           .type = Type::kMapping,
           .required = true,
           .table = page_table,
           .says = "The paper.",
           .example = "{\"size\": [210, 297], \"background\": \"#F7FCF8\"}"},
          {.name = "colors",
           .type = Type::kColors,
           .says = "Names for colours, used wherever a colour stands.",
           .example = "{\"rule\": \"#2E6B4F\"}"},
          {.name = "styles",
           .type = Type::kStyles,
           .says = "Names for the looks of text.",
           .example = "{\"label\": {\"font\": \"kai\", \"size\": 15}}"},
          {.name = "fields",
           .type = Type::kFields,
           .says = "The data, by name.",
           .example = "{\"holder_name\": {\"label\": \"业户名称\", \"kind\": \"name\", "
                      "\"required\": true}}"},
          {.name = "rules",
           .type = Type::kRules,
           .says = "What fields must be to each other: order of days, one of several, required "
                   "when.",
           .example = "[{\"order\": [\"issue_date\", \"valid_until\"]}]"},
          {.name = "elements",
           .type = Type::kElements,
           .required = true,
           .says = "What stands on the page, in drawing order.",
           .example = "[{\"type\": \"text\", \"name\": \"title\", \"box\": [25, 50, 160, 16], "
                      "\"text\": \"道路运输证\"}]"},
      }};
  return table;
}

model::Template parse_template(const Resources& resources, std::string_view id,
                               const std::vector<std::string>& font_roles, Refusals& remarks) {
  const std::string name = std::string(id) + "/template.yaml";
  const auto bytes = is_id(id) ? resources.template_file(name) : std::nullopt;
  if (!bytes) {
    throw not_found(id);
  }
  Report report;
  SourceText source(resources.display_name(name), bytes->text(), std::string(id));
  Findings findings(source, report);
  KnownFields fields;
  AssetLoader assets(resources, report);
  Scope scope{findings, fields, font_roles, assets};
  const auto root = read_with_shared(resources, name, source, scope);
  if (!root) {
    throw Refused(report.sorted());
  }
  model::Template out = read_template(*root, id, resources, scope);
  if (report.has_errors()) {
    throw Refused(report.sorted());
  }
  // What an error hid would seem unused.
  warn_of_unused_fields(scope);
  warn_of_unused_names(scope);
  for (Diagnostic& diagnostic : report.sorted()) {
    remarks.add(std::move(diagnostic));
  }
  return out;
}

}  // namespace certpress::parse
