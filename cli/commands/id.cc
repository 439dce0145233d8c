// certpress id: certificate identifiers (GB/T 36904), made and checked.
#include <algorithm>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "certpress/certificate_id.h"

#include "../terminal.h"
#include "commands.h"

namespace certpress::cli {

namespace {

struct NewArguments {
  CertificateIdParts parts;
  int count = 1;
};

ExitCode make_new(const NewArguments& arguments) {
  for (const std::string& id : make_certificate_ids(arguments.parts, arguments.count)) {
    std::cout << id << '\n';
  }
  return kDone;
}

// "-" stands for the lines of standard input.
std::vector<std::string> expanded(const std::vector<std::string>& arguments) {
  std::vector<std::string> ids;
  for (const std::string& argument : arguments) {
    if (argument != "-") {
      ids.push_back(argument);
      continue;
    }
    for (std::string line; std::getline(std::cin, line);) {
      if (!line.empty() && line.back() == '\r') {
        line.pop_back();
      }
      ids.push_back(line);
    }
  }
  return ids;
}

// An identifier may hold an ID card's number as its serial: answers name its place in the input.
ExitCode check(const std::vector<std::string>& arguments, const Session& session) {
  bool clean = true;
  int number = 0;
  for (const std::string& id : expanded(arguments)) {
    const std::vector<Diagnostic> found = check_certificate_id(id);
    const bool wrong = std::ranges::any_of(found, [](const Diagnostic& diagnostic) {
      return diagnostic.severity == Severity::kError;
    });
    ++number;
    if (!wrong) {
      std::cout << number << ": " << session.say("ok", "正确") << '\n';
    }
    for (const Diagnostic& diagnostic : found) {
      std::cout << number << ": " << to_text(diagnostic, session.language);
    }
    clean = clean && !wrong;
  }
  return clean ? kDone : kRefused;
}

void add_new(CLI::App& group, Session& session) {
  auto arguments = std::make_shared<NewArguments>();
  CLI::App* command = group.add_subcommand(
      "new", session.say("Make identifiers, one a line", "生成标识，每行一个"));
  command
      ->add_option(
          "--type", arguments->parts.type_code,
          session.say("Type code of the certificate, 21 characters", "证照类型代码，21 位"))
      ->required();
  command
      ->add_option("--issuer", arguments->parts.issuer,
                   session.say("Issuer's 统一社会信用代码", "颁发机构的统一社会信用代码"))
      ->required();
  command
      ->add_option("--serial", arguments->parts.serial,
                   session.say("Serial, 1 to 64 of 0-9 A-Z", "流水号，1 至 64 位数字或大写字母"))
      ->required();
  command->add_option("--copy", arguments->parts.version,
                      session.say("Version of the certificate, 3 digits (001)",
                                  "证照版本号，3 位数字（默认 001）"));
  command
      ->add_option("--count", arguments->count,
                   session.say("How many, with consecutive serials (1)",
                               "生成个数，流水号依次递增（默认 1）"))
      ->check(CLI::Range(1, kMaxCertificateIds));
  command->footer(session.say("Example:", "示例：") + std::string(R"(
  certpress id new --type 11100000000019713D008 --issuer 11140000MB0TEXT59X --serial 140100000001 --count 10)"));
  command->callback(
      [arguments, &session] { session.run = [arguments] { return make_new(*arguments); }; });
}

void add_check(CLI::App& group, Session& session) {
  auto ids = std::make_shared<std::vector<std::string>>();
  CLI::App* command =
      group.add_subcommand("check", session.say("Check identifiers; exit code 3 when one is wrong",
                                                "校验标识；有错误时退出码为 3"));
  command
      ->add_option("ids", *ids,
                   session.say("Identifiers; - reads them from standard input, one a line",
                               "标识；- 表示从标准输入读取，每行一个"))
      ->required();
  command->footer(session.say("Examples:", "示例：") + std::string(R"(
  certpress id check 1.2.156.3005.2.11100000000019713D008.11140000MB0TEXT59X.140100000001.001.O
  certpress id check - < identifiers.txt)"));
  command->callback(
      [ids, &session] { session.run = [ids, &session] { return check(*ids, session); }; });
}

}  // namespace

void add_id(CLI::App& app, Session& session) {
  CLI::App* group = app.add_subcommand(
      "id", session.say("Certificate identifiers (GB/T 36904): make or check them",
                        "电子证照标识（GB/T 36904）：生成或校验"));
  group->require_subcommand(1);
  add_new(*group, session);
  add_check(*group, session);
}

}  // namespace certpress::cli
