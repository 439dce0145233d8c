// certpress diff: what changed between two templates or two rendered files.
#include <filesystem>
#include <iostream>
#include <memory>
#include <string>
#include <system_error>
#include <vector>

#include <fmt/format.h>

#include "certpress/difference.h"

#include "../files.h"
#include "../home.h"
#include "../terminal.h"
#include "commands.h"

namespace certpress::cli {

namespace {

namespace fs = std::filesystem;

struct Arguments {
  std::string before;
  std::string after;
  std::vector<std::string> data;
  std::string picture;
};

// By the records that were given, or by the samples of the second template and the blank form.
Difference diff_templates(const Arguments& arguments) {
  const TemplateChoice before = choose_template(arguments.before);
  const TemplateChoice after = choose_template(arguments.after);
  std::vector<RecordInput> records;
  for (const std::string& data : arguments.data) {
    records.push_back(read_record(data));
  }
  if (records.empty()) {
    for (const fs::path& sample : samples_of(after)) {
      records.push_back(read_record(sample.string()));
      records.back().name = sample.filename().string();
    }
    records.push_back({"", "blank", {}, true});
  }
  const auto engine_before = make_engine(before);
  const auto engine_after = make_engine(after);
  const auto prepared_before = engine_before->prepare(before.id);
  const auto prepared_after = engine_after->prepare(after.id);
  return compare_templates({*engine_before, *prepared_before}, {*engine_after, *prepared_after},
                           records);
}

void print_difference(const Difference& difference, const Session& session) {
  for (const Difference::Found& found : difference.changes) {
    std::string records;
    for (const std::string& record : found.records) {
      records += (records.empty() ? "  [" : ", ") + record;
    }
    std::cout << sentence(found.change).in(session.language) << records
              << (records.empty() ? "" : "]") << '\n';
  }
  for (const Message& remark : difference.remarks) {
    std::cout << remark.in(session.language) << '\n';
  }
  if (difference.pixels && !difference.pixels->same_size) {
    std::cout << session.say("the pictures are of different sizes\n", "图片大小不同\n");
  } else if (difference.pixels) {
    std::cout << fmt::format(
        fmt::runtime(session.say("{} pixels differ, {} of them visibly, {} in one spot\n",
                                 "{} 个像素不同，其中 {} 个可察觉，最大一处 {} 个\n")),
        difference.pixels->differing, difference.pixels->perceptible,
        difference.pixels->largest_blob);
  }
  if (!difference.any()) {
    std::cout << session.say("no difference\n", "没有不同\n");
  }
}

ExitCode diff(const Arguments& arguments, const Session& session) {
  std::error_code error;
  const bool files = fs::is_regular_file(arguments.before, error) &&
                     fs::path(arguments.before).extension() != ".yaml";
  const Difference difference =
      files ? compare_files(read_input(arguments.before), read_input(arguments.after))
            : diff_templates(arguments);
  print_difference(difference, session);
  if (!arguments.picture.empty() && !difference.picture.empty()) {
    write_output(arguments.picture, difference.picture);
  }
  return difference.any() ? kDiffers : kDone;
}

}  // namespace

void add_diff(CLI::App& app, Session& session) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* command = app.add_subcommand(
      "diff", session.say("Say what changed between two templates or two rendered files; exit code "
                          "5 when something did",
                          "说明两个模板或两个渲染结果之间的改变；有改变时退出码为 5"));
  const char* what = session.say("Template (id or path), PNG, PDF, or dump of a sheet",
                                 "模板（编号或路径）、PNG、PDF 或排版结果文本");
  command->add_option("before", arguments->before, what)->required();
  command->add_option("after", arguments->after, what)->required();
  command->add_option(
      "-d,--data", arguments->data,
      session.say("Templates: records to compare by; the samples and the blank form by default",
                  "模板：用于比较的记录；默认为全部样例和空白证件"));
  command->add_option("--picture", arguments->picture,
                      session.say("Files: write a PNG of what differs", "文件：写出差异图 PNG"));
  command->footer(session.say("Examples:", "示例：") + std::string(R"(
  certpress diff road-transport-certificate ./my-version/road-transport-certificate
  certpress diff yesterday.pdf today.pdf --picture difference.png)"));
  command->callback([arguments, &session] {
    session.run = [arguments, &session] { return diff(*arguments, session); };
  });
}

}  // namespace certpress::cli
