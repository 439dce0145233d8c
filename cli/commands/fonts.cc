// certpress fonts: every font of the manifest, checked, with what it can draw.
#include <iostream>
#include <memory>
#include <string>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "../home.h"
#include "../terminal.h"
#include "commands.h"

namespace certpress::cli {

namespace {

using Json = nlohmann::ordered_json;

Json to_json(const Coverage& coverage) {
  return {{"tgh", coverage.tgh},
          {"gb18030_level1", coverage.gb18030_level1},
          {"gb18030_level2", coverage.gb18030_level2},
          {"gb18030_level3", coverage.gb18030_level3}};
}

Json to_json(const FontReport& report) {
  Json files = Json::array();
  for (const FontFileInfo& file : report.files) {
    files.push_back({{"id", file.id},
                     {"family", file.family},
                     {"package", file.package},
                     {"path", file.path},
                     {"face_index", file.face_index},
                     {"sha256", file.sha256},
                     {"licence", file.licence},
                     {"intact", file.intact},
                     {"coverage", to_json(file.coverage)}});
  }
  Json roles = Json::array();
  for (const FontRoleInfo& role : report.roles) {
    roles.push_back(
        {{"role", role.role}, {"chain", role.chain}, {"coverage", to_json(role.coverage)}});
  }
  return {{"files", std::move(files)}, {"roles", std::move(roles)}};
}

std::string columns(const Coverage& coverage) {
  return fmt::format("{:>6}{:>9}{:>9}{:>9}", coverage.tgh, coverage.gb18030_level1,
                     coverage.gb18030_level2, coverage.gb18030_level3);
}

void print_tables(const FontReport& report, const Session& session) {
  constexpr const char* kSets = "  8105  GB L1    GB L2    GB L3";
  std::cout << padded(session.say("file", "字体文件"), 34) << kSets << '\n';
  for (const FontFileInfo& file : report.files) {
    std::cout << padded(file.family, 34)
              << (file.intact ? columns(file.coverage)
                              : session.say("missing or differs", "缺失或不一致"))
              << "  " << file.package << '\n';
  }
  std::cout << '\n' << padded(session.say("role", "字体角色"), 34) << kSets << '\n';
  for (const FontRoleInfo& role : report.roles) {
    std::cout << padded(role.role, 34) << columns(role.coverage) << "  "
              << fmt::format("{}", fmt::join(role.chain, " → ")) << '\n';
  }
  std::cout << '\n'
            << session.say(
                   "8105: 通用规范汉字表. GB L1-L3: hanzi of GB 18030-2022 levels 1 to 3 "
                   "(27,570 / 27,766 / 87,887). Only real outlines count.",
                   "8105：通用规范汉字表。GB L1-L3：GB 18030-2022 实现级别 1 至 3 的汉字"
                   "（27,570 / 27,766 / 87,887）。仅统计真实轮廓。")
            << '\n';
}

ExitCode fonts(bool json, const Session& session) {
  // Every file is read: what a cache remembers is not asked.
  const FontReport report = make_engine({}, nullptr)->fonts();
  if (json) {
    std::cout << to_json(report).dump(2) << '\n';
  } else {
    print_tables(report, session);
  }
  print(report.problems, session.language);
  return report.problems.empty() ? kDone : kFailure;
}

}  // namespace

void add_fonts(CLI::App& app, Session& session) {
  CLI::App* command = app.add_subcommand(
      "fonts", session.say("Check the fonts and show what they cover", "检查字体并显示其覆盖范围"));
  auto json = std::make_shared<bool>(false);
  command->add_flag("--json", *json, session.say("As JSON", "以 JSON 输出"));
  command->callback(
      [json, &session] { session.run = [json, &session] { return fonts(*json, session); }; });
}

}  // namespace certpress::cli
