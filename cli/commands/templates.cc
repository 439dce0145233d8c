// certpress templates: which templates there are, and what one of them wants to know.
#include <iostream>
#include <memory>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "../home.h"
#include "../terminal.h"
#include "commands.h"

namespace certpress::cli {

namespace {

using Json = nlohmann::ordered_json;

Json to_json(const TemplateInfo& info) {
  Json fields = Json::array();
  for (const FieldInfo& field : info.fields) {
    Json entry{{"name", field.name},
               {"label", field.label},
               {"kind", field.kind},
               {"required", field.required}};
    if (field.max_length > 0) {
      entry["max_length"] = field.max_length;
    }
    fields.push_back(std::move(entry));
  }
  return {{"id", info.id},
          {"title", info.title},
          {"version", info.version},
          {"standard", info.standard},
          {"page_mm", {info.width_mm, info.height_mm}},
          {"fields", std::move(fields)}};
}

ExitCode list(bool json) {
  const auto engine = make_engine();
  Json all = Json::array();
  for (const std::string& id : engine->template_ids()) {
    const auto prepared = engine->prepare(id);
    const TemplateInfo& info = prepared->info();
    if (json) {
      all.push_back(to_json(info));
    } else {
      std::cout << padded(id, 42) << info.title << '\n';
    }
  }
  if (json) {
    std::cout << all.dump(2) << '\n';
  }
  return kDone;
}

ExitCode show(const std::string& argument, bool json, const Session& session) {
  const TemplateChoice choice = choose_template(argument);
  const auto engine = make_engine(choice);
  const auto prepared = engine->prepare(choice.id);
  const TemplateInfo& info = prepared->info();
  if (json) {
    std::cout << to_json(info).dump(2) << '\n';
    return kDone;
  }
  std::cout << fmt::format("{} {} ({}), {:g} × {:g} mm\n{}\n\n", info.title, info.version, info.id,
                           info.width_mm, info.height_mm, info.standard);
  for (const FieldInfo& field : info.fields) {
    std::cout << padded(field.name, 26) << padded(field.label, 20) << padded(field.kind, 20)
              << (field.required ? session.say("required", "必填") : "")
              << (field.max_length > 0 ? fmt::format(" ≤ {}", field.max_length) : "") << '\n';
  }
  return kDone;
}

ExitCode schema(const std::string& argument) {
  const TemplateChoice choice = choose_template(argument);
  const auto engine = make_engine(choice);
  std::cout << Engine::record_schema(*engine->prepare(choice.id));
  return kDone;
}

}  // namespace

void add_templates(CLI::App& app, Session& session) {
  CLI::App* group = app.add_subcommand(
      "templates", session.say("List the templates, or show one", "列出或查看模板"));
  group->require_subcommand(1);
  auto json = std::make_shared<bool>(false);
  auto argument = std::make_shared<std::string>();

  CLI::App* list_command =
      group->add_subcommand("list", session.say("All templates", "列出全部模板"));
  list_command->add_flag("--json", *json, session.say("As JSON", "以 JSON 输出"));
  list_command->callback([json, &session] { session.run = [json] { return list(*json); }; });

  CLI::App* show_command = group->add_subcommand(
      "show", session.say("The fields of one template", "查看一个模板的字段"));
  show_command->add_option("template", *argument, session.say("Id or path", "编号或路径"))
      ->required();
  show_command->add_flag("--json", *json, session.say("As JSON", "以 JSON 输出"));
  show_command->callback([json, argument, &session] {
    session.run = [json, argument, &session] { return show(*argument, *json, session); };
  });

  CLI::App* schema_command = group->add_subcommand(
      "schema",
      session.say("The JSON Schema of one template's records", "一个模板的记录的 JSON Schema"));
  schema_command->add_option("template", *argument, session.say("Id or path", "编号或路径"))
      ->required();
  schema_command->callback(
      [argument, &session] { session.run = [argument] { return schema(*argument); }; });
}

}  // namespace certpress::cli
